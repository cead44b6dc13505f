// Up to where the logs of a data directory are known to be durable [LOG-6], in the state file `recovery-checkpoint`:
//
//   {"logs":{"<topic id>-<partition>":<offset>}}
//
// Everything below a log's offset was synced before the file said so, so a recovery scans only what is at or above it, and a
// bad batch below it is damage. The file is written now and then and at an orderly stop, always behind the logs; before a log
// is cut below its offset the file is lowered. A missing or damaged file costs time only: then all is scanned.
import { join } from 'node:path';
import { assert } from '../base/assert.ts';
import type { Clock } from '../base/clock.ts';
import { codeOf, messageOf } from '../base/errors.ts';
import type { FileSystem } from '../base/file-system.ts';
import { limits } from '../base/limits.ts';
import type { Logger } from '../base/logger.ts';
import { inSlices } from '../base/slices.ts';
import { recoveryCheckpointFileName } from './file-names.ts';
import { SharedState } from './shared-state.ts';
import { logRow, logsText, readState } from './state-file.ts';

export class RecoveryCheckpoint {
  readonly #offsets: Map<string, number>;
  readonly #state: SharedState;
  /** There is news that is not in the file. */
  #isBehind = false;

  /** Throws STATE_FORMAT_UNKNOWN for a file that a newer version wrote. */
  static async open(
    fileSystem: FileSystem,
    directory: string,
    logger: Logger,
    clock: Clock,
  ): Promise<RecoveryCheckpoint> {
    const path = join(directory, recoveryCheckpointFileName);
    const offsets = new Map<string, number>();
    try {
      const state = await readState(fileSystem, path);
      if (state !== undefined) {
        await inSlices(clock, rowsOf(state), limits.logsPerTurn, ([key, offset]) => {
          assert(isOffset(offset), `${key} has an offset`);
          offsets.set(key, offset);
        });
      }
    } catch (error) {
      if (codeOf(error) === 'STATE_FORMAT_UNKNOWN') throw error;
      offsets.clear();
      logger.warn({ path, error: messageOf(error) }, 'bad recovery checkpoint: all is scanned');
    }
    return new RecoveryCheckpoint(fileSystem, path, offsets);
  }

  private constructor(fileSystem: FileSystem, path: string, offsets: Map<string, number>) {
    this.#offsets = offsets;
    this.#state = new SharedState(fileSystem, path, () =>
      logsText([...this.#offsets].map(([key, offset]) => logRow(key, offset))),
    );
  }

  /** Undefined for a log that is not in the file. */
  offsetOf(key: string): number | undefined {
    return this.#offsets.get(key);
  }

  /** The log has been synced up to there already. `save` tells the file, if it is news. */
  advance(key: string, syncedEnd: number): void {
    if (syncedEnd <= (this.#offsets.get(key) ?? -1)) return;
    this.#offsets.set(key, syncedEnd);
    this.#isBehind = true;
  }

  async save(): Promise<void> {
    if (!this.#isBehind) return;
    this.#isBehind = false;
    try {
      await this.#state.save();
    } catch (error) {
      this.#isBehind = true;
      throw error;
    }
  }

  /** Resolves when the file promises nothing at or above `offset`: before that the log must not be cut there. */
  async lower(key: string, offset: number): Promise<void> {
    if ((this.#offsets.get(key) ?? 0) <= offset) return;
    this.#offsets.set(key, offset);
    await this.#state.save();
  }

  /** The log goes. Its line may stay until the next write: its topic id does not come again. */
  forget(key: string): void {
    this.#offsets.delete(key);
  }
}

function rowsOf(state: object): [string, unknown][] {
  const { logs } = { logs: undefined, ...state } as { logs: unknown };
  assert(typeof logs === 'object' && logs !== null, 'a recovery checkpoint lists logs');
  return Object.entries(logs);
}

function isOffset(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
