import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SeededRandom } from '../../../src/base/random.ts';
import type { PartitionLog } from '../../../src/storage/partition-log.ts';
import { MemoryFileSystem } from '../../support/memory-file-system.ts';
import { batchOf, directory, openLog, readAll } from './fixture.ts';

type Step =
  | { kind: 'append'; counts: number[]; bytes: number; stamp: number }
  | { kind: 'read'; at: number; maxBytes: number }
  | { kind: 'find'; stamp: number }
  | { kind: 'evict' }
  | { kind: 'stop' }
  | { kind: 'kill' }
  | { kind: 'crash'; seed: number };

const config = { segmentBytes: 1_500, indexIntervalBytes: 200 };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constant('append' as const),
        counts: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 6 }),
        bytes: fc.integer({ min: 0, max: 200 }),
        stamp: fc.integer({ min: 0, max: 1_000 }),
      }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('read' as const),
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        maxBytes: fc.integer({ min: 1, max: 2_000 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('find' as const),
        stamp: fc.integer({ min: 0, max: 1_100 }),
      }),
    },
    fc.constant<Step>({ kind: 'evict' }),
    fc.constant<Step>({ kind: 'stop' }),
    fc.constant<Step>({ kind: 'kill' }),
    fc.record({ kind: fc.constant('crash' as const), seed: fc.nat() }),
  ),
  { maxLength: 40 },
);

interface Model {
  disk: MemoryFileSystem;
  log: PartitionLog;
  /** By offset. */
  records: { value: string; timestamp: number }[];
}

async function run(model: Model, step: Step): Promise<void> {
  const { disk, log, records } = model;
  switch (step.kind) {
    case 'append':
      return append(model, step);
    case 'read': {
      const offset = Math.floor(step.at * records.length);
      const found = await readAll(log, offset, step.maxBytes);
      expect(found.map((record) => String(record.value))).toEqual(
        records.slice(offset).map((record) => record.value),
      );
      expect(found[0]?.offset ?? records.length).toBe(offset);
      return;
    }
    case 'find': {
      const found = await log.offsetForTimestamp(step.stamp, log.writtenEndOffset);
      const offset = records.findIndex((record) => record.timestamp >= step.stamp);
      expect(found?.offset ?? -1).toBe(offset);
      return;
    }
    case 'evict':
      log.evictTail();
      return;
    case 'stop':
      await log.close();
      model.log = await openLog(disk, { config, cleanEnd: log.cleanEnd });
      expect(model.log.wasRecovered).toBe(false);
      return;
    case 'kill':
      disk.kill();
      model.log = await openLog(disk, { config });
      return;
    case 'crash':
      disk.crash(new SeededRandom(step.seed));
      model.log = await openLog(disk, { config });
  }
}

async function append(model: Model, step: Step & { kind: 'append' }): Promise<void> {
  const held = step.counts.map((count, i) => {
    const start = model.records.length;
    const values = Array.from({ length: count }, (_, k) => `${start + k}`.padEnd(step.bytes, '.'));
    const timestamp = step.stamp + i;
    model.records.push(...values.map((value, k) => ({ value, timestamp: timestamp + k })));
    const result = model.log.append(batchOf(values, timestamp), { leaderEpoch: 0 });
    expect(result).toMatchObject({ baseOffset: start, lastOffset: start + count - 1 });
    return result.held;
  });
  await Promise.all(held);
}

test('a log behaves like an array over appends, rolls, reads, stops, kills and power cuts', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const disk = new MemoryFileSystem();
      const model: Model = { disk, log: await openLog(disk, { config }), records: [] };
      for (const step of sequence) {
        await run(model, step);
        expect(model.log.logEndOffset).toBe(model.records.length);
        expect(model.log.durableEndOffset).toBe(model.records.length);
      }
      model.log.evictTail();
      await run(model, { kind: 'read', at: 0, maxBytes: 300 });
    }),
    { numRuns: 150, seed: 20_261_121 },
  );
});

test('indexes after an unclean stop are those of the running log, without what a stop adds [LOG-7]', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const disk = new MemoryFileSystem();
      const model: Model = { disk, log: await openLog(disk, { config }), records: [] };
      for (const step of sequence) if (step.kind === 'append') await run(model, step);
      const running = await filesOf(disk);
      disk.kill();
      await openLog(disk, { config });
      const recovered = await filesOf(disk);
      for (const [name, content] of running) {
        // The active segment's entries reach its files late, so there what was recovered may be ahead.
        expect(recovered.get(name)?.subarray(0, content.length), name).toEqual(content);
      }
    }),
    { numRuns: 50, seed: 20_261_122 },
  );
});

async function filesOf(disk: MemoryFileSystem): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const { name } of await disk.list(directory))
    files.set(name, disk.contentOf(`${directory}/${name}`));
  return files;
}
