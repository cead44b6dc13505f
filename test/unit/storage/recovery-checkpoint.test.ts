import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { limits } from '../../../src/base/limits.ts';
import { silentLogger } from '../../../src/base/logger.ts';
import { SeededRandom } from '../../../src/base/random.ts';
import { logConfigDefaults } from '../../../src/storage/log-config.ts';
import { LogManager } from '../../../src/storage/log-manager.ts';
import { RecoveryCheckpoint } from '../../../src/storage/recovery-checkpoint.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { MemoryFileSystem } from '../../support/memory-file-system.ts';
import { append, directory, openLog, readValues, topicId } from './fixture.ts';

const config = { segmentBytes: 300, indexIntervalBytes: 100 };
const values = Array.from({ length: 12 }, (_, i) => `${i}`.padStart(60, '.'));

const name = (offset: number, suffix = '.log') =>
  join(directory, `${String(offset).padStart(20, '0')}${suffix}`);

/** Two batches a segment, twelve in all; then the process dies. */
async function killedLog(): Promise<MemoryFileSystem> {
  const disk = new MemoryFileSystem();
  const log = await openLog(disk, { config });
  for (const value of values) await append(log, [value]);
  disk.kill();
  return disk;
}

describe('recovery scans what is at or above the checkpoint [LOG-6]', () => {
  test('segments below it are neither read nor judged, the others are', async () => {
    const disk = await killedLog();
    disk.corrupt(name(2), 100);
    // Offset 7 is in the fourth segment, which is scanned in full.
    const log = await openLog(disk, { config, recoveryOffset: 7 });
    expect(log).toMatchObject({ wasRecovered: true, logStartOffset: 0, logEndOffset: 12 });
    expect(await readValues(log, 6)).toEqual(values.slice(6));
    disk.kill();
    for (const recoveryOffset of [undefined, 0, 1, 2, 3]) {
      const opening = openLog(disk, { config, recoveryOffset });
      await expect(opening, `${recoveryOffset}`).rejects.toMatchObject({ path: name(2) });
    }
    expect((await openLog(disk, { config, recoveryOffset: 4 })).logEndOffset).toBe(12);
  });

  test('a scan reads the bytes above it only', async () => {
    const disk = await killedLog();
    const opensBefore = disk.counts.open;
    await openLog(disk, { config, recoveryOffset: 12 });
    // Two checkpoints that are absent, the newest producer snapshot, the epoch file, and of the last segment: .log read and
    // written, two indexes read; rewritten ones and the first look at its age.
    expect(disk.counts.open - opensBefore).toBeLessThanOrEqual(10);
  });

  test('what was durable once and is bad now is damage, torn or not, and nothing is cut', async () => {
    const disk = await killedLog();
    const last = disk.contentOf(name(10));
    for (const shorter of [last.subarray(0, last.length - 5), last.subarray(0, last.length / 2)]) {
      disk.setContent(name(10), shorter);
      const opening = openLog(disk, { config, recoveryOffset: 12 });
      await expect(opening).rejects.toMatchObject({ code: 'LOG_DAMAGED', path: name(10) });
      await expect(opening).rejects.toThrow(/below (offset )?12 was durable/);
      expect(disk.contentOf(name(10))).toEqual(shorter);
      disk.kill();
      // Without the checkpoint the same end looks like a torn one.
      const log = await openLog(disk, { config, recoveryOffset: 11 });
      expect(log.logEndOffset).toBe(11);
      disk.setContent(name(10), last);
      disk.kill();
    }
  });

  test('a log that had records and has no files is lost, not new', async () => {
    const disk = new MemoryFileSystem();
    await expect(openLog(disk, { recoveryOffset: 3 })).rejects.toMatchObject({ code: 'LOG_LOST' });
    const cleanEnd = { endOffset: 3, segmentBytes: 200 };
    await expect(openLog(disk, { cleanEnd })).rejects.toMatchObject({ code: 'LOG_LOST' });
    expect((await openLog(disk, { recoveryOffset: 0 })).logEndOffset).toBe(0);
  });
});

describe('what recovery finds is written again in place [LOG-6]', () => {
  test('records that only the page cache had after a failed sync are durable once they are served', async () => {
    const disk = new MemoryFileSystem();
    const log = await openLog(disk);
    await append(log, ['held']);
    disk.failNext('sync', 'EIO');
    await expect(append(log, ['written, and lost by the disk'])).rejects.toThrow();
    disk.kill();
    const again = await openLog(disk, { recoveryOffset: 1 });
    const served = await readValues(again);
    expect(served).toHaveLength(2);
    disk.crash();
    expect(await readValues(await openLog(disk, { recoveryOffset: 1 }))).toEqual(served);
  });

  test('a crash at any step of that keeps all that was held', async () => {
    for (let seed = 0; seed < 60; seed++) {
      const disk = await killedLog();
      const operation = seed % 2 === 0 ? 'write' : 'sync';
      disk.failNext(operation, 'EIO', { skip: seed % 7, pathPart: '.log' });
      await openLog(disk, { config }).catch(() => undefined);
      disk.clearFaults();
      disk.crash(new SeededRandom(seed));
      expect(await readValues(await openLog(disk, { config }))).toEqual(values);
    }
  });
});

describe('suspect [LOG-6, LOG-3]', () => {
  test('a log whose end was cut, and one with async durability that was not stopped in order', async () => {
    const disk = await killedLog();
    expect((await openLog(disk, { config })).suspicion).toBeUndefined();
    disk.kill();
    const async = { ...config, durability: 'async' as const };
    expect((await openLog(disk, { config: async })).suspicion).toMatch(/async/);
    disk.kill();
    const last = disk.contentOf(name(10));
    disk.setContent(name(10), last.subarray(0, last.length - 1));
    expect((await openLog(disk, { config })).suspicion).toMatch(/\d+ bytes were cut .* offset 11/);
  });
});

describe('the file', () => {
  const root = '/var/tidelog';
  const partition = { topic: 't', partition: 0, topicId, config: logConfigDefaults };
  const path = join(root, 'recovery-checkpoint');

  async function open(disk: MemoryFileSystem, clock = new ManualClock()) {
    const random = new SeededRandom(2);
    const logger = silentLogger;
    return LogManager.open({ directory: root, fileSystem: disk, clock, random, logger, nodeId: 1 });
  }

  async function settle(): Promise<void> {
    for (let i = 0; i < 500; i++) await Promise.resolve();
  }

  async function offsetIn(disk: MemoryFileSystem): Promise<number | undefined> {
    const checkpoint = await RecoveryCheckpoint.open(disk, root, silentLogger, new ManualClock());
    return checkpoint.offsetOf(`${topicId}-0`);
  }

  test('is written now and then behind what was synced, and only when there is news', async () => {
    const disk = new MemoryFileSystem();
    const clock = new ManualClock();
    const log = await (await open(disk, clock)).openPartition(partition);
    await append(log, ['a']);
    expect(await offsetIn(disk)).toBeUndefined();
    clock.advance(limits.recoveryCheckpointMs);
    await settle();
    expect(await offsetIn(disk)).toBe(1);
    const { rename } = disk.counts;
    clock.advance(limits.recoveryCheckpointMs);
    await settle();
    expect(disk.counts.rename).toBe(rename);
    disk.crash();
    expect(await offsetIn(disk)).toBe(1);
  });

  test('does not pass what async has written and not synced', async () => {
    const disk = new MemoryFileSystem();
    const clock = new ManualClock();
    const flushMs = 2 * limits.recoveryCheckpointMs;
    const slow = { ...logConfigDefaults, durability: 'async' as const, flushMs };
    const log = await (await open(disk, clock)).openPartition({ ...partition, config: slow });
    await append(log, ['a']);
    clock.advance(limits.recoveryCheckpointMs);
    await settle();
    expect(log).toMatchObject({ durableEndOffset: 1, syncedEndOffset: 0 });
    expect(await offsetIn(disk)).toBe(0);
    for (let i = 0; i < 2; i++) {
      clock.advance(limits.recoveryCheckpointMs);
      await settle();
    }
    expect(log.syncedEndOffset).toBe(1);
    expect(await offsetIn(disk)).toBe(1);
  });

  test('is not advanced by a sync that failed, nor is a failure to write it an error', async () => {
    const disk = new MemoryFileSystem();
    const manager = await open(disk);
    const log = await manager.openPartition(partition);
    await append(log, ['a']);
    disk.failNext('sync', 'EIO', { pathPart: '.log' });
    await expect(append(log, ['b'])).rejects.toThrow();
    expect(log.syncedEndOffset).toBe(1);
    disk.failNext('sync', 'EIO', { pathPart: 'recovery-checkpoint' });
    await manager.close();
    expect(await offsetIn(disk)).toBeUndefined();
    const again = await (await open(disk)).openPartition(partition);
    expect((await readValues(again))[0]).toBe('a');
  });

  test('a damaged one costs a scan and no data, whichever byte it is; a newer format is refused', async () => {
    const disk = new MemoryFileSystem();
    const manager = await open(disk);
    await append(await manager.openPartition(partition), ['a']);
    await manager.close();
    const content = disk.contentOf(path);
    for (let at = 0; at < content.length - 1; at++) {
      disk.setContent(path, content);
      disk.corrupt(path, at);
      const found = await offsetIn(disk).catch((error: unknown) => error);
      if (found !== undefined) expect(found).toMatchObject({ code: 'STATE_FORMAT_UNKNOWN' });
    }
    disk.setContent(path, Buffer.from(String(content).replace('"format":1', '"format":2')));
    await expect(open(disk)).rejects.toMatchObject({ code: 'STATE_FORMAT_UNKNOWN' });
  });

  test('is lowered durably before a log is cut', async () => {
    const disk = new MemoryFileSystem();
    await disk.makeDirectory(root);
    for (const parent of ['/', '/var']) await disk.syncDirectory(parent);
    const checkpoint = await RecoveryCheckpoint.open(disk, root, silentLogger, new ManualClock());
    checkpoint.advance(`${topicId}-0`, 9);
    await checkpoint.save();
    await checkpoint.lower(`${topicId}-0`, 4);
    disk.crash();
    expect(await offsetIn(disk)).toBe(4);
  });
});
