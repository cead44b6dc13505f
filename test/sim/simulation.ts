// The loop of a simulated run [SIM-3]: take the next event, move the time there, run it, and let every promise that it
// settled have its turns, before the next event. All chance is drawn from one seed.
import { messageOf, toError } from '../../src/base/errors.ts';
import { type Random, SeededRandom } from '../../src/base/random.ts';
import { poison } from './poison.ts';
import { type Life, type LifeOptions, SimulatedClock } from './simulated-clock.ts';
import { TraceHash } from './trace-hash.ts';

export interface SimulationOptions {
  seed: number;
  /** Gets one line per event; undefined prints nothing. */
  trace?: ((line: string) => void) | undefined;
}

/** The run came to no end: nothing was left to happen, or too much happened. */
export class SimulationError extends Error {
  override readonly name = 'SimulationError';
}

/** More events than any run needs: whoever schedules without end at one moment is found by this. */
const eventsMax = 20_000_000;

// Taken before anything is poisoned.
const nextTick = process.nextTick.bind(process);
const setImmediateReal = setImmediate;

/**
 * Resolves when no promise has a turn left to take. Node starts a tick only when its queue of microtasks is empty, so one
 * tick is a proof, at a fifth of the price of setImmediate. (Code under simulation has no ticks of its own: they are poisoned.)
 */
export function microtasksDrained(): Promise<void> {
  return new Promise((resolve) => queueMicrotask(() => nextTick(resolve)));
}

export class Simulation {
  readonly clock: SimulatedClock;
  readonly #random: SeededRandom;
  readonly #hash = new TraceHash();
  readonly #trace: ((line: string) => void) | undefined;
  #events = 0;
  #inspection: (() => void) | undefined;
  #failure: Error | undefined;

  constructor(options: SimulationOptions) {
    this.#random = new SeededRandom(options.seed);
    this.#trace = options.trace;
    this.clock = new SimulatedClock(this.#random.split());
  }

  get events(): number {
    return this.#events;
  }

  /** Equal for two runs in which the same happened at the same times. */
  get traceHash(): string {
    return this.#hash.digest();
  }

  /** Called between events, when every promise has had its turns, after every so-many events. Draws nothing, changes nothing. */
  inspectEvery(events: number, inspect: () => void): void {
    this.#inspection = () => {
      if (this.#events % events === 0) inspect();
    };
  }

  /** A stream of draws for one part of the run, so that another part's draws do not shift it. */
  splitRandom(): Random {
    return this.#random.split();
  }

  begin(node: string, options?: LifeOptions): Life {
    const life = this.clock.begin(node, options);
    this.note('begin', node, life.incarnation);
    return life;
  }

  kill(node: string): void {
    this.clock.kill(node);
    this.note('kill', node);
  }

  /** Puts something that happened into the trace and its hash. */
  note(kind: string, node: string, ...numbers: number[]): void {
    this.#hash.addNumber(this.clock.nowMs);
    this.#hash.addText(kind);
    this.#hash.addText(node);
    for (const number of numbers) this.#hash.addNumber(number);
    if (!this.#trace) return;
    this.#trace(`${this.clock.nowMs.toFixed(3).padStart(12)} ${node} ${kind} ${numbers.join(' ')}`);
  }

  /** For a person who reads the trace; no part of the hash. */
  remark(node: string, text: string): void {
    this.#trace?.(`${this.clock.nowMs.toFixed(3).padStart(12)} ${node} # ${text}`);
  }

  /** Ends the run with an error: for what must never happen and has nobody to be thrown at. */
  fail(error: Error): void {
    this.#failure ??= error;
  }

  /**
   * Starts `scenario` and lets things happen until its promise settles, within `limitMs` of simulated time. What the
   * scenario awaits must be settled by events of this simulation. The process's own time and chance are poisoned meanwhile.
   */
  async run<T>(scenario: () => Promise<T>, limitMs: number): Promise<T> {
    const onRejection = (reason: unknown) => {
      this.fail(
        new SimulationError(`nobody handled a rejection: ${messageOf(reason)}`, { cause: reason }),
      );
    };
    const onException = (error: Error) => this.fail(error);
    process.on('unhandledRejection', onRejection);
    process.on('uncaughtException', onException);
    const undo = poison();
    try {
      return await this.#loop(scenario, this.clock.nowMs + limitMs);
    } finally {
      undo();
      // Node reports unhandled rejections only now that it gets to the end of its ticks.
      await new Promise((resolve) => setImmediateReal(resolve));
      process.removeListener('unhandledRejection', onRejection);
      process.removeListener('uncaughtException', onException);
      this.#throwFailure();
    }
  }

  async #loop<T>(scenario: () => Promise<T>, endMs: number): Promise<T> {
    let outcome: { value: T } | { error: unknown } | undefined;
    scenario().then(
      (value) => {
        outcome = { value };
      },
      (error: unknown) => {
        outcome = { error };
      },
    );
    await this.#runEvents(endMs, () => outcome !== undefined);
    const settled = outcome as unknown as { value: T } | { error: unknown };
    if ('error' in settled) throw settled.error;
    return settled.value;
  }

  /** As microtasksDrained after each event, and without its promise, which would take as long as many an event. */
  #runEvents(endMs: number, isOver: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const hop = () => nextTick(turn);
      const turn = () => {
        try {
          if (isOver()) {
            resolve();
            return;
          }
          this.#throwFailure();
          this.#step(endMs);
        } catch (error) {
          reject(toError(error));
          return;
        }
        queueMicrotask(hop);
      };
      queueMicrotask(hop);
    });
  }

  #step(endMs: number): void {
    this.#inspection?.();
    const event = this.clock.advance();
    if (!event)
      throw new SimulationError('nothing is left to happen, and the scenario still waits');
    this.#events += 1;
    if (event.timeMs > endMs) {
      throw new SimulationError(`the scenario is not done after ${Math.round(endMs)} simulated ms`);
    }
    if (this.#events > eventsMax) {
      throw new SimulationError(
        `more than ${eventsMax} events, at ${this.clock.nowMs} simulated ms`,
      );
    }
    this.note(event.kind, event.life?.node ?? '-');
    try {
      event.run();
    } catch (error) {
      // As an exception in a timer would end a process.
      this.fail(toError(error));
    }
  }

  #throwFailure(): void {
    if (this.#failure) throw this.#failure;
  }
}
