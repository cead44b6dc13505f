import { beforeEach, describe, expect, test } from 'vitest';
import { SystemClock } from '../../../src/base/clock.ts';
import { codeOf } from '../../../src/base/errors.ts';
import { silentLogger } from '../../../src/base/logger.ts';
import { SeededRandom } from '../../../src/base/random.ts';
import { MetadataStore } from '../../../src/cluster/metadata/metadata-store.ts';
import { MetadataQuorum } from '../../../src/cluster/metadata-quorum.ts';
import { LogManager } from '../../../src/storage/log-manager.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { MemoryFileSystem } from '../../support/memory-file-system.ts';
import { registration } from './fixture.ts';

const directory = '/data';
let fileSystem: MemoryFileSystem;
let clock: ManualClock;
let lives: number;
/** What the quorum said of itself. */
let failures: (string | undefined)[];

beforeEach(() => {
  fileSystem = new MemoryFileSystem();
  clock = new ManualClock();
  lives = 0;
  failures = [];
});

interface Life {
  logs: LogManager;
  store: MetadataStore;
  quorum: MetadataQuorum;
}

async function openLogs(): Promise<LogManager> {
  lives += 1;
  return LogManager.open({
    directory,
    fileSystem: fileSystem.process(),
    clock: new SystemClock(),
    random: new SeededRandom(lives),
    logger: silentLogger,
    nodeId: 1,
  });
}

async function lead(port = 19_092): Promise<Life> {
  const logs = await openLogs();
  const store = new MetadataStore(clock);
  const quorum = await MetadataQuorum.lead({
    nodeId: 1,
    internalAddress: { host: '127.0.0.1', port },
    logs,
    store,
    clock,
    random: new SeededRandom(100 + lives),
    logger: silentLogger,
    onFailure: (error) => failures.push(codeOf(error)),
  });
  return { logs, store, quorum };
}

const register = (nodeId: number) => [{ brokerRegistered: registration(nodeId) }];

describe('founding and taking office', () => {
  test('the first start founds a cluster in one batch, and ties the directory to it [QRM-6]', async () => {
    const { quorum, store, logs } = await lead();
    expect(store.image).toMatchObject({
      clusterId: quorum.clusterId,
      featureLevel: 1,
      controllerId: 1,
      controllerEpoch: 1,
      endOffset: 4,
      voters: [{ nodeId: 1, internalAddress: { host: '127.0.0.1', port: 19_092 } }],
    });
    expect(logs.meta.clusterId).toBe(quorum.clusterId);
    expect(quorum.committedEndOffset).toBe(4);
  });

  test('every start is a new term of the same cluster, after an orderly stop and after a crash', async () => {
    const first = await lead();
    await first.quorum.propose(register(2)).committed;
    await first.logs.close();
    const second = await lead();
    expect(second.quorum.clusterId).toBe(first.quorum.clusterId);
    expect(second.quorum.term).toBe(2);
    expect(second.store.image.brokers.get(2)).toEqual(first.store.image.brokers.get(2));
    fileSystem.crash();
    const third = await lead();
    expect(third.quorum.clusterId).toBe(first.quorum.clusterId);
    expect(third.quorum.term).toBe(3);
    expect(third.store.image.brokers.size).toBe(1);
  });

  test('a voter whose address has changed says so', async () => {
    const first = await lead(19_092);
    await first.logs.close();
    const second = await lead(19_999);
    expect(second.store.image.voters[0]?.internalAddress.port).toBe(19_999);
    expect(second.store.image.endOffset).toBe(first.store.image.endOffset + 2);
  });

  test('a failing sync and a crash at any moment of the founding leave no cluster, or the one that was founded', async () => {
    const random = new SeededRandom(5);
    for (let syncsBefore = 0; syncsBefore < 20; syncsBefore++) {
      fileSystem = new MemoryFileSystem();
      fileSystem.failNext('sync', 'EIO', { skip: syncsBefore });
      const founded = await lead().then(
        ({ quorum }) => quorum.clusterId,
        () => undefined,
      );
      fileSystem.clearFaults();
      fileSystem.crash(random);
      const { quorum } = await lead();
      if (founded !== undefined) expect(quorum.clusterId).toBe(founded);
      expect(quorum.term).toBeGreaterThan(0);
    }
  });

  test('a directory whose metadata log is gone founds no second cluster', async () => {
    const first = await lead();
    await first.logs.close();
    await fileSystem.removeDirectory(`${directory}/__cluster_metadata-0`);
    expect(await lead().then(() => 'led', codeOf)).toBe('METADATA_LOG_LOST');
  });

  test('a metadata log of another cluster is refused', async () => {
    const first = await lead();
    await first.logs.close();
    const metadataLog = `${directory}/__cluster_metadata-0`;
    const files = await fileSystem.list(metadataLog);
    const kept = files.map(({ name }) => ({
      path: `${metadataLog}/${name}`,
      content: fileSystem.contentOf(`${metadataLog}/${name}`),
    }));
    fileSystem = new MemoryFileSystem();
    const other = await lead();
    await other.logs.close();
    for (const { path, content } of kept) fileSystem.setContent(path, content);
    await fileSystem.remove(`${directory}/clean-shutdown.json`);
    expect(await lead().then(() => 'led', codeOf)).toBe('INCONSISTENT_CLUSTER_ID');
  });
});

describe('commitment', () => {
  test('is told, and published, once the disk has the batch', async () => {
    const { quorum, store } = await lead();
    const published: number[] = [];
    store.onPublish(({ endOffset }) => published.push(endOffset));
    const { batch, committed } = quorum.propose([...register(2), ...register(3)]);
    expect(batch).toMatchObject({ baseOffset: 4, lastOffset: 5, leaderEpoch: 1 });
    expect(published).toEqual([]);
    await committed;
    expect(published).toEqual([6]);
    expect(quorum.committedEndOffset).toBe(6);
  });

  test('follows the order of the proposals', async () => {
    const { quorum, store } = await lead();
    const published: number[] = [];
    store.onPublish(({ endOffset }) => published.push(endOffset));
    const proposals = [2, 3, 4].map((nodeId) => quorum.propose(register(nodeId)));
    expect(proposals.map(({ batch }) => batch.baseOffset)).toEqual([4, 5, 6]);
    await Promise.all(proposals.map(({ committed }) => committed));
    expect(published).toEqual([5, 6, 7]);
  });

  test('never comes when the disk fails, and nothing of it is published [LOG-4]', async () => {
    const { quorum, store } = await lead();
    fileSystem.failNext('sync', 'EIO', { pathPart: '__cluster_metadata' });
    const { committed } = quorum.propose(register(2));
    expect(await committed.then(() => 'committed', codeOf)).toBe('STORAGE_ERROR');
    expect(store.image.brokers.size).toBe(0);
    expect(failures).toEqual(['METADATA_LOG_FAILED']);
    expect(() => quorum.propose(register(3))).toThrow();
  });
});

describe('learners', () => {
  test('read what is committed, from any offset', async () => {
    const { quorum } = await lead();
    await quorum.propose(register(2)).committed;
    expect(await quorum.read(0, 1 << 20)).not.toHaveLength(0);
    expect(await quorum.read(5, 1 << 20)).toEqual([]);
    expect(await quorum.read(9, 1).then(() => 'read', codeOf)).toBe('OFFSET_OUT_OF_RANGE');
  });

  test('wait for the next commit, for the time to be up, or until they are gone', async () => {
    const { quorum } = await lead();
    const signal = new AbortController();
    await quorum.committedPast(3, 1_000, signal.signal);
    const woken = quorum.committedPast(4, 1_000, signal.signal);
    await quorum.propose(register(2)).committed;
    await woken;
    const timed = quorum.committedPast(5, 1_000, signal.signal);
    clock.advance(1_000);
    await timed;
    const gone = quorum.committedPast(5, 1_000, signal.signal);
    signal.abort();
    await gone;
    expect(clock.timerCount).toBe(0);
  });
});
