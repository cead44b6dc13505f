// What a voter writes beside its log, as procedures that can be ended at every step: its term and vote, its snapshots, and a
// snapshot of another's that takes the place of its log.
import type { FileSystem } from '../../../src/base/file-system.ts';
import { silentLogger } from '../../../src/base/logger.ts';
import type { Uuid } from '../../../src/base/uuid.ts';
import { emptyImage, type MetadataImage } from '../../../src/cluster/metadata/image.ts';
import { encodeMetadataBatch } from '../../../src/cluster/metadata/records.ts';
import { openLogOverSnapshots } from '../../../src/cluster/raft/log-over-snapshots.ts';
import { QuorumStore } from '../../../src/cluster/raft/quorum-store.ts';
import type { LogPosition, ReplicaKey, Vote } from '../../../src/cluster/raft/raft-types.ts';
import { snapshotPieces } from '../../../src/cluster/raft/snapshot-format.ts';
import { SnapshotStore } from '../../../src/cluster/raft/snapshot-store.ts';
import { assignOffset } from '../../../src/protocol/record-batch.ts';
import { makeDirectoryDurably } from '../../../src/storage/data-directory.ts';
import { LogStartCheckpoint } from '../../../src/storage/log-start-checkpoint.ts';
import type { Procedure } from '../../support/crash-at-every-step.ts';
import { directory, openLog } from '../../unit/storage/fixture.ts';

const keyOf = (nodeId: number): ReplicaKey => ({
  nodeId,
  directoryId: Buffer.from(`disk of node ${nodeId}`.padEnd(16)).toString('base64url') as Uuid,
});
const self = keyOf(1);

interface VotePromises {
  sent: Vote[];
  /** What was told to be durable. */
  durable: Vote | undefined;
}

const votes: Vote[] = [
  { term: 1, votedFor: undefined },
  { term: 1, votedFor: keyOf(2) },
  { term: 4, votedFor: self },
  { term: 5, votedFor: undefined },
];

export const voteProcedure: Procedure<VotePromises, { vote: Vote | undefined }> = {
  name: 'term and vote',
  promises: () => ({ sent: [], durable: undefined }),
  prepare: (disk) => makeDirectoryDurably(disk, '/data'),
  run: async (fileSystem, promises) => {
    const store = await QuorumStore.open(fileSystem, '/data', self);
    for (const vote of votes) {
      promises.sent.push(vote);
      promises.durable = await store.save(vote);
    }
  },
  recover: async (fileSystem) => ({
    vote: (await QuorumStore.open(fileSystem, '/data', self)).vote,
  }),
  problems: ({ vote }, { sent, durable }) => {
    const place = (one: Vote | undefined) =>
      sent.findIndex(
        ({ term, votedFor }) => term === one?.term && votedFor?.nodeId === one.votedFor?.nodeId,
      );
    if (vote !== undefined && place(vote) < 0) return [`MADE UP: term ${vote.term}`];
    if (place(vote) < place(durable)) return [`FORGOTTEN: the vote of term ${durable?.term}`];
    return [];
  },
};

/** Told apart by the producer ids that are given out. */
function imageAt(position: LogPosition): MetadataImage {
  return { ...emptyImage, nextProducerId: position.offset * 10, endOffset: position.offset };
}

const positions: LogPosition[] = [
  { offset: 2, term: 1 },
  { offset: 5, term: 1 },
  { offset: 9, term: 3 },
  { offset: 11, term: 3 },
];

interface SnapshotPromises {
  begun: LogPosition | undefined;
  durable: LogPosition | undefined;
}

interface SnapshotsLeft {
  newest: LogPosition | undefined;
  nextProducerId: number | undefined;
}

export const snapshotProcedure: Procedure<SnapshotPromises, SnapshotsLeft> = {
  name: 'snapshots',
  promises: () => ({ begun: undefined, durable: undefined }),
  prepare: (disk) => makeDirectoryDurably(disk, directory),
  run: async (fileSystem, promises) => {
    const store = await SnapshotStore.open(fileSystem, directory, silentLogger);
    for (const position of positions) {
      promises.begun = position;
      await store.write(imageAt(position), position, 1_000);
      promises.durable = position;
      await store.prune();
    }
  },
  recover: async (fileSystem) => {
    const store = await SnapshotStore.open(fileSystem, directory, silentLogger);
    const { newest } = store;
    const image = newest && (await store.load(newest));
    return { newest, nextProducerId: image?.nextProducerId };
  },
  problems: ({ newest, nextProducerId }, { begun, durable }, disk) => {
    const problems: string[] = [];
    const offset = newest?.offset ?? 0;
    if (offset < (durable?.offset ?? 0)) problems.push(`LOST: the snapshot at ${durable?.offset}`);
    if (offset > (begun?.offset ?? 0)) problems.push(`MADE UP: a snapshot at ${offset}`);
    if (newest && nextProducerId !== offset * 10)
      problems.push(`CHANGED: it has ${nextProducerId}`);
    if (disk.paths.length > 3) problems.push(`${disk.paths.length} snapshots are kept`);
    if (disk.paths.some((path) => path.endsWith('.part'))) problems.push('a .part is left');
    return problems;
  },
};

interface InstallPromises {
  isFetched: boolean;
  isInstalled: boolean;
  appended: number;
}

interface InstallLeft {
  startOffset: number;
  endOffset: number;
  snapshotOffset: number;
  nextProducerId: number | undefined;
  terms: string;
}

/** Entries of one record: terms 1, 1, 2, 2, and above the snapshot 5. */
const oldTerms = [1, 1, 2, 2];

async function open(fileSystem: FileSystem) {
  await fileSystem.makeDirectory('/data');
  const starts = await LogStartCheckpoint.open(fileSystem, '/data/log-start-checkpoint');
  const log = await openLog(fileSystem, { logStart: starts.of('m') });
  const snapshots = await SnapshotStore.open(fileSystem, directory, silentLogger);
  const events = { onDurable: () => {}, onFailure: () => {} };
  return { log, snapshots, over: await openLogOverSnapshots(log, snapshots, events) };
}

function entry(baseOffset: number, leaderEpoch: number): Buffer {
  const bytes = encodeMetadataBatch([{ featureLevelSet: { level: 1 } }], 1_000);
  assignOffset(bytes, { baseOffset, leaderEpoch });
  return bytes;
}

/** `snapshot` lies beyond the log, or in it with another term: entries that never counted. */
export function installProcedure(snapshot: LogPosition): Procedure<InstallPromises, InstallLeft> {
  return {
    name: `a snapshot at ${snapshot.offset} of term ${snapshot.term} takes the place of the log`,
    promises: () => ({ isFetched: false, isInstalled: false, appended: 0 }),
    prepare: async (disk) => {
      const { log } = await open(disk);
      for (const [offset, term] of oldTerms.entries()) {
        await log.append(entry(offset, term), { leaderEpoch: term }).held;
      }
    },
    run: async (fileSystem, promises) => {
      const { log, snapshots, over } = await open(fileSystem);
      const receiver = await snapshots.receive(snapshot);
      for (const piece of snapshotPieces(imageAt(snapshot), snapshot, 1_000)) {
        await receiver.add(piece);
      }
      await receiver.finish();
      promises.isFetched = true;
      await over.log.restart(snapshot);
      promises.isInstalled = true;
      for (let i = 0; i < 2; i++) {
        await log.append(entry(snapshot.offset + i, 5), { leaderEpoch: 5 }).held;
        promises.appended = i + 1;
      }
    },
    recover: async (fileSystem) => {
      const { log, over } = await open(fileSystem);
      return {
        startOffset: over.log.start.offset,
        endOffset: log.logEndOffset,
        snapshotOffset: over.snapshot.offset,
        nextProducerId: over.image?.nextProducerId,
        terms: over.scanned.terms.map(({ term }) => term).join(),
      };
    },
    problems: (left, promises) => {
      const isOld = left.snapshotOffset === 0;
      if (isOld && promises.isFetched) return ['LOST: the snapshot was durable'];
      if (isOld) {
        const isWhole = left.startOffset === 0 && left.endOffset === oldTerms.length;
        return isWhole && left.terms === '1,2' ? [] : [`CHANGED: ${JSON.stringify(left)}`];
      }
      const problems: string[] = [];
      if (left.nextProducerId !== snapshot.offset * 10) problems.push('CHANGED: the image');
      if (left.startOffset !== snapshot.offset) problems.push('the log does not start there');
      if (left.endOffset < snapshot.offset + promises.appended) problems.push('LOST: entries');
      if (!['', '5'].includes(left.terms)) problems.push(`entries of terms ${left.terms} are left`);
      return problems;
    },
  };
}
