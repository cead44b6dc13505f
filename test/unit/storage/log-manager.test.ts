import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FileSystem } from '../../../src/base/file-system.ts';
import { limits } from '../../../src/base/limits.ts';
import { silentLogger } from '../../../src/base/logger.ts';
import { SeededRandom } from '../../../src/base/random.ts';
import type { Uuid } from '../../../src/base/uuid.ts';
import { logConfigDefaults } from '../../../src/storage/log-config.ts';
import { LogManager } from '../../../src/storage/log-manager.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { MemoryFileSystem } from '../../support/memory-file-system.ts';
import { append, readValues } from './fixture.ts';

const root = '/var/tidelog';
const random = new SeededRandom(1);
const [idA, idB] = [random.uuid(), random.uuid()];

function open(
  fileSystem: FileSystem,
  nodeId = 1,
  tailBytesTotalMax = 1 << 20,
  clock = new ManualClock(),
): Promise<LogManager> {
  return LogManager.open({
    directory: root,
    fileSystem,
    clock,
    random: new SeededRandom(2),
    logger: silentLogger,
    nodeId,
    tailBytesTotalMax,
  });
}

const partition = (topicId: Uuid, number = 0, topic = 'flights') => ({
  topic,
  partition: number,
  topicId,
  config: logConfigDefaults,
});

const namesIn = async (disk: MemoryFileSystem, path = root) =>
  (await disk.list(path)).map((entry) => entry.name);

describe('identity', () => {
  test('the directory keeps its id and cluster id over a power cut [LOG-5]', async () => {
    const disk = new MemoryFileSystem();
    const first = await open(disk);
    const { directoryId } = first.meta;
    expect(first.meta).toMatchObject({ nodeId: 1, clusterId: undefined });
    await first.setClusterId(idA);
    disk.crash();
    const second = await open(disk);
    expect(second.meta).toEqual({ nodeId: 1, directoryId, clusterId: idA });
    await second.setClusterId(idA);
    await expect(second.setClusterId(idB)).rejects.toThrow(
      `belongs to cluster ${idA}, not to ${idB}`,
    );
  });

  test('another node id is refused with both named, and the lock is free again', async () => {
    const disk = new MemoryFileSystem();
    await (await open(disk, 1)).close();
    await expect(open(disk, 7)).rejects.toThrow(/belongs to node 1, and this is node 7/);
    await (await open(disk, 1)).close();
  });

  test('a damaged or missing meta.json stops the start', async () => {
    const disk = new MemoryFileSystem();
    const manager = await open(disk);
    await manager.openPartition(partition(idA));
    await manager.close();
    const path = join(root, 'meta.json');
    const content = disk.contentOf(path);
    for (let at = 0; at < content.length - 1; at++) {
      disk.setContent(path, content);
      disk.corrupt(path, at);
      await expect(open(disk), `byte ${at}`).rejects.toMatchObject({
        code: expect.stringMatching(/STATE_DAMAGED|STATE_FORMAT_UNKNOWN/),
      });
    }
    await disk.remove(path);
    await expect(open(disk)).rejects.toThrow(
      /meta.json is missing, but .* holds logs \(flights-0\)/,
    );
  });

  test('a second process on the directory fails at once [LOG-12]', async () => {
    const disk = new MemoryFileSystem();
    const manager = await open(disk);
    await expect(open(disk)).rejects.toMatchObject({ code: 'DATA_DIRECTORY_LOCKED' });
    await manager.close();
    await (await open(disk)).close();
  });
});

describe('partitions', () => {
  test('a log is tied to its topic id in a file of Kafka’s format', async () => {
    const disk = new MemoryFileSystem();
    const manager = await open(disk);
    const log = await manager.openPartition(partition(idA, 3));
    expect(await manager.openPartition(partition(idA, 3))).toBe(log);
    expect(String(disk.contentOf(join(root, 'flights-3', 'partition.metadata')))).toBe(
      `version: 0\ntopic_id: ${idA}`,
    );
    expect(manager.localPartitions()).toEqual([{ topic: 'flights', partition: 3, topicId: idA }]);
  });

  test('an acknowledged record outlives a power cut right after the first append', async () => {
    const disk = new MemoryFileSystem();
    const log = await (await open(disk)).openPartition(partition(idA));
    await append(log, ['a']);
    disk.crash();
    const manager = await open(disk);
    expect(manager.localPartitions()).toHaveLength(1);
    const again = await manager.openPartition(partition(idA));
    expect(again.wasRecovered).toBe(true);
    expect(await readValues(again)).toEqual(['a']);
  });

  test('a recreated topic is another topic [REP-10]', async () => {
    const disk = new MemoryFileSystem();
    const first = await open(disk);
    await append(await first.openPartition(partition(idA)), ['old']);
    await first.close();
    // Not removed yet when the power goes: it must not come back under its name.
    const second = await open(disk);
    const log = await second.openPartition(partition(idB));
    expect(log.logEndOffset).toBe(0);
    disk.crash();
    const third = await open(disk);
    expect(third.localPartitions()).toEqual([{ topic: 'flights', partition: 0, topicId: idB }]);
    expect((await third.openPartition(partition(idB))).logEndOffset).toBe(0);
    await third.close();
    expect((await namesIn(disk)).filter((name) => name.endsWith('.deleted'))).toEqual([]);
  });

  test('a recreated topic replaces the log that is open', async () => {
    const manager = await open(new MemoryFileSystem());
    const old = await manager.openPartition(partition(idA));
    await append(old, ['old']);
    const log = await manager.openPartition(partition(idB));
    expect(log.logEndOffset).toBe(0);
    await expect(append(old, ['late'])).rejects.toMatchObject({ code: 'STORAGE_ERROR' });
  });

  test('deletes by topic id: aside first, durably, then away', async () => {
    const disk = new MemoryFileSystem();
    const manager = await open(disk);
    await append(await manager.openPartition(partition(idA)), ['a']);
    await manager.deletePartition(partition(idB));
    expect(manager.localPartitions()).toHaveLength(1);
    await manager.deletePartition(partition(idA));
    expect(manager.localPartitions()).toEqual([]);
    disk.crash();
    const names = await namesIn(disk);
    expect(names).not.toContain('flights-0');
    // Leftovers go at the next start.
    await (await open(disk)).close();
    expect(await namesIn(disk)).toEqual(['clean-shutdown.json', 'manifest', 'meta.json']);
    expect(disk.openFiles).toBe(0);
  });

  test('a damaged log refuses to open, and the others go on', async () => {
    const disk = new MemoryFileSystem();
    const manager = await open(disk);
    for (const number of [0, 1]) {
      const log = await manager.openPartition(partition(idA, number));
      for (const value of ['a', 'b', 'c']) await append(log, [value]);
    }
    disk.kill();
    disk.corrupt(join(root, 'flights-0', `${'0'.repeat(20)}.log`), 90);
    const again = await open(disk);
    await expect(again.openPartition(partition(idA, 0))).rejects.toMatchObject({
      code: 'LOG_DAMAGED',
      position: expect.any(Number),
    });
    expect(await readValues(await again.openPartition(partition(idA, 1)))).toEqual(['a', 'b', 'c']);
    await again.close();
  });

  test('a log with files but no metadata refuses to open; an empty directory is taken over', async () => {
    const disk = new MemoryFileSystem();
    const manager = await open(disk);
    await append(await manager.openPartition(partition(idA)), ['a']);
    await manager.close();
    await disk.remove(join(root, 'flights-0', 'partition.metadata'));
    await disk.makeDirectory(join(root, 'flights-1'));
    const again = await open(disk);
    await expect(again.openPartition(partition(idA, 0))).rejects.toMatchObject({
      code: 'LOG_DAMAGED',
    });
    expect((await again.openPartition(partition(idA, 1))).logEndOffset).toBe(0);
  });

  test('the tails of all logs share one bound, and the idle one gives way', async () => {
    const manager = await open(new MemoryFileSystem(), 1, 5_000);
    const idle = await manager.openPartition(partition(idA, 0));
    const busy = await manager.openPartition(partition(idA, 1));
    await append(idle, ['x'.repeat(2_000)]);
    for (let i = 0; i < 2; i++) await append(busy, ['y'.repeat(2_000)]);
    expect(manager.tailBytes).toBeGreaterThan(4_000);
    expect(manager.tailBytes).toBeLessThanOrEqual(5_000);
    expect(await readValues(idle)).toHaveLength(1);
    manager.evictTails();
    expect(manager.tailBytes).toBe(0);
    expect(await readValues(busy)).toHaveLength(2);
  });
});

describe('the marker of an orderly stop [LOG-6]', () => {
  test('skips the scan once, for each log that it vouches for', async () => {
    const disk = new MemoryFileSystem();
    const first = await open(disk);
    for (const number of [0, 1]) {
      await append(await first.openPartition(partition(idA, number)), ['a']);
    }
    await first.close();
    expect(await namesIn(disk)).toContain('clean-shutdown.json');
    const second = await open(disk);
    expect(await namesIn(disk)).not.toContain('clean-shutdown.json');
    expect((await second.openPartition(partition(idA, 0))).wasRecovered).toBe(false);
    // The other log was not opened in this run: the next marker still vouches for it.
    await second.close();
    const third = await open(disk);
    expect((await third.openPartition(partition(idA, 1))).wasRecovered).toBe(false);
    disk.crash();
    const fourth = await open(disk);
    expect((await fourth.openPartition(partition(idA, 1))).wasRecovered).toBe(true);
  });

  test('is gone durably before anything is written', async () => {
    const disk = new MemoryFileSystem();
    await (await open(disk)).close();
    await open(disk);
    disk.crash();
    expect(await namesIn(disk)).not.toContain('clean-shutdown.json');
  });

  test('leaves out a log whose disk failed, and a damaged marker counts as none', async () => {
    const disk = new MemoryFileSystem();
    const first = await open(disk);
    const good = await first.openPartition(partition(idA, 0));
    const bad = await first.openPartition(partition(idA, 1));
    await append(good, ['a']);
    await append(bad, ['a']);
    disk.failNext('sync', 'EIO', { pathPart: 'flights-1' });
    await expect(append(bad, ['b'])).rejects.toMatchObject({ code: 'STORAGE_ERROR' });
    await first.close();
    const second = await open(disk);
    expect((await second.openPartition(partition(idA, 0))).wasRecovered).toBe(false);
    expect((await second.openPartition(partition(idA, 1))).wasRecovered).toBe(true);
    await second.close();
    disk.corrupt(join(root, 'clean-shutdown.json'), 40);
    const third = await open(disk);
    expect((await third.openPartition(partition(idA, 0))).wasRecovered).toBe(true);
  });
});

describe('the broker epoch of an orderly stop', () => {
  test('is told at the next start, and at no later one', async () => {
    const disk = new MemoryFileSystem();
    const first = await open(disk);
    expect(first.cleanStopBrokerEpoch).toBe(-1);
    first.setBrokerEpoch(77);
    await first.close();
    expect((await open(disk)).cleanStopBrokerEpoch).toBe(77);
    disk.crash();
    expect((await open(disk)).cleanStopBrokerEpoch).toBe(-1);
  });

  test('is not told when a log had failed: what it held may not be there', async () => {
    const disk = new MemoryFileSystem();
    const first = await open(disk);
    first.setBrokerEpoch(77);
    const log = await first.openPartition(partition(idA));
    disk.failNext('sync', 'EIO', { pathPart: 'flights-0' });
    await append(log, ['a']).catch(() => {});
    await first.close();
    expect((await open(disk)).cleanStopBrokerEpoch).toBe(-1);
  });
});

describe('a log that is made anew [LOG-6]', () => {
  test('in the place of a damaged one is empty, and the fault is gone', async () => {
    const disk = new MemoryFileSystem();
    const first = await open(disk);
    await append(await first.openPartition(partition(idA)), ['a', 'b']);
    const path = join(root, 'flights-0', '00000000000000000000.log');
    await first.close();
    const bytes = Buffer.from(disk.contentOf(path));
    bytes.writeUInt8(bytes.readUInt8(65) ^ 1, 65);
    disk.setContent(path, bytes);
    await disk.remove(join(root, 'clean-shutdown.json'));
    const second = await open(disk);
    await expect(second.openPartition(partition(idA))).rejects.toMatchObject({
      code: 'LOG_DAMAGED',
    });
    const log = await second.rebuildPartition(partition(idA));
    expect(await readValues(log)).toEqual([]);
    expect(second.damagedReplicas).toEqual([]);
    await append(log, ['c']);
    await second.close();
    expect(await readValues(await (await open(disk)).openPartition(partition(idA)))).toEqual(['c']);
  });

  test('in the place of a lost one may be used, and is listed', async () => {
    const disk = new MemoryFileSystem();
    const first = await open(disk);
    await append(await first.openPartition(partition(idA)), ['a']);
    await first.close();
    await disk.removeDirectory(join(root, 'flights-0'));
    const second = await open(disk);
    expect(second.lostReplicas).toHaveLength(1);
    await append(await second.rebuildPartition(partition(idA)), ['b']);
    expect(second.lostReplicas).toEqual([]);
    disk.crash();
    const log = await (await open(disk)).openPartition(partition(idA));
    expect(await readValues(log)).toEqual(['b']);
  });
});

describe('a log that finds no room when it is opened [LOG-9]', () => {
  const logPath = join(root, 'flights-0', '00000000000000000000.log');

  /** One record is whole, and `tornBytes` of the next one are missing. */
  async function killedDisk(tornBytes = 0): Promise<MemoryFileSystem> {
    const disk = new MemoryFileSystem();
    const log = await (await open(disk)).openPartition(partition(idA));
    await append(log, ['kept']);
    await append(log, ['last']);
    disk.crash();
    const content = disk.contentOf(logPath);
    disk.setContent(logPath, content.subarray(0, content.length - tornBytes));
    return disk;
  }

  async function refused(disk: MemoryFileSystem) {
    const clock = new ManualClock();
    const manager = await open(disk, 1, undefined, clock);
    disk.failNext('write', 'ENOSPC', { pathPart: 'leader-epoch-checkpoint' });
    const opening = manager.openPartition(partition(idA));
    await expect(opening).rejects.toMatchObject({ code: 'ENOSPC' });
    return { clock, manager };
  }

  test('tells when there is room, and can be opened then', async () => {
    const { clock, manager } = await refused(await killedDisk());
    const room = new Promise<void>((resolve) => manager.onRoom(resolve));
    clock.advance(limits.freeSpaceLookMs);
    await room;
    const log = await manager.openPartition(partition(idA));
    expect(await readValues(log)).toEqual(['kept', 'last']);
    await append(log, ['taken again']);
    await manager.close();
  });

  test('is a suspect when it is open, for what was cut before it found no room [REP-11]', async () => {
    const { manager } = await refused(await killedDisk(5));
    const log = await manager.openPartition(partition(idA));
    expect(await readValues(log)).toEqual(['kept']);
    expect(manager.suspectReplicas).toMatchObject([{ topicId: idA, partition: 0 }]);
    await manager.close();
  });
});
