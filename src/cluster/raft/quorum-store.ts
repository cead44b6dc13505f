// What a voter must never forget [QRM-2]: the newest term that it has seen, for whom it has voted in it, and that recovery has cut
// the end of its log, until a leader has told it what belongs there [QRM-3]. A state file
// (storage/state-file.ts: CRC, format version, replaced in one step) in the data directory:
//
//   quorum-state.json    {"format":1,"crc32c":"…","state":{"nodeId":1,"directoryId":"…","term":7,"votedFor":{…},"suspectEndOffset":42}}
//
// Recovery takes what stands there. A damaged file throws: a voter that does not know whether it has voted must not vote. An
// absent one is told apart by whoever opens it: it is normal beside an empty log, and a lost vote beside any other.
import { join } from 'node:path';
import { assert } from '../../base/assert.ts';
import { TidelogError } from '../../base/errors.ts';
import type { FileSystem } from '../../base/file-system.ts';
import { SerialQueue } from '../../base/serial-queue.ts';
import { parseUuid } from '../../base/uuid.ts';
import { quorumStateFileName } from '../../storage/file-names.ts';
import { readState, writeState } from '../../storage/state-file.ts';
import { isSameReplica } from './member-history.ts';
import type { ReplicaKey, Vote } from './raft-types.ts';

export const noVote: Vote = { term: 0, votedFor: undefined };

interface State {
  readonly vote: Vote;
  /** Recovery has cut what may have reached so far. */
  readonly suspectEndOffset: number | undefined;
}

export class QuorumStore {
  readonly #fileSystem: FileSystem;
  readonly #path: string;
  readonly #self: ReplicaKey;
  readonly #queue = new SerialQueue();
  /** The newest that is to be written, or was. */
  #wanted: State;
  #durable: State | undefined;

  /** Throws STATE_DAMAGED, STATE_FORMAT_UNKNOWN, and INCONSISTENT_NODE_ID for a vote that another node or disk gave. */
  static async open(
    fileSystem: FileSystem,
    directory: string,
    self: ReplicaKey,
  ): Promise<QuorumStore> {
    const path = join(directory, quorumStateFileName);
    // A killed process may have left a name that is not durable; what is found must stay.
    await fileSystem.syncDirectory(directory);
    const state = await readState(fileSystem, path);
    const found = state === undefined ? undefined : parseState(path, state, self);
    return new QuorumStore(fileSystem, path, { self, found });
  }

  private constructor(
    fileSystem: FileSystem,
    path: string,
    { self, found }: { self: ReplicaKey; found: State | undefined },
  ) {
    this.#fileSystem = fileSystem;
    this.#path = path;
    this.#self = keyOf(self);
    this.#durable = found;
    this.#wanted = found ?? { vote: noVote, suspectEndOffset: undefined };
  }

  /** What is durable; undefined while there is no file. */
  get vote(): Vote | undefined {
    return this.#durable?.vote;
  }

  get suspectEndOffset(): number | undefined {
    return this.#durable?.suspectEndOffset;
  }

  /**
   * Makes `vote` durable. One write at a time; when a newer one has come before this one's turn, that one is written for
   * both. Resolves with what is durable then, which is this vote or a newer one. After a rejection nothing more is to be asked of it.
   */
  async save(vote: Vote): Promise<Vote> {
    const { term, votedFor } = this.#wanted.vote;
    assert(vote.term >= term, `the term ${vote.term} does not follow ${term}`);
    assert(
      vote.term > term || votedFor === undefined || isKept(votedFor, vote.votedFor),
      `a vote in term ${term} is never changed`,
    );
    this.#wanted = { ...this.#wanted, vote };
    return (await this.#write()).vote;
  }

  /** Notes, or forgets, what recovery has cut. */
  async suspect(endOffset: number | undefined): Promise<void> {
    this.#wanted = { ...this.#wanted, suspectEndOffset: endOffset };
    await this.#write();
  }

  #write(): Promise<State> {
    return this.#queue.run(async () => {
      const latest = this.#wanted;
      if (this.#durable !== latest) {
        const { vote, suspectEndOffset } = latest;
        const votedFor = vote.votedFor && keyOf(vote.votedFor);
        const state = { ...this.#self, term: vote.term, votedFor, suspectEndOffset };
        await writeState(this.#fileSystem, this.#path, state, 'quorum');
        this.#durable = latest;
      }
      return latest;
    });
  }

  /** Resolves when nothing is being written. */
  idle(): Promise<void> {
    return this.#queue.idle();
  }
}

function isKept(before: ReplicaKey, after: ReplicaKey | undefined): boolean {
  return after !== undefined && isSameReplica(before, after);
}

function keyOf({ nodeId, directoryId }: ReplicaKey): ReplicaKey {
  return { nodeId, directoryId };
}

function parseState(path: string, state: object, self: ReplicaKey): State {
  const { nodeId, directoryId, term, votedFor, suspectEndOffset } = state as Record<
    string,
    unknown
  >;
  if (nodeId !== self.nodeId || directoryId !== self.directoryId) {
    throw new TidelogError(
      'INCONSISTENT_NODE_ID',
      `${path} has the vote of node ${String(nodeId)} with directory ${String(directoryId)}, and this is node ${self.nodeId} with directory ${self.directoryId}; it does not belong here`,
    );
  }
  const isSuspectValid = suspectEndOffset === undefined || isOffset(suspectEndOffset);
  if (!isOffset(term) || !isSuspectValid) {
    throw new TidelogError('STATE_DAMAGED', `${path} lacks a term; restore it from a copy`);
  }
  return { vote: { term, votedFor: parseVotedFor(votedFor) }, suspectEndOffset };
}

function isOffset(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function parseVotedFor(votedFor: unknown): ReplicaKey | undefined {
  if (votedFor === undefined || votedFor === null) return undefined;
  const { nodeId, directoryId } = votedFor as { nodeId: number; directoryId: string };
  return { nodeId, directoryId: parseUuid(directoryId) };
}
