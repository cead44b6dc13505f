// The storage simulation: one seed is one random sequence of what users and disks do to a log, checked against a model.
// A sequence that fails is made smaller before it is reported.
import fc from 'fast-check';
import { messageOf } from '../../../src/base/errors.ts';
import { noCounters, type StorageCounters, StorageModel } from './storage-model.ts';
import { type StorageSequence, storageSequence } from './storage-steps.ts';

export interface StorageResult {
  seed: number;
  /** Until the first one that failed. */
  sequences: number;
  problems: string[];
  /** The smallest sequence that fails. */
  counterexample: StorageSequence | undefined;
  counters: StorageCounters;
}

/** What this many sequences must have met, each per 100 of them; below, the run shows nothing. */
const effortPer100Min: Partial<StorageCounters> = {
  acknowledged: 1_500,
  rolls: 100,
  diskReads: 60,
  searches: 20,
  trims: 5,
  expiries: 5,
  truncations: 5,
  stops: 60,
  kills: 60,
  powerCuts: 100,
  shortened: 20,
  tornTails: 4,
  eio: 30,
  enospc: 5,
  offline: 20,
  refused: 5,
  failedOpens: 5,
};

/** Fewer sequences than these may by chance lack something. */
export const sequencesForEffort = 200;

/** Runs `sequences` of them from one seed. */
export async function runStorage(seed: number, sequences = 1): Promise<StorageResult> {
  const counters = noCounters();
  let isShrinking = false;
  const details = await fc.check(
    fc.asyncProperty(storageSequence, async (sequence) => {
      try {
        await new StorageModel(sequence, isShrinking ? noCounters() : counters).run();
      } catch (error) {
        isShrinking = true;
        throw error;
      }
    }),
    { seed, numRuns: sequences },
  );
  const problems = details.failed ? [messageOf(details.errorInstance)] : [];
  const [counterexample] = details.counterexample ?? [];
  return { seed, sequences: details.numRuns, problems, counterexample, counters };
}

export function addCounters(sum: StorageCounters, more: StorageCounters): void {
  for (const name of Object.keys(sum) as (keyof StorageCounters)[]) sum[name] += more[name];
}

/** What happened too rarely, if anything. */
export function storageEffortProblems(counters: StorageCounters): string[] {
  const { sequences } = counters;
  if (sequences < sequencesForEffort) return [];
  return Object.entries(effortPer100Min).flatMap(([name, least]) => {
    const count = counters[name as keyof StorageCounters];
    const needed = Math.floor((least * sequences) / 100);
    return count < needed
      ? [`only ${count} ${name} in ${sequences} sequences; ${needed} are needed`]
      : [];
  });
}
