// A real broker on a real disk whose fdatasync says EIO once, by strace [LOG-4]. Where that cannot be had, the tests say SKIP.
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Client } from '../../../src/client/client.ts';
import { formatAddress } from '../../../src/net/transport.ts';
import { errorFromWire, errorNumber } from '../../../src/protocol/error-codes.ts';
import { BrokerProcess } from '../../support/broker-process.ts';
import { eventually } from '../../support/eventually.ts';
import { FailingSync, whyNoFailingSync } from '../../support/failing-sync.ts';
import { skipLoudly } from '../../support/skip-loudly.ts';
import { batchOf, TestClient } from '../../support/test-broker.ts';

const missing = whyNoFailingSync();
/** The first few go well on every thread. */
const nth = 3;
const pipelined = 4;

/** A broker whose syncs of this log's first segment fail, and a client of it. */
async function startOn(logName: string) {
  const root = await mkdtemp(join(await realpath(tmpdir()), 'tidelog-failing-sync-'));
  onTestFinished(() => rm(root, { recursive: true }));
  const dataDirectory = join(root, 'data');
  const filePath = join(dataDirectory, logName, `${'0'.repeat(20)}.log`);
  const syncs = new FailingSync({ filePath, nth, tracePath: join(root, 'trace') });
  const broker = await BrokerProcess.start({ dataDirectory }, syncs.launcher);
  onTestFinished(() => broker.kill());
  return { broker, syncs, dataDirectory, client: await openClient(broker) };
}

async function openClient(broker: BrokerProcess): Promise<TestClient> {
  const client = await TestClient.open(broker.client);
  onTestFinished(() => client.close());
  return client;
}

/** Produces to partition 0 of t, several batches at a time, until one is refused. Returns the values that were acknowledged. */
async function produceUntilItFails(client: TestClient): Promise<string[]> {
  const acknowledged: string[] = [];
  for (let sent = 0; ; ) {
    const values = Array.from({ length: pipelined }, () => `value ${sent++}`);
    const results = await Promise.all(
      values.map((value) => client.produce({ name: 't' }, 0, batchOf(value))),
    );
    const failedAt = results.findIndex(({ errorCode }) => errorCode !== 0);
    const good = failedAt < 0 ? results : results.slice(0, failedAt);
    for (const [i, { baseOffset }] of good.entries()) {
      expect(baseOffset).toBe(acknowledged.length);
      acknowledged.push(values[i] as string);
    }
    if (failedAt < 0) continue;
    // None behind it either.
    for (const result of results.slice(failedAt)) expect(result).toMatchObject(storageError);
    return acknowledged;
  }
}

const storageError = { errorCode: errorNumber('STORAGE_ERROR') };

test.for(['kill', 'stop'] as const)(
  'one failed fdatasync: no acknowledgement on that partition after it, all else goes on, and after a %s what was acknowledged is there',
  async (ending, context) => {
    if (missing !== undefined) skipLoudly(context, missing);
    const { broker, client, syncs, dataDirectory } = await startOn('t-0');
    await client.createTopic('t', 2);
    await client.append('t', 1, 'other partition');
    const acknowledged = await produceUntilItFails(client);
    expect(acknowledged.length).toBeGreaterThanOrEqual(nth - 1);
    for (const acks of [-1, 1, -1, 1]) {
      const refused = await client.produce({ name: 't' }, 0, batchOf('after it'), acks);
      expect(refused).toMatchObject(storageError);
      expect(await client.readValues('t', 0)).toEqual(acknowledged);
    }
    await expectProducerIsTold(broker);
    await client.append('t', 1, 'goes on');
    await client.createTopic('another');
    await client.append('another', 0, 'goes on too');
    expect(await client.readValues('t', 1)).toEqual(['other partition', 'goes on']);
    expect(await (await openClient(broker)).readValues('t', 0)).toEqual(acknowledged);

    await broker[ending]();
    await expectNeverTriedAgain(syncs);
    expect(broker.stderr).toContain('the disk failed under this log');

    const again = await BrokerProcess.start({ dataDirectory });
    onTestFinished(() => again.kill());
    const reader = await openClient(again);
    const values = await reader.readValues('t', 0);
    expect(values.slice(0, acknowledged.length)).toEqual(acknowledged);
    // Of the group whose sync failed nobody knows; nothing of what was refused after it may be there.
    expect(values.length).toBeLessThanOrEqual(acknowledged.length + pipelined);
    expect(values).not.toContain('after it');
    expect(await reader.append('t', 0, 'in service')).toBe(values.length);
    expect(await reader.readValues('t', 1)).toEqual(['other partition', 'goes on']);
    expect(await reader.readValues('another', 0)).toEqual(['goes on too']);
  },
);

/** The failure is the last that was heard of that file, even when the broker was stopped in order. */
async function expectNeverTriedAgain(syncs: FailingSync): Promise<void> {
  const answers = await syncs.answers();
  expect(answers.slice(0, -1).filter((answer) => answer !== '0')).toEqual([]);
  expect(answers.at(-1)).toBe('-1 EIO');
}

/** Our producer tries again, as the error says, until its time is up, and then tells what stood in the way. */
async function expectProducerIsTold(broker: BrokerProcess): Promise<void> {
  expect(errorFromWire(storageError.errorCode, '')).toMatchObject({ retriable: true });
  const program = new Client({ brokers: [formatAddress(broker.client)] });
  const producer = program.producer({ deliveryTimeoutMs: 500, retryBackoffMs: 20 });
  const sent = producer.send({ topic: 't', partition: 0, value: 'after it' });
  await expect(sent).rejects.toMatchObject({
    code: 'DELIVERY_TIMED_OUT',
    cause: { code: 'STORAGE_ERROR', retriable: true },
  });
  await program.close();
}

test('one failed fdatasync of the metadata log ends the broker, and the next one has what was acknowledged', async (context) => {
  if (missing !== undefined) skipLoudly(context, missing);
  const { broker, client, syncs, dataDirectory } = await startOn('__cluster_metadata-0');
  const created: string[] = [];
  const createNext = () =>
    client.createTopic(`topic-${created.length}`).then(
      () => created.push(`topic-${created.length}`) > 0,
      () => false,
    );
  await eventually(createNext, (isCreated) => !isCreated);
  await broker.exited;
  await expectNeverTriedAgain(syncs);
  expect(broker.stderr).toContain('metadata log');

  const again = await BrokerProcess.start({ dataDirectory });
  onTestFinished(() => again.kill());
  const { topics } = await (await openClient(again)).metadata();
  expect(topics.map(({ name }) => name)).toEqual(expect.arrayContaining(created));
});
