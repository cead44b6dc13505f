// What can happen to one partition log, as fast-check draws it: what its users do, and what its disk does to it.
import fc from 'fast-check';
import { limits } from '../../../src/base/limits.ts';
import type { DiskOperation } from '../../support/disk-faults.ts';

export type StorageStep =
  | { kind: 'append'; batches: DrawnBatch[]; isAwaited: boolean }
  | { kind: 'read'; at: number; maxBytes: number }
  | { kind: 'find'; stamp: number }
  | { kind: 'evict' }
  | { kind: 'trim'; at: number }
  | { kind: 'retain' }
  | { kind: 'truncate'; at: number }
  | { kind: 'tick'; ms: number }
  | { kind: 'stop' }
  | { kind: 'kill'; turns: number }
  | { kind: 'powerCut'; turns: number; seed: number | undefined }
  | { kind: 'fault'; operation: DiskOperation; skip: number; pathPart: string }
  | { kind: 'space'; bytesFree: number | undefined }
  | { kind: 'clearFaults' };

export interface DrawnBatch {
  records: number;
  valueBytes: number;
  stamp: number;
  /** Turns of the microtask queue before the next append, so that groups form in all ways. */
  turns: number;
}

export interface StorageSequence {
  config: {
    segmentBytes: number;
    indexIntervalBytes: number;
    durability: 'sync' | 'async';
    retentionBytes: number;
  };
  tailBytesMax: number;
  /** Bytes that appends leave free [LOG-9]; undefined for a log that does not ask. */
  minFreeBytes: number | undefined;
  /** Let the system cut reads short. */
  shortReadSeed: number | undefined;
  steps: StorageStep[];
}

export const flushMs = 500;

/** After so long a full disk was looked at again. */
export const spaceLookMs = 2 * limits.freeSpaceLookMs;

const batch: fc.Arbitrary<DrawnBatch> = fc.record({
  records: fc.integer({ min: 1, max: 4 }),
  valueBytes: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 0, max: 150 }) },
    { weight: 1, arbitrary: fc.integer({ min: 1_000, max: 3_000 }) },
  ),
  stamp: fc.integer({ min: 0, max: 1_000 }),
  turns: fc.integer({ min: 0, max: 12 }),
});

const append = fc.record({
  kind: fc.constant('append' as const),
  batches: fc.array(batch, { minLength: 1, maxLength: 6 }),
  isAwaited: fc.boolean(),
});

const turns = fc.integer({ min: 0, max: 25 });

/** Seeds of 32 bits, as SeededRandom takes them. */
const diskSeed = fc.nat();

/** Drawn evenly: fc.double prefers the numbers next to 0. */
const fraction = fc.noBias(fc.integer({ min: 0, max: 1_000 })).map((value) => value / 1_000);

const step: fc.Arbitrary<StorageStep> = fc.oneof(
  { weight: 12, arbitrary: append },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('read' as const),
      at: fraction,
      maxBytes: fc.integer({ min: 1, max: 2_000 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('find' as const),
      stamp: fc.integer({ min: 0, max: 1_100 }),
    }),
  },
  { weight: 2, arbitrary: fc.constant<StorageStep>({ kind: 'evict' }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('trim' as const),
      at: fraction,
    }),
  },
  { weight: 1, arbitrary: fc.constant<StorageStep>({ kind: 'retain' }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('truncate' as const), at: fraction }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('tick' as const),
      ms: fc.integer({ min: 1, max: 2 * flushMs }),
    }),
  },
  { weight: 2, arbitrary: fc.constant<StorageStep>({ kind: 'stop' }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('kill' as const), turns }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('powerCut' as const),
      turns,
      seed: fc.option(diskSeed, { nil: undefined, freq: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('fault' as const),
      operation: fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom<DiskOperation>('write', 'sync') },
        {
          weight: 2,
          arbitrary: fc.constantFrom<DiskOperation>('read', 'open', 'truncate', 'syncDirectory'),
        },
      ),
      pathPart: fc.constantFrom('', '.log'),
      skip: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 6 })),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('space' as const),
      bytesFree: fc.option(fc.integer({ min: 0, max: 2_000 }), { nil: undefined, freq: 2 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant<StorageStep>({ kind: 'clearFaults' }) },
);

/** One sequence in four has no faults at all: what fails there is no fault's fault. */
export const storageSequence: fc.Arbitrary<StorageSequence> = fc
  .record({
    config: fc.record({
      segmentBytes: fc.integer({ min: 300, max: 4_000 }),
      indexIntervalBytes: fc.integer({ min: 50, max: 500 }),
      durability: fc.constantFrom('sync' as const, 'async' as const),
      retentionBytes: fc.integer({ min: 500, max: 20_000 }),
    }),
    tailBytesMax: fc.constantFrom(0, 400, 1 << 20),
    minFreeBytes: fc.option(fc.integer({ min: 0, max: 1_000 }), { nil: undefined }),
    shortReadSeed: fc.option(diskSeed, { nil: undefined }),
    steps: fc.array(step, { maxLength: 40, size: 'max' }),
    isCalm: fc.integer({ min: 0, max: 3 }).map((value) => value === 0),
  })
  .map(({ isCalm, steps, ...sequence }) => ({
    ...sequence,
    steps: steps.filter(({ kind }) => !isCalm || (kind !== 'fault' && kind !== 'space')),
  }));
