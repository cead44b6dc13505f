import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FileSystem } from '../../../src/base/file-system.ts';
import type { Logger } from '../../../src/base/logger.ts';
import { SeededRandom } from '../../../src/base/random.ts';
import { logConfigDefaults } from '../../../src/storage/log-config.ts';
import { LogManager } from '../../../src/storage/log-manager.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { type DiskOperation, MemoryFileSystem } from '../../support/memory-file-system.ts';
import { RecordingLogger } from '../../support/recording-logger.ts';
import { append, readValues } from './fixture.ts';

const root = '/var/tidelog';
const random = new SeededRandom(1);
const topicId = random.uuid();
const partition = (number: number) => ({
  topic: 'flights',
  partition: number,
  topicId,
  config: logConfigDefaults,
});

function open(fileSystem: FileSystem, logger: Logger = new RecordingLogger()): Promise<LogManager> {
  const clock = new ManualClock();
  return LogManager.open({ directory: root, fileSystem, clock, random, logger, nodeId: 1 });
}

/** Two logs with one record each, stopped in order. */
async function twoLogs(): Promise<MemoryFileSystem> {
  const disk = new MemoryFileSystem();
  const manager = await open(disk);
  for (const number of [0, 1])
    await append(await manager.openPartition(partition(number)), [`${number}`]);
  await manager.close();
  return disk;
}

describe('a log that is listed and not there is lost [LOG-5]', () => {
  test('it is told, never made anew, and the others are served', async () => {
    const disk = await twoLogs();
    await disk.removeDirectory(join(root, 'flights-0'));
    const logger = new RecordingLogger();
    const manager = await open(disk, logger);
    const lost = { topic: 'flights', partition: 0, topicId };
    expect(manager.lostReplicas).toEqual([expect.objectContaining(lost)]);
    expect(logger.lines).toContainEqual(
      expect.objectContaining({ level: 'error', message: 'this replica is lost' }),
    );
    for (let attempt = 0; attempt < 2; attempt++) {
      await expect(manager.openPartition(partition(0))).rejects.toMatchObject({ code: 'LOG_LOST' });
    }
    expect(await disk.stat(join(root, 'flights-0'))).toBeUndefined();
    expect(await readValues(await manager.openPartition(partition(1)))).toEqual(['1']);
    await manager.close();
    expect((await open(disk)).lostReplicas).toHaveLength(1);
  });

  test('an emptied directory is as lost as a missing one', async () => {
    const disk = await twoLogs();
    await disk.removeDirectory(join(root, 'flights-0'));
    await disk.makeDirectory(join(root, 'flights-0'));
    const manager = await open(disk);
    await expect(manager.openPartition(partition(0))).rejects.toMatchObject({ code: 'LOG_LOST' });
    expect(manager.lostReplicas).toHaveLength(1);
  });

  test('deleting its topic ends that', async () => {
    const disk = await twoLogs();
    await disk.removeDirectory(join(root, 'flights-0'));
    const manager = await open(disk);
    await manager.deletePartition(partition(0));
    expect(manager.lostReplicas).toEqual([]);
    await manager.close();
    expect((await open(disk)).lostReplicas).toEqual([]);
  });

  test('one that does not say whose it is, or has no log files, is reported too', async () => {
    const disk = await twoLogs();
    disk.corrupt(join(root, 'flights-0', 'partition.metadata'), 2);
    await disk.remove(join(root, 'flights-1', `${'0'.repeat(20)}.log`));
    const manager = await open(disk);
    expect(manager.damagedReplicas).toMatchObject([{ partition: 0 }]);
    await expect(manager.openPartition(partition(0))).rejects.toMatchObject({
      code: 'LOG_DAMAGED',
    });
    await expect(manager.openPartition(partition(1))).rejects.toMatchObject({ code: 'LOG_LOST' });
    expect(manager.lostReplicas).toMatchObject([{ partition: 1 }]);
    expect(manager.damagedReplicas).toMatchObject([{ partition: 0 }]);
  });

  test('damaged and suspect logs are listed once they were opened, and not after they were mended', async () => {
    const disk = await twoLogs();
    const path = join(root, 'flights-0', `${'0'.repeat(20)}.log`);
    const content = disk.contentOf(path);
    disk.setContent(path, Buffer.concat([content, content.subarray(0, 20)]));
    const first = await open(disk);
    await first.openPartition(partition(0));
    expect(first.suspectReplicas).toMatchObject([{ partition: 0, reason: /20 bytes were cut/ }]);
    disk.kill();
    disk.setContent(path, content.subarray(0, -1));
    const second = await open(disk);
    await expect(second.openPartition(partition(0))).rejects.toThrow();
    expect(second.damagedReplicas).toHaveLength(1);
    disk.setContent(path, content);
    await second.openPartition(partition(0));
    expect(second.damagedReplicas).toEqual([]);
  });
});

describe('the file', () => {
  test('a directory from before there was one gets it', async () => {
    const disk = await twoLogs();
    await disk.remove(join(root, 'manifest'));
    const manager = await open(disk);
    expect(await readValues(await manager.openPartition(partition(0)))).toEqual(['0']);
    await manager.close();
    await disk.removeDirectory(join(root, 'flights-1'));
    expect((await open(disk)).lostReplicas).toMatchObject([{ partition: 1 }]);
  });

  test('a damaged one stops the start and says what to do; of a newer format, too', async () => {
    const disk = await twoLogs();
    const path = join(root, 'manifest');
    const content = disk.contentOf(path);
    for (let at = 0; at < content.length - 1; at++) {
      disk.setContent(path, content);
      disk.corrupt(path, at);
      await expect(open(disk), `byte ${at}`).rejects.toMatchObject({
        code: expect.stringMatching(/STATE_DAMAGED|STATE_FORMAT_UNKNOWN/),
      });
    }
    disk.setContent(path, content.subarray(0, 10));
    await expect(open(disk)).rejects.toThrow(/manifest is damaged.*or remove the file/s);
    disk.setContent(path, content);
    expect((await open(disk)).lostReplicas).toEqual([]);
  });

  test('a crash at any step of making and deleting logs loses none and brings none back', async () => {
    const operations: DiskOperation[] = ['write', 'sync', 'rename', 'syncDirectory', 'open'];
    let failures = 0;
    for (const operation of operations) {
      for (let skip = 0; skip < 12; skip++) {
        const disk = await twoLogs();
        const first = await open(disk);
        disk.failNext(operation, 'EIO', { skip, pathPart: root });
        const acknowledged = await change(first).catch(() => {
          failures += 1;
          return [];
        });
        disk.clearFaults();
        disk.crash(new SeededRandom(skip));
        const where = `${operation} ${skip}`;
        const second = await open(disk);
        expect(second.lostReplicas, where).toEqual([]);
        for (const { number, value } of [{ number: 1, value: '1' }, ...acknowledged]) {
          const log = await second.openPartition(partition(number));
          expect(await readValues(log), where).toEqual([value]);
        }
        await second.close();
      }
    }
    expect(failures).toBeGreaterThan(20);
  });
});

/** Deletes log 0 and makes log 2; returns what was acknowledged there. */
async function change(manager: LogManager) {
  await manager.deletePartition(partition(0));
  await append(await manager.openPartition(partition(2)), ['2']);
  return [{ number: 2, value: '2' }];
}

describe('a data directory that cannot be used', () => {
  test.each(['meta.json', 'clean-shutdown.json', 'manifest', 'recovery-checkpoint'])(
    'of a newer version, by its %s: refused, and nothing is changed',
    async (file) => {
      const disk = await twoLogs();
      const path = join(root, file);
      const newer = Buffer.from(String(disk.contentOf(path)).replace('"format":1', '"format":9'));
      disk.setContent(path, newer);
      await expect(open(disk)).rejects.toMatchObject({ code: 'STATE_FORMAT_UNKNOWN' });
      await expect(open(disk)).rejects.toThrow(/has format 9, this version reads 1/);
      expect(disk.contentOf(path)).toEqual(newer);
    },
  );

  test.each([
    ['makeDirectory', 'EROFS'],
    ['open', 'EACCES'],
  ] as const)('not writable (%s gives %s): told with what to do', async (operation, code) => {
    const disk = new MemoryFileSystem();
    disk.failNext(operation, code);
    const opening = open(disk);
    await expect(opening).rejects.toMatchObject({ code: 'DATA_DIRECTORY_NOT_WRITABLE' });
    await expect(opening).rejects.toThrow(/may not write to the data directory \/var\/tidelog/);
    await (await open(disk)).close();
  });

  test('foreign files and directories are left alone, and told', async () => {
    const disk = await twoLogs();
    disk.setContent(join(root, 'notes.txt'), Buffer.from('mine'));
    await disk.makeDirectory(join(root, 'lost+found'));
    disk.setContent(join(root, 'flights-0', 'notes.txt'), Buffer.from('mine'));
    const logger = new RecordingLogger();
    const manager = await open(disk, logger);
    expect(await readValues(await manager.openPartition(partition(0)))).toEqual(['0']);
    await manager.close();
    expect(String(disk.contentOf(join(root, 'notes.txt')))).toBe('mine');
    const told = logger.lines.filter(({ message }) => message.startsWith('foreign'));
    expect(told.map(({ fields }) => fields.file ?? fields.directory)).toEqual([
      'lost+found',
      'notes.txt',
    ]);
  });
});
