// One time for all nodes [SIM-3, SIM-4]. It stands still while code runs and jumps to the next event; nothing waits.
//
// A node is a name that lives several lives: one from each start to the crash that ends it. Each life has a Clock of its
// own. With the life all its timers end, and whatever code of it still runs in a pending turn of a promise can schedule
// nothing any more. A paused node's events wait, as those of a stopped process do.
import { assert, assertDefined } from '../../src/base/assert.ts';
import type { Clock, Timer } from '../../src/base/clock.ts';
import type { Random } from '../../src/base/random.ts';
import { EventQueue, type SimulatedEvent } from './event-queue.ts';

/** 1 January 2026, 00:00 UTC. */
const startWallMs = 1_767_225_600_000;

const deadTimer: Timer = { cancel() {} };

export interface LifeOptions {
  /** Added to the wall time that this node sees. */
  wallSkewMs?: number;
  /** A timer fires up to this much later than asked for, as on a busy machine. */
  timerSlackMs?: number;
}

/** One run of a node, from its start to its crash. */
export class Life {
  readonly node: string;
  /** 1 for the first. */
  readonly incarnation: number;
  readonly clock: Clock;
  #isAlive = true;

  constructor(node: string, incarnation: number, makeClock: (life: Life) => Clock) {
    this.node = node;
    this.incarnation = incarnation;
    this.clock = makeClock(this);
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  end(): void {
    assert(this.#isAlive, `${this.node} dies once`);
    this.#isAlive = false;
  }
}

export class SimulatedClock {
  readonly #random: Random;
  readonly #queue = new EventQueue();
  readonly #lives = new Map<string, Life>();
  readonly #held = new Map<string, SimulatedEvent[]>();
  #nowMs = 0;
  #sequence = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  get wallMs(): number {
    return Math.floor(startWallMs + this.#nowMs);
  }

  /** The node's next life; the one before must have ended. */
  begin(node: string, options: LifeOptions = {}): Life {
    const before = this.#lives.get(node);
    assert(!before?.isAlive, `${node} is still alive`);
    const life = new Life(node, (before?.incarnation ?? 0) + 1, (own) => ({
      monotonicMs: () => this.#nowMs,
      wallMs: () => Math.floor(this.wallMs + (options.wallSkewMs ?? 0)),
      schedule: (delayMs, callback) => {
        const slackMs = options.timerSlackMs
          ? this.#random.integerBelow(options.timerSlackMs + 1)
          : 0;
        return this.schedule('timer', delayMs + slackMs, callback, own);
      },
    }));
    this.#lives.set(node, life);
    return life;
  }

  lifeOf(node: string): Life | undefined {
    return this.#lives.get(node);
  }

  /** Ends the node's life; its timers never fire. */
  kill(node: string): void {
    this.resume(node);
    assertDefined(this.#lives.get(node), `${node} has been started`).end();
  }

  isPaused(node: string): boolean {
    return this.#held.has(node);
  }

  /** From now on the node's events wait, and time passes without it. */
  pause(node: string): void {
    if (!this.#held.has(node)) this.#held.set(node, []);
  }

  /** What waited happens now, in the order in which it was due. */
  resume(node: string): void {
    const held = this.#held.get(node);
    this.#held.delete(node);
    for (const event of held ?? []) {
      event.timeMs = this.#nowMs;
      event.tie = 0;
      event.sequence = this.#sequence++;
      this.#queue.push(event);
    }
  }

  /** `life` undefined: for the world outside all nodes. */
  schedule(kind: string, delayMs: number, run: () => void, life?: Life): Timer {
    assert(!Number.isNaN(delayMs), 'a delay is a number');
    if (life && !life.isAlive) return deadTimer;
    const event: SimulatedEvent = {
      timeMs: this.#nowMs + Math.max(0, delayMs),
      tie: 1 + this.#random.integerBelow(2 ** 20),
      sequence: this.#sequence++,
      kind,
      life,
      isCancelled: false,
      run,
    };
    this.#queue.push(event);
    return {
      cancel: () => {
        event.isCancelled = true;
      },
    };
  }

  /** Kinds of what the node still waits for, each as often as it does: nothing once it has been closed in order. */
  pendingOf(node: string): string[] {
    return [...this.#queue]
      .filter((event) => event.life?.node === node && event.life.isAlive && !event.isCancelled)
      .map((event) => event.kind);
  }

  /** Moves the time to the next event and returns it, to be run by the caller; undefined when there is none. */
  advance(): SimulatedEvent | undefined {
    for (let event = this.#queue.shift(); event !== undefined; event = this.#queue.shift()) {
      if (event.isCancelled || event.life?.isAlive === false) continue;
      const held = event.life && this.#held.get(event.life.node);
      if (held === undefined) {
        assert(event.timeMs >= this.#nowMs, 'time never goes back');
        this.#nowMs = event.timeMs;
        return event;
      }
      held.push(event);
    }
    return undefined;
  }
}
