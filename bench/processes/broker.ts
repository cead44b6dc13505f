/** A real broker in a process of its own, which can tell how long its event loop stood still [SIM-6]. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Broker, type BrokerOptions } from '../../src/broker/broker.ts';
import { TcpTransport } from '../../src/net/tcp-transport.ts';
import { FrameCounter } from '../support/frame-counter.ts';
import { serve } from '../support/serve.ts';

export interface BrokerStart extends BrokerOptions {
  /** Costs a little for each chunk of a socket. */
  countsFrames?: boolean;
}

export interface BrokerUsage {
  /** Longest time between two turns of the event loop since the last question. */
  stallMsMax: number;
  /**
   * Most processor time of the main thread between two turns: the same without the times it had no processor. Linux
   * counts it in ticks, often of 4 ms, so it may be wrong by one.
   */
  stretchMsMax: number;
  cpuMs: number;
  rssBytes: number;
  /** Requests, and messages without an answer, that came in on both listeners since the start; 0 unless they were to be counted. */
  frames: number;
}

const samplesEveryMs = 1;
let broker: Broker | undefined;
let frames = new FrameCounter();

class EventLoopWatch {
  readonly #delays = monitorEventLoopDelay({ resolution: samplesEveryMs });
  readonly #timer: NodeJS.Timeout;
  #cpuMs = threadCpuMs();
  #stretchMsMax = 0;

  constructor() {
    this.#delays.enable();
    this.#timer = setInterval(() => {
      const cpuMs = threadCpuMs();
      this.#stretchMsMax = Math.max(this.#stretchMsMax, cpuMs - this.#cpuMs);
      this.#cpuMs = cpuMs;
    }, samplesEveryMs);
  }

  end(): { stallMsMax: number; stretchMsMax: number } {
    this.#delays.disable();
    clearInterval(this.#timer);
    const stallMsMax = Math.max(0, this.#delays.max / 1e6 - samplesEveryMs);
    return { stallMsMax, stretchMsMax: this.#stretchMsMax };
  }
}

function threadCpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1e3;
}

let watching: EventLoopWatch | undefined;

const methods = {
  async start({ countsFrames = false, ...options }: BrokerStart): Promise<{
    host: string;
    port: number;
  }> {
    frames = new FrameCounter();
    const seams = countsFrames ? { transport: frames.counting(new TcpTransport()) } : {};
    broker = await Broker.start({ ...options, seams });
    return broker.clientAddress;
  },

  /** `watch` begins a new measurement of the event loop, which costs two timers per millisecond; without it there is none. */
  usage({ watch }: { watch: boolean }): BrokerUsage {
    const { user, system } = process.cpuUsage();
    const stalls = watching?.end() ?? { stallMsMax: 0, stretchMsMax: 0 };
    watching = watch ? new EventLoopWatch() : undefined;
    return {
      ...stalls,
      cpuMs: (user + system) / 1e3,
      rssBytes: process.memoryUsage.rss(),
      frames: frames.frames,
    };
  },

  async stop(_: null): Promise<void> {
    await broker?.close();
    broker = undefined;
  },
};

export type BrokerProcess = typeof methods;

serve(methods);
