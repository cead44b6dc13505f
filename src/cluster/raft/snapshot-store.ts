// The snapshots of a member of the quorum, beside its metadata log:
//
//   00000000000000004711-0000000003.checkpoint        everything below offset 4711, whose last entry is of term 3
//   00000000000000004711-0000000003.checkpoint.part   being written or fetched; of no meaning after a crash, and removed
//
// One is written to its .part, synced, renamed, and the directory synced, so a name without .part is a whole snapshot, unless the
// disk has damaged it, which its CRC tells. The newest valid one counts. The one before it is kept too: the log starts there, so
// that a follower that is a little behind needs no snapshot.
import { join } from 'node:path';
import { codeOf, messageOf } from '../../base/errors.ts';
import type { File, FileSystem } from '../../base/file-system.ts';
import type { Logger } from '../../base/logger.ts';
import { WireError } from '../../protocol/error-codes.ts';
import type { MetadataImage } from '../metadata/image.ts';
import type { LogPosition } from './raft-types.ts';
import {
  checkSnapshot,
  loadSnapshot,
  type SnapshotSource,
  snapshotPieces,
} from './snapshot-format.ts';

const suffix = '.checkpoint';
const partSuffix = '.part';
const offsetDigits = 20;
const termDigits = 10;
const keptMax = 2;

export function snapshotFileName({ offset, term }: LogPosition): string {
  const digits = (value: number, count: number) => String(value).padStart(count, '0');
  return `${digits(offset, offsetDigits)}-${digits(term, termDigits)}${suffix}`;
}

export function parseSnapshotFileName(name: string): LogPosition | undefined {
  const match = /^(\d{20})-(\d{10})\.checkpoint$/.exec(name);
  if (match === null) return undefined;
  const position = { offset: Number(match[1]), term: Number(match[2]) };
  return Number.isSafeInteger(position.offset) ? position : undefined;
}

export interface SnapshotPart {
  readonly position: LogPosition;
  readonly totalBytes: number;
  readonly data: Buffer;
}

/** A snapshot that comes from another node, piece by piece. */
export interface SnapshotReceiver {
  readonly bytes: number;
  add(piece: Uint8Array): Promise<void>;
  /** All is there: checks it and makes it durable. Returns what is in it. Throws SNAPSHOT_DAMAGED. */
  finish(): Promise<MetadataImage>;
  /** It will not be needed. */
  abandon(): Promise<void>;
}

export class SnapshotStore {
  readonly #fileSystem: FileSystem;
  readonly #directory: string;
  readonly #logger: Logger;
  /** Valid ones, the newest last. */
  #snapshots: LogPosition[];

  /** Looks at what is there, and removes what was not finished. */
  static async open(
    fileSystem: FileSystem,
    directory: string,
    logger: Logger,
  ): Promise<SnapshotStore> {
    const store = new SnapshotStore(fileSystem, directory, logger);
    // A killed process may have left a name that is not durable; the log must not begin anew at a snapshot that may go.
    await fileSystem.syncDirectory(directory);
    for (const { name, isDirectory } of await fileSystem.list(directory)) {
      if (isDirectory) continue;
      if (name.endsWith(suffix + partSuffix)) await fileSystem.remove(join(directory, name));
      const position = parseSnapshotFileName(name);
      if (position !== undefined && (await store.#isValid(position))) {
        store.#snapshots.push(position);
      }
    }
    store.#snapshots.sort((a, b) => a.offset - b.offset);
    return store;
  }

  private constructor(fileSystem: FileSystem, directory: string, logger: Logger) {
    this.#fileSystem = fileSystem;
    this.#directory = directory;
    this.#logger = logger;
    this.#snapshots = [];
  }

  /** The oldest first. */
  get positions(): readonly LogPosition[] {
    return this.#snapshots;
  }

  get newest(): LogPosition | undefined {
    return this.#snapshots.at(-1);
  }

  load(position: LogPosition): Promise<MetadataImage> {
    return this.#using(this.#path(position), (source) => loadSnapshot(source, position));
  }

  /** Makes a snapshot of `image` durable; yields to others between its pieces. */
  async write(image: MetadataImage, position: LogPosition, wallMs: number): Promise<void> {
    const path = this.#path(position);
    const file = await this.#openPart(path);
    try {
      let at = 0;
      for (const piece of snapshotPieces(image, position, wallMs)) {
        await file.write([piece], at);
        at += piece.length;
      }
      await file.sync();
    } finally {
      await file.close();
    }
    await this.#publish(path, position);
  }

  async receive(position: LogPosition): Promise<SnapshotReceiver> {
    const path = this.#path(position);
    const file = await this.#openPart(path);
    let bytes = 0;
    let isOpen = true;
    const close = async () => {
      if (!isOpen) return;
      isOpen = false;
      await file.close();
    };
    return {
      get bytes() {
        return bytes;
      },
      add: async (piece) => {
        await file.write([piece], bytes);
        bytes += piece.length;
      },
      finish: async () => {
        await file.sync();
        await close();
        const image = await this.#using(path + partSuffix, async (source) => {
          const found = await checkSnapshot(source);
          if (found.offset !== position.offset || found.term !== position.term) {
            const wanted = snapshotFileName(position);
            throw new WireError(
              'SNAPSHOT_NOT_FOUND',
              `${wanted} was asked for, and ${snapshotFileName(found)} came`,
            );
          }
          return loadSnapshot(source, position);
        });
        await this.#publish(path, position);
        return image;
      },
      abandon: close,
    };
  }

  /** Of the newest one when `position` is undefined. Throws SNAPSHOT_NOT_FOUND. */
  async readPart(
    position: LogPosition | undefined,
    from: number,
    maxBytes: number,
  ): Promise<SnapshotPart> {
    const wanted = position ?? this.newest;
    const isThere = this.#snapshots.some((one) => isSamePosition(one, wanted));
    if (wanted === undefined || !isThere) throw notFound(wanted);
    try {
      return await this.#using(this.#path(wanted), async (source) => ({
        position: wanted,
        totalBytes: source.bytes,
        data: await source.read(from, maxBytes),
      }));
    } catch (error) {
      if (codeOf(error) === 'ENOENT') throw notFound(wanted);
      throw error;
    }
  }

  /** Removes all but the newest two; a crash in between leaves more. */
  async prune(): Promise<void> {
    const gone = this.#snapshots.slice(0, -keptMax);
    this.#snapshots = this.#snapshots.slice(-keptMax);
    for (const position of gone) await this.#remove(position);
  }

  /** One that turned out to be of no use. */
  async drop(position: LogPosition): Promise<void> {
    this.#snapshots = this.#snapshots.filter((one) => !isSamePosition(one, position));
    await this.#remove(position);
  }

  async #remove(position: LogPosition): Promise<void> {
    try {
      await this.#fileSystem.remove(this.#path(position));
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
    }
  }

  #path(position: LogPosition): string {
    return join(this.#directory, snapshotFileName(position));
  }

  async #openPart(path: string): Promise<File> {
    const options = { writable: true, create: true } as const;
    const file = await this.#fileSystem.open(path + partSuffix, options);
    await file.truncate(0);
    return file;
  }

  async #publish(path: string, position: LogPosition): Promise<void> {
    await this.#fileSystem.rename(path + partSuffix, path);
    await this.#fileSystem.syncDirectory(this.#directory);
    const others = this.#snapshots.filter((one) => !isSamePosition(one, position));
    this.#snapshots = [...others, position].sort((a, b) => a.offset - b.offset);
  }

  async #isValid(position: LogPosition): Promise<boolean> {
    try {
      const found = await this.#using(this.#path(position), checkSnapshot);
      return isSamePosition(found, position);
    } catch (error) {
      if (codeOf(error) === 'STATE_FORMAT_UNKNOWN') throw error;
      this.#logger.warn(
        { snapshot: snapshotFileName(position), reason: messageOf(error) },
        'a snapshot of the metadata cannot be used',
      );
      return false;
    }
  }

  async #using<T>(path: string, use: (source: SnapshotSource) => Promise<T>): Promise<T> {
    const file = await this.#fileSystem.open(path);
    try {
      const bytes = await file.size();
      const read = async (position: number, wanted: number) => {
        const buffer = Buffer.alloc(Math.max(0, Math.min(wanted, bytes - position)));
        const got = buffer.length === 0 ? 0 : await file.read(buffer, position);
        return buffer.subarray(0, got);
      };
      return await use({ name: path, bytes, read });
    } finally {
      await file.close();
    }
  }
}

function isSamePosition(a: LogPosition, b: LogPosition | undefined): boolean {
  return a.offset === b?.offset && a.term === b.term;
}

function notFound(position: LogPosition | undefined): WireError {
  const which = position === undefined ? 'a snapshot' : snapshotFileName(position);
  return new WireError('SNAPSHOT_NOT_FOUND', `${which} is not here, or not any more`);
}
