// Randomness behind a seam [SIM-1]: the real one, and a seeded one that always gives the same numbers.
import { randomBytes, randomFillSync } from 'node:crypto';
import { assert } from './assert.ts';
import { UUID_BYTES, type Uuid, uuidFromBytes } from './uuid.ts';

export interface Random {
  /** A number in [0, 1). */
  fraction(): number;
  /** A whole number in [0, boundExclusive). */
  integerBelow(boundExclusive: number): number;
  uuid(): Uuid;
}

export class SystemRandom implements Random {
  readonly #word = new Uint32Array(1);

  fraction(): number {
    randomFillSync(this.#word);
    return (this.#word[0] ?? 0) / 2 ** 32;
  }

  integerBelow(boundExclusive: number): number {
    assert(boundExclusive > 0, `bound ${boundExclusive} must be positive`);
    return Math.floor(this.fraction() * boundExclusive);
  }

  uuid(): Uuid {
    return stampVersion4(randomBytes(UUID_BYTES));
  }
}

/** The sfc32 generator (Chris Doty-Humphrey, PractRand): 128 bits of state, 32 bits a step. */
export class SeededRandom implements Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: number) {
    this.#a = seed | 0;
    this.#b = Math.floor(seed / 2 ** 32) | 0;
    this.#c = 0x9e3779b9 | 0;
    for (let i = 0; i < 15; i++) this.#next();
  }

  fraction(): number {
    return this.#next() / 2 ** 32;
  }

  integerBelow(boundExclusive: number): number {
    assert(boundExclusive > 0, `bound ${boundExclusive} must be positive`);
    return Math.floor(this.fraction() * boundExclusive);
  }

  uuid(): Uuid {
    const bytes = Buffer.alloc(UUID_BYTES);
    for (let i = 0; i < UUID_BYTES; i += 4) bytes.writeUInt32BE(this.#next(), i);
    return stampVersion4(bytes);
  }

  /** An independent stream, so that a draw added in one part does not shift the others. */
  split(): SeededRandom {
    return new SeededRandom(this.#next() * 2 ** 20 + (this.#next() >>> 12));
  }

  #next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    this.#c |= 0;
    return sum >>> 0;
  }
}

/** RFC 9562, section 5.4. */
function stampVersion4(bytes: Buffer): Uuid {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return uuidFromBytes(bytes);
}
