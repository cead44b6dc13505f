import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { silentLogger } from '../../../src/base/logger.ts';
import { SeededRandom } from '../../../src/base/random.ts';
import { lastOffsetAt, maxTimestampAt } from '../../../src/protocol/record-batch.ts';
import { SegmentIndexes } from '../../../src/storage/segment-indexes.ts';
import { LogDamagedError } from '../../../src/storage/storage-errors.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { MemoryFileSystem } from '../../support/memory-file-system.ts';
import {
  append,
  batchesIn,
  batchOf,
  batchOfBytes,
  directory,
  openLog,
  readValues,
} from './fixture.ts';

const indexIntervalBytes = 150;
const name = (offset: number, suffix: string) =>
  join(directory, `${String(offset).padStart(20, '0')}${suffix}`);

/** A disk with one log that was written and then killed; `segmentBytes` decides how many segments it has. */
async function killedLog(values: string[][], segmentBytes = 1 << 20): Promise<MemoryFileSystem> {
  const disk = new MemoryFileSystem();
  const log = await openLog(disk, { config: { indexIntervalBytes, segmentBytes } });
  for (const [i, batch] of values.entries()) await append(log, batch, 1_000 + i * 100);
  disk.kill();
  return disk;
}

const reopen = (disk: MemoryFileSystem) => openLog(disk, { config: { indexIntervalBytes } });

/** The index files that a scan of these bytes gives, computed here batch by batch. */
function indexesOf(logBytes: Buffer): { offsets: Buffer; times: Buffer } {
  const indexes = new SegmentIndexes();
  let position = 0;
  for (const batch of batchesIn([logBytes])) {
    indexes.add(
      {
        relativeLastOffset: lastOffsetAt(batch, 0),
        maxTimestamp: maxTimestampAt(batch, 0),
        position,
        bytes: batch.length,
      },
      indexIntervalBytes,
    );
    position += batch.length;
  }
  return { offsets: indexes.offsets.entries.content(), times: indexes.times.entries.content() };
}

const tenBatches = Array.from({ length: 10 }, (_, i) => [`${i}a`, `${i}b`]);

describe('recovery of a torn tail [LOG-6]', () => {
  test('cut at every byte of the last three batches, it keeps exactly the intact ones [LOG-7]', async () => {
    const full = (await killedLog(tenBatches)).contentOf(name(0, '.log'));
    const batches = batchesIn([full]);
    const ends = batches.map((_, i) => Buffer.concat(batches.slice(0, i + 1)).length);
    const indexes = indexesOf(full);
    for (let bytes = ends[6] as number; bytes < full.length; bytes++) {
      const disk = await killedLog([['x']]);
      disk.setContent(name(0, '.log'), full.subarray(0, bytes));
      // Index files that are ahead of the log, as a crash may leave them.
      disk.setContent(name(0, '.index'), indexes.offsets);
      disk.setContent(name(0, '.timeindex'), indexes.times);
      const intact = ends.filter((end) => end <= bytes).length;
      const keptBytes = ends[intact - 1] as number;
      for (const attempt of ['first', 'second']) {
        const log = await reopen(disk);
        expect(log.logEndOffset).toBe(2 * intact);
        expect(log.durableEndOffset).toBe(2 * intact);
        expect(log.cutBytes).toBe(attempt === 'first' ? bytes - keptBytes : 0);
        expect(await readValues(log)).toEqual(tenBatches.slice(0, intact).flat());
        disk.kill();
      }
      const kept = full.subarray(0, keptBytes);
      expect(disk.contentOf(name(0, '.log'))).toEqual(kept);
      expect(disk.contentOf(name(0, '.index'))).toEqual(indexesOf(kept).offsets);
      expect(disk.contentOf(name(0, '.timeindex'))).toEqual(indexesOf(kept).times);
      if (bytes === keptBytes) continue;
      const cut = disk.contentOf(name(0, `.log.${keptBytes}.cut`));
      expect(cut).toEqual(full.subarray(keptBytes, bytes));
    }
  });

  test('zeros and garbage after the last batch are cut and kept beside the log', async () => {
    for (const junk of [
      Buffer.alloc(700),
      Buffer.from('garbage'.repeat(40)),
      Buffer.alloc(80, 2),
    ]) {
      const disk = await killedLog(tenBatches);
      const full = disk.contentOf(name(0, '.log'));
      disk.setContent(name(0, '.log'), Buffer.concat([full, junk]));
      const log = await reopen(disk);
      expect(await readValues(log)).toEqual(tenBatches.flat());
      expect(disk.contentOf(name(0, `.log.${full.length}.cut`))).toEqual(junk);
      await append(log, ['more']);
      expect(await readValues(log, 20)).toEqual(['more']);
    }
  });

  test('what is served after recovery, and what it cut, outlives a power cut', async () => {
    const disk = new MemoryFileSystem();
    const log = await openLog(disk, { clock: new ManualClock(), config: { durability: 'async' } });
    await append(log, ['written', 'not synced']);
    const torn = log.append(batchOf(['torn']), { leaderEpoch: 0 });
    disk.failNext('write', 'EIO');
    await expect(torn.held).rejects.toMatchObject({ code: 'STORAGE_ERROR' });
    // The process dies; the machine, and with it the page cache, goes on.
    disk.kill();
    const again = await openLog(disk);
    expect(await readValues(again)).toEqual(['written', 'not synced']);
    expect(again.cutBytes).toBeGreaterThan(0);
    disk.crash();
    expect(await readValues(await openLog(disk))).toEqual(['written', 'not synced']);
    const names = (await disk.list(directory)).map((entry) => entry.name);
    const cutName = names.find((one) => one.endsWith('.cut')) ?? '';
    expect(disk.contentOf(join(directory, cutName))).toHaveLength(again.cutBytes);
  });

  test('an earlier cut at the same place is not overwritten', async () => {
    const disk = await killedLog([['a']]);
    const full = disk.contentOf(name(0, '.log'));
    for (const junk of ['one', 'two']) {
      disk.setContent(name(0, '.log'), Buffer.concat([full, Buffer.from(junk)]));
      await reopen(disk);
      disk.kill();
    }
    expect(String(disk.contentOf(name(0, `.log.${full.length}.cut`)))).toBe('one');
    expect(String(disk.contentOf(name(0, `.log.${full.length}.1.cut`)))).toBe('two');
  });

  test('sectors of the last write that never reached the disk are torn, though batches follow', async () => {
    const disk = new MemoryFileSystem();
    const log = await openLog(disk);
    await append(log, ['held']);
    const heldBytes = disk.contentOf(name(0, '.log')).length;
    for (let i = 0; i < 10; i++) log.append(batchOfBytes(400), { leaderEpoch: 0 });
    await append(log, ['last']);
    disk.kill();
    const full = Buffer.from(disk.contentOf(name(0, '.log')));
    full.fill(0, 1024, 1536);
    disk.setContent(name(0, '.log'), full);
    const again = await reopen(disk);
    expect(again.logEndOffset).toBe(3);
    expect(again.cutBytes).toBeGreaterThan(0);
    // The same with the sector in which the held bytes end.
    full.fill(0, heldBytes, 512);
    disk.setContent(name(0, '.log'), full);
    expect(await readValues(await reopen(disk))).toEqual(['held']);
  });

  test('a failure or crash at any step of recovery leaves a log that recovers to the same', async () => {
    const operations = ['write', 'sync', 'truncate', 'syncDirectory'] as const;
    let failures = 0;
    for (const operation of operations) {
      for (let skip = 0; skip < 8; skip++) {
        const disk = await killedLog(tenBatches, 500);
        const last = (await disk.list(directory))
          .filter((entry) => entry.name.endsWith('.log'))
          .at(-1);
        const path = join(directory, last?.name ?? '');
        const full = disk.contentOf(path);
        disk.setContent(path, Buffer.concat([full, Buffer.from('torn')]));
        disk.corrupt(name(0, '.index'), 3);
        disk.failNext(operation, 'EIO', { skip, pathPart: directory });
        await reopen(disk).catch((error: unknown) => {
          expect(error).toMatchObject({ code: 'EIO' });
          failures += 1;
        });
        disk.clearFaults();
        disk.crash(new SeededRandom(skip));
        const log = await openLog(disk, { config: { indexIntervalBytes } });
        expect(await readValues(log)).toEqual(tenBatches.flat());
        log.evictTail();
        expect(await readValues(log, 7)).toEqual(tenBatches.flat().slice(7));
      }
    }
    expect(failures).toBeGreaterThan(8);
  });
});

describe('damage is told apart from a torn tail [LOG-6]', () => {
  test('a changed byte before the last batch refuses to open and changes nothing', async () => {
    const disk = await killedLog(tenBatches);
    const full = disk.contentOf(name(0, '.log'));
    const batchBytes = full.length / 10;
    // The leader epoch, bytes 12 to 15, is outside of the CRC.
    for (let at = 0; at < batchBytes; at++) {
      if (at >= 12 && at < 16) continue;
      const changed = Buffer.from(full);
      const place = 4 * batchBytes + at;
      changed[place] = (changed[place] as number) ^ 0x10;
      disk.setContent(name(0, '.log'), changed);
      const error = await reopen(disk).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(LogDamagedError);
      expect(error).toMatchObject({
        code: 'LOG_DAMAGED',
        path: name(0, '.log'),
        position: 4 * batchBytes,
      });
      expect(disk.contentOf(name(0, '.log'))).toEqual(changed);
    }
  });

  test('any bad batch in an earlier segment is damage, its last one too', async () => {
    const disk = await killedLog(tenBatches, 500);
    const bytes = disk.contentOf(name(0, '.log')).length;
    disk.corrupt(name(0, '.log'), bytes - 1);
    await expect(reopen(disk)).rejects.toMatchObject({ path: name(0, '.log') });
    disk.corrupt(name(0, '.log'), bytes - 1);
    expect(await readValues(await reopen(disk))).toEqual(tenBatches.flat());
  });

  test('a missing segment and a shortened one are damage', async () => {
    const disk = await killedLog(tenBatches, 200);
    const logs = (await disk.list(directory)).filter((entry) => entry.name.endsWith('.log'));
    const second = join(directory, logs[1]?.name ?? '');
    const content = disk.contentOf(second);
    disk.setContent(second, content.subarray(0, content.length / 2));
    await expect(reopen(disk)).rejects.toBeInstanceOf(LogDamagedError);
    await disk.remove(second);
    await expect(reopen(disk)).rejects.toThrow(/ends at offset 4, and the next file begins at 8/);
  });
});

describe('after an orderly stop', () => {
  test('nothing is scanned, and indexes are as they were', async () => {
    const disk = new MemoryFileSystem();
    const config = { indexIntervalBytes, segmentBytes: 700 };
    const log = await openLog(disk, { config });
    for (const [i, batch] of tenBatches.entries()) await append(log, batch, 1_000 + i * 100);
    await log.close();
    expect(disk.openFiles).toBe(0);
    // A scan would find this.
    disk.corrupt(name(0, '.log'), 70);
    const again = await openLog(disk, { config, cleanEnd: log.cleanEnd });
    expect(again.wasRecovered).toBe(false);
    expect(again.logEndOffset).toBe(20);
    await append(again, ['more'], 3_000);
    expect(await readValues(again, 18)).toEqual(['9a', '9b', 'more']);
    expect(await again.offsetForTimestamp(1_900, 100)).toMatchObject({ offset: 18 });
  });

  test('a log that does not end where the marker says is scanned in full', async () => {
    const disk = await killedLog(tenBatches);
    const bytes = disk.contentOf(name(0, '.log')).length;
    for (const cleanEnd of [
      { endOffset: 20, segmentBytes: bytes - 1 },
      { endOffset: 18, segmentBytes: bytes },
    ]) {
      const log = await openLog(disk, { cleanEnd });
      expect(log.wasRecovered).toBe(true);
      expect(log.logEndOffset).toBe(20);
      disk.kill();
    }
  });

  test('an index without its log is removed by recovery', async () => {
    const disk = await killedLog([['a']]);
    disk.setContent(name(77, '.index'), Buffer.alloc(8));
    await reopen(disk);
    expect(await disk.stat(name(77, '.index'))).toBeUndefined();
  });

  test('a long scan says how far it is', async () => {
    const disk = await killedLog(tenBatches);
    let nowMs = 0;
    const lines: { fields: object; message: string }[] = [];
    const info = (fields: object, message: string) => lines.push({ fields, message });
    await openLog(disk, {
      clock: {
        monotonicMs: () => (nowMs += 1_000),
        wallMs: () => 0,
        schedule: () => ({ cancel() {} }),
      },
      logger: { ...silentLogger, info },
    });
    const progress = lines.filter((line) => line.message === 'log recovery goes on');
    expect(progress).toHaveLength(5);
    const bytesTotal = disk.contentOf(name(0, '.log')).length;
    expect(progress[4]?.fields).toMatchObject({ bytesDone: bytesTotal, bytesTotal });
    expect(lines.at(-1)).toMatchObject({ fields: { endOffset: 20 }, message: 'log recovered' });
  });

  test('an append goes where recovery ended, with the batch that was cut gone', async () => {
    const disk = await killedLog(tenBatches);
    const full = disk.contentOf(name(0, '.log'));
    disk.setContent(name(0, '.log'), full.subarray(0, full.length - 5));
    const log = await reopen(disk);
    expect(log.append(batchOf(['again']), { leaderEpoch: 1 }).baseOffset).toBe(18);
  });
});
