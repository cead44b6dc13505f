// Splits a stream into lines in bounded memory: of a line that is longer than the bound nothing is kept but its number.
import { assert } from '../base/assert.ts';

export interface Line {
  /** From 1. */
  number: number;
  /** Without its end, LF or CRLF. Shares memory with the chunk it came in. Empty when the line is too long. */
  bytes: Buffer;
  isTooLong: boolean;
}

const LF = 0x0a;
const CR = 0x0d;

/** Yields the lines of each chunk together. A last line without an end counts too, if there is anything in it. */
export async function* readLines(
  chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
  lineBytesMax: number,
): AsyncGenerator<Line[]> {
  assert(lineBytesMax > 0, 'a line may have some bytes');
  const splitter = new LineSplitter(lineBytesMax);
  for await (const chunk of chunks) {
    const lines = splitter.split(chunk);
    if (lines.length > 0) {
      yield lines;
    }
  }
  const last = splitter.end();
  if (last !== undefined) {
    yield [last];
  }
}

class LineSplitter {
  readonly #lineBytesMax: number;
  #number = 0;
  /** What has come of the line that has no end yet. */
  #begun: Buffer[] = [];
  #begunBytes = 0;

  constructor(lineBytesMax: number) {
    this.#lineBytesMax = lineBytesMax;
  }

  split(chunk: Buffer): Line[] {
    const lines: Line[] = [];
    let start = 0;
    for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, start)) {
      this.#add(chunk.subarray(start, end));
      lines.push(this.#take());
      start = end + 1;
    }
    if (start < chunk.length) {
      this.#add(chunk.subarray(start));
    }
    return lines;
  }

  end(): Line | undefined {
    return this.#begunBytes > 0 ? this.#take() : undefined;
  }

  #add(part: Buffer): void {
    this.#begunBytes += part.length;
    if (this.#begunBytes > this.#lineBytesMax) {
      this.#begun = [];
    } else if (part.length > 0) {
      this.#begun.push(part);
    }
  }

  #take(): Line {
    this.#number += 1;
    const isTooLong = this.#begunBytes > this.#lineBytesMax;
    const [first = Buffer.alloc(0)] = this.#begun;
    const bytes = this.#begun.length > 1 ? Buffer.concat(this.#begun) : first;
    this.#begun = [];
    this.#begunBytes = 0;
    return {
      number: this.#number,
      bytes: bytes.at(-1) === CR ? bytes.subarray(0, -1) : bytes,
      isTooLong,
    };
  }
}
