// When faults come: each kind at times of its own, as long as the schedule has not been stopped.
import { delay } from '../../src/base/clock.ts';
import type { Random } from '../../src/base/random.ts';
import type { Life } from './simulated-clock.ts';
import type { Simulation } from './simulation.ts';

export class FaultSchedule {
  readonly random: Random;
  readonly #life: Life;
  readonly #isHeld: () => boolean;
  readonly #stopping = new AbortController();

  /** While `isHeld` nothing new comes: what should come then is left out. */
  constructor(simulation: Simulation, node: string, isHeld: () => boolean = () => false) {
    this.#isHeld = isHeld;
    this.random = simulation.splitRandom();
    this.#life = simulation.begin(node);
  }

  get isOver(): boolean {
    return this.#stopping.signal.aborted;
  }

  get life(): Life {
    return this.#life;
  }

  stop(): void {
    this.#stopping.abort();
  }

  /** Again and again, with `meanMs` between two on average; Infinity for never. */
  every(meanMs: number, act: () => void): void {
    if (!Number.isFinite(meanMs)) return;
    const again = () => {
      const waitMs = -Math.log(1 - this.random.fraction()) * meanMs;
      this.#life.clock.schedule(waitMs, () => {
        if (this.isOver) return;
        if (!this.#isHeld()) act();
        again();
      });
    };
    again();
  }

  /** Once, within so long; not at all when the schedule is stopped first. */
  after(msMax: number, act: () => void): void {
    this.#life.clock.schedule(this.random.integerBelow(msMax), () => {
      if (!this.isOver) act();
    });
  }

  async wait(ms: number): Promise<void> {
    await delay(this.#life.clock, ms);
  }

  pick<T>(choices: readonly T[]): T | undefined {
    return choices.length === 0 ? undefined : choices[this.random.integerBelow(choices.length)];
  }
}
