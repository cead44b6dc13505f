// What people get wrong about a quorum, told by the processes themselves: which value is wrong, whose it is, and what to do.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../../../scripts/processes/cli-process.ts';
import { freePorts } from '../../../scripts/processes/free-ports.ts';
import { SystemClock } from '../../../src/base/clock.ts';
import { silentLogger } from '../../../src/base/logger.ts';
import { openNodeFileSystem } from '../../../src/base/node-file-system.ts';
import { SystemRandom } from '../../../src/base/random.ts';
import {
  encodeMetadataBatch,
  metadataTopicId,
  metadataTopicName,
} from '../../../src/cluster/metadata/records.ts';
import { formatAddress } from '../../../src/net/transport.ts';
import { encodeBatch } from '../../../src/protocol/records.ts';
import { logConfigDefaults } from '../../../src/storage/log-config.ts';
import { LogManager } from '../../../src/storage/log-manager.ts';
import { BrokerProcess, type BrokerProcessOptions } from '../../support/broker-process.ts';
import { QuorumProcesses } from './quorum-processes.ts';

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tidelog-bad-input-'));
});

afterAll(async () => {
  await rm(root, { recursive: true });
});

async function refusal(options: BrokerProcessOptions): Promise<{ code: string; message: string }> {
  const broker = BrokerProcess.spawn(options);
  try {
    await broker.ready();
  } catch (error) {
    await broker.exited;
    return error as { code: string; message: string };
  }
  await broker.kill();
  throw new Error('the broker started');
}

describe('a list of voters', () => {
  const three = '1@127.0.0.1:1,2@127.0.0.1:2,3@127.0.0.1:3';

  test.each([
    ['127.0.0.1:19092', /"127\.0\.0\.1:19092" is not a voter; it must be <node id>@<host>:<port>/],
    ['1@127.0.0.1', /127\.0\.0\.1/],
    [`${three},`, /"" is not a voter/],
    [`${three},3@127.0.0.1:4`, /3@127\.0\.0\.1:4 repeats node id 3/],
    [`${three},4@127.0.0.1:3`, /4@127\.0\.0\.1:3 repeats the address 127\.0\.0\.1:3/],
    ['1@127.0.0.1:0', /port 0/],
    ['one@127.0.0.1:1', /"one@127\.0\.0\.1:1" is not a voter/],
  ])('%s is refused', async (list, message) => {
    const directory = ['--data-dir', join(root, 'never')];
    const args = ['broker', '--node-id', '1', '--quorum', list, ...directory];
    const { code, stdout, stderr } = await runCli(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: [] });
    expect(stderr).toEqual([expect.stringMatching(message)]);
  });

  test('of an even number works, with a warning; lists that differ found nothing, and both are named', async () => {
    const [p1 = 0, p2 = 0, p3 = 0] = await freePorts(3, '127.0.0.1');
    const host = '127.0.0.1';
    const options = (
      nodeId: number,
      port: number,
      quorum: { nodeId: number; host: string; port: number }[],
    ) => ({
      nodeId,
      dataDirectory: join(root, `even-${nodeId}`),
      internal: { listen: { host, port } },
      quorum,
    });
    const two = [
      { nodeId: 1, host, port: p1 },
      { nodeId: 2, host, port: p2 },
    ];
    const other = [...two, { nodeId: 3, host, port: p3 }];
    // Whichever asks the other first is refused, and ends.
    const differing = [options(1, p1, two), options(2, p2, other)].map((one) =>
      BrokerProcess.spawn(one),
    );
    const refused = await Promise.race(
      differing.map((broker) =>
        broker.ready().then(
          () => undefined,
          (error: Error) => error,
        ),
      ),
    );
    await Promise.all(differing.map((broker) => broker.kill()));
    expect(refused).toMatchObject({ code: 'INCONSISTENT_VOTER_SET' });
    expect(refused?.message).toContain(`1@${host}:${p1},2@${host}:${p2},3@${host}:${p3}`);
    expect(refused?.message).toMatch(new RegExp(`1@${host}:${p1},2@${host}:${p2}(, node|;)`));

    const both = [options(1, p1, two), options(2, p2, two)].map((one) => BrokerProcess.spawn(one));
    await Promise.all(both.map((broker) => broker.ready()));
    for (const broker of both) expect(broker.stderr).toContain('2 voters, an even number');
    await Promise.all(both.map((broker) => broker.kill()));
  });
});

describe('in a cluster of three', () => {
  let cluster: QuorumProcesses | undefined;

  afterEach(async () => {
    await cluster?.end();
  });

  test('a second node with the id of a voter is refused with the address of the first, which goes on', async () => {
    cluster = await QuorumProcesses.start();
    const { code, message } = await refusal({
      nodeId: 2,
      dataDirectory: join(root, 'impostor'),
      quorum: cluster.quorum,
    });
    expect(code).toBe('DUPLICATE_BROKER_REGISTRATION');
    expect(message).toContain(formatAddress(cluster.place(2).internal));
    expect(message).toContain('another node id');
    const client = await cluster.client(2);
    await client.createTopic('unharmed', 2);
    const { voters } = await cluster.localQuorum(await cluster.controller());
    expect(voters.map(({ nodeId }) => nodeId)).toEqual([1, 2, 3]);
    expect((await cluster.agreedMetadata()).brokers).toHaveLength(3);
  });

  test('a data directory that was moved to another node is refused', async () => {
    cluster = await QuorumProcesses.start();
    await cluster.kill(2);
    await cluster.kill(3);
    const moved = { ...cluster.optionsOf(3), dataDirectory: cluster.directory(2) };
    const { code, message } = await refusal(moved);
    expect(code).toBe('INCONSISTENT_NODE_ID');
    expect(message).toMatch(/belongs to node 2, and this is node 3/);
    // Nothing was touched: both are back with what is theirs.
    await Promise.all([cluster.start(2), cluster.start(3)]);
    const client = await cluster.client(3);
    await client.createTopic('unharmed', 1);
    await cluster.agreedMetadata();
  });
});

describe('metadata of a newer version', () => {
  /** A batch at the end of the metadata log of a broker that is stopped, as a newer version would have written it. */
  async function append(dataDirectory: string, batch: Buffer): Promise<void> {
    const logs = await LogManager.open({
      directory: dataDirectory,
      fileSystem: openNodeFileSystem(),
      clock: new SystemClock(),
      random: new SystemRandom(),
      logger: silentLogger,
      nodeId: 1,
    });
    const log = await logs.openPartition({
      topic: metadataTopicName,
      partition: 0,
      topicId: metadataTopicId,
      config: logConfigDefaults,
    });
    await log.append(batch, { leaderEpoch: 1_000 }).held;
    await logs.close();
  }

  /** Field 100, which no version has yet. */
  const unknownRecord = Buffer.from('a20600', 'hex');
  const featureLevelSet = { level: 99, softwareVersion: '9.9.0' };

  test.each([
    ['a feature level', encodeMetadataBatch([{ featureLevelSet }], 0), /99.* 9\.9\.0/],
    [
      'a record of an unknown kind',
      encodeBatch([{ timestamp: 0, key: null, value: unknownRecord, headers: [] }], 'none'),
      /offset \d+ .* supports 1 to 1, so run a newer version/,
    ],
  ])('%s is refused, with what is needed', async (name, batch, message) => {
    const dataDirectory = join(root, name);
    const first = await BrokerProcess.start({ dataDirectory });
    await first.stop();
    await append(dataDirectory, batch);
    const refused = await refusal({ dataDirectory });
    expect(refused.message).toMatch(message);
  });
});
