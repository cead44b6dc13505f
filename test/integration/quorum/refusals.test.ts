// What keeps a node out of a quorum, and what it is told: each refusal changes nothing for those who are in it.
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SystemClock } from '../../../src/base/clock.ts';
import { silentLogger } from '../../../src/base/logger.ts';
import { openNodeFileSystem } from '../../../src/base/node-file-system.ts';
import { SystemRandom } from '../../../src/base/random.ts';
import { Broker, type BrokerOptions } from '../../../src/broker/broker.ts';
import { encodeMetadataBatch } from '../../../src/cluster/metadata/records.ts';
import { formatVoters } from '../../../src/cluster/quorum-voters.ts';
import { openQuorumFiles } from '../../../src/cluster/raft/quorum-files.ts';
import type { MetadataRecordInit } from '../../../src/protocol/messages.ts';
import { encodeBatch } from '../../../src/protocol/records.ts';
import { LogManager } from '../../../src/storage/log-manager.ts';
import { QuorumCluster } from '../../support/quorum-cluster.ts';

let cluster: QuorumCluster;

beforeEach(async () => {
  cluster = await QuorumCluster.prepare(await mkdtemp(join(tmpdir(), 'tidelog-refused-')), 3);
});

afterEach(async () => {
  await cluster.close();
});

async function refusal(options: BrokerOptions): Promise<{ code: string; message: string }> {
  try {
    const broker = await Broker.start(options);
    await broker.close();
  } catch (error) {
    return error as { code: string; message: string };
  }
  throw new Error('the broker started');
}

async function expectUnharmed(): Promise<void> {
  const client = await cluster.client(await cluster.leader());
  await client.createTopic(`still-${Math.floor(performance.now())}`);
  client.close();
}

test('voters with different lists do not found: both lists are told [QRM-6]', async () => {
  const others = cluster.voters.slice(0, 2).concat({ nodeId: 9, host: '127.0.0.1', port: 9 });
  const aborting = new AbortController();
  const { signal } = aborting;
  const both = [
    refusal({ ...cluster.optionsOf(1), signal }),
    refusal({ ...cluster.optionsOf(2), quorum: others, signal }),
  ];
  const refused = await Promise.race(both);
  expect(refused.code).toBe('INCONSISTENT_VOTER_SET');
  expect(refused.message).toContain(formatVoters(cluster.voters));
  expect(refused.message).toContain(formatVoters(others));
  aborting.abort(new Error('enough'));
  await Promise.all(both);
});

test('nobody founds while a voter is missing, and all of them do when it comes', async () => {
  const starting = Promise.all([cluster.start(1), cluster.start(2)]);
  const waits = ({ message }: { message: string }) =>
    message.startsWith('waiting for all voters of the quorum');
  const line = await cluster.loggers.get(1)?.line(waits);
  expect(JSON.stringify(line?.fields)).toContain(`3@127.0.0.1:${cluster.voters[2]?.port}`);
  expect(cluster.brokers.size).toBe(0);
  await cluster.start(3);
  await starting;
  await expectUnharmed();
});

test('a second node with the id of a voter is refused, with the address of the first', async () => {
  await cluster.startAll();
  const second = await refusal({
    nodeId: 2,
    dataDirectory: join(cluster.root, 'second'),
    quorum: cluster.voters,
  });
  expect(second.code).toBe('DUPLICATE_BROKER_REGISTRATION');
  expect(second.message).toContain(`127.0.0.1:${cluster.voters[1]?.port}`);
  await expectUnharmed();
});

test('a data directory that was moved to another node is refused', async () => {
  await cluster.startAll();
  await cluster.stop(2);
  await cluster.stop(3);
  await rm(join(cluster.root, '3'), { recursive: true });
  await rename(join(cluster.root, '2'), join(cluster.root, '3'));
  const moved = await refusal(cluster.optionsOf(3));
  expect(moved.code).toBe('INCONSISTENT_NODE_ID');
  expect(moved.message).toMatch(/belongs to node 2, and this is node 3/);
});

test('a voter of another cluster is refused', async () => {
  await cluster.startAll();
  const stranger = await Broker.start({
    nodeId: 3,
    dataDirectory: join(cluster.root, 'stranger'),
  });
  const theirs = stranger.clusterId;
  await stranger.close();
  await cluster.stop(3);
  const refused = await refusal({
    ...cluster.optionsOf(3),
    dataDirectory: join(cluster.root, 'stranger'),
  });
  expect(refused.code).toBe('INCONSISTENT_CLUSTER_ID');
  expect(refused.message).toContain(theirs);
  await expectUnharmed();
});

/** Appends to the metadata log of a node that does not run. */
async function appendToLog(nodeId: number, batch: Buffer): Promise<void> {
  const fileSystem = openNodeFileSystem();
  const directory = join(cluster.root, String(nodeId));
  const logs = await LogManager.open({
    directory,
    fileSystem,
    clock: new SystemClock(),
    random: new SystemRandom(),
    logger: silentLogger,
    nodeId,
  });
  const { log } = await openQuorumFiles({
    nodeId,
    logs,
    directory,
    fileSystem,
    logger: silentLogger,
    segmentBytes: 1 << 20,
    hasOthers: true,
  });
  await log.append(batch, { leaderEpoch: 1_000 }).held;
  await logs.close();
}

test.each([
  [
    'a feature level',
    () => {
      const record: MetadataRecordInit = {
        featureLevelSet: { level: 99, softwareVersion: '7.5.0' },
      };
      return encodeMetadataBatch([record], 1_000);
    },
    'FEATURE_LEVEL_UNSUPPORTED',
    /feature level 99; .*run 7\.5\.0 or newer/,
  ],
  [
    'a kind of record',
    () =>
      encodeBatch(
        [{ timestamp: 1_000, key: null, value: Buffer.from([0xfa, 0x3f, 0x00]), headers: [] }],
        'none',
      ),
    'METADATA_UNREADABLE',
    /needs a feature level above \d+.*run a newer version/,
  ],
])(
  '%s of a newer version: it refuses to start, and says what is needed [QRM-7]',
  async (...row) => {
    const [, batch, code, message] = row;
    await cluster.startAll();
    await cluster.stop(3);
    await appendToLog(3, batch());
    const refused = await refusal(cluster.optionsOf(3));
    expect(refused.code).toBe(code);
    expect(refused.message).toMatch(message);
    await expectUnharmed();
  },
);
