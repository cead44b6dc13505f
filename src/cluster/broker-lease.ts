// How long a leader may answer without asking its followers [REP-8]. The lease counts from the sending of the last heartbeat that
// was answered, and is a fifth shorter than the session that the controller grants, so it is over before anybody else may lead,
// even if this process stood still meanwhile: only the monotonic clock is asked.
import type { Clock } from '../base/clock.ts';

const leaseShareOfSession = 0.8;

export class BrokerLease {
  readonly #clock: Clock;
  #heldUntilMs = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get isHeld(): boolean {
    return this.#clock.monotonicMs() < this.#heldUntilMs;
  }

  /** A heartbeat sent at `sentMs` was answered, and this broker is not fenced. */
  renewed(sentMs: number, sessionTimeoutMs: number): void {
    const untilMs = sentMs + sessionTimeoutMs * leaseShareOfSession;
    this.#heldUntilMs = Math.max(this.#heldUntilMs, untilMs);
  }

  /** The controller has fenced this broker, or does not know it. */
  lost(): void {
    this.#heldUntilMs = Number.NEGATIVE_INFINITY;
  }
}
