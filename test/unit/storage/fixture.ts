// What the storage tests share: batches with known content, logs in memory, and a check that reads a log back.
import { expect } from 'vitest';
import { SystemClock } from '../../../src/base/clock.ts';
import type { FileSystem } from '../../../src/base/file-system.ts';
import { silentLogger } from '../../../src/base/logger.ts';
import type { Uuid } from '../../../src/base/uuid.ts';
import { batchBytesAt } from '../../../src/protocol/record-batch.ts';
import {
  encodeBatch,
  type LogRecord,
  type ProducerSequence,
  readRecords,
} from '../../../src/protocol/records.ts';
import { IndexCache } from '../../../src/storage/index-cache.ts';
import { type LogConfig, logConfigDefaults } from '../../../src/storage/log-config.ts';
import { OpenFiles } from '../../../src/storage/open-files.ts';
import { PartitionLog, type PartitionLogOptions } from '../../../src/storage/partition-log.ts';
import { TailBudget } from '../../../src/storage/tail-cache.ts';

export const topicId = 'AAAAAAAAAAAAAAAAAAAAAA' as Uuid;
export const directory = '/data/t-0';

/** A batch of `values`, one record each, with timestamps from `timestamp` on. */
export function batchOf(values: string[], timestamp = 1_000): Buffer {
  return encodeBatch(
    values.map((value, i) => ({
      timestamp: timestamp + i,
      key: null,
      value: Buffer.from(value),
      headers: [],
    })),
    'none',
  );
}

/** A batch of an idempotent producer [LOG-11]. */
export function sequencedBatch(sequence: ProducerSequence, values: string[]): Buffer {
  const record = { timestamp: 1_000, key: null, headers: [] };
  const records = values.map((value) => ({ ...record, value: Buffer.from(value) }));
  return encodeBatch(records, 'none', sequence);
}

/** A batch of one record with about this many bytes in all. */
export function batchOfBytes(bytes: number, timestamp = 1_000): Buffer {
  return batchOf(['x'.repeat(Math.max(0, bytes - 72))], timestamp);
}

export type OpenLogOptions = Partial<Omit<PartitionLogOptions, 'config' | 'fileSystem'>> & {
  config?: Partial<LogConfig>;
  openMax?: number;
};

/** Opens the log in `/data/t-0`, as after an unclean stop unless `cleanEnd` is given. */
export async function openLog(
  fileSystem: FileSystem,
  { config, openMax = 100, ...options }: OpenLogOptions = {},
): Promise<PartitionLog> {
  await fileSystem.makeDirectory(options.directory ?? directory);
  if (options.directory === undefined) {
    await fileSystem.syncDirectory('/');
    await fileSystem.syncDirectory('/data');
  }
  return PartitionLog.open({
    directory,
    topicId,
    config: { ...logConfigDefaults, ...config },
    fileSystem,
    clock: new SystemClock(),
    logger: silentLogger,
    files: new OpenFiles(fileSystem, openMax, (path, error) => {
      throw new Error(`${path} could not be closed: ${String(error)}`);
    }),
    indexCache: new IndexCache(1 << 20),
    tailBudget: new TailBudget(1 << 26),
    ...options,
  });
}

export async function append(log: PartitionLog, values: string[], timestamp?: number) {
  const result = log.append(batchOf(values, timestamp), { leaderEpoch: 0 });
  await result.held;
  return result;
}

/** Every record from `offset` to the end of what is written. */
export async function readAll(
  log: PartitionLog,
  offset = log.logStartOffset,
  maxBytes = 1 << 20,
): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  for (let next = offset; next < log.writtenEndOffset; ) {
    const result = await log.read({
      offset: next,
      maxBytes,
      endOffsetExclusive: Number.MAX_SAFE_INTEGER,
      minOneBatch: true,
    });
    expect(result.nextOffset).toBeGreaterThan(next);
    for (const batch of batchesIn(result.chunks)) records.push(...readRecords(batch));
    next = result.nextOffset;
  }
  return records.filter((record) => record.offset >= offset);
}

export async function readValues(log: PartitionLog, offset?: number): Promise<string[]> {
  return (await readAll(log, offset)).map((record) => String(record.value));
}

export function batchesIn(chunks: Buffer[]): Buffer[] {
  const all = Buffer.concat(chunks);
  const batches: Buffer[] = [];
  for (let at = 0; at < all.length; at += batchBytesAt(all, at)) {
    batches.push(all.subarray(at, at + batchBytesAt(all, at)));
  }
  return batches;
}
