// What a running broker removes: segments go, the start of the log moves for every client, and it stays moved [LOG-8].
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Broker } from '../../../src/broker/broker.ts';
import type { BrokerSettings } from '../../../src/broker/config.ts';
import { errorNumber } from '../../../src/protocol/error-codes.ts';
import { encodeBatch } from '../../../src/protocol/records.ts';
import { readCsvTable } from '../../support/csv-reader.ts';
import { RecordingLogger } from '../../support/recording-logger.ts';
import { TestClient } from '../../support/test-broker.ts';

const hourMs = 3_600_000;
let root: string;
let stops: (() => Promise<void>)[];
let logger: RecordingLogger;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tidelog-retention-'));
  stops = [];
});

afterEach(async () => {
  for (const stop of stops.reverse()) await stop();
  await rm(root, { recursive: true });
});

async function start(settings: Partial<BrokerSettings> = {}) {
  logger = new RecordingLogger();
  const broker = await Broker.start({
    dataDirectory: join(root, 'data'),
    logger,
    settings: { logRetentionCheckIntervalMs: 20, ...settings },
  });
  stops.push(() => broker.close());
  const client = await TestClient.open(broker.clientAddress);
  stops.push(async () => client.close());
  return { broker, client };
}

/** One record that fills a segment of 1 KiB. */
function fullSegment(value: string, timestamp: number): Buffer {
  const record = { timestamp, key: null, value: Buffer.from(value.padEnd(900, '.')), headers: [] };
  return encodeBatch([record], 'none');
}

async function fill(client: TestClient, stamps: readonly number[]): Promise<void> {
  for (const [i, stamp] of stamps.entries()) {
    expect(await client.produce({ name: 't' }, 0, fullSegment(`v${i}`, stamp))).toMatchObject({
      errorCode: 0,
    });
  }
}

const removedUpTo = (endOffset: number) =>
  logger.line(
    ({ message, fields }) =>
      message === 'an expired segment was removed' && fields.endOffset === endOffset,
  );

async function expectStart(client: TestClient, logStartOffset: number, highWatermark: number) {
  const below = await client.fetch({ name: 't' }, 0, logStartOffset - 1);
  expect(below).toMatchObject({
    errorCode: errorNumber('OFFSET_OUT_OF_RANGE'),
    logStartOffset,
    highWatermark,
  });
  const offsets = (await client.read('t', 0, logStartOffset)).map(({ offset }) => offset);
  const left = highWatermark - logStartOffset;
  expect(offsets).toEqual(Array.from({ length: left }, (_, i) => logStartOffset + i));
}

const logFiles = async () =>
  (await readdir(join(root, 'data', 't-0'))).filter((name) => name.includes('.log'));

test('old segments go, also of a partition that nobody appends to any more', async () => {
  const { client, broker } = await start();
  const configs = { 'segment.bytes': '1024', 'retention.ms': String(hourMs) };
  await client.createTopic('t', 1, configs);
  const old = Date.now() - 2 * hourMs;
  await fill(client, [old, old, old, Date.now(), old, Date.now()]);
  await removedUpTo(3);
  await expectStart(client, 3, 6);
  await broker.close();
  expect(await logFiles()).toHaveLength(3);

  const again = await start();
  await expectStart(again.client, 3, 6);
});

test('an idle partition is rolled at segment.ms, so that its last records expire', async () => {
  const { client } = await start();
  await client.createTopic('t', 1, { 'segment.ms': '50', 'retention.ms': '100' });
  await fill(client, [Date.now()]);
  await removedUpTo(1);
  await expectStart(client, 1, 1);
  expect(await client.append('t', 0, 'next')).toBe(1);
});

test('a partition keeps to retention.bytes, a topic that only compacts keeps all', async () => {
  const { client } = await start();
  const configs = { 'segment.bytes': '1024', 'retention.bytes': '2000', 'retention.ms': '-1' };
  await client.createTopic('t', 1, configs);
  await client.createTopic('keyed', 1, { ...configs, 'cleanup.policy': 'compact' });
  const keyed = { timestamp: 1, key: Buffer.from('k'), value: Buffer.alloc(900), headers: [] };
  for (let i = 0; i < 6; i++) {
    await client.produce({ name: 'keyed' }, 0, encodeBatch([keyed], 'none'));
  }
  await fill(client, [1, 2, 3, 4, 5, 6]);
  await removedUpTo(3);
  await expectStart(client, 3, 6);
  expect(await client.fetch({ name: 'keyed' }, 0, 0)).toMatchObject({ logStartOffset: 0 });
});

test('records are deleted on request, durably, and every reader is told the new start', async () => {
  const { client, broker } = await start();
  await client.createTopic('t', 2, { 'segment.bytes': '1024', 'retention.ms': '-1' });
  await fill(client, [1, 2, 3, 4, 5, 6]);
  const trim = async (...partitions: { partition: number; offset: number }[]) => {
    const body = { topics: [{ name: 't', partitions }] };
    const { topics } = await client.connection.request('deleteRecords', body, {
      timeoutMs: 20_000,
    });
    return topics[0]?.partitions ?? [];
  };
  const outOfRange = errorNumber('OFFSET_OUT_OF_RANGE');
  expect(await trim({ partition: 0, offset: 4 }, { partition: 1, offset: 1 })).toMatchObject([
    { partition: 0, errorCode: 0, logStartOffset: 4, highWatermark: 6, leaderId: 1 },
    { partition: 1, errorCode: outOfRange, logStartOffset: 0, highWatermark: 0 },
  ]);
  await expectStart(client, 4, 6);
  expect(await trim({ partition: 0, offset: 2 })).toMatchObject([{ logStartOffset: 4 }]);
  expect(await trim({ partition: 0, offset: 7 })).toMatchObject([
    { errorCode: outOfRange, logStartOffset: 4, highWatermark: 6 },
  ]);
  expect(await trim({ partition: 0, offset: -2 }, { partition: 9, offset: 0 })).toMatchObject([
    { errorCode: errorNumber('INVALID_REQUEST'), logStartOffset: -1 },
    { errorCode: errorNumber('UNKNOWN_TOPIC_OR_PARTITION'), logStartOffset: -1 },
  ]);
  await broker.close();
  expect(await logFiles()).toHaveLength(2);

  const again = await start();
  await expectStart(again.client, 4, 6);
  const all = { topics: [{ name: 't', partitions: [{ partition: 0, offset: -1 }] }] };
  await again.client.connection.request('deleteRecords', all, { timeoutMs: 20_000 });
  await expectStart(again.client, 6, 6);
  expect(await again.client.append('t', 0, 'next')).toBe(6);
});

test('expired segments go to the archive first; while it fails nothing is lost and appends go on', async () => {
  const archive = join(root, 'archive');
  // A file stands where the archive's directory is to be.
  await writeFile(archive, '');
  const { client } = await start({
    retentionArchiveDir: archive,
    retentionArchiveBacklogBytes: 2_500,
  });
  await client.createTopic('t', 1, { 'segment.bytes': '1024', 'retention.ms': String(hourMs) });
  const old = Date.now() - 2 * hourMs;
  await fill(client, [old, old]);
  const waiting = await logger.line(({ level, message }) => {
    return level === 'warn' && message.startsWith('expired segments wait for the archive');
  });
  expect(waiting.fields).toMatchObject({ keptSegments: 1, err: { code: 'ARCHIVE_FAILED' } });
  await fill(client, [old, old, old]);
  const tooMuch = await logger.line(({ level, fields }) => {
    return level === 'error' && fields.keptSegments === 4;
  });
  expect(tooMuch.message).toContain('they stay until they are in it');
  expect(Number(tooMuch.fields.backlogBytes)).toBeGreaterThan(2_500);
  expect(await client.read('t', 0)).toHaveLength(5);

  await rm(archive);
  await mkdir(archive);
  await removedUpTo(4);
  const names = await readdir(join(archive, 't'));
  expect(names).toHaveLength(4);
  const rows: Record<string, string>[] = [];
  for (const name of names.sort()) {
    rows.push(...readCsvTable(await readFile(join(archive, 't', name), 'utf8')));
  }
  expect(rows.map(({ offset, timestamp }) => [Number(offset), Number(timestamp)])).toEqual(
    [0, 1, 2, 3].map((offset) => [offset, old]),
  );
  await expectStart(client, 4, 5);
});

test('an archive inside of the data directory is refused', async () => {
  const dataDirectory = join(root, 'data');
  const settings = { retentionArchiveDir: join(dataDirectory, 'archive-0') };
  await expect(Broker.start({ dataDirectory, settings })).rejects.toMatchObject({
    code: 'INVALID_CONFIG',
    message: expect.stringContaining('it must be outside of it'),
  });
});
