import { appendFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { SystemClock } from '../../../src/base/clock.ts';
import { silentLogger } from '../../../src/base/logger.ts';
import { openNodeFileSystem } from '../../../src/base/node-file-system.ts';
import { SystemRandom } from '../../../src/base/random.ts';
import { logConfigDefaults } from '../../../src/storage/log-config.ts';
import { LogManager } from '../../../src/storage/log-manager.ts';
import { append, readValues, topicId } from './fixture.ts';

test('on a real disk: append, read, roll, stop, start, cut a torn tail, delete', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'tidelog-storage-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const options = {
    directory: join(directory, 'a', 'b'),
    fileSystem: openNodeFileSystem(),
    clock: new SystemClock(),
    random: new SystemRandom(),
    logger: silentLogger,
    nodeId: 1,
  };
  const partition = {
    topic: 't',
    partition: 0,
    topicId,
    config: { ...logConfigDefaults, segmentBytes: 2_000, indexIntervalBytes: 200 },
  };
  const first = await LogManager.open(options);
  await expect(LogManager.open(options)).rejects.toMatchObject({ code: 'DATA_DIRECTORY_LOCKED' });
  const log = await first.openPartition(partition);
  for (let i = 0; i < 100; i++) await append(log, [`${i}`]);
  const values = await readValues(log);
  log.evictTail();
  expect(await readValues(log)).toEqual(values);
  await first.close();

  const second = await LogManager.open(options);
  const again = await second.openPartition(partition);
  expect(again.wasRecovered).toBe(false);
  expect(await readValues(again)).toEqual(values);
  await second.close();

  const logDirectory = join(options.directory, 't-0');
  const last = (await readdir(logDirectory))
    .filter((name) => name.endsWith('.log'))
    .sort()
    .at(-1);
  const path = join(logDirectory, last ?? '');
  // What a crash may leave: some first bytes of the next batch.
  await appendFile(path, (await readFile(path)).subarray(0, 30));
  const third = await LogManager.open(options);
  const cut = await third.openPartition(partition);
  expect(cut.cutBytes).toBe(30);
  expect(await readValues(cut)).toEqual(values);
  await third.deletePartition(partition);
  await third.close();
  expect((await readdir(options.directory)).sort()).toEqual([
    '.lock',
    'clean-shutdown.json',
    'manifest',
    'meta.json',
    'recovery-checkpoint',
  ]);
});
