import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Clock, SystemClock } from '../../../src/base/clock.ts';
import { silentLogger } from '../../../src/base/logger.ts';
import { SeededRandom } from '../../../src/base/random.ts';
import type { Uuid } from '../../../src/base/uuid.ts';
import { encodeBatch } from '../../../src/protocol/records.ts';
import { checkDataDirectory, checkLog } from '../../../src/storage/log-check.ts';
import { logConfigDefaults } from '../../../src/storage/log-config.ts';
import { LogManager } from '../../../src/storage/log-manager.ts';
import { writeState } from '../../../src/storage/state-file.ts';
import { MemoryFileSystem } from '../../support/memory-file-system.ts';
import { appendKeyed, compact } from './compaction-fixture.ts';
import { append, batchesIn, directory, openLog } from './fixture.ts';

const name = (offset: number, suffix: string) =>
  join(directory, `${String(offset).padStart(20, '0')}${suffix}`);

/** Calls back at once; what is to happen between two looks happens then. */
class HastyClock extends SystemClock {
  betweenLooks: () => void = () => {};

  override schedule(_delayMs: number, callback: () => void) {
    this.betweenLooks();
    return super.schedule(0, callback);
  }
}

let disk: MemoryFileSystem;
let clock: HastyClock;

/** A log that was closed in order: 20 batches of two records in several segments. */
beforeEach(async () => {
  disk = new MemoryFileSystem();
  clock = new HastyClock();
  const log = await openLog(disk, { config: { indexIntervalBytes: 100, segmentBytes: 600 } });
  for (let i = 0; i < 20; i++) await append(log, [`${i}a`, `${i}b`], 1_000 + i * 10);
  await log.close();
  const metadata = await disk.open(join(directory, 'partition.metadata'), {
    writable: true,
    create: true,
  });
  await metadata.close();
  disk.setContent(
    join(directory, 'partition.metadata'),
    Buffer.from('version: 0\ntopic_id: AAAAAAAAAAAAAAAAAAAAAA'),
  );
});

const options = (deep = false) => ({ fileSystem: disk, clock: clock as Clock, deep });

async function findings(deep = false): Promise<string[]> {
  const report = await checkLog(directory, options(deep));
  expect(disk.openFiles).toBe(0);
  return report.findings.map(
    ({ kind, path, position, what }) =>
      `${kind} ${path.slice(directory.length + 1)}${position === undefined ? '' : `@${position}`}: ${what}`,
  );
}

function change(path: string, edit: (content: Buffer) => Buffer | undefined): void {
  const content = Buffer.from(disk.contentOf(path));
  disk.setContent(path, edit(content) ?? content);
}

async function logFiles(): Promise<string[]> {
  const entries = await disk.list(directory);
  return entries.filter((entry) => entry.name.endsWith('.log')).map((entry) => entry.name);
}

async function lastLog(): Promise<string> {
  return join(directory, (await logFiles()).at(-1) as string);
}

test('an intact log has no findings, and is counted', async () => {
  const report = await checkLog(directory, options(true));
  expect(report.findings).toEqual([]);
  const files = await logFiles();
  expect(files.length).toBe(3);
  expect(report.logs).toEqual([
    {
      directory,
      startOffset: 0,
      endOffset: 40,
      segments: files.length,
      batches: 20,
      records: 40,
      bytes: files.reduce((sum, file) => sum + disk.contentOf(join(directory, file)).length, 0),
    },
  ]);
});

describe('damage is found, and only what is damaged', () => {
  test('a flipped bit in any byte of a batch', async () => {
    const path = name(0, '.log');
    const content = disk.contentOf(path);
    const batches = batchesIn([Buffer.from(content)]);
    const start = batches[0]?.length as number;
    for (let at = start; at < start + (batches[1]?.length as number); at++) {
      change(path, (bytes) => {
        bytes[at] = (bytes[at] as number) ^ 0x40;
        return undefined;
      });
      const found = await findings();
      // The leader epoch is not in the CRC; a later one is shown by the next batch that has a smaller one.
      expect(found.length, `byte ${at - start}`).toBeGreaterThan(0);
      for (const one of found) expect(one).toMatch(/^damage 0{20}\.log@/);
      disk.setContent(path, Buffer.from(content));
    }
    expect(await findings()).toEqual([]);
  });

  test('a leader epoch of a closed segment that its sums do not have, and sums that are damaged [LOG-7]', async () => {
    const path = name(0, '.log');
    const content = Buffer.from(disk.contentOf(path));
    const lastStart = content.length - (batchesIn([content]).at(-1)?.length as number);
    const changed = Buffer.from(content);
    changed.writeInt32BE(changed.readInt32BE(lastStart + 12) + 1, lastStart + 12);
    disk.setContent(path, changed);
    expect(await findings()).toContainEqual(
      expect.stringMatching(
        /^damage 0{20}\.log@\d+: batch headers up to byte \d+ are not as summed/,
      ),
    );
    disk.setContent(path, content);
    const sums = name(0, '.sum');
    change(sums, (bytes) => {
      bytes[5] = (bytes[5] as number) ^ 1;
      return undefined;
    });
    expect(await findings()).toEqual([
      expect.stringMatching(/^damage 0{20}\.sum: it is not as it was written/),
    ]);
  });

  test('a torn tail of the last segment is told apart from a segment that is cut in the middle', async () => {
    const last = await lastLog();
    change(last, (content) => content.subarray(0, -5));
    expect(await findings()).toEqual([
      expect.stringMatching(/^torn-tail \d+\.log@\d+: \d+ bytes: a batch of \d+ bytes has only/),
    ]);
    change(name(0, '.log'), (content) => content.subarray(0, -5));
    expect(await findings()).toEqual(
      expect.arrayContaining([expect.stringMatching(/^damage 0{20}\.log@\d+: .* has only/)]),
    );
  });

  test('bad bytes in the last segment with good batches behind are damage', async () => {
    change(await lastLog(), (content) => {
      content[70] = 0xff;
      return undefined;
    });
    expect(await findings()).toEqual([expect.stringMatching(/^damage .*the CRC is/)]);
  });

  test('a missing segment, a wrong base offset in a name, and falling epochs', async () => {
    const [, second, third] = (await logFiles()) as [string, string, string];
    const content = Buffer.from(disk.contentOf(join(directory, second)));
    change(join(directory, second), (bytes) => {
      bytes.writeInt32BE(5, 12);
      return undefined;
    });
    expect((await findings()).sort()).toEqual([
      expect.stringMatching(/batch headers up to byte \d+ are not as summed/),
      expect.stringMatching(/the batch has leader epoch 0 after 5/),
    ]);
    disk.setContent(join(directory, second), content);
    for (const suffix of ['.log', '.index', '.timeindex', '.sum']) {
      await disk.remove(join(directory, second.replace('.log', suffix)));
    }
    expect(await findings()).toEqual([
      expect.stringContaining(`damage ${third}: the segment before ends at offset`),
    ]);
    await disk.rename(join(directory, third), name(9, '.log'));
    const found = await findings();
    expect(found.join('\n')).toContain('where 9 follows');
    expect(found.join('\n')).toContain('it stands without its log');
  });

  test('indexes: an entry that lies, half an entry, one that is missing, one too many', async () => {
    change(name(0, '.index'), (content) => {
      content.writeInt32BE(content.readInt32BE(0) + 1, 0);
      return undefined;
    });
    expect(await findings()).toEqual([
      expect.stringMatching(/^damage 0{20}\.index: entry 0 says .* can be rebuilt from the log$/),
    ]);
    change(name(0, '.index'), () => Buffer.alloc(3));
    expect(await findings()).toEqual([expect.stringContaining('not whole entries')]);
    await disk.remove(name(0, '.index'));
    expect(await findings()).toEqual([expect.stringContaining('.index: it is missing')]);
    change(name(0, '.timeindex'), () => Buffer.alloc(50_000));
    expect((await findings())[1]).toContain('.timeindex: it has 50000 bytes, more than');
  });

  test('records that cannot be read behind a CRC that matches, with deep', async () => {
    const record = { timestamp: 5, key: null, value: Buffer.from('v'), headers: [] };
    const batch = encodeBatch([record], 'gzip');
    const bad = encodeBatch([record], 'none');
    // Says gzip, and is none.
    bad.writeInt16BE(1, 21);
    const { crc32c } = await import('@node-rs/crc32');
    bad.writeUInt32BE(crc32c(bad.subarray(21)), 17);
    bad.writeBigInt64BE(41n, 0);
    batch.writeBigInt64BE(40n, 0);
    for (const one of [batch, bad]) one.writeInt32BE(0, 12);
    change(await lastLog(), (content) => Buffer.concat([content, batch, bad]));
    expect(await findings()).toEqual([]);
    expect(await findings(true)).toEqual([expect.stringContaining('its records cannot be read')]);
  });

  test('a file of nothing but damage, or of bytes made to look like batches, takes no time', async () => {
    const last = await lastLog();
    const baseOffset = Number(last.slice(directory.length + 1, -4));
    // Headers that look right; each claims a MiB, and no CRC matches.
    const header = Buffer.alloc(61);
    header.writeInt32BE(1 << 20, 8);
    header[16] = 2;
    header.writeInt32BE(1, 57);
    const headers = Array.from({ length: 5_000 }, (_, i) => {
      header.writeBigInt64BE(BigInt(baseOffset + i), 0);
      return Buffer.from(header);
    });
    const batches = Array.from({ length: 1_200 }, (_, i) => {
      const batch = encodeBatch([{ timestamp: 5, key: null, value: null, headers: [] }], 'none');
      batch.writeBigInt64BE(BigInt(baseOffset + i), 0);
      batch[20] = (batch[20] as number) ^ 1;
      return batch;
    });
    const contents = [
      Buffer.concat([...headers, Buffer.alloc(2 << 20)]),
      Buffer.concat(batches),
      Buffer.alloc(4 << 20, 2),
      Buffer.alloc(4 << 20),
    ];
    for (const content of contents) {
      change(last, () => content);
      const found = await findings();
      expect(found.length).toBeGreaterThan(0);
      expect(found.length).toBeLessThan(60);
    }
  });

  test('any changes to any files give a report', async () => {
    const random = new SeededRandom(11);
    const entries = await disk.list(directory);
    for (let run = 0; run < 200; run++) {
      const path = join(directory, entries[random.integerBelow(entries.length)]?.name ?? '');
      const content = disk.contentOf(path);
      change(path, (bytes) => {
        for (let i = 0; i < 4 && bytes.length > 0; i++) {
          bytes[random.integerBelow(bytes.length)] = random.integerBelow(256);
        }
        return bytes.subarray(0, random.integerBelow(2 * bytes.length + 1));
      });
      const report = await checkLog(directory, options(true));
      const isSame = disk.contentOf(path).equals(content);
      if (isSame) expect(report.findings).toEqual([]);
      else expect(report.logs).toHaveLength(1);
      disk.setContent(path, Buffer.from(content));
    }
  });
});

describe('a broker at work', () => {
  test('a tail that is torn at another place each time is a log that grows', async () => {
    const last = await lastLog();
    const full = Buffer.from(disk.contentOf(last));
    const batches = batchesIn([full]);
    expect(batches.length).toBeGreaterThan(1);
    let bytes = full.length - 100;
    clock.betweenLooks = () => {
      bytes += 7;
      disk.setContent(last, full.subarray(0, bytes));
    };
    disk.setContent(last, full.subarray(0, bytes));
    expect((await findings()).filter((one) => one.includes('torn'))).toEqual([]);
  });

  test('an append that is finished at the second look is none', async () => {
    const last = await lastLog();
    const full = Buffer.from(disk.contentOf(last));
    disk.setContent(last, full.subarray(0, -1));
    clock.betweenLooks = () => disk.setContent(last, full);
    expect(await findings()).toEqual([]);
  });

  test('a segment that goes meanwhile is left out', async () => {
    const first = name(0, '.log');
    change(first, (content) => content.subarray(0, -1));
    let isGone = false;
    clock.betweenLooks = () => {
      if (isGone) return;
      isGone = true;
      void disk.remove(first);
    };
    expect((await findings()).filter((one) => one.includes('.log@'))).toEqual([]);
  });
});

test('files that are not of a log are noted', async () => {
  for (const file of ['notes.txt', '00000000000000000000.log.12.cut', 'x.tmp', 'y.deleted']) {
    await (await disk.open(join(directory, file), { writable: true, create: true })).close();
  }
  expect(await findings()).toEqual([
    'note 00000000000000000000.log.12.cut: bytes that recovery cut from the end of a log and kept',
    'note notes.txt: not a file of a broker; it is ignored',
    'note x.tmp: of a step that was not finished',
    'note y.deleted: on its way out',
  ]);
});

test('[LOG-7] epochs that the log does not have, and a producer snapshot that is damaged', async () => {
  const epochs = join(directory, 'leader-epoch-checkpoint');
  expect(String(disk.contentOf(epochs))).toBe('0\n1\n0 0\n');
  change(epochs, () => Buffer.from('0\n2\n0 0\n3 10\n'));
  expect(await findings()).toEqual([
    expect.stringContaining('it has epoch 3 from 10 on, the log has not'),
  ]);
  change(epochs, () => Buffer.from('0\n0\n'));
  expect(await findings()).toEqual([
    expect.stringContaining('the log has epoch 0 from 0 on, it has not'),
  ]);
  change(epochs, () => Buffer.from('nonsense'));
  expect(await findings()).toEqual([expect.stringContaining('not in the form')]);
  // A log that grows: the file knows an epoch that begins after what was looked at.
  change(epochs, () => Buffer.from('0\n2\n0 0\n3 40\n'));
  expect(await findings()).toEqual([]);
  const entries = await disk.list(directory);
  const snapshot = entries.find((entry) => entry.name.endsWith('.snapshot'))?.name as string;
  change(join(directory, snapshot), (content) => Buffer.concat([content, Buffer.alloc(1)]));
  expect(await findings()).toEqual([
    `damage ${snapshot}: its checksum does not match; it can be rebuilt from the log`,
  ]);
});

test('[LOG-10] gaps that compaction left are none, where its checkpoint allows them', async () => {
  const compacted = new MemoryFileSystem();
  const config = { indexIntervalBytes: 100, segmentBytes: 600, cleanupPolicy: 'compact' as const };
  const log = await openLog(compacted, { config });
  for (let i = 0; i < 60; i++)
    await appendKeyed(log, [
      [`k${i % 7}`, `${i}`],
      ['same', `${i}`],
    ]);
  await compact(log);
  await log.close();
  const check = async () =>
    (await checkLog(directory, { ...options(true), fileSystem: compacted })).findings;
  const metadata = await compacted.open(join(directory, 'partition.metadata'), {
    writable: true,
    create: true,
  });
  await metadata.write([disk.contentOf(join(directory, 'partition.metadata'))], 0);
  await metadata.close();
  expect(await check()).toEqual([]);
  await compacted.remove(join(directory, 'cleaner-checkpoint'));
  expect((await check()).map(({ what }) => what).join('\n')).toMatch(
    /has base offset \d+ where|begins at/,
  );
});

test('[LOG-6] what recovery took out stays a finding, and the gap is told once', async () => {
  const [, second] = (await logFiles()) as [string, string];
  for (const suffix of ['.log', '.index', '.timeindex', '.sum']) {
    await disk.remove(join(directory, second.replace('.log', suffix)));
  }
  const startOffset = Number(second.slice(0, 20));
  const endOffset = Number((await logFiles())[1]?.slice(0, 20));
  const gap = { startOffset, endOffset, file: second, position: 0, problem: 'bad bytes' };
  await writeState(disk, join(directory, 'damage-report'), { gaps: [gap] });
  expect(await findings()).toEqual([
    `damage damage-report: offsets ${startOffset} to ${endOffset - 1} are gone; ${second} was damaged at byte 0: bad bytes`,
  ]);
});

test('one segment by itself', async () => {
  const [, second] = (await logFiles()) as [string, string];
  const onlySegment = Number(second.slice(0, 20));
  change(name(0, '.log'), () => Buffer.from('garbage'));
  const report = await checkLog(directory, { ...options(), onlySegment });
  expect(report.findings).toEqual([]);
  expect(report.logs[0]).toMatchObject({ startOffset: onlySegment, segments: 1 });
});

describe('a data directory', () => {
  const topicId = 'BBBBBBBBBBBBBBBBBBBBBA' as Uuid;

  async function stoppedDirectory(): Promise<void> {
    const manager = await LogManager.open({
      directory: '/broker',
      fileSystem: disk,
      clock,
      random: new SeededRandom(1),
      logger: silentLogger,
      nodeId: 1,
    });
    const log = await manager.openPartition({
      topic: 'orders',
      partition: 2,
      topicId,
      config: logConfigDefaults,
    });
    for (let i = 0; i < 5; i++) await append(log, ['x'], 1_000 + i);
    await manager.close();
  }

  const check = async () =>
    (await checkDataDirectory('/broker', options())).findings.map(
      ({ kind, path, what }) => `${kind} ${path}: ${what}`,
    );

  test('every log and the small files are checked, against where the broker stopped too', async () => {
    await stoppedDirectory();
    expect(await check()).toEqual([]);
    const log = '/broker/orders-2/00000000000000000000.log';
    const full = Buffer.from(disk.contentOf(log));
    const [first] = batchesIn([full]) as [Buffer];
    // A whole batch less: nothing but the marker of the orderly stop can tell.
    disk.setContent(log, full.subarray(0, -first.length));
    const shorter = await check();
    expect(shorter).toContain(
      'damage /broker/orders-2: the log ends at offset 4; when it was stopped, it ended at 5',
    );
    disk.setContent(log, full);
    change('/broker/meta.json', (content) => content.subarray(0, -3));
    change('/broker/orders-2/partition.metadata', () => Buffer.from('version: 7'));
    expect(await check()).toEqual([
      expect.stringMatching(/^damage \/broker\/meta\.json: .* is damaged/),
      'damage /broker/orders-2/partition.metadata: it does not name a topic id',
    ]);
  });

  test('[LOG-5] a log that the manifest lists and that is not there', async () => {
    await stoppedDirectory();
    await disk.removeDirectory('/broker/orders-2');
    expect(await check()).toEqual([
      `damage /broker/manifest: it lists the log orders-2 of topic id ${topicId}, which is not there: lost`,
    ]);
  });

  test('[LOG-6] a log that ends below what was durable, and one that begins above its start', async () => {
    await stoppedDirectory();
    await disk.remove('/broker/clean-shutdown.json');
    const log = '/broker/orders-2/00000000000000000000.log';
    const [first] = batchesIn([Buffer.from(disk.contentOf(log))]) as [Buffer];
    change(log, (content) => content.subarray(0, -first.length));
    const found = await check();
    expect(found.join('\n')).toContain('ends at offset 4; it was durable up to 5');
    await writeState(disk, '/broker/log-start-checkpoint', { logs: { [`${topicId}-2`]: 0 } });
    for (const suffix of ['log', 'index', 'timeindex']) {
      const file = `/broker/orders-2/${'0'.repeat(20)}.${suffix}`;
      await disk.rename(file, file.replace('0.', '3.'));
    }
    expect((await check()).join('\n')).toContain(
      'the first segment begins at offset 3; the log starts at 0',
    );
  });

  test('a log that does not say whose it is', async () => {
    await stoppedDirectory();
    await disk.remove('/broker/orders-2/partition.metadata');
    expect(await check()).toEqual([expect.stringContaining('nobody knows whose log this is')]);
  });
});
