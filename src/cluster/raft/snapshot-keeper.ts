// When a member of the quorum takes a snapshot of its own, and how it fetches that of another. Neither holds anything up: the node
// is told when one is durable. A snapshot that cannot be written is told in the log and tried again later; what was there stays.
import { codeOf, messageOf, TidelogError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import type { Logger } from '../../base/logger.ts';
import { Tasks } from '../../base/tasks.ts';
import type { RequestBodyInit, ResponseBodyInit } from '../../protocol/api-registry.ts';
import type { MetadataImage } from '../metadata/image.ts';
import type { LogPosition, Member } from './raft-types.ts';
import type { SnapshotReceiver, SnapshotStore } from './snapshot-store.ts';

export type FetchSnapshotPart = (
  from: Member,
  request: RequestBodyInit<'fetchSnapshot'>,
) => Promise<ResponseBodyInit<'fetchSnapshot'>>;

export interface SnapshotKeeperOptions {
  snapshots: SnapshotStore;
  /** Of the log, between two snapshots. */
  intervalBytes: number;
  fetchPart: FetchSnapshotPart;
  wallMs: () => number;
  logger: Logger;
  /** `before` is the one before it, where the log may start from now on. */
  onTaken: (snapshot: LogPosition, before: LogPosition) => void;
  onFetched: (snapshot: LogPosition, image: MetadataImage) => void;
  onFailed: (snapshot: LogPosition) => void;
  onFailure: (error: Error) => void;
}

export class SnapshotKeeper {
  readonly #options: SnapshotKeeperOptions;
  readonly #tasks: Tasks;
  /** Published since the last snapshot, or the last try. */
  #bytesSince = 0;
  #isTaking = false;
  #fetching: LogPosition | undefined;
  #isClosed = false;

  constructor(options: SnapshotKeeperOptions) {
    this.#options = options;
    this.#tasks = new Tasks((_name, error) => options.onFailure(error));
  }

  get isDue(): boolean {
    return !this.#isTaking && this.#bytesSince >= this.#options.intervalBytes;
  }

  published(bytes: number): void {
    this.#bytesSince += bytes;
  }

  /** `image` is what all below `position` says, and that is durable in the log. */
  take(image: MetadataImage, position: LogPosition): void {
    const { snapshots, logger, wallMs, onTaken } = this.#options;
    this.#isTaking = true;
    this.#bytesSince = 0;
    this.#tasks.start('take a snapshot', async () => {
      const before = snapshots.newest ?? { offset: 0, term: 0 };
      try {
        await snapshots.write(image, position, wallMs());
      } catch (error) {
        logger.warn(
          { offset: position.offset, reason: messageOf(error) },
          'no snapshot of the metadata could be taken; the log goes on growing',
        );
        return;
      } finally {
        this.#isTaking = false;
      }
      // Another one may have been installed meanwhile.
      if (this.#isClosed || (snapshots.newest?.offset ?? 0) > position.offset) return;
      logger.info(
        { offset: position.offset, term: position.term },
        'took a snapshot of the metadata',
      );
      onTaken(position, before);
      await snapshots.prune();
    });
  }

  /** Fetches `snapshot`; an earlier one that is still being fetched is given up. */
  fetchFrom(from: Member, snapshot: LogPosition): void {
    this.#fetching = snapshot;
    this.#tasks.start('fetch a snapshot', async () => {
      const { logger, onFetched, onFailed } = this.#options;
      try {
        logger.info(
          { from: from.nodeId, offset: snapshot.offset },
          `fetching a snapshot of the metadata from node ${from.nodeId}`,
        );
        const image = await this.#receive(from, snapshot);
        if (image === undefined || !this.#isWanted(snapshot)) return;
        this.#fetching = undefined;
        onFetched(snapshot, image);
      } catch (error) {
        const code = codeOf(error);
        if (code === 'METADATA_UNREADABLE' || code === 'FEATURE_LEVEL_UNSUPPORTED') throw error;
        if (!this.#isWanted(snapshot)) return;
        this.#fetching = undefined;
        logger.warn(
          { from: from.nodeId, offset: snapshot.offset, reason: messageOf(error) },
          'a snapshot of the metadata could not be fetched; it is tried again',
        );
        onFailed(snapshot);
      }
    });
  }

  /** The image and log are this snapshot's now; those before it are of no use. */
  installed(): void {
    this.#bytesSince = 0;
    this.#tasks.start('remove old snapshots', () => this.#options.snapshots.prune());
  }

  drop(snapshot: LogPosition): void {
    if (this.#fetching?.offset === snapshot.offset) this.#fetching = undefined;
    this.#tasks.start('drop a snapshot', () => this.#options.snapshots.drop(snapshot));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#tasks.drained();
  }

  /** Undefined when it is not wanted any more. */
  async #receive(from: Member, snapshot: LogPosition): Promise<MetadataImage | undefined> {
    const receiver = await this.#options.snapshots.receive(snapshot);
    try {
      for (;;) {
        const isComplete = await this.#receivePart(receiver, from, snapshot);
        if (!this.#isWanted(snapshot)) return undefined;
        if (isComplete) return await receiver.finish();
      }
    } finally {
      await receiver.abandon();
    }
  }

  async #receivePart(
    receiver: SnapshotReceiver,
    from: Member,
    snapshot: LogPosition,
  ): Promise<boolean> {
    const answer = await this.#options.fetchPart(from, {
      endOffset: snapshot.offset,
      lastTerm: snapshot.term,
      position: receiver.bytes,
      maxBytes: limits.snapshotChunkBytes,
    });
    if (!this.#isWanted(snapshot)) return false;
    const { data, totalBytes } = checkedPart(answer, receiver.bytes);
    await receiver.add(data);
    return receiver.bytes >= totalBytes;
  }

  #isWanted(snapshot: LogPosition): boolean {
    return !this.#isClosed && this.#fetching === snapshot;
  }
}

/** The bytes that follow the first `position` of a snapshot. Throws INVALID_RESPONSE for anything else. */
export function checkedPart(
  answer: ResponseBodyInit<'fetchSnapshot'>,
  position: number,
): { data: Uint8Array; totalBytes: number } {
  const { data, totalBytes } = answer;
  const isNext = (answer.position ?? 0) === position && data && data.length > 0 && totalBytes;
  if (!isNext || position + data.length > totalBytes) {
    throw new TidelogError(
      'INVALID_RESPONSE',
      `a part of a snapshot does not follow the first ${position} bytes`,
      { retriable: true },
    );
  }
  return { data, totalBytes };
}
