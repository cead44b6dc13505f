// A real disk that fills up and is freed again, several times, under a broker process [LOG-9]: a tmpfs of a few megabytes.
// Where this process may not mount one, the test says SKIP.
import { open, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { codeOf, messageOf } from '../../../src/base/errors.ts';
import { KIB, MIB } from '../../../src/base/units.ts';
import { errorFromWire } from '../../../src/protocol/error-codes.ts';
import { checkHistory } from '../../sim/checkers/records-checker.ts';
import { BrokerProcess, type BrokerProcessOptions } from '../../support/broker-process.ts';
import { eventually } from '../../support/eventually.ts';
import { skipLoudly } from '../../support/skip-loudly.ts';
import { SmallDisk } from '../../support/small-disk.ts';
import { batchOf, TestClient } from '../../support/test-broker.ts';
import { readTopic } from './read-topic.ts';
import { SteadyProducer } from './steady-producer.ts';

const diskBytes = 16 * MIB;
const fillerBytes = 3 * MIB;
const timesFull = 3;
/** As much as one freed filler has room for, and less. */
const recordsWhenFreed = 200;
const seed = Number(process.env.TIDELOG_SEED ?? Date.now() % 1_000_000);

/** What other programs keep on the disk, and delete one by one. */
async function fillPartly(disk: SmallDisk): Promise<string[]> {
  const paths = Array.from({ length: timesFull }, (_, i) => join(disk.outsidePath, `filler-${i}`));
  for (const path of paths) await writeFile(path, Buffer.alloc(fillerBytes));
  return paths;
}

async function openClient(broker: BrokerProcess): Promise<TestClient> {
  const client = await TestClient.open(broker.client);
  onTestFinished(() => client.close());
  return client;
}

async function startBroker(disk: SmallDisk, options: BrokerProcessOptions) {
  const broker = await BrokerProcess.start(options, disk.launcher);
  onTestFinished(() => broker.kill());
  return broker;
}

/** Reads all of t again and again, from now until it is stopped; each fetch must be answered with records. */
function keepReading(client: TestClient) {
  const end = { isDue: false };
  const run = async () => {
    let reads = 0;
    for (; !end.isDue; reads++) {
      for (const partition of [0, 1]) await client.read('t', partition);
    }
    return reads;
  };
  const reads = run();
  // It is awaited by `stop`; until then its failure must not count as unhandled.
  reads.catch(() => {});
  return {
    /** Returns how often it read everything. */
    stop: () => {
      end.isDue = true;
      return reads;
    },
  };
}

/** Everything acknowledged is there at its place, nothing stands twice. */
async function expectAllThere(broker: BrokerProcess, { sent }: SteadyProducer) {
  const { read, endOffsets } = await readTopic(broker.client, 't');
  const verdict = checkHistory({ isIdempotent: true, sent, read, endOffsets });
  expect(verdict.problems).toEqual([]);
  expect(verdict.duplicates).toBe(0);
  return verdict;
}

test.for([
  { what: 'at log.min.free.bytes', logMinFreeBytes: 3 * MIB },
  { what: 'at the last byte', logMinFreeBytes: 0 },
])(
  `a disk that is full $what, ${timesFull} times: errors, then service by itself, reads throughout, nothing lost (seed ${seed})`,
  async ({ what, logMinFreeBytes }, context) => {
    const disk = await SmallDisk.mount(diskBytes).catch(messageOf);
    if (typeof disk === 'string') return skipLoudly(context, disk);
    onTestFinished(() => disk.unmount());
    const options = {
      dataDirectory: join(disk.path, 'data'),
      settings: { logMinFreeBytes, segmentBytes: 256 * KIB },
    };
    const fillers = await fillPartly(disk);
    const broker = await startBroker(disk, options);
    const client = await openClient(broker);
    await client.createTopic('t', 2);
    const producer = new SteadyProducer({
      brokers: [broker.client],
      topic: 't',
      seed,
      inFlightMax: 100,
      paddingMax: 4_000,
    });
    await client.createTopic('probe');
    const reading = keepReading(await openClient(broker));
    producer.start();
    for (const filler of fillers) {
      await producer.acknowledged(1);
      await produceUntilFull(client);
      await expectFull(disk, { client, producer, logMinFreeBytes });
      await rm(filler);
      await producer.acknowledged(recordsWhenFreed);
    }
    await producer.stop();
    const reads = await reading.stop();
    expect(reads).toBeGreaterThan(timesFull);
    // The log that met the full disk has stayed online all the time.
    expect(broker.stderr).not.toContain('the disk failed');
    if (logMinFreeBytes > 0) expect(broker.stderr).not.toContain('ENOSPC');
    else expect(broker.stderr).toContain('ENOSPC');
    const { acknowledged, retried } = await expectAllThere(broker, producer);
    process.stdout.write(
      `full ${what}, ${timesFull} times, seed ${seed}: ${acknowledged} acknowledged, ${retried} of ` +
        `them retried, all read ${reads} times meanwhile\n`,
    );

    await broker.kill();
    const again = await startBroker(disk, options);
    await expectAllThere(again, producer);
    await (await openClient(again)).append('t', 0, 'in service');
  },
);

test.for([
  { what: 'at log.min.free.bytes', logMinFreeBytes: 3 * MIB },
  { what: 'to the last byte', logMinFreeBytes: 0 },
])(
  'a broker that is killed while its disk is full $what has everything when it starts again',
  async ({ logMinFreeBytes }, context) => {
    const disk = await SmallDisk.mount(diskBytes).catch(messageOf);
    if (typeof disk === 'string') return skipLoudly(context, disk);
    onTestFinished(() => disk.unmount());
    const options = {
      dataDirectory: join(disk.path, 'data'),
      settings: { logMinFreeBytes, segmentBytes: 256 * KIB },
    };
    const fillers = await fillPartly(disk);
    const broker = await startBroker(disk, options);
    const client = await openClient(broker);
    await client.createTopic('probe');
    await produceUntilFull(client);
    const values = await client.readValues('probe', 0);
    if (logMinFreeBytes === 0) fillers.push(await fillWholly(disk));
    await broker.kill();

    if (logMinFreeBytes === 0) {
      const refused = startBroker(disk, options);
      await expect(refused).rejects.toMatchObject({
        code: 'DISK_FULL',
        message: expect.stringContaining(options.dataDirectory),
      });
    } else {
      const full = await startBroker(disk, options);
      const reader = await openClient(full);
      expect(await reader.readValues('probe', 0)).toEqual(values);
      await produceUntilFull(reader);
      await full.kill();
    }
    await Promise.all(fillers.map((path) => rm(path)));
    const freed = await openClient(await startBroker(disk, options));
    expect(await freed.readValues('probe', 0)).toEqual(values);
    expect(await freed.append('probe', 0, 'in service')).toBe(values.length);
  },
);

/** Leaves not a byte. */
async function fillWholly(disk: SmallDisk): Promise<string> {
  const path = join(disk.outsidePath, 'last-filler');
  const file = await open(path, 'w');
  const block = Buffer.alloc(4 * KIB);
  try {
    for (;;) await file.write(block);
  } catch (error) {
    expect(codeOf(error)).toBe('ENOSPC');
  }
  await file.close();
  expect(await disk.freeBytes()).toBe(0);
  return path;
}

/** Resolves when the broker has refused an append, with an error to try again on. */
async function produceUntilFull(client: TestClient): Promise<void> {
  const { errorCode } = await eventually(
    () => client.produce({ name: 'probe' }, 0, batchOf('.'.repeat(16 * KIB))),
    (result) => result.errorCode !== 0,
  );
  expect(errorFromWire(errorCode, '')).toMatchObject({ code: 'STORAGE_ERROR', retriable: true });
}

/** The disk is as full as it may get, what was acknowledged can be read, and the reserve is the metadata log's. */
async function expectFull(
  disk: SmallDisk,
  broker: { client: TestClient; producer: SteadyProducer; logMinFreeBytes: number },
): Promise<void> {
  const { client, producer, logMinFreeBytes } = broker;
  const freeBytes = await disk.freeBytes();
  expect(freeBytes).toBeLessThan(logMinFreeBytes + MIB);
  const { acknowledgedCount } = producer;
  const counts = [await client.read('t', 0), await client.read('t', 1)].map(({ length }) => length);
  expect((counts[0] ?? 0) + (counts[1] ?? 0)).toBeGreaterThanOrEqual(acknowledgedCount);
  if (logMinFreeBytes === 0) return;
  expect(freeBytes).toBeGreaterThan(logMinFreeBytes - MIB);
  await client.createTopic(`while-full-${acknowledgedCount}`);
}
