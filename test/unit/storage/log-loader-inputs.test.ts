// What may lie in a log's directory: a log that was stopped in order opens without looking at more than its end, and files that
// are missing, too many, too long or of no use are repaired or told [LOG-1, LOG-6].
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CleanEnd } from '../../../src/storage/log-loader.ts';
import { MemoryFileSystem } from '../../support/memory-file-system.ts';
import { append, directory, openLog, readAll, readValues } from './fixture.ts';

const config = { segmentBytes: 200, indexIntervalBytes: 60 };

const name = (offset: number, suffix: string) =>
  join(directory, `${String(offset).padStart(20, '0')}${suffix}`);

const numbered = (i: number) => `${i}`.padStart(60, '.');

/** A log with one batch in each segment, stopped in order. */
async function stoppedLog(segments: number) {
  const disk = new MemoryFileSystem();
  const log = await openLog(disk, { config });
  for (let i = 0; i < segments; i++) await append(log, [numbered(i)], 1_000 + i);
  expect(log.segmentCount).toBe(segments);
  await log.close();
  return { disk, cleanEnd: log.cleanEnd as CleanEnd };
}

describe('after an orderly stop', () => {
  test('opening touches the files of the last segment only, however many there are', async () => {
    const opens: number[] = [];
    for (const segments of [3, 30, 300]) {
      const { disk, cleanEnd } = await stoppedLog(segments);
      const before = { ...disk.counts };
      const log = await openLog(disk, { config, cleanEnd });
      expect(log.wasRecovered).toBe(false);
      expect(log.segmentCount).toBe(segments);
      opens.push(disk.counts.open - before.open);
      expect(disk.counts.write).toBe(before.write);
      expect(await readValues(log, segments - 2)).toHaveLength(2);
    }
    expect(new Set(opens).size).toBe(1);
    expect(opens[0]).toBeLessThan(12);
  });

  test('an index that is missing, cut, too long, or of another log is built anew when it is needed', async () => {
    const spoil: Record<string, (content: Buffer) => Buffer | undefined> = {
      missing: () => undefined,
      empty: () => Buffer.alloc(0),
      'cut inside of an entry': (content) => content.subarray(0, content.length - 1),
      'longer than its log': (content) => Buffer.concat([content, Buffer.alloc(120, 0x7f)]),
      'full of zeros': () => Buffer.alloc(48),
      garbage: () => Buffer.from('this is no index at all'.repeat(12)),
    };
    for (const suffix of ['.index', '.timeindex']) {
      for (const base of [0, 2]) {
        for (const [what, how] of Object.entries(spoil)) {
          const { disk, cleanEnd } = await stoppedLog(3);
          const path = name(base, suffix);
          const content = disk.contentOf(path);
          const spoilt = how(content);
          if (spoilt === undefined) await disk.remove(path);
          else disk.setContent(path, spoilt);
          const where = `${suffix} of segment ${base}, ${what}`;
          const log = await openLog(disk, { config, cleanEnd });
          expect(await readValues(log), where).toEqual([0, 1, 2].map(numbered));
          for (const offset of [0, 1, 2]) {
            expect(await log.offsetForTimestamp(1_000 + offset, 100), where).toMatchObject({
              offset,
            });
          }
        }
      }
    }
  });

  test('any flipped bit of any index gives the same records and times', async () => {
    for (const suffix of ['.index', '.timeindex']) {
      const { disk, cleanEnd } = await stoppedLog(2);
      const bytes = disk.contentOf(name(0, suffix)).length;
      for (let bit = 0; bit < 8 * bytes; bit++) {
        disk.corrupt(name(0, suffix), bit >> 3, 1 << (bit & 7));
        const log = await openLog(disk, { config, cleanEnd });
        expect(await readValues(log)).toEqual([0, 1].map(numbered));
        disk.corrupt(name(0, suffix), bit >> 3, 1 << (bit & 7));
        disk.kill();
      }
    }
  });
});

describe('after a crash', () => {
  test('an empty last segment is gone on with, and an index without a log goes', async () => {
    const { disk } = await stoppedLog(2);
    for (const suffix of ['.log', '.index', '.timeindex']) {
      disk.setContent(name(2, suffix), Buffer.alloc(0));
    }
    disk.setContent(name(7, '.index'), Buffer.alloc(8));
    disk.setContent(name(1, '.timeindex'), Buffer.alloc(1_200, 3));
    const log = await openLog(disk, { config });
    expect(log).toMatchObject({ segmentCount: 3, logEndOffset: 2 });
    expect(await disk.stat(name(7, '.index'))).toBeUndefined();
    expect((await append(log, ['next'])).baseOffset).toBe(2);
    log.evictTail();
    expect((await readAll(log)).map((record) => record.offset)).toEqual([0, 1, 2]);
  });

  test('a segment whose first batch is not the one of its name is damage, and told where', async () => {
    const { disk } = await stoppedLog(3);
    disk.setContent(name(1, '.log'), disk.contentOf(name(2, '.log')));
    const opening = openLog(disk, { config });
    await expect(opening).rejects.toMatchObject({ code: 'LOG_DAMAGED', path: name(1, '.log') });
    await expect(opening).rejects.toThrow('has base offset 2 where 1 follows');
  });

  test('foreign files are left alone', async () => {
    const { disk } = await stoppedLog(2);
    const foreign = ['0.log', 'notes.txt', `${'0'.repeat(20)}.log.bak`, `${'9'.repeat(20)}.log`];
    for (const one of foreign) disk.setContent(join(directory, one), Buffer.from('mine'));
    const log = await openLog(disk, { config });
    expect(await readValues(log)).toEqual([0, 1].map(numbered));
    for (const one of foreign) expect(String(disk.contentOf(join(directory, one)))).toBe('mine');
  });
});
