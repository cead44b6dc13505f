// A running hash of everything that happens in a simulated run: two runs of one seed are the same exactly when nothing in
// the program depends on something that the seed does not decide.

/** More than a run has kinds and nodes; a text beyond is gone through each time. */
const textWordsMax = 10_000;

/** Two 32-bit FNV-1a hashes with different starts, side by side: cheap, and not meant against an adversary. */
export class TraceHash {
  #low = 0x811c9dc5 | 0;
  #high = 0x01000193 | 0;
  #count = 0;
  readonly #textWords = new Map<string, number>();
  readonly #number = new Float64Array(1);
  readonly #words = new Uint32Array(this.#number.buffer);

  /** How many values were added. */
  get count(): number {
    return this.#count;
  }

  addNumber(value: number): void {
    this.#number[0] = value;
    this.#mix(this.#words[0] as number);
    this.#mix(this.#words[1] as number);
    this.#count += 1;
  }

  addText(text: string): void {
    this.#mix(this.#wordOf(text));
    this.#count += 1;
  }

  /** 16 hexadecimal digits. */
  digest(): string {
    return hex(this.#high) + hex(this.#low);
  }

  /** Kinds and nodes are few and come again and again, so each text is gone through once. */
  #wordOf(text: string): number {
    const known = this.#textWords.get(text);
    if (known !== undefined) return known;
    let word = text.length | 0;
    for (let i = 0; i < text.length; i++)
      word = Math.imul(word ^ text.charCodeAt(i), 0x01000193) ^ (word >>> 15);
    if (this.#textWords.size < textWordsMax) this.#textWords.set(text, word);
    return word;
  }

  #mix(word: number): void {
    this.#low = Math.imul(this.#low ^ word, 0x01000193);
    this.#high = Math.imul(this.#high ^ (word >>> 7) ^ (word << 11), 0x01000193) + this.#low;
    this.#high |= 0;
  }
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
