// Checksums of what a batch's own CRC leaves out [LOG-7]: bytes 0 to 20 of each batch (base offset, length, leader epoch, magic
// byte, CRC). One file per closed segment, `<base offset>.sum`, big-endian entries of 8 bytes:
//
//    0  int32   where a run of batches ends in the .log file; the first run begins at 0
//    4  uint32  CRC-32C of bytes 0 to 20 of all its batches, one after the other
//   …
//    0  4 bytes "SUM1", in place of a position: the end of the file
//    4  uint32  CRC-32C of all entries
//
// A run ends with the first batch that makes it 4 KiB or more. A file is written when its segment is closed, and for the active
// segment at an orderly stop, so that it can be gone on with. It speaks of the bytes up to its last run: one that ends elsewhere
// than its .log does is of another time, and is passed over and built anew. Recovery compares; a run that differs is damage.
import { crc32c } from '@node-rs/crc32';
import { KIB } from '../base/units.ts';
import { IndexBuffer } from './index-buffer.ts';

const entryBytes = 8;
const runBytes = 4 * KIB;
const summedHeaderBytes = 21;
const trailerMark = Buffer.from('SUM1');

export class HeaderSums {
  readonly #entries: IndexBuffer;
  /** Of the run that is open. */
  #crc = 0;
  #runStart = 0;
  #end = 0;

  constructor(entries: IndexBuffer = new IndexBuffer(entryBytes)) {
    this.#entries = entries;
  }

  /** Undefined for bytes that are no such file in full. */
  static decode(content: Buffer | undefined): HeaderSums | undefined {
    if (content === undefined || content.length < entryBytes || content.length % entryBytes !== 0) {
      return undefined;
    }
    const entries = content.subarray(0, -entryBytes);
    const trailer = content.subarray(-entryBytes);
    if (!trailer.subarray(0, 4).equals(trailerMark)) return undefined;
    if (trailer.readUInt32BE(4) !== crc32c(entries)) return undefined;
    const sums = new HeaderSums(new IndexBuffer(entryBytes, Buffer.from(entries)));
    sums.#end = sums.#endOf(sums.#entries.count - 1);
    sums.#runStart = sums.#end;
    return sums;
  }

  /** Where the last batch ends that it has seen. */
  get end(): number {
    return this.#end;
  }

  /** `batch` has at least its header, and is the one that follows. */
  add(batch: Buffer, bytes: number): void {
    this.#reopenShortRun();
    this.#crc = crc32c(batch.subarray(0, summedHeaderBytes), this.#crc);
    this.#end += bytes;
    if (this.#end - this.#runStart >= runBytes) this.#closeRun();
  }

  /** What the file holds. */
  encode(): Buffer {
    if (this.#end > this.#runStart) this.#closeRun();
    const entries = this.#entries.content();
    const trailer = Buffer.alloc(entryBytes);
    trailerMark.copy(trailer);
    trailer.writeUInt32BE(crc32c(entries), 4);
    return Buffer.concat([entries, trailer]);
  }

  /** The first run that is another in `other`, which saw the same bytes; undefined when there is none. */
  firstDifference(other: HeaderSums): { start: number; end: number } | undefined {
    const [own, others] = [this.encode(), other.encode()];
    for (let at = 0; at < own.length - entryBytes; at += entryBytes) {
      if (own.subarray(at, at + entryBytes).equals(others.subarray(at, at + entryBytes))) continue;
      const run = at / entryBytes;
      return { start: this.#endOf(run - 1), end: this.#endOf(run) };
    }
    return undefined;
  }

  /** The last run of a file that was written at a stop may be short: it goes on as if there had been no stop. */
  #reopenShortRun(): void {
    const { count } = this.#entries;
    if (this.#end > this.#runStart || count === 0) return;
    const start = this.#endOf(count - 2);
    if (this.#end - start >= runBytes) return;
    this.#crc = this.#entries.buffer.readUInt32BE((count - 1) * entryBytes + 4);
    this.#runStart = start;
    this.#entries.shrink();
  }

  #closeRun(): void {
    const at = this.#entries.grow();
    this.#entries.buffer.writeInt32BE(this.#end, at);
    this.#entries.buffer.writeUInt32BE(this.#crc, at + 4);
    this.#crc = 0;
    this.#runStart = this.#end;
  }

  #endOf(run: number): number {
    return run < 0 ? 0 : this.#entries.buffer.readInt32BE(run * entryBytes);
  }
}
