import { beforeEach, describe, expect, test } from 'vitest';
import { codeOf, TidelogError } from '../../../../src/base/errors.ts';
import { silentLogger } from '../../../../src/base/logger.ts';
import { SeededRandom } from '../../../../src/base/random.ts';
import { MetadataStore } from '../../../../src/cluster/metadata/metadata-store.ts';
import { writeFounding } from '../../../../src/cluster/raft/founding.ts';
import { openQuorumFiles } from '../../../../src/cluster/raft/quorum-files.ts';
import { envelopeToWire } from '../../../../src/cluster/raft/raft-envelope.ts';
import { RaftNode } from '../../../../src/cluster/raft/raft-node.ts';
import type { Member, RaftMessage } from '../../../../src/cluster/raft/raft-types.ts';
import type { Transport } from '../../../../src/net/transport.ts';
import { decodeRequest, encodeRequest } from '../../../../src/protocol/codec.ts';
import { LogManager } from '../../../../src/storage/log-manager.ts';
import { ManualClock } from '../../../support/manual-clock.ts';
import { MemoryFileSystem } from '../../../support/memory-file-system.ts';
import { RecordingLogger } from '../../../support/recording-logger.ts';
import { clusterId, directoryOf, registration } from '../fixture.ts';

const directory = '/data';
let disk: MemoryFileSystem;
let clock: ManualClock;
let lives: number;
let failures: (string | undefined)[];
let logger: RecordingLogger;
let logs: LogManager;
let store: MetadataStore;

beforeEach(() => {
  disk = new MemoryFileSystem();
  clock = new ManualClock();
  lives = 0;
  failures = [];
});

/** Nobody can be reached. */
const transport: Transport = {
  connect: () => Promise.reject(new TidelogError('CONNECTION_FAILED', 'nobody there')),
  listen: () => Promise.reject(new TidelogError('LISTEN_FAILED', 'no network')),
};

const member = (nodeId: number, directoryId = directoryOf(nodeId)): Member => ({
  nodeId,
  directoryId,
  internalAddress: { host: 'localhost', port: 19_091 + nodeId },
});

/** A node of a quorum of these voters, this one first. */
async function open(others: readonly number[] = [], snapshotIntervalBytes = 1 << 20) {
  lives += 1;
  const fileSystem = disk.process();
  logger = new RecordingLogger();
  logs = await LogManager.open({
    directory,
    fileSystem,
    clock,
    random: new SeededRandom(lives),
    logger: silentLogger,
    nodeId: 1,
  });
  const files = await openQuorumFiles({
    nodeId: 1,
    logs,
    directory,
    fileSystem,
    logger: silentLogger,
    segmentBytes: 1 << 20,
    hasOthers: others.length > 0,
  });
  const self = member(1, logs.meta.directoryId);
  if (files.log.logEndOffset === 0) {
    const voters = [self, ...others.map((nodeId) => member(nodeId))];
    await writeFounding(files, { clusterId, self, voters, wallMs: clock.wallMs() });
  }
  store = new MetadataStore(clock);
  const node = await RaftNode.open({
    self,
    clusterId: undefined,
    storage: files.log,
    votes: files.votes,
    snapshots: files.snapshots,
    snapshotIntervalBytes,
    fetchSnapshotPart: () => Promise.reject(new Error('nobody has one')),
    store,
    settings: {
      heartbeatMs: 150,
      electionMsMin: 600,
      electionMsMax: 1_200,
      entryBytesInFlightMax: 1 << 20,
      messagesInFlightMax: 8,
      messageBytesMax: 1 << 16,
    },
    suspectEndOffset: files.votes.suspectEndOffset,
    isConfigured: (nodeId) => others.includes(nodeId),
    configuredAddress: () => undefined,
    transport,
    sayHello: () => Promise.reject(new Error('nobody to greet')),
    clock,
    random: new SeededRandom(100 + lives),
    logger,
    onLearnerCaughtUp: () => {},
    onMemberMoved: () => {},
    onFailure: (error) => failures.push(codeOf(error)),
  });
  return node;
}

/** Time passes and the disk works until it is so. */
async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 0; !isSo(); turn++) {
    if (turn > 2_000) throw new Error('it never came to that');
    clock.advance(1);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function lead() {
  const node = await open();
  await until(() => node.leadership !== undefined);
  return { node, term: node.leadership?.term ?? -1 };
}

const register = (nodeId: number) => [{ brokerRegistered: registration(nodeId) }];

function deliver(
  node: RaftNode,
  from: Member,
  to: Member,
  message: RaftMessage,
  cluster = clusterId,
) {
  const wire = envelopeToWire(cluster, { from, to, message });
  const bytes = Buffer.concat(encodeRequest({ correlationId: 1, clientId: '' }, 'raft', wire));
  const { raft } = decodeRequest(bytes);
  if (!raft) throw new Error('no message');
  node.receive(raft, { nodeId: from.nodeId, remote: 'somewhere' });
}

describe('alone', () => {
  test('it leads at once, and its first entry is committed before anything is decided [QRM-4]', async () => {
    const { node, term } = await lead();
    expect(term).toBe(2);
    expect(store.image).toMatchObject({ clusterId, controllerId: 1, controllerEpoch: 2 });
    expect(node.committedEndOffset).toBe(4);
    expect(node.leader?.nodeId).toBe(1);
  });

  test('every life leads a later term, after an orderly stop and after a crash', async () => {
    const first = await lead();
    await first.node.propose(first.term, register(2)).committed;
    await first.node.close();
    await logs.close();
    const second = await lead();
    expect(second.term).toBe(3);
    expect(store.image.brokers.has(2)).toBe(true);
    disk.crash();
    expect((await lead()).term).toBe(4);
    expect(store.image.brokers.has(2)).toBe(true);
  });

  test('a proposal is committed, and published, once the disk has it; in their order', async () => {
    const { node, term } = await lead();
    const published: number[] = [];
    store.onPublish(({ endOffset }) => published.push(endOffset));
    const proposals = [2, 3, 4].map((nodeId) => node.propose(term, register(nodeId)));
    expect(proposals.map(({ batch }) => batch.baseOffset)).toEqual([4, 5, 6]);
    expect(published).toEqual([]);
    await Promise.all(proposals.map(({ committed }) => committed));
    expect(published).toEqual([5, 6, 7]);
  });

  test('a proposal for another term is refused with NOT_CONTROLLER', async () => {
    const { node, term } = await lead();
    expect(() => node.propose(term - 1, register(2))).toThrow(/not the controller/);
  });

  test('a failed sync ends it: nothing is acknowledged, nothing published [LOG-4]', async () => {
    const { node, term } = await lead();
    disk.failNext('sync', 'EIO', { pathPart: '__cluster_metadata' });
    const { committed } = node.propose(term, register(2));
    expect(await committed.then(() => 'committed', codeOf)).toBe('NOT_CONTROLLER');
    expect(store.image.brokers.size).toBe(0);
    expect(failures).toEqual(['METADATA_LOG_FAILED']);
    expect(() => node.propose(term, register(3))).toThrow();
  });

  test('a vote that cannot be written ends it [QRM-2]', async () => {
    const first = await lead();
    await first.node.close();
    await logs.close();
    const second = await open();
    disk.failNext('sync', 'EIO', { pathPart: 'quorum-state' });
    await until(() => failures.length > 0);
    expect(second.leadership).toBeUndefined();
  });

  test('reads wait for the next commit, for the time to be up, or until nobody waits', async () => {
    const { node, term } = await lead();
    const { signal } = new AbortController();
    const woken = node.committedPast(4, 60_000, signal);
    await node.propose(term, register(2)).committed;
    await woken;
    const timed = node.committedPast(5, 1_000, signal);
    clock.advance(1_000);
    await timed;
    expect(await node.read(0, 1 << 20)).not.toHaveLength(0);
    expect(await node.read(5, 1 << 20)).toEqual([]);
    expect(await node.read(9, 1).then(() => 'read', codeOf)).toBe('OFFSET_OUT_OF_RANGE');
    expect(await node.readIndex(1_000)).toBe(5);
  });

  test('snapshots bound the log, and the next life begins with the newest', async () => {
    let node = await open([], 2_000);
    await until(() => node.leadership !== undefined);
    for (let i = 0; i < 40; i++) {
      await node.propose(node.leadership?.term ?? -1, register(2 + (i % 5))).committed;
    }
    await until(() => node.logStartOffset > 10);
    const { image } = store;
    await node.close();
    await logs.close();
    node = await open([], 2_000);
    expect(store.image.endOffset).toBeGreaterThan(10);
    await until(() => node.leadership !== undefined);
    expect(store.image.brokers).toEqual(image.brokers);
    expect(await node.read(0, 1).then(() => 'read', codeOf)).toBe('OFFSET_OUT_OF_RANGE');
  });
});

describe('among three', () => {
  test('it decides nothing without the others, and says whom it cannot reach', async () => {
    const node = await open([2, 3]);
    await until(() => logger.lines.some(({ message }) => message.includes('cannot be reached')));
    expect(node.leadership).toBeUndefined();
    expect(node.term).toBe(1);
    expect(await node.readIndex(100).catch(codeOf)).toBe('NOT_CONTROLLER');
  });

  test('messages that are not for it, or not sound, change nothing and are logged once [QRM-3]', async () => {
    const node = await open([2, 3]);
    const { self } = node;
    const vote: RaftMessage = {
      kind: 'voteRequest',
      term: 9,
      isPreVote: false,
      lastTerm: 8,
      endOffset: 100,
      isTransfer: false,
    };
    const refusals = () =>
      logger.lines.filter(({ message }) => /of the quorum.* (refused|ignored): /.test(message));
    deliver(node, member(2), member(1, directoryOf(1, 7)), vote);
    deliver(node, member(2), self, vote, directoryOf(9));
    deliver(node, member(2), self, { ...vote, term: 1_000_000_000 });
    deliver(node, member(2), member(3), vote);
    expect(node.term).toBe(1);
    const reasons = refusals().map(({ message }) => message);
    expect(reasons[0]).toContain('it is for node 1 with directory');
    expect(reasons[1]).toContain('it is of cluster');
    expect(reasons[2]).toContain('implausibly far ahead');
    const said = reasons.length;
    for (let i = 0; i < 50; i++) deliver(node, member(2), member(1, directoryOf(1, 7)), vote);
    expect(refusals()).toHaveLength(said);
    clock.advance(10_000);
    deliver(node, member(2), member(1, directoryOf(1, 7)), vote);
    expect(refusals().at(-1)?.fields).toMatchObject({ more: expect.any(Number) });
    deliver(node, member(2), self, vote);
    expect(node.term).toBe(9);
  });

  /** Node 2 grants and holds everything; node 3 is away. */
  async function leadThree() {
    const node = await open([2, 3]);
    const { self } = node;
    const grant = (isPreVote: boolean): RaftMessage => ({
      kind: 'voteReply',
      term: 2,
      isPreVote,
      isGranted: true,
      isConditional: false,
    });
    node.stand('the test');
    deliver(node, member(2), self, grant(true));
    await until(() => node.describe().role === 'candidate');
    deliver(node, member(2), self, grant(false));
    const hold = () => {
      const { logEndOffset: end } = node.describe();
      const offsets = { matchedOffset: end, durableOffset: end, conflict: undefined };
      deliver(node, member(2), self, { kind: 'appendReply', term: 2, round: 1, ...offsets });
    };
    await until(() => {
      if (node.describe().role === 'leader') hold();
      return node.leadership !== undefined;
    });
    return { node, hold, term: 2 };
  }

  const notController = { code: 'NOT_CONTROLLER', retriable: true };

  test('[QRM-4] while leadership is handed over nothing is proposed: who tries is told so, and may try again', async () => {
    const { node, hold, term } = await leadThree();
    const handedOver = node.transferLeadership(10_000, 2);
    const end = node.describe().logEndOffset;
    expect(() => node.propose(term, register(2))).toThrow(expect.objectContaining(notController));
    expect(node.describe().logEndOffset).toBe(end);
    // Node 2 does not stand: office is kept, and proposals are taken again.
    let hasTakenOver: boolean | undefined;
    void handedOver.then((isOver) => {
      hasTakenOver = isOver;
    });
    await until(() => {
      hold();
      return hasTakenOver !== undefined;
    });
    expect(hasTakenOver).toBe(false);
    const { committed } = node.propose(term, register(3));
    await until(() => {
      hold();
      return store.image.brokers.has(3);
    });
    await committed;
    expect([...store.image.brokers.keys()]).toEqual([3]);
    await node.close();
  });

  test('[QRM-4] what was proposed before and is not committed when another one leads rejects: none is forgotten', async () => {
    const { node, term } = await leadThree();
    const outcomes = [2, 3].map((nodeId) =>
      node.propose(term, register(nodeId)).committed.then(
        () => 'committed',
        (error: unknown) => error,
      ),
    );
    const handedOver = node.transferLeadership(10_000, 2);
    const heartbeat: RaftMessage = {
      kind: 'appendRequest',
      term: term + 1,
      previous: { offset: 4, term },
      entries: [],
      commitOffset: 0,
      round: 1,
    };
    deliver(node, member(2), node.self, heartbeat);
    expect(await handedOver).toBe(true);
    expect(await Promise.all(outcomes)).toEqual([
      expect.objectContaining(notController),
      expect.objectContaining(notController),
    ]);
    expect(() => node.propose(term, register(4))).toThrow(
      expect.objectContaining({ ...notController, leader: expect.objectContaining({ nodeId: 2 }) }),
    );
    await node.close();
  });
});
