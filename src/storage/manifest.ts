// The list of the logs of a data directory [LOG-5], in the state file `manifest`:
//
//   {"logs":{"<topic id>-<partition>":"<topic>"}}
//
// A log is listed after its directory is durable and before it takes its first append, and is struck off before its
// directory is set aside. So what a crash leaves can be told apart:
//
//   there, not listed    a crash came while it was made, or before it was set aside: it is listed again
//   listed, not there    lost. It is never made anew, empty; the broker says so, and serves the others
//
// A directory from before there was a manifest gets one with the logs that are there. A damaged one stops the start, since
// nobody could say then what is lost; who removes the file says that the logs which are there are all.
import { join } from 'node:path';
import { assert } from '../base/assert.ts';
import type { Clock } from '../base/clock.ts';
import { messageOf, TidelogError } from '../base/errors.ts';
import type { FileSystem } from '../base/file-system.ts';
import { limits } from '../base/limits.ts';
import { inSlices } from '../base/slices.ts';
import { parseUuid, type Uuid } from '../base/uuid.ts';
import { manifestFileName } from './file-names.ts';
import { SharedState } from './shared-state.ts';
import { logRow, logsText, readState } from './state-file.ts';

export interface ListedLog {
  topic: string;
  partition: number;
  topicId: Uuid;
}

/** What a log is called in the small files of a data directory, whatever its topic's name. */
export function logKey({ topicId, partition }: { topicId: Uuid; partition: number }): string {
  return `${topicId}-${partition}`;
}

interface Listed extends ListedLog {
  /** As the file has it. */
  row: string;
}

export class Manifest {
  readonly #logs: Map<string, Listed>;
  readonly #state: SharedState;

  /** Throws STATE_DAMAGED, or STATE_FORMAT_UNKNOWN for one that a newer version wrote. */
  static async open(fileSystem: FileSystem, directory: string, clock: Clock): Promise<Manifest> {
    const path = join(directory, manifestFileName);
    try {
      const state = await readState(fileSystem, path);
      const logs = new Map<string, Listed>();
      if (state !== undefined) {
        await inSlices(clock, rowsOf(state), limits.logsPerTurn, (row) =>
          list(logs, parseRow(row)),
        );
      }
      return new Manifest(fileSystem, path, logs);
    } catch (error) {
      if (!(error instanceof TidelogError) || error.code === 'STATE_FORMAT_UNKNOWN') throw error;
      throw new TidelogError(
        'STATE_DAMAGED',
        `${messageOf(error)}; or remove the file, to say that the logs in ${directory} are all there should be`,
        { cause: error },
      );
    }
  }

  private constructor(fileSystem: FileSystem, path: string, logs: Map<string, Listed>) {
    this.#logs = logs;
    this.#state = new SharedState(fileSystem, path, () =>
      logsText([...this.#logs.values()].map(({ row }) => row)),
    );
  }

  get logs(): Iterable<ListedLog> {
    return this.#logs.values();
  }

  has(log: { topicId: Uuid; partition: number }): boolean {
    return this.#logs.has(logKey(log));
  }

  /** Resolves when they are listed durably. */
  async add(logs: readonly ListedLog[]): Promise<void> {
    if (logs.length === 0) return;
    for (const log of logs) list(this.#logs, log);
    await this.#state.save();
  }

  /** Resolves when it is struck off durably. */
  async remove(log: { topicId: Uuid; partition: number }): Promise<void> {
    if (this.#logs.delete(logKey(log))) await this.#state.save();
  }
}

function list(logs: Map<string, Listed>, { topic, partition, topicId }: ListedLog): void {
  const key = logKey({ topicId, partition });
  logs.set(key, { topic, partition, topicId, row: logRow(key, topic) });
}

function rowsOf(state: object): [string, unknown][] {
  const { logs } = { logs: undefined, ...state } as { logs: unknown };
  assert(typeof logs === 'object' && logs !== null, 'a manifest lists logs');
  return Object.entries(logs);
}

function parseRow([key, topic]: [string, unknown]): ListedLog {
  const match = /^(.{22})-(\d+)$/.exec(key);
  assert(match !== null && typeof topic === 'string', `"${key}" is a log`);
  return { topic, partition: Number(match[2]), topicId: parseUuid(match[1] as string) };
}
