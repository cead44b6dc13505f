// Frames [NET-1]: a 4-byte big-endian length and that many bytes. The decoder does no I/O and allocates for a frame only
// after its length was found good and somebody granted the memory.
//
//   | length: int32 | payload, `length` bytes |
//
// Invariant: `#filled` < 4 while the length is not known; afterwards `#payload` has the frame's length and `#filled`
// of its bytes.
import { assert } from '../base/assert.ts';
import { TidelogError } from '../base/errors.ts';

export const frameLengthBytes = 4;

/** What a connection that does not speak this protocol seems to speak, told by the first bytes it sent. */
export type ForeignProtocol = 'http' | 'tls' | 'kafka';

/** The bytes cannot be a frame; the connection must be closed, with `answer` sent first when there is one. */
export class FrameError extends TidelogError {
  override readonly name = 'FrameError';
  readonly foreign: ForeignProtocol | undefined;

  constructor(message: string, foreign?: ForeignProtocol) {
    super('INVALID_FRAME', message);
    this.foreign = foreign;
  }
}

export interface FrameDecoderOptions {
  frameBytesMax: number;
  /** Called once per frame, with the payload in a buffer of its own. */
  onFrame: (payload: Buffer) => void;
  /**
   * Called when a frame's length is known and before memory is taken. Returning false makes `push` stop there, keeping
   * the rest; `resume` goes on.
   */
  admit: (bytes: number) => boolean;
}

export class FrameDecoder {
  readonly #options: FrameDecoderOptions;
  readonly #length = Buffer.alloc(frameLengthBytes);
  #payload: Buffer | undefined;
  #filled = 0;
  #framesDecoded = 0;
  /** Bytes that arrived while a frame waited to be admitted. */
  #held: Buffer[] = [];
  #isWaiting = false;

  constructor(options: FrameDecoderOptions) {
    this.#options = options;
  }

  /** True between the first byte of a frame and its last. */
  get isInsideFrame(): boolean {
    return this.#filled > 0 || this.#payload !== undefined;
  }

  /** Throws FrameError; the decoder is then of no more use. */
  push(chunk: Buffer): void {
    if (this.#isWaiting) {
      this.#held.push(chunk);
      return;
    }
    let position = 0;
    while (position < chunk.length) {
      const known = this.#payload ? this.#payload : undefined;
      if (known) {
        position = this.#fillPayload(known, chunk, position);
      } else {
        position = this.#fillLength(chunk, position);
        if (this.#filled === frameLengthBytes && !this.#begin()) {
          if (position < chunk.length) this.#held.push(chunk.subarray(position));
          return;
        }
      }
    }
  }

  /** Goes on after `admit` had said no and there is memory now; `admit` is not asked again for that frame. */
  resume(): void {
    assert(this.#isWaiting, 'only a waiting decoder resumes');
    this.#isWaiting = false;
    this.#allocate();
    const held = this.#held;
    this.#held = [];
    for (const chunk of held) this.push(chunk);
  }

  #fillLength(chunk: Buffer, from: number): number {
    let position = from;
    while (this.#filled < frameLengthBytes && position < chunk.length) {
      this.#length[this.#filled++] = chunk[position++] as number;
    }
    return position;
  }

  #fillPayload(payload: Buffer, chunk: Buffer, from: number): number {
    const count = Math.min(payload.length - this.#filled, chunk.length - from);
    chunk.copy(payload, this.#filled, from, from + count);
    this.#filled += count;
    if (this.#framesDecoded === 0 && payload[0] === 0) {
      throw new FrameError(
        "the first request begins with byte 0x00, as one of Kafka's protocol does",
        'kafka',
      );
    }
    if (this.#filled === payload.length) {
      this.#payload = undefined;
      this.#filled = 0;
      this.#framesDecoded += 1;
      this.#options.onFrame(payload);
    }
    return from + count;
  }

  /** The length is known. Returns false when the frame must wait for memory. */
  #begin(): boolean {
    const bytes = this.#length.readInt32BE(0);
    const { frameBytesMax, admit } = this.#options;
    if (bytes <= 0 || bytes > frameBytesMax) {
      const foreign = this.#framesDecoded === 0 ? foreignProtocol(this.#length) : undefined;
      throw new FrameError(
        foreign
          ? `the connection begins with bytes of ${foreign === 'http' ? 'HTTP' : 'TLS'}`
          : `a frame of ${bytes} bytes; the length must be from 1 to ${frameBytesMax}`,
        foreign,
      );
    }
    if (!admit(bytes)) {
      this.#isWaiting = true;
      return false;
    }
    this.#allocate();
    return true;
  }

  #allocate(): void {
    // A buffer of its own: who keeps a batch from it keeps no stranger's bytes alive.
    this.#payload = Buffer.allocUnsafeSlow(this.#length.readInt32BE(0));
    this.#filled = 0;
  }
}

const httpMethods = new Set([
  'GET ',
  'HEAD',
  'POST',
  'PUT ',
  'DELE',
  'OPTI',
  'PATC',
  'CONN',
  'TRAC',
  'PRI ',
]);

function foreignProtocol(first: Buffer): ForeignProtocol | undefined {
  if (httpMethods.has(first.toString('latin1'))) return 'http';
  // A TLS record: handshake (22), version 3.x.
  if (first[0] === 0x16 && first[1] === 0x03) return 'tls';
  return undefined;
}

/** The frame of a payload that comes in chunks; the chunks are not copied. */
export function frameChunks(chunks: readonly Uint8Array[]): Uint8Array[] {
  let bytes = 0;
  for (const chunk of chunks) bytes += chunk.length;
  const length = Buffer.allocUnsafe(frameLengthBytes);
  length.writeInt32BE(bytes, 0);
  return [length, ...chunks];
}
