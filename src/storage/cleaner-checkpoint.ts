// How far compaction came in one log [LOG-10], in `cleaner-checkpoint` beside its segments, a state file (state-file.ts):
//
//   {"holesBelow":1200,"cleanedBelow":1200}
//
// `holesBelow` is what recovery needs: compaction may have left gaps between offsets below it, and nowhere else, so a gap
// above it is damage as in any log. It is made durable before the first segment that may have gaps. `cleanedBelow` tells
// the cleaner where the part begins that it has not seen; it is written after a pass, and a crash before that costs the
// time of one pass. When the file is damaged, gaps are taken as legal in all segments but the last, which is never
// compacted, and cleaning begins from the start.
import { join } from 'node:path';
import { codeOf, messageOf } from '../base/errors.ts';
import type { FileSystem } from '../base/file-system.ts';
import type { Logger } from '../base/logger.ts';
import { SerialQueue } from '../base/serial-queue.ts';
import { cleanerCheckpointFileName, parseSegmentFileName, segmentSuffixes } from './file-names.ts';
import { readState, writeState } from './state-file.ts';

export interface CompactionState {
  /** Where an offset is missing below this, compaction may have removed it, here or at the leader. */
  readonly holesBelow: number;
  /** Everything below was compacted; what comes after is dirty. */
  readonly cleanedBelow: number;
}

/** One per open log; changed by its compaction, and by what a follower is told of its leader's; read by its readers. */
export class CompactionProgress implements CompactionState {
  readonly #parts: { fileSystem: FileSystem; directory: string };
  readonly #writes = new SerialQueue();
  #state: CompactionState;

  constructor(parts: { fileSystem: FileSystem; directory: string }, state: CompactionState) {
    this.#parts = parts;
    this.#state = state;
  }

  get holesBelow(): number {
    return this.#state.holesBelow;
  }

  get cleanedBelow(): number {
    return this.#state.cleanedBelow;
  }

  /** Resolves when it is durable; it does not count before. */
  change(change: Partial<CompactionState>): Promise<void> {
    return this.#writes.run(async () => {
      const { fileSystem, directory } = this.#parts;
      const { holesBelow, cleanedBelow } = { ...this.#state, ...change };
      const path = join(directory, cleanerCheckpointFileName);
      await writeState(fileSystem, path, { holesBelow, cleanedBelow });
      this.#state = { holesBelow, cleanedBelow };
    });
  }
}

/** Throws only what the disk does, and STATE_FORMAT_UNKNOWN. */
export async function readCleanerCheckpoint(
  fileSystem: FileSystem,
  directory: string,
  logger: Logger,
): Promise<CompactionState> {
  const path = join(directory, cleanerCheckpointFileName);
  let state: object | undefined;
  try {
    state = await readState(fileSystem, path);
    if (state === undefined) return { holesBelow: 0, cleanedBelow: 0 };
    const parsed = parse(state);
    if (parsed !== undefined) return parsed;
  } catch (error) {
    if (codeOf(error) !== 'STATE_DAMAGED') throw error;
    logger.warn({ path, error: messageOf(error) }, 'a checkpoint of the cleaner is damaged');
  }
  const holesBelow = await lastSegmentOffset(fileSystem, directory);
  logger.warn({ path, holesBelow }, 'missing offsets below this count as compacted');
  return { holesBelow, cleanedBelow: 0 };
}

function parse(state: object): CompactionState | undefined {
  const { holesBelow, cleanedBelow } = { holesBelow: -1, cleanedBelow: -1, ...state };
  const isOffset = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;
  if (!isOffset(holesBelow) || !isOffset(cleanedBelow)) return undefined;
  return { holesBelow, cleanedBelow: Math.min(cleanedBelow, holesBelow) };
}

async function lastSegmentOffset(fileSystem: FileSystem, directory: string): Promise<number> {
  let last = 0;
  for (const { name } of await fileSystem.list(directory)) {
    last = Math.max(last, parseSegmentFileName(name, segmentSuffixes.log) ?? 0);
  }
  return last;
}
