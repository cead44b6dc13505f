import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import type { GroupHistoryEntry } from '../groups/group-entries.ts';
import type { HistoryEntry } from './history-entry.ts';

/** The time of everything in a history. */
export function nowMs(): number {
  return Math.round(performance.now() * 10) / 10;
}

/** Takes entries as they happen. They are on their way to the file at once, and there after `close`. */
export class HistoryFile {
  readonly path: string;
  readonly #stream: WriteStream;
  readonly #finished: Promise<void>;

  constructor(path: string) {
    this.path = path;
    this.#stream = createWriteStream(path);
    this.#finished = finished(this.#stream);
    this.#finished.catch(() => {
      // `close` tells of it.
    });
  }

  write(entry: HistoryEntry | GroupHistoryEntry): void {
    this.#stream.write(`${JSON.stringify(entry)}\n`);
  }

  async close(): Promise<void> {
    this.#stream.end();
    await this.#finished;
  }
}

/** Entry by entry, so that a history may be larger than the memory. */
export async function* readHistory<Entry = HistoryEntry>(
  path: string,
): AsyncGenerator<Entry, void, undefined> {
  for await (const line of createInterface({ input: createReadStream(path) })) {
    if (line !== '') yield JSON.parse(line) as Entry;
  }
}
