/**
 * Runs seeds in child processes, one for each core. Results come in the order of the seeds, each as a run in this process would
 * have it. A child that dies or hangs is a failure of its seed, and another one takes its place.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { SeedResult } from '../../test/sim/seed-result.ts';
import type { SeededName } from './seeded-simulation.ts';

/** A seed takes a fraction of a second on a free core. */
const seedMsMax = 180_000;
const worker = fileURLToPath(new URL('./seed-worker.ts', import.meta.url));

export interface PoolOptions {
  name: SeededName;
  first: number;
  seeds: number;
  /** Default: one for each core. */
  jobs: number | undefined;
  /** Returns false to end the run with this seed. */
  onResult: (result: SeedResult) => boolean;
}

export class SeedPool {
  readonly #options: PoolOptions;
  readonly #children = new Set<ChildProcess>();
  /** Results that came before their turn. */
  readonly #early = new Map<number, SeedResult>();
  readonly #done = Promise.withResolvers<void>();
  #nextToStart: number;
  #nextToTell: number;
  #isOver = false;

  private constructor(options: PoolOptions) {
    this.#options = options;
    this.#nextToStart = options.first;
    this.#nextToTell = options.first;
  }

  static async run(options: PoolOptions): Promise<void> {
    const pool = new SeedPool(options);
    const count = Math.min(options.seeds, options.jobs ?? availableParallelism());
    for (let i = 0; i < count; i++) pool.#startChild();
    await pool.#done.promise;
    for (const child of pool.#children) child.kill('SIGKILL');
  }

  get #end(): number {
    return this.#options.first + this.#options.seeds;
  }

  #startChild(): void {
    if (this.#isOver || this.#nextToStart >= this.#end) return;
    const child = fork(worker, [this.#options.name], { execArgv: [] });
    this.#children.add(child);
    let seed = this.#nextToStart++;
    let limit = this.#limit(child);
    child.send(seed);
    child.on('message', (result: SeedResult) => {
      clearTimeout(limit);
      this.#take(result);
      if (this.#isOver || this.#nextToStart >= this.#end) {
        child.removeAllListeners('close').disconnect();
        this.#children.delete(child);
        return;
      }
      seed = this.#nextToStart++;
      limit = this.#limit(child);
      child.send(seed);
    });
    child.once('close', (code, signal) => {
      clearTimeout(limit);
      this.#children.delete(child);
      this.#take(deadResult(seed, `its process ended with ${signal ?? code}`));
      this.#startChild();
    });
  }

  #limit(child: ChildProcess): NodeJS.Timeout {
    return setTimeout(() => child.kill('SIGKILL'), seedMsMax);
  }

  #take(result: SeedResult): void {
    this.#early.set(result.seed, result);
    for (;;) {
      const next = this.#early.get(this.#nextToTell);
      if (this.#isOver || next === undefined) return;
      this.#early.delete(this.#nextToTell);
      this.#nextToTell += 1;
      const goesOn = this.#options.onResult(next);
      if (goesOn && this.#nextToTell < this.#end) continue;
      this.#isOver = true;
      this.#done.resolve();
    }
  }
}

function deadResult(seed: number, problem: string): SeedResult {
  return { seed, problems: [problem], traceHash: '', events: 0, simulatedMs: 0, counters: {} };
}
