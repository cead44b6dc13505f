// Keeps user appends off the last free bytes of the disk [LOG-9]. Below `minFreeBytes` appends are refused before they are
// queued, with a retriable error, and are taken again by themselves once there is room. The metadata log and the small
// files of a data directory are not asked: the reserve is theirs. Between two looks at the disk, what was admitted is
// taken off what was free, so that a fast writer cannot run through the reserve.
import type { Clock, Timer } from '../base/clock.ts';
import { messageOf } from '../base/errors.ts';
import type { FileSystem } from '../base/file-system.ts';
import { limits } from '../base/limits.ts';
import type { Logger } from '../base/logger.ts';
import { Tasks } from '../base/tasks.ts';
import type { WireError } from '../protocol/error-codes.ts';
import { storageError } from './storage-errors.ts';

export interface SpaceGuardOptions {
  /** On the disk that is watched. */
  directory: string;
  fileSystem: FileSystem;
  clock: Clock;
  logger: Logger;
  /** Appends stop when fewer bytes than this would be left. */
  minFreeBytes: number;
  /** Called when there is room again. */
  onRoom?: () => void;
}

export class SpaceGuard {
  readonly #options: SpaceGuardOptions;
  /** What the last look found, less what was admitted since. */
  #freeBytes = Number.MAX_SAFE_INTEGER;
  #isShort = false;
  #timer: Timer | undefined;
  #isClosed = false;
  readonly #tasks: Tasks;

  constructor(options: SpaceGuardOptions) {
    this.#options = options;
    this.#tasks = new Tasks((_name, error) =>
      options.logger.warn({ error: error.message }, 'free space of the disk is unknown'),
    );
  }

  /** Appends are refused at present. */
  get isShort(): boolean {
    return this.#isShort;
  }

  /** Takes `bytes` off what is free, or throws STORAGE_ERROR, retriable. */
  admit(bytes: number): void {
    const { minFreeBytes } = this.#options;
    if (!this.#isShort && this.#freeBytes - bytes >= minFreeBytes) {
      this.#freeBytes -= bytes;
      this.#lookLater();
      return;
    }
    this.#runShort();
    throw this.refusal();
  }

  /** The disk itself said that it is full, whatever was thought to be free. */
  noteFull(): void {
    this.#freeBytes = 0;
    this.#runShort();
  }

  /** Looks at the disk, and lets appends go on when there is room. */
  async look(): Promise<void> {
    const { fileSystem, directory, minFreeBytes, logger } = this.#options;
    try {
      this.#freeBytes = await fileSystem.freeBytes(directory);
    } catch (error) {
      // What was known stays; appends find out themselves whether there is room.
      logger.warn({ directory, error: messageOf(error) }, 'free space of the disk is unknown');
    }
    const isShort = this.#freeBytes < minFreeBytes;
    if (isShort) this.#runShort();
    else if (this.#isShort) {
      this.#isShort = false;
      logger.info({ directory, freeBytes: this.#freeBytes }, 'there is room again: appends go on');
      this.#options.onRoom?.();
    }
  }

  refusal(cause?: unknown): WireError {
    const { directory, minFreeBytes } = this.#options;
    return storageError(
      `the disk under ${directory} is almost full (log.min.free.bytes is ${minFreeBytes}); appends are taken again when there is room`,
      cause,
    );
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#timer?.cancel();
    await this.#tasks.drained();
  }

  #runShort(): void {
    if (!this.#isShort) {
      this.#isShort = true;
      const { directory, minFreeBytes, logger } = this.#options;
      logger.error({ directory, minFreeBytes }, 'the disk is almost full: no appends for now');
    }
    this.#lookLater();
  }

  /** One look after a while; the next one is asked for by an append, or by still being short. */
  #lookLater(): void {
    if (this.#isClosed) return;
    this.#timer ??= this.#options.clock.schedule(limits.freeSpaceLookMs, () => {
      this.#timer = undefined;
      this.#tasks.start('look at free space', () => this.look());
    });
  }
}
