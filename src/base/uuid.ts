// 16-byte ids of topics, clusters, directories and incarnations. In memory and on disk they are text:
// 22 characters of base64url, as Kafka prints them. On the wire they are the bytes.
import { TidelogError } from './errors.ts';

export type Uuid = string & { readonly __brand: 'Uuid' };

export const UUID_BYTES = 16;

export function uuidFromBytes(bytes: Uint8Array): Uuid {
  if (bytes.length !== UUID_BYTES) {
    throw new TidelogError('INVALID_REQUEST', `an id has 16 bytes, this one has ${bytes.length}`);
  }
  return Buffer.from(bytes.buffer, bytes.byteOffset, UUID_BYTES).toString('base64url') as Uuid;
}

export function uuidToBytes(uuid: Uuid): Buffer {
  return Buffer.from(uuid, 'base64url');
}

/** Checks text that came from a file or a person. */
export function parseUuid(text: string): Uuid {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length !== UUID_BYTES || bytes.toString('base64url') !== text) {
    throw new TidelogError('INVALID_UUID', `"${text}" is not an id of 22 base64url characters`);
  }
  return text as Uuid;
}
