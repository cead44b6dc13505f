import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SeededRandom } from '../../../src/base/random.ts';
import type { PartitionLog, PartitionLogOptions } from '../../../src/storage/partition-log.ts';
import { MemoryFileSystem } from '../../support/memory-file-system.ts';
import { directory, type OpenLogOptions, openLog, readValues, sequencedBatch } from './fixture.ts';

const config = { segmentBytes: 900, indexIntervalBytes: 200 };
const retriable = expect.objectContaining({ code: 'STORAGE_ERROR', retriable: true });

function append(log: PartitionLog, baseSequence: number, values: string[], leaderEpoch = 0) {
  const sequence = { producerId: 7, producerEpoch: 0, baseSequence };
  return log.append(sequencedBatch(sequence, values), { leaderEpoch });
}

/** Batches of one record, with sequences and offsets from 0 on. */
async function appendMany(log: PartitionLog, count: number): Promise<void> {
  for (let i = 0; i < count; i++) await append(log, log.logEndOffset, [`v${i}`]).held;
}

async function namesOf(disk: MemoryFileSystem): Promise<string[]> {
  return (await disk.list(directory)).map(({ name }) => name);
}

function contentOf(disk: MemoryFileSystem, name: string): string {
  return disk.contentOf(`${directory}/${name}`).toString('hex');
}

describe('duplicates [LOG-11]', () => {
  test('a batch that comes again is answered with its first offset, and stands once', async () => {
    const log = await openLog(new MemoryFileSystem());
    await append(log, 0, ['a', 'b']).held;
    await append(log, 2, ['c']).held;
    const again = append(log, 0, ['a', 'b']);
    expect(again).toMatchObject({ baseOffset: 0, lastOffset: 1, logAppendTimeMs: -1 });
    await again.held;
    expect(await readValues(log)).toEqual(['a', 'b', 'c']);
    expect(log.logEndOffset).toBe(3);
  });

  test('it is held only when the first one is', async () => {
    const disk = new MemoryFileSystem();
    const log = await openLog(disk);
    const first = append(log, 0, ['a']);
    const again = append(log, 0, ['a']);
    let isHeld = false;
    const held = again.held.then(() => {
      isHeld = true;
      expect(log.durableEndOffset).toBe(1);
    });
    expect(isHeld).toBe(false);
    await Promise.all([first.held, held]);
    expect(disk.counts.write).toBe(1);
  });

  test('it gets the time that the first one was stamped with', async () => {
    const log = await openLog(new MemoryFileSystem(), {
      config: { timestampType: 'LogAppendTime' },
    });
    const first = append(log, 0, ['a']);
    await first.held;
    expect(first.logAppendTimeMs).toBeGreaterThan(0);
    expect(append(log, 0, ['a']).logAppendTimeMs).toBe(first.logAppendTimeMs);
  });

  test('a batch that is refused changes nothing', async () => {
    const log = await openLog(new MemoryFileSystem());
    await append(log, 0, ['a']).held;
    expect(() => append(log, 2, ['c'])).toThrow(
      expect.objectContaining({ code: 'OUT_OF_ORDER_SEQUENCE_NUMBER' }),
    );
    expect(log.logEndOffset).toBe(1);
    await append(log, 1, ['b']).held;
    expect(await readValues(log)).toEqual(['a', 'b']);
  });

  test.each([
    ['write', 'EIO'],
    ['sync', 'EIO'],
  ] as const)(
    'when a %s fails, the first one and all behind it fail alike',
    async (operation, code) => {
      const disk = new MemoryFileSystem();
      const log = await openLog(disk);
      await append(log, 0, ['a']).held;
      disk.failNext(operation, code, { pathPart: '.log' });
      const fates = [append(log, 1, ['b']), append(log, 1, ['b']), append(log, 2, ['c'])];
      for (const { held } of fates) await expect(held).rejects.toEqual(retriable);
      expect(() => append(log, 3, ['d'])).toThrow(retriable);
      disk.kill();
      const again = await openLog(disk);
      // What recovery found is answered as a duplicate, the rest is appended: either way it stands once.
      for (const [i, value] of ['a', 'b', 'c'].entries()) await append(again, i, [value]).held;
      expect(await readValues(again)).toEqual(['a', 'b', 'c']);
    },
  );

  test('after a full disk the same batches are taken in order', async () => {
    const disk = new MemoryFileSystem();
    const refusals = { admit: () => {}, noteFull: () => {}, refusal: () => new Error('full') };
    const log = await openLog(disk, {
      space: refusals as unknown as NonNullable<PartitionLogOptions['space']>,
    });
    await append(log, 0, ['a']).held;
    disk.failNext('write', 'ENOSPC', { pathPart: '.log' });
    const fates = [append(log, 1, ['b']), append(log, 2, ['c'])];
    for (const { held } of fates) await expect(held).rejects.toThrow('full');
    expect(() => append(log, 2, ['c'])).toThrow(
      expect.objectContaining({ code: 'OUT_OF_ORDER_SEQUENCE_NUMBER' }),
    );
    await append(log, 1, ['b']).held;
    await append(log, 2, ['c']).held;
    expect(await readValues(log)).toEqual(['a', 'b', 'c']);
  });

  test('producers are forgotten after the time that is set', async () => {
    const log = await openLog(new MemoryFileSystem(), { producerIdExpirationMs: 1 });
    await append(log, 0, ['a']).held;
    const endMs = performance.now() + 5;
    while (performance.now() < endMs) await new Promise((resolve) => setImmediate(resolve));
    expect(append(log, 0, ['a']).baseOffset).toBe(1);
  });
});

describe('after a restart [LOG-7, LOG-11]', () => {
  test.each(['in order', 'by a kill', 'by a power cut'])(
    '%s the last five batches are known',
    async (how) => {
      const disk = new MemoryFileSystem();
      const log = await openLog(disk, { config });
      await appendMany(log, 30);
      if (how === 'in order') await log.close();
      else if (how === 'by a kill') disk.kill();
      else disk.crash(new SeededRandom(1));
      const cleanEnd = how === 'in order' ? log.cleanEnd : undefined;
      const again = await openLog(disk, { config, cleanEnd });
      expect(again.wasRecovered).toBe(how !== 'in order');
      for (let i = 25; i < 30; i++) expect(append(again, i, [`v${i}`]).baseOffset).toBe(i);
      expect(() => append(again, 24, ['v24'])).toThrow('follows');
      expect(append(again, 30, ['v30']).baseOffset).toBe(30);
    },
  );

  test('a log that was stopped in order is opened without a look at its earlier segments', async () => {
    const disk = new MemoryFileSystem();
    const log = await openLog(disk, { config });
    await appendMany(log, 200);
    await log.close();
    const before = disk.counts.read;
    await openLog(disk, { config, cleanEnd: log.cleanEnd });
    expect(disk.counts.read - before).toBeLessThan(log.segmentCount);
  });

  test('there is a snapshot for each segment and one for the end; those of earlier ends go', async () => {
    const disk = new MemoryFileSystem();
    let log = await openLog(disk, { config });
    for (let stop = 0; stop < 4; stop++) {
      await appendMany(log, 10);
      await log.close();
      const names = await namesOf(disk);
      const bases = names.filter((name) => name.endsWith('.log')).map((name) => name.slice(0, 20));
      const snapshots = names.filter((name) => name.endsWith('.snapshot'));
      const expected = new Set([...bases.slice(1), `${log.logEndOffset}`.padStart(20, '0')]);
      expect(snapshots.map((name) => name.slice(0, 20))).toEqual([...expected]);
      log = await openLog(disk, { config, cleanEnd: log.cleanEnd });
    }
  });

  test('whatever becomes of the newest snapshot, an earlier one or the log itself gives the same state', async () => {
    const disk = new MemoryFileSystem();
    const log = await openLog(disk, { config });
    await appendMany(log, 40);
    await log.close();
    const { cleanEnd } = log;
    const snapshots = (await namesOf(disk)).filter((name) => name.endsWith('.snapshot'));
    const newest = snapshots.at(-1) as string;
    const expected = contentOf(disk, newest);
    for (let damaged = 1; damaged <= snapshots.length; damaged++) {
      for (const [end, clean] of [
        ['stop', cleanEnd],
        ['kill', undefined],
      ] as const) {
        const copy = disk.clone();
        for (const name of snapshots.slice(-damaged)) {
          copy.setContent(`${directory}/${name}`, Buffer.from('not a snapshot'));
        }
        const again = await openLog(copy, { config, cleanEnd: clean });
        expect(append(again, 36, ['v36']).baseOffset, `${end} ${damaged}`).toBe(36);
        expect(append(again, 40, ['v40']).baseOffset).toBe(40);
      }
    }
    expect(expected.length).toBeGreaterThan(20);
  });
});

describe('epochs [LOG-7]', () => {
  test('each leadership that wrote something is known by its end, also after a restart', async () => {
    const disk = new MemoryFileSystem();
    let log = await openLog(disk, { config });
    for (const [i, epoch] of [0, 0, 2, 2, 5].entries()) await append(log, i, ['v'], epoch).held;
    for (const how of ['runs', 'stop', 'kill']) {
      if (how === 'stop') await log.close();
      if (how === 'kill') disk.kill();
      if (how !== 'runs') {
        log = await openLog(disk, { config, cleanEnd: how === 'stop' ? log.cleanEnd : undefined });
      }
      expect([0, 1, 2, 4, 5, 6].map((epoch) => log.endOffsetForEpoch(epoch)?.endOffset)).toEqual([
        2,
        2,
        4,
        4,
        5,
        undefined,
      ]);
    }
    const text = disk.contentOf(`${directory}/leader-epoch-checkpoint`).toString();
    expect(text).toBe('0\n3\n0 0\n2 2\n5 4\n');
  });
});

type Step =
  | { kind: 'append'; producerId: number; count: number; bumps: boolean; leads: boolean }
  | { kind: 'stop' }
  | { kind: 'kill' }
  | { kind: 'crash'; seed: number }
  | { kind: 'cut'; at: number };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 12,
      arbitrary: fc.record({
        kind: fc.constant('append' as const),
        producerId: fc.integer({ min: -1, max: 3 }),
        count: fc.integer({ min: 1, max: 4 }),
        bumps: fc.integer({ min: 0, max: 9 }).map((roll) => roll === 0),
        leads: fc.integer({ min: 0, max: 9 }).map((roll) => roll === 0),
      }),
    },
    fc.constant<Step>({ kind: 'stop' }),
    fc.constant<Step>({ kind: 'kill' }),
    fc.record({ kind: fc.constant('crash' as const), seed: fc.nat() }),
    fc.record({
      kind: fc.constant('cut' as const),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  ),
  { maxLength: 40 },
);

/** A log, and for each producer what it sends next. */
class Model {
  readonly disk = new MemoryFileSystem();
  log!: PartitionLog;
  leaderEpoch = 0;
  recoveryOffset = 0;
  /** By offset of the batch's last record, with the record values that stand there. */
  batches: { endOffset: number; values: string[] }[] = [];
  readonly #next = new Map<number, { producerEpoch: number; baseSequence: number }>();

  async open(): Promise<void> {
    this.log = await openLog(this.disk, this.#options());
  }

  async run(step: Step): Promise<void> {
    const { disk, log } = this;
    switch (step.kind) {
      case 'append':
        return this.#append(step);
      case 'stop':
        await log.close();
        this.log = await openLog(disk, { ...this.#options(), cleanEnd: log.cleanEnd });
        expect(this.log.wasRecovered).toBe(false);
        return;
      case 'kill':
        disk.kill();
        return this.open();
      case 'crash':
        disk.crash(new SeededRandom(step.seed));
        return this.open();
      case 'cut': {
        const offset = Math.round(step.at * log.logEndOffset);
        this.batches = this.batches.filter(({ endOffset }) => endOffset <= offset);
        const expected = this.batches.at(-1)?.endOffset ?? 0;
        expect(await log.truncateTo(offset, { highWatermark: 0 })).toBe(expected);
        // What was cut is unknown to the log, so these producers begin anew.
        this.#next.clear();
      }
    }
  }

  #options(): OpenLogOptions {
    const { recoveryOffset } = this;
    const lowerRecoveryOffset = async (offset: number) => {
      this.recoveryOffset = Math.min(this.recoveryOffset, offset);
    };
    return { config, recoveryOffset, lowerRecoveryOffset };
  }

  async #append({ producerId, count, bumps, leads }: Step & { kind: 'append' }): Promise<void> {
    if (leads) this.leaderEpoch += 1;
    const values = Array.from({ length: count }, (_, i) => `${this.log.logEndOffset + i}`);
    let sequence = { producerId, producerEpoch: -1, baseSequence: -1 };
    if (producerId >= 0) {
      const unknown = {
        producerEpoch: this.leaderEpoch + 100 * this.batches.length,
        baseSequence: 0,
      };
      const next = this.#next.get(producerId) ?? unknown;
      const { producerEpoch, baseSequence } = bumps
        ? { producerEpoch: next.producerEpoch + 1, baseSequence: 0 }
        : next;
      sequence = { producerId, producerEpoch, baseSequence };
      this.#next.set(producerId, { producerEpoch, baseSequence: baseSequence + count });
    }
    const result = this.log.append(sequencedBatch(sequence, values), {
      leaderEpoch: this.leaderEpoch,
    });
    await result.held;
    // Now and then, as the checkpoint of a data directory moves.
    if (producerId === 0) this.recoveryOffset = this.log.syncedEndOffset;
    this.batches.push({ endOffset: result.lastOffset + 1, values });
  }
}

/** The derived files as a log writes them that was opened with nothing but its .log files, and then closed. */
async function derivedByScan(disk: MemoryFileSystem): Promise<string[]> {
  const copy = disk.clone();
  for (const name of await namesOf(copy)) {
    if (!name.endsWith('.log')) await copy.remove(`${directory}/${name}`);
  }
  const log = await openLog(copy, { config });
  await log.close();
  return derivedFiles(copy, log);
}

async function derivedFiles(disk: MemoryFileSystem, log: PartitionLog): Promise<string[]> {
  if (log.segmentCount === 0) return [];
  const snapshot = `${`${log.logEndOffset}`.padStart(20, '0')}.snapshot`;
  return [contentOf(disk, 'leader-epoch-checkpoint'), contentOf(disk, snapshot)];
}

test('[LOG-7] over appends, stops, kills, power cuts and cut tails the derived files equal a full scan', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const model = new Model();
      await model.open();
      for (const step of sequence) {
        await model.run(step);
        expect(model.log.logEndOffset).toBe(model.batches.at(-1)?.endOffset ?? 0);
      }
      expect(await readValues(model.log)).toEqual(model.batches.flatMap(({ values }) => values));
      await model.log.close();
      const derived = await derivedFiles(model.disk, model.log);
      expect(derived).toEqual(await derivedByScan(model.disk));
    }),
    { numRuns: 150, seed: 20_261_121 },
  );
});
