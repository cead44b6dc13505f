// The envelope: bytes to checked messages and back. protobufjs rounds what does not fit a double when it decodes, and
// turns NaN and fractions into something when it encodes, so every number is checked here, once, in both directions.
import { TidelogError } from '../base/errors.ts';
import type { ApiName, RequestBodyInit, ResponseBodyInit } from './api-registry.ts';
import { type ErrorOnWire, WireError } from './error-codes.ts';
import { type Request, type Response, type ResponseInit, wire } from './messages.ts';
import protobuf from './protobuf-runtime.js';
import { ChunkedBytes, ScatterWriter } from './scatter-writer.ts';

/** A payload in pieces; records in it are the caller's own buffers, not copies. */
export type PayloadChunks = Uint8Array[];

export function encodeRequest<Api extends ApiName>(
  envelope: { correlationId: number; clientId: string },
  api: Api,
  body: RequestBodyInit<Api>,
): PayloadChunks {
  checkNumbers(body, api);
  const writer = new ScatterWriter();
  wire.Request.encode({ ...envelope, [api]: body }, writer);
  return writer.finishChunks();
}

export function encodeResponse<Api extends ApiName>(
  correlationId: number,
  api: Api,
  body: ResponseBodyInit<Api>,
): PayloadChunks {
  checkNumbers(body, api);
  return encodeEnvelope({ correlationId, [api]: body });
}

export function encodeErrorResponse(correlationId: number, error: ErrorOnWire): PayloadChunks {
  return encodeEnvelope({ correlationId, error });
}

function encodeEnvelope(response: ResponseInit): PayloadChunks {
  const writer = new ScatterWriter();
  wire.Response.encode(response, writer);
  return writer.finishChunks();
}

/** `bytes` fields of the result share memory with `payload`. Throws INVALID_REQUEST. */
export function decodeRequest(payload: Buffer): Request {
  return decode('request', () => wire.Request.decode(payload));
}

/** `bytes` fields of the result share memory with `payload`. Throws INVALID_RESPONSE. */
export function decodeResponse(payload: Buffer): Response {
  try {
    return decode('response', () => wire.Response.decode(payload));
  } catch (error) {
    throw new TidelogError(
      'INVALID_RESPONSE',
      'the broker sent a response that cannot be decoded',
      {
        cause: error,
      },
    );
  }
}

function decode<Message extends object>(what: string, run: () => Message): Message {
  let message: Message;
  try {
    message = run();
  } catch (error) {
    throw new WireError(
      'INVALID_REQUEST',
      `the ${what} is not valid protobuf of tidelog.v1: ${reason(error)}`,
      error,
    );
  }
  checkNumbers(message, what);
  return message;
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The correlation id of a request that cannot be decoded as a whole, if it comes before the damage [NET-8]. */
export function readCorrelationId(payload: Buffer): number | undefined {
  const reader = protobuf.Reader.create(payload);
  try {
    while (reader.pos < reader.len) {
      const tag = reader.uint32();
      if (tag >>> 3 === 1 && (tag & 7) === 0) return reader.int32();
      reader.skipType(tag & 7);
    }
  } catch {
    // The damage comes first: there is no id to answer to, which is what undefined says.
    return undefined;
  }
  return undefined;
}

function checkNumbers(message: object, what: string): void {
  const bad = findBadNumber(message);
  if (bad === undefined) return;
  throw new WireError(
    'INVALID_REQUEST',
    `${what}${bad.path} is ${bad.value}, not a whole number within 2^53 - 1`,
  );
}

/** Runs over every message in both directions: it makes nothing unless something is wrong. */
function findBadNumber(value: object): { path: string; value: number } | undefined {
  for (const name of Object.keys(value)) {
    const member: unknown = value[name as keyof typeof value];
    if (typeof member === 'number') {
      if (!Number.isSafeInteger(member)) return { path: `.${name}`, value: member };
    } else if (
      typeof member === 'object' &&
      member !== null &&
      !(member instanceof Uint8Array) &&
      !(member instanceof ChunkedBytes)
    ) {
      const bad = findBadNumber(member);
      if (bad !== undefined) return { path: `.${name}${bad.path}`, value: bad.value };
    }
  }
  return undefined;
}
