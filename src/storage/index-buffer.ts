import { assert } from '../base/assert.ts';

/** Index entries of one size in the very bytes of their file, in a buffer that doubles when full. */
export class IndexBuffer {
  readonly #entryBytes: number;
  #buffer: Buffer;
  #bytes: number;

  /** Takes over `content`, which holds whole entries. */
  constructor(entryBytes: number, content: Buffer = Buffer.alloc(0)) {
    assert(content.length % entryBytes === 0, 'an index holds whole entries');
    this.#entryBytes = entryBytes;
    this.#buffer = content;
    this.#bytes = content.length;
  }

  get count(): number {
    return this.#bytes / this.#entryBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Valid in its first `bytes`; replaced when it grows. */
  get buffer(): Buffer {
    return this.#buffer;
  }

  /** What the file holds from `start` on. These bytes never change again. */
  content(start = 0): Buffer {
    return this.#buffer.subarray(start, this.#bytes);
  }

  /** Makes room for one entry more and returns its position. */
  grow(): number {
    const at = this.#bytes;
    if (at + this.#entryBytes > this.#buffer.length) {
      const larger = Buffer.alloc(Math.max(this.#buffer.length * 2, 8 * this.#entryBytes));
      this.#buffer.copy(larger, 0, 0, at);
      this.#buffer = larger;
    }
    this.#bytes += this.#entryBytes;
    return at;
  }

  /** Takes the last entry away. */
  shrink(): void {
    assert(this.#bytes > 0, 'there is an entry to take away');
    this.#bytes -= this.#entryBytes;
  }

  /** The last entry for which `isBefore` holds, or -1; it holds for a run of entries at the start. */
  lastWhere(isBefore: (entry: number) => boolean): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(middle)) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
