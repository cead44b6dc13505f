// Holds the cleaner of a broker back, so that it never keeps the event loop for long [SIM-6] and does not use up the disk.
import { type Clock, delay } from '../base/clock.ts';

/** Work goes on for so long before others get their turn. */
const stretchMs = 4;
/** Shorter pauses are saved up. */
const pauseMsMin = 10;

export class CompactionPace {
  readonly #clock: Clock;
  readonly #bytesPerMs: number;
  #stretchStartMs: number;
  /** When what was read and written so far would be through at the rate that is allowed. */
  #throughMs: number;

  /** `bytesPerSecond` of reading and writing together; 0 for as fast as it goes. */
  constructor(options: { clock: Clock; bytesPerSecond: number }) {
    this.#clock = options.clock;
    this.#bytesPerMs = options.bytesPerSecond / 1_000;
    this.#stretchStartMs = options.clock.monotonicMs();
    this.#throughMs = this.#stretchStartMs;
  }

  /** Ask often, and then `rest`. */
  get isRestDue(): boolean {
    return this.#clock.monotonicMs() - this.#stretchStartMs >= stretchMs;
  }

  /** Rejects with the signal's reason when the work is to stop. */
  async rest(signal: AbortSignal): Promise<void> {
    await delay(this.#clock, 0, signal);
    this.#stretchStartMs = this.#clock.monotonicMs();
  }

  /** So many bytes were read or written: waits as long as that should take, or until the work is to stop. */
  async spend(bytes: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.isRestDue) await this.rest(signal);
    if (this.#bytesPerMs === 0) return;
    const nowMs = this.#clock.monotonicMs();
    this.#throughMs = Math.max(this.#throughMs, nowMs) + bytes / this.#bytesPerMs;
    const pauseMs = this.#throughMs - nowMs;
    if (pauseMs >= pauseMsMin) await delay(this.#clock, pauseMs, signal);
  }
}
