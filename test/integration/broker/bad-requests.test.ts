// Requests that decode but must be refused: the wrong API, listener, cluster, partition, offset, epoch, name or setting. Each
// gets its own error; the connection stays, and nothing of the request is kept.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { codeOf } from '../../../src/base/errors.ts';
import { SystemRandom } from '../../../src/base/random.ts';
import { type Uuid, uuidToBytes } from '../../../src/base/uuid.ts';
import { errorNumber, type WireErrorName } from '../../../src/protocol/error-codes.ts';
import { RawPeer } from '../../support/raw-peer.ts';
import { batchOf, openConnection, TestBroker, type TestClient } from '../../support/test-broker.ts';

let target: TestBroker;
let client: TestClient;
let topicId: Uint8Array;
const timeoutMs = 10_000;
const random = new SystemRandom();

beforeAll(async () => {
  target = await TestBroker.start();
  client = target.client;
  topicId = await client.createTopic('t', 2);
  await client.append('t', 0, 'a', 'b', 'c');
});

afterEach(async () => {
  await target.expectUnharmed();
  expect(await client.readValues('t', 0)).toEqual(['a', 'b', 'c']);
  expect(await client.endOffset('t', 1)).toBe(0);
});

afterAll(() => target.stop());

function code(name: WireErrorName): { errorCode: number } {
  return { errorCode: errorNumber(name) };
}

async function codeOfRejection(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
  } catch (error) {
    return codeOf(error);
  }
  return 'none';
}

const directoryId = uuidToBytes(random.uuid());
const incarnationId = uuidToBytes(random.uuid());

function helloFrom(clusterId: Uuid | undefined, nodeId = 2) {
  return {
    softwareName: 'test',
    peer: {
      nodeId,
      clusterId: clusterId === undefined ? new Uint8Array() : uuidToBytes(clusterId),
      directoryId,
      incarnationId,
    },
  };
}

describe('the wrong API or listener', () => {
  test('an unknown API is answered with UNSUPPORTED_VERSION and the connection is kept', async () => {
    const peer = await RawPeer.connect(target.address);
    // Correlation id 9 and a body in field 99.
    peer.sendFrame(Buffer.from([0x08, 0x09, 0x9a, 0x06, 0x00]));
    expect(await peer.response()).toMatchObject({
      correlationId: 9,
      error: { code: errorNumber('UNSUPPORTED_VERSION') },
    });
    expect(await peer.ask('metadata', {}, 10)).toMatchObject({ body: 'metadata' });
    peer.destroy();
  });

  test('a request without any body is an unknown one', async () => {
    const peer = await RawPeer.connect(target.address);
    peer.sendFrame(Buffer.from([0x08, 0x09]));
    const { error } = await peer.response();
    expect(error?.code).toBe(errorNumber('UNSUPPORTED_VERSION'));
    peer.destroy();
  });

  test.each(['registerBroker', 'brokerHeartbeat'] as const)(
    '%s on the client listener is WRONG_LISTENER [NET-6]',
    async (api) => {
      const peer = await RawPeer.connect(target.address);
      const { error } = await peer.ask(api, {});
      expect(error).toMatchObject({ code: errorNumber('WRONG_LISTENER') });
      expect(await peer.ask('metadata', {}, 2)).toMatchObject({ body: 'metadata' });
      peer.destroy();
    },
  );

  test('metadata on the internal listener is WRONG_LISTENER', async () => {
    const peer = await RawPeer.connect(target.broker.internalAddress);
    await peer.ask('hello', helloFrom(target.broker.clusterId));
    const { error } = await peer.ask('metadata', {});
    expect(error).toMatchObject({ code: errorNumber('WRONG_LISTENER') });
    peer.destroy();
  });

  test('the internal listener answers nothing before hello', async () => {
    const peer = await RawPeer.connect(target.broker.internalAddress);
    const { error } = await peer.ask('brokerHeartbeat', { nodeId: 1, brokerEpoch: 0 });
    expect(error).toMatchObject({ code: errorNumber('INVALID_REQUEST') });
    expect(error?.message).toContain('begins with hello');
    peer.destroy();
  });

  test('a hello that does not say who it is from opens nothing', async () => {
    const peer = await RawPeer.connect(target.broker.internalAddress);
    const { error } = await peer.ask('hello', { softwareName: 'test' });
    expect(error).toMatchObject({ code: errorNumber('INVALID_REQUEST') });
    const next = await peer.ask('brokerHeartbeat', { nodeId: 1, brokerEpoch: 0 });
    expect(next.error).toMatchObject({ code: errorNumber('INVALID_REQUEST') });
    peer.destroy();
  });

  test('a hello from another cluster is refused and the connection closed [NET-2]', async () => {
    const peer = await RawPeer.connect(target.broker.internalAddress);
    const other = random.uuid();
    const { error } = await peer.ask('hello', helloFrom(other));
    expect(error).toMatchObject({ code: errorNumber('INCONSISTENT_CLUSTER_ID') });
    expect(error?.message).toContain(other);
    expect(error?.message).toContain(target.broker.clusterId);
    await peer.closed;
  });

  test('a client may say hello, and learns the largest frame', async () => {
    const peer = await RawPeer.connect(target.address);
    const { hello } = await peer.ask('hello', { softwareName: 'test' });
    expect(hello).toMatchObject({ softwareName: 'tidelog', frameBytesMax: 16 * 1024 * 1024 });
    peer.destroy();
  });
});

describe('a bad registration', () => {
  const registration = () => ({
    nodeId: 9,
    clusterId: uuidToBytes(target.broker.clusterId),
    directoryId: uuidToBytes(random.uuid()),
    incarnationId: uuidToBytes(random.uuid()),
    clientEndpoint: { host: '127.0.0.1', port: 1 },
    internalEndpoint: { host: '127.0.0.1', port: 2 },
    featureLevelMin: 1,
    featureLevelMax: 1,
  });

  test.each<[string, object, WireErrorName]>([
    ['a negative node id', { nodeId: -1 }, 'INVALID_REQUEST'],
    ['a directory id of three bytes', { directoryId: Buffer.from('abc') }, 'INVALID_REQUEST'],
    ['no directory id', { directoryId: new Uint8Array() }, 'INVALID_REQUEST'],
    ['no incarnation id', { incarnationId: new Uint8Array() }, 'INVALID_REQUEST'],
    ['no address for clients', { clientEndpoint: null }, 'INVALID_REQUEST'],
    ['an older feature level', { featureLevelMin: 0, featureLevelMax: 0 }, 'UNSUPPORTED_VERSION'],
    ['a newer feature level', { featureLevelMin: 2, featureLevelMax: 3 }, 'UNSUPPORTED_VERSION'],
    ['another cluster', { clusterId: uuidToBytes(random.uuid()) }, 'INCONSISTENT_CLUSTER_ID'],
  ])('with %s is refused before it reaches the metadata log', async (_, change, expected) => {
    const before = (await client.metadata()).metadataOffset;
    const peer = await RawPeer.connect(target.broker.internalAddress);
    await peer.ask('hello', helloFrom(target.broker.clusterId, 9));
    const { error } = await peer.ask('registerBroker', { ...registration(), ...change });
    expect(error).toMatchObject({ code: errorNumber(expected) });
    expect((await client.metadata()).metadataOffset).toBe(before);
    expect((await client.describeCluster()).brokers).toHaveLength(1);
    peer.destroy();
  });

  test('a heartbeat of an unknown broker, or with an epoch that is over, says so', async () => {
    const connection = await openConnection(target.broker.internalAddress);
    await connection.request('hello', helloFrom(target.broker.clusterId, 9), { timeoutMs });
    const beat = (nodeId: number, brokerEpoch: number) =>
      codeOfRejection(
        connection.request('brokerHeartbeat', { nodeId, brokerEpoch }, { timeoutMs }),
      );
    expect(await beat(77, 0)).toBe('BROKER_ID_NOT_REGISTERED');
    expect(await beat(1, 0)).toBe('STALE_BROKER_EPOCH');
    connection.close();
  });
});

describe('unknown topics and partitions', () => {
  const unknownId = uuidToBytes(random.uuid());

  test('produce, fetch and list offsets name what is unknown', async () => {
    const cases = [
      { topic: { name: 'nowhere' }, partition: 0, expected: 'UNKNOWN_TOPIC_OR_PARTITION' },
      { topic: { name: 't' }, partition: 2, expected: 'UNKNOWN_TOPIC_OR_PARTITION' },
      { topic: { name: 't' }, partition: -1, expected: 'UNKNOWN_TOPIC_OR_PARTITION' },
      { topic: { name: 't' }, partition: 2 ** 31 - 1, expected: 'UNKNOWN_TOPIC_OR_PARTITION' },
      { topic: { topicId: unknownId }, partition: 0, expected: 'UNKNOWN_TOPIC_ID' },
      { topic: { topicId: unknownId, name: 't' }, partition: 0, expected: 'UNKNOWN_TOPIC_ID' },
      { topic: { topicId: Buffer.from('short') }, partition: 0, expected: 'INVALID_REQUEST' },
      { topic: { name: '__proto__' }, partition: 0, expected: 'UNKNOWN_TOPIC_OR_PARTITION' },
      { topic: { name: 'constructor' }, partition: 0, expected: 'UNKNOWN_TOPIC_OR_PARTITION' },
      { topic: { name: '' }, partition: 0, expected: 'UNKNOWN_TOPIC_OR_PARTITION' },
    ] as const;
    for (const { topic, partition, expected } of cases) {
      expect(await client.produce(topic, partition, batchOf('x'))).toMatchObject(code(expected));
      expect(await client.fetch(topic, partition, 0)).toMatchObject(code(expected));
      const listed = await client.connection.request(
        'listOffsets',
        { topics: [{ ...topic, partitions: [{ partition, timestamp: -1 }] }] },
        { timeoutMs },
      );
      expect(listed.topics[0]?.partitions[0]).toMatchObject(code(expected));
    }
  });

  test('metadata tells unknown names, unknown ids and impossible names apart', async () => {
    const { topics } = await client.metadata({
      topics: [{ name: 'nowhere' }, { topicId: unknownId }, { name: 'a/b' }, { topicId }],
    });
    expect(topics).toMatchObject([
      code('UNKNOWN_TOPIC_OR_PARTITION'),
      code('UNKNOWN_TOPIC_ID'),
      code('INVALID_TOPIC_EXCEPTION'),
      { errorCode: 0, name: 't' },
    ]);
  });

  test('deleting what is not there is refused by itself', async () => {
    const { topics } = await client.connection.request(
      'deleteTopics',
      { topics: [{ name: 'nowhere' }, { topicId: unknownId }, { topicId: Buffer.from('x') }] },
      { timeoutMs },
    );
    expect(topics).toMatchObject([
      code('UNKNOWN_TOPIC_OR_PARTITION'),
      code('UNKNOWN_TOPIC_ID'),
      code('INVALID_REQUEST'),
    ]);
  });
});

describe('offsets and epochs', () => {
  test.each([-1, 4, 2 ** 53 - 1])(
    'offset %d is out of range, and the answer carries the valid range',
    async (offset) => {
      expect(await client.fetch({ name: 't' }, 0, offset)).toMatchObject({
        ...code('OFFSET_OUT_OF_RANGE'),
        logStartOffset: 0,
        highWatermark: 3,
        errorMessage: expect.stringContaining('0 to 3'),
      });
    },
  );

  test('the end of the log is in range and has nothing', async () => {
    const result = await client.fetch({ name: 't' }, 0, 3);
    expect(result).toMatchObject({ errorCode: 0, highWatermark: 3 });
    expect(result.records ?? []).toHaveLength(0);
  });

  test('a leader epoch that is over, and one that is not known yet, are told apart [NET-11]', async () => {
    const ask = (currentLeaderEpoch: number) =>
      client.fetch({ name: 't' }, 0, 0, { currentLeaderEpoch });
    expect(await ask(-1)).toMatchObject({ ...code('FENCED_LEADER_EPOCH'), leaderId: 1 });
    expect(await ask(1)).toMatchObject({ ...code('UNKNOWN_LEADER_EPOCH'), leaderEpoch: 0 });
    expect(await ask(0)).toMatchObject({ errorCode: 0 });
  });

  test('list offsets checks the epoch and the timestamp', async () => {
    const list = async (part: { timestamp: number; currentLeaderEpoch?: number }) => {
      const { topics } = await client.connection.request(
        'listOffsets',
        { topics: [{ name: 't', partitions: [{ partition: 0, ...part }] }] },
        { timeoutMs },
      );
      return topics[0]?.partitions[0];
    };
    expect(await list({ timestamp: -3 })).toMatchObject(code('INVALID_REQUEST'));
    const stale = await list({ timestamp: -1, currentLeaderEpoch: -1 });
    expect(stale).toMatchObject(code('FENCED_LEADER_EPOCH'));
    const early = await list({ timestamp: -1, currentLeaderEpoch: 5 });
    expect(early).toMatchObject(code('UNKNOWN_LEADER_EPOCH'));
    expect(await list({ timestamp: -2 })).toMatchObject({ errorCode: 0, offset: 0 });
  });

  test('a fetch of too many partitions is refused as a whole', async () => {
    const asked = { partition: 0, fetchOffset: 0, maxBytes: 1 };
    const request = client.connection.request(
      'fetch',
      { topics: [{ name: 't', partitions: new Array(10_001).fill(asked) }] },
      { timeoutMs },
    );
    expect(await codeOfRejection(request)).toBe('INVALID_REQUEST');
  });

  test('negative bounds of a fetch do not stop it', async () => {
    const { topics } = await client.connection.request(
      'fetch',
      {
        maxWaitMs: -5,
        minBytes: -5,
        maxBytes: -5,
        topics: [{ name: 't', partitions: [{ partition: 0, fetchOffset: 0, maxBytes: -5 }] }],
      },
      { timeoutMs },
    );
    expect(topics[0]?.partitions[0]).toMatchObject({ errorCode: 0, highWatermark: 3 });
  });
});

describe('topic names and settings', () => {
  const create = async (topic: object, validateOnly = false) => {
    const { topics } = await client.connection.request(
      'createTopics',
      { topics: [topic], validateOnly },
      { timeoutMs },
    );
    return topics[0];
  };

  test.each([
    ['empty', ''],
    ['a dot', '.'],
    ['two dots', '..'],
    ['of 250 characters', 'x'.repeat(250)],
    ['with a slash', 'a/b'],
    ['with a backslash', 'a\\b'],
    ['with a space', 'a b'],
    ['with a zero byte', 'a\0b'],
    ['with a line end', 'a\n'],
    ['of other letters', 'größe'],
    ['of symbols', '🐳'],
    ["the cluster's own", '__cluster_metadata'],
  ])('a name %s is refused', async (_, name) => {
    const before = (await client.metadata()).metadataOffset;
    const result = await create({ name, partitions: 1 });
    expect(result).toMatchObject({ ...code('INVALID_TOPIC_EXCEPTION') });
    expect(result?.errorMessage).not.toBe('');
    expect((await client.metadata()).metadataOffset).toBe(before);
  });

  test.each([
    'x'.repeat(249),
    '__proto__',
    'constructor',
    'toString',
    '...',
    '-',
    '0',
    'a.deleted',
  ])('the name %s is a name like any other', async (name) => {
    const id = await client.createTopic(name, 2);
    expect(await client.append(name, 1, 'hello')).toBe(0);
    expect(await client.readValues(name, 1)).toEqual(['hello']);
    expect((await client.fetch({ topicId: id }, 1, 0)).highWatermark).toBe(1);
    await client.deleteTopic(name);
  });

  test.each<[string, object, WireErrorName, string]>([
    ['zero partitions', { partitions: 0 }, 'INVALID_PARTITIONS', '1 to 10000'],
    ['negative partitions', { partitions: -1 }, 'INVALID_PARTITIONS', '1 to 10000'],
    ['too many partitions', { partitions: 10_001 }, 'INVALID_PARTITIONS', '1 to 10000'],
    ['two replicas', { replicationFactor: 2 }, 'INVALID_REPLICATION_FACTOR', 'factor 2'],
    ['no replica', { replicationFactor: 0 }, 'INVALID_REPLICATION_FACTOR', 'factor 0'],
    [
      'an unknown setting',
      { configs: [{ name: 'colour', value: 'red' }] },
      'INVALID_CONFIG',
      '"colour"',
    ],
    [
      'a setting out of its range',
      { configs: [{ name: 'segment.bytes', value: '1' }] },
      'INVALID_CONFIG',
      'segment.bytes is "1"; it must be a whole number from 1024 to 2147483647',
    ],
    [
      'a setting named as a property of objects',
      { configs: [{ name: '__proto__', value: '1' }] },
      'INVALID_CONFIG',
      '"__proto__"',
    ],
    [
      'a batch that would not fit in a frame',
      { configs: [{ name: 'max.message.bytes', value: String(16 * 1024 * 1024) }] },
      'INVALID_CONFIG',
      'max.message.bytes',
    ],
  ])('%s: refused with what is allowed', async (_, topic, expected, part) => {
    const result = await create({ name: 'bad', partitions: 1, ...topic });
    expect(result).toMatchObject({
      ...code(expected),
      errorMessage: expect.stringContaining(part),
    });
    const { topics } = await client.metadata({ topics: [{ name: 'bad' }] });
    expect(topics[0]).toMatchObject(code('UNKNOWN_TOPIC_OR_PARTITION'));
  });

  test('a name that is taken is refused, and checking only creates nothing', async () => {
    expect(await create({ name: 't', partitions: 1 })).toMatchObject(code('TOPIC_ALREADY_EXISTS'));
    expect(await create({ name: 'maybe', partitions: 1 }, true)).toMatchObject({ errorCode: 0 });
    const { topics } = await client.metadata({ topics: [{ name: 'maybe' }] });
    expect(topics[0]).toMatchObject(code('UNKNOWN_TOPIC_OR_PARTITION'));
  });

  test('one request cannot take more partitions than a cluster may have', async () => {
    const wanted = Array.from({ length: 50 }, (_, i) => ({ name: `many${i}`, partitions: 10_000 }));
    const { topics } = await client.connection.request(
      'createTopics',
      { topics: wanted, validateOnly: true },
      { timeoutMs },
    );
    expect(topics.filter(({ errorCode }) => errorCode === 0)).toHaveLength(19);
    expect(topics.at(-1)).toMatchObject(code('INVALID_PARTITIONS'));
  });
});
