// Where the logs of a data directory start, for those that were trimmed [LOG-8]: `log-start-checkpoint`, small state with
// a format version and a CRC (state-file.ts).
//
//   {"logs":{"<topic id>-<partition>":1042, …}}
//
// It is written and durable before a new start is told to anyone, and before a file is removed. So a crash leaves the old
// start or the new one, and recovery removes segments that lie below the start it finds. Logs that are not listed start
// at their first segment. A damaged file stops the start of the broker: without it, records that were deleted on
// request would come back.
import { assert } from '../base/assert.ts';
import { messageOf, TidelogError } from '../base/errors.ts';
import type { FileSystem } from '../base/file-system.ts';
import { SerialQueue } from '../base/serial-queue.ts';
import { logRow, logsText, readState, writeStateText } from './state-file.ts';

/** Keeps the start of one log. */
export interface LogStart {
  /** As it was when the log was opened; 0 when nothing was kept. */
  readonly offset: number;
  /** Resolves when the new start is durable. */
  save(offset: number): Promise<void>;
  /** The same for a log that is emptied and begins anew, be it at a lower offset. */
  restart(offset: number): Promise<void>;
}

export class LogStartCheckpoint {
  readonly #fileSystem: FileSystem;
  readonly #path: string;
  /** What the file holds, by `<topic id>-<partition>`. */
  #durable: ReadonlyMap<string, number>;
  /** What the next write adds; undefined takes a log out. */
  #changes = new Map<string, number | undefined>();
  readonly #writes = new SerialQueue();
  /** The write that is to take what is in `#changes` and has not begun. */
  #next: Promise<void> | undefined;

  /** Throws STATE_DAMAGED. */
  static async open(fileSystem: FileSystem, path: string): Promise<LogStartCheckpoint> {
    return new LogStartCheckpoint(fileSystem, path, await readStarts(fileSystem, path));
  }

  private constructor(fileSystem: FileSystem, path: string, starts: ReadonlyMap<string, number>) {
    this.#fileSystem = fileSystem;
    this.#path = path;
    this.#durable = starts;
  }

  /** 0 for a log that was never trimmed. */
  offsetOf(key: string): number {
    return this.#durable.get(key) ?? 0;
  }

  /** The part of this file that belongs to one log. */
  of(key: string): LogStart {
    return {
      offset: this.offsetOf(key),
      save: (offset) => this.save(key, offset),
      restart: (offset) => this.restart(key, offset),
    };
  }

  /** Resolves when the start is durable. Saves that come while a write is under way share the next one. */
  save(key: string, offset: number): Promise<void> {
    assert(Number.isSafeInteger(offset) && offset > this.offsetOf(key), 'a log start only rises');
    return this.restart(key, offset);
  }

  /** Of a log that is emptied: it may begin below its old start. */
  restart(key: string, offset: number): Promise<void> {
    assert(Number.isSafeInteger(offset) && offset >= 0, 'a log starts at an offset');
    this.#changes.set(key, offset);
    return this.#write();
  }

  /** The log was deleted. What is left of it in the file does no harm, so nobody waits for that. */
  async forget(key: string): Promise<void> {
    if (!this.#durable.has(key) && !this.#changes.has(key)) return;
    this.#changes.set(key, undefined);
    await this.#write();
  }

  /** Resolves when nothing is being written. */
  async idle(): Promise<void> {
    await this.#writes.idle();
  }

  #write(): Promise<void> {
    this.#next ??= this.#writes.run(async () => {
      this.#next = undefined;
      const changes = this.#changes;
      this.#changes = new Map();
      const starts = new Map(this.#durable);
      for (const [key, offset] of changes) {
        if (offset === undefined) starts.delete(key);
        else starts.set(key, offset);
      }
      const rows = [...starts].map(([key, offset]) => logRow(key, offset));
      await writeStateText(this.#fileSystem, this.#path, logsText(rows));
      this.#durable = starts;
    });
    return this.#next;
  }
}

async function readStarts(fileSystem: FileSystem, path: string): Promise<Map<string, number>> {
  const starts = new Map<string, number>();
  try {
    const state = await readState(fileSystem, path);
    if (state === undefined) return starts;
    const { logs } = { logs: undefined, ...state } as { logs: unknown };
    assert(typeof logs === 'object' && logs !== null, 'it lists logs');
    for (const [key, offset] of Object.entries(logs)) {
      assert(Number.isSafeInteger(offset) && offset >= 0, `${key} starts at an offset`);
      starts.set(key, offset);
    }
    return starts;
  } catch (error) {
    throw new TidelogError(
      'STATE_DAMAGED',
      `where the logs start cannot be told: ${messageOf(error)}. Restore ${path} from a copy; or remove it, and ` +
        'every log starts at its first file again, so that records which were deleted on request may come back',
      { cause: error },
    );
  }
}
