// What compaction is to those who use a broker: the last value of every key, at its old offset, for every kind of reader,
// while it runs and after a restart [LOG-10].
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Broker } from '../../../src/broker/broker.ts';
import { Client } from '../../../src/client/client.ts';
import { formatAddress } from '../../../src/net/transport.ts';
import { errorNumber } from '../../../src/protocol/error-codes.ts';
import { wire } from '../../../src/protocol/messages.ts';
import { RecordingLogger } from '../../support/recording-logger.ts';
import { batchOf, TestClient } from '../../support/test-broker.ts';

const topic = 'state';
const configs = { 'cleanup.policy': 'compact', 'segment.bytes': '1024' };
let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tidelog-compaction-'));
});

afterEach(async () => {
  await rm(root, { recursive: true });
});

async function start(logger = new RecordingLogger()) {
  const broker = await Broker.start({
    dataDirectory: join(root, 'data'),
    logger,
    settings: { logCleanerBackoffMs: 5 },
  });
  const brokers = formatAddress(broker.clientAddress);
  const client = new Client({ brokers });
  return { broker, client, brokers, logger };
}

/** Every record from the start to the end of the log as a consumer gets them. */
async function consumeAll(client: Client) {
  const [{ offset: end } = { offset: 0 }] = await client
    .admin()
    .listOffsets([{ topic, partition: 0, at: 'latest' }]);
  await using consumer = client.consumer({ topics: [topic], from: 'earliest' });
  const found: { key: string; value: string | undefined; offset: number }[] = [];
  for await (const { key, value, offset } of consumer) {
    found.push({ key: String(key), value: value?.toString(), offset });
    if (offset + 1 >= end) break;
  }
  return found;
}

test('the last value of every key stays, for consumers and plain fetches, also after a restart', async () => {
  const first = await start();
  await first.client.admin().createTopics([{ name: topic, partitions: 1, configs }]);
  /** By key, the last value and its offset. */
  const expected = new Map<string, { value: string | undefined; offset: number }>();
  let sent = 0;
  for (const compression of ['none', 'gzip'] as const) {
    await using producer = first.client.producer({ compression });
    for (let i = 0; i < 200; i++) {
      const key = `key ${i % 7}`;
      const value = i % 11 === 0 ? null : `value ${i} of ${compression}`;
      const { offset } = await producer.send({ topic, key, value });
      expected.set(key, { value: value ?? undefined, offset });
      sent += 1;
    }
  }
  await first.logger.line(({ message }) => message === 'log compacted');
  for (const look of [first, undefined]) {
    const { broker, client, logger, brokers } = look ?? (await start());
    const found = await consumeAll(client);
    // The first broker still has everything in memory; what is read from disk has gaps.
    if (look === undefined) expect(found.length).toBeLessThan(sent / 4);
    const last = new Map(found.map(({ key, value, offset }) => [key, { value, offset }]));
    expect(last).toEqual(expected);
    // The plain form, from an offset that has gone.
    const plain = await TestClient.open(broker.clientAddress);
    const { topics } = await plain.connection.request(
      'fetch',
      {
        maxBytes: 1 << 20,
        form: wire.RecordForm.RECORD_FORM_PLAIN,
        topics: [
          { name: topic, partitions: [{ partition: 0, fetchOffset: 1, maxBytes: 1 << 20 }] },
        ],
      },
      { timeoutMs: 10_000 },
    );
    const [record] = topics[0]?.partitions[0]?.plainRecords ?? [];
    expect(record?.offset).toBe(found.find(({ offset }) => offset >= 1)?.offset);
    plain.close();
    expect(brokers).not.toBe('');
    const problems = logger.lines.filter(({ level }) => level === 'warn' || level === 'error');
    expect(problems).toEqual([]);
    await client.close();
    await broker.close();
  }
  const files = await readdir(join(root, 'data', `${topic}-0`));
  expect(files.filter((name) => /cleaned|swap|deleted/.test(name))).toEqual([]);
});

test('a record without a key is refused where logs are compacted, and the settings are checked', async () => {
  const { broker, client } = await start();
  await client.admin().createTopics([{ name: topic, partitions: 1, configs }]);
  const raw = await TestClient.open(broker.clientAddress);
  const refused = await raw.produce({ name: topic }, 0, batchOf('no key'));
  expect(refused).toMatchObject({ errorCode: errorNumber('INVALID_RECORD') });
  expect(refused.errorMessage).toContain('no key');
  expect(await raw.endOffset(topic, 0)).toBe(0);
  raw.close();
  const wrong = { 'min.cleanable.dirty.ratio': '1.5' };
  const creating = client.admin().createTopics([{ name: 'other', partitions: 1, configs: wrong }]);
  const [answer] = await creating;
  expect(answer?.error?.message).toContain('it must be a number from 0 to 1');
  await client.close();
  await broker.close();
});
