import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SeededRandom } from '../../../src/base/random.ts';
import { HeaderSums } from '../../../src/storage/header-sums.ts';
import type { CleanEnd } from '../../../src/storage/log-loader.ts';
import { MemoryFileSystem } from '../../support/memory-file-system.ts';
import { append, batchesIn, batchOf, directory, openLog, readValues } from './fixture.ts';

const config = { segmentBytes: 10_000, indexIntervalBytes: 1_000 };

const name = (offset: number, suffix = '.log') =>
  join(directory, `${String(offset).padStart(20, '0')}${suffix}`);

/** What a full scan of these bytes gives. */
function sumsOf(log: Buffer): HeaderSums {
  const sums = new HeaderSums();
  for (const batch of batchesIn([log])) sums.add(batch, batch.length);
  return sums;
}

/** Segments of about ten batches of 1 KB each; then the process dies. */
async function killedLog(batches = 25): Promise<MemoryFileSystem> {
  const disk = new MemoryFileSystem();
  const log = await openLog(disk, { config });
  for (let i = 0; i < batches; i++) await append(log, [`${i}`.padStart(900, '.')]);
  disk.kill();
  return disk;
}

async function logOffsets(disk: MemoryFileSystem): Promise<number[]> {
  return (await disk.list(directory))
    .filter((entry) => entry.name.endsWith('.log'))
    .map((entry) => Number.parseInt(entry.name, 10));
}

async function expectSumsOfClosedSegments(disk: MemoryFileSystem): Promise<void> {
  for (const base of (await logOffsets(disk)).slice(0, -1)) {
    expect(disk.contentOf(name(base, '.sum')), `segment ${base}`).toEqual(
      sumsOf(disk.contentOf(name(base))).encode(),
    );
  }
}

describe('the file [LOG-7]', () => {
  test('what was stopped and gone on with at any batch is what one scan gives', () => {
    const random = new SeededRandom(1);
    const batches = Array.from({ length: 60 }, () =>
      batchOf(['x'.repeat(random.integerBelow(1_500))]),
    );
    const whole = sumsOf(Buffer.concat(batches)).encode();
    for (let stop = 0; stop <= batches.length; stop++) {
      const first = sumsOf(Buffer.concat(batches.slice(0, stop))).encode();
      const again = HeaderSums.decode(first) as HeaderSums;
      for (const batch of batches.slice(stop)) again.add(batch, batch.length);
      expect(again.encode(), `stopped after ${stop}`).toEqual(whole);
    }
  });

  test('with any bit changed, or cut, it is none', () => {
    const content = sumsOf(
      Buffer.concat([1, 2, 3].map(() => batchOf(['y'.repeat(3_000)]))),
    ).encode();
    expect(HeaderSums.decode(content)?.end).toBeGreaterThan(9_000);
    for (let bit = 0; bit < 8 * content.length; bit++) {
      const changed = Buffer.from(content);
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(HeaderSums.decode(changed), `bit ${bit}`).toBeUndefined();
    }
    for (let bytes = 0; bytes < content.length; bytes++) {
      expect(HeaderSums.decode(content.subarray(0, bytes)), `${bytes} bytes`).toBeUndefined();
    }
  });
});

describe('a closed segment has one that equals a full scan [LOG-7]', () => {
  test('after rolls, stops and starts', async () => {
    const disk = new MemoryFileSystem();
    let cleanEnd: CleanEnd | undefined;
    for (let life = 0; life < 8; life++) {
      const log = await openLog(disk, { config, cleanEnd });
      expect(log.wasRecovered).toBe(false);
      for (let i = 0; i < 5; i++) await append(log, ['z'.repeat(700 + 100 * i)]);
      await log.close();
      cleanEnd = log.cleanEnd;
    }
    expect((await logOffsets(disk)).length).toBeGreaterThan(2);
    await expectSumsOfClosedSegments(disk);
  });

  test('after a start that finds none for the active segment, and after a cut and new records', async () => {
    const disk = new MemoryFileSystem();
    const first = await openLog(disk, { config });
    for (let i = 0; i < 14; i++) await append(first, ['z'.repeat(900)]);
    await first.close();
    await disk.remove(name((await logOffsets(disk)).at(-1) ?? 0, '.sum'));
    const log = await openLog(disk, { config, cleanEnd: first.cleanEnd });
    for (let i = 0; i < 10; i++) await append(log, ['y'.repeat(900)]);
    await expectSumsOfClosedSegments(disk);
    await log.truncateTo(8, { highWatermark: 0 });
    for (let i = 0; i < 10; i++) await append(log, ['x'.repeat(900)]);
    await expectSumsOfClosedSegments(disk);
    await log.close();
    const again = await openLog(disk, { config });
    expect(await readValues(again)).toHaveLength(18);
  });

  test('after recovery that finds none, or one of another time', async () => {
    const disk = await killedLog();
    const [one, two] = await logOffsets(disk);
    await disk.remove(name(one ?? -1, '.sum'));
    disk.setContent(name(two ?? -1, '.sum'), sumsOf(batchOf(['other'])).encode());
    await openLog(disk, { config });
    await expectSumsOfClosedSegments(disk);
  });
});

describe('recovery compares', () => {
  test('a leader epoch changed in a closed segment, which no CRC covers, is damage, told where', async () => {
    const disk = await killedLog();
    const content = disk.contentOf(name(0));
    const batchBytes = batchesIn([content])[0]?.length ?? 0;
    for (let batch = 0; batch < 9; batch++) {
      for (let at = 12; at < 16; at++) {
        disk.corrupt(name(0), batch * batchBytes + at, 0x40);
        const error = await openLog(disk, { config }).catch((reason: unknown) => reason);
        expect(error).toMatchObject({ code: 'LOG_DAMAGED', path: name(0) });
        const { position } = error as { position: number };
        expect(position).toBeLessThanOrEqual(batch * batchBytes);
        expect(position).toBeGreaterThan((batch - 5) * batchBytes);
        disk.corrupt(name(0), batch * batchBytes + at, 0x40);
      }
    }
    expect(await readValues(await openLog(disk, { config }))).toHaveLength(25);
  });

  test('alone in its set, the replica takes the run out and serves the rest', async () => {
    const disk = await killedLog();
    const batchBytes = batchesIn([disk.contentOf(name(0))])[0]?.length ?? 0;
    disk.corrupt(name(0), 5 * batchBytes + 13, 1);
    for (let life = 0; life < 2; life++) {
      const log = await openLog(disk, { config, onDamage: 'serveIntact' });
      expect(log.gaps).toHaveLength(1);
      const { startOffset, endOffset } = log.gaps[0] ?? { startOffset: -1, endOffset: -1 };
      expect(startOffset).toBeLessThanOrEqual(5);
      expect(endOffset).toBeGreaterThan(5);
      expect(endOffset - startOffset).toBeLessThanOrEqual(5);
      expect(await readValues(log, endOffset)).toHaveLength(25 - endOffset);
      disk.kill();
    }
  });
});
