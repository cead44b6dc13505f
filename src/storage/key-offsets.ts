// The last offset of each key, in bounded memory [LOG-10]. A key stands in it as the first 128 bits of its SHA-256:
//
//   slot   | 16 bytes of hash | 8 bytes: offset + 1, or 0 for a free slot |      open addressing, at most 3/4 full
//
// Two keys with the same 128 bits would be taken for one, and the older one's last record lost. With n keys the chance of
// any such pair is below n^2 / 2^129: for 4 billion keys in one map, 1 in 2^65. Apache Kafka does the same with MD5; SHA-256
// is used because nobody knows how to make such a pair on purpose either.
import { hash } from 'node:crypto';
import { assert } from '../base/assert.ts';

const hashWords = 4;
export const slotBytes = hashWords * 4 + 8;
/** Beyond this searches become long. */
const loadMax = 0.75;

export class KeyOffsets {
  readonly #slots: number;
  readonly #keysMax: number;
  readonly #hashes: Uint32Array;
  readonly #offsets: Float64Array;
  #keys = 0;

  /** Has room for `keysExpected` keys, or for as many as fit in `bytesMax`; for one at least. */
  constructor({ keysExpected, bytesMax }: { keysExpected: number; bytesMax: number }) {
    assert(keysExpected >= 0 && bytesMax >= 0, 'bounds are not negative');
    const slotsWanted = Math.ceil(keysExpected / loadMax) + 1;
    this.#slots = Math.max(2, Math.min(slotsWanted, Math.floor(bytesMax / slotBytes)));
    this.#keysMax = Math.max(1, Math.floor(this.#slots * loadMax));
    this.#hashes = new Uint32Array(this.#slots * hashWords);
    this.#offsets = new Float64Array(this.#slots);
  }

  get keys(): number {
    return this.#keys;
  }

  get memoryBytes(): number {
    return this.#slots * slotBytes;
  }

  /** Notes a later offset of `key`. Returns false, and changes nothing, when the key is new and there is no more room. */
  put(key: Buffer, offset: number): boolean {
    const words = wordsOf(key);
    const slot = this.#find(words);
    const before = this.#offsets[slot] as number;
    if (before === 0) {
      if (this.#keys >= this.#keysMax) return false;
      this.#keys += 1;
      this.#hashes.set(words, slot * hashWords);
    }
    assert(before <= offset, 'offsets of a key rise');
    this.#offsets[slot] = offset + 1;
    return true;
  }

  /** The last offset that was put for `key`. */
  get(key: Buffer): number | undefined {
    const found = this.#offsets[this.#find(wordsOf(key))] as number;
    return found === 0 ? undefined : found - 1;
  }

  /** The slot that has these words, or the free one where they belong. */
  #find(words: Uint32Array): number {
    let slot = (words[0] as number) % this.#slots;
    while (this.#offsets[slot] !== 0 && !this.#has(slot, words)) {
      slot = slot + 1 === this.#slots ? 0 : slot + 1;
    }
    return slot;
  }

  #has(slot: number, words: Uint32Array): boolean {
    for (let i = 0; i < hashWords; i++) {
      if (this.#hashes[slot * hashWords + i] !== words[i]) return false;
    }
    return true;
  }
}

function wordsOf(key: Buffer): Uint32Array {
  const digest = hash('sha256', key, 'buffer');
  return Uint32Array.from({ length: hashWords }, (_, i) => digest.readUInt32LE(i * 4));
}
