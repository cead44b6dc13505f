// Time as the rest of the program sees it [SIM-1, SIM-4]. Monotonic time drives every timeout;
// wall time only stamps records and drives retention.
import { INT32_MAX } from './units.ts';

export interface Timer {
  /** After this the callback is not called any more. Harmless when it already was. */
  cancel(): void;
}

export interface Clock {
  /** Milliseconds that never go back; only differences mean anything. */
  monotonicMs(): number;
  /** Milliseconds since 1970, as the machine's clock has it; may jump. */
  wallMs(): number;
  /** Calls back once, after at least `delayMs`. */
  schedule(delayMs: number, callback: () => void): Timer;
}

export class SystemClock implements Clock {
  monotonicMs(): number {
    return performance.now();
  }

  wallMs(): number {
    return Date.now();
  }

  schedule(delayMs: number, callback: () => void): Timer {
    // Node fires at once when a delay does not fit 31 bits.
    const timeout = setTimeout(callback, Math.min(Math.max(delayMs, 0), INT32_MAX));
    return { cancel: () => clearTimeout(timeout) };
  }
}

/** Resolves after `delayMs`; rejects with the signal's reason when that aborts first. */
export function delay(clock: Clock, delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const onAbort = () => {
      timer.cancel();
      reject(signal?.reason);
    };
    const timer = clock.schedule(delayMs, () => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    });
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
