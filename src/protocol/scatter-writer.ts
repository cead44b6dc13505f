// A protobuf writer that does not copy records [NET-4]. protobufjs copies every `bytes` field into its buffer, and moves
// it again for each message it is nested in; this one leaves long fields out and keeps a reference with the place where
// they belong:
//
//   buf   | tags, numbers, short fields ..... | ..... more of them |
//                                             ^ at 41: 16,384 bytes of a batch belong here
//
// It relies on four public members of protobufjs' Writer: pos, buf, states and the meaning of fork and ldelim
// (a fork leaves one byte for a length, ldelim moves the content up when the length needs more). Its test compares
// the bytes with those of the plain writer.
import { assertDefined } from '../base/assert.ts';
import protobuf from './protobuf-runtime.js';

/** Shorter ones are cheaper to copy than to refer to. */
const referenceBytesMin = 1024;

/** A `bytes` field whose content lies in several buffers; they are not joined on their way out. */
export class ChunkedBytes {
  readonly chunks: readonly Uint8Array[];
  readonly length: number;

  constructor(chunks: readonly Uint8Array[]) {
    this.chunks = chunks;
    this.length = chunks.reduce((bytes, chunk) => bytes + chunk.length, 0);
  }
}

/** Chunks as the value of a `bytes` field of a message that is about to be encoded by ScatterWriter, and only there. */
export function bytesField(chunks: readonly Uint8Array[]): Uint8Array {
  const only = chunks[0];
  if (only && chunks.length === 1) return only;
  // The generated encoder hands the value to the writer's `bytes` unseen.
  return new ChunkedBytes(chunks) as unknown as Uint8Array;
}

interface Reference {
  /** Where in `buf` the bytes belong. */
  at: number;
  bytes: Uint8Array;
}

interface Fork {
  start: number;
  referencedBytes: number;
  firstReference: number;
}

export class ScatterWriter extends protobuf.BufferWriter {
  readonly #references: Reference[] = [];
  readonly #forks: Fork[] = [];
  #referencedBytes = 0;

  override bytes(value: Uint8Array | string | ChunkedBytes): this {
    if (value instanceof ChunkedBytes) {
      this.uint32(value.length);
      for (const chunk of value.chunks) {
        if (chunk.length < referenceBytesMin) this.raw(chunk);
        else this.#refer(chunk);
      }
      return this;
    }
    if (typeof value === 'string' || value.length < referenceBytesMin) {
      super.bytes(value as Uint8Array);
      return this;
    }
    this.uint32(value.length);
    this.#refer(value);
    return this;
  }

  #refer(bytes: Uint8Array): void {
    this.#references.push({ at: this.pos, bytes });
    this.#referencedBytes += bytes.length;
  }

  override fork(): this {
    this.#forks.push({
      start: this.pos,
      referencedBytes: this.#referencedBytes,
      firstReference: this.#references.length,
    });
    super.fork();
    return this;
  }

  override ldelim(): this {
    const fork = assertDefined(this.#forks.pop(), 'ldelim closes a fork');
    const referencedBytes = this.#referencedBytes - fork.referencedBytes;
    if (referencedBytes === 0) {
      super.ldelim();
      return this;
    }
    // The content begins one byte after the fork. Write the length in its place: the content moves by what it needs more.
    this.states?.pop();
    const contentStart = fork.start + 1;
    const content = Buffer.from(this.buf.subarray(contentStart, this.pos));
    this.pos = fork.start;
    this.uint32(content.length + referencedBytes);
    const shift = this.pos - contentStart;
    this.raw(content);
    for (const reference of this.#references.slice(fork.firstReference)) reference.at += shift;
    return this;
  }

  /** The message in pieces; the long fields are the very buffers that were given. */
  finishChunks(): Uint8Array[] {
    const chunks: Uint8Array[] = [];
    let position = 0;
    for (const { at, bytes } of this.#references) {
      if (at > position) chunks.push(this.buf.subarray(position, at));
      chunks.push(bytes);
      position = at;
    }
    if (this.pos > position) chunks.push(this.buf.subarray(position, this.pos));
    return chunks;
  }
}
