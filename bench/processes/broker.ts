/** A real broker in a process of its own, which can tell how long its event loop stood still [SIM-6]. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Broker, type BrokerOptions } from '../../src/broker/broker.ts';
import { serve } from '../support/serve.ts';

export interface BrokerUsage {
  /** Longest time between two turns of the event loop since the last question. */
  stallMsMax: number;
  cpuMs: number;
  rssBytes: number;
}

const samplesEveryMs = 1;
let broker: Broker | undefined;
let delays: ReturnType<typeof monitorEventLoopDelay> | undefined;

const methods = {
  async start(options: BrokerOptions): Promise<{ host: string; port: number }> {
    broker = await Broker.start(options);
    return broker.clientAddress;
  },

  /** `watch` begins a new measurement of the event loop, which costs a timer per millisecond; without it there is none. */
  usage({ watch }: { watch: boolean }): BrokerUsage {
    const { user, system } = process.cpuUsage();
    const stallMsMax = delays ? delays.max / 1e6 - samplesEveryMs : 0;
    delays?.disable();
    delays = watch ? monitorEventLoopDelay({ resolution: samplesEveryMs }) : undefined;
    delays?.enable();
    return { stallMsMax, cpuMs: (user + system) / 1e3, rssBytes: process.memoryUsage.rss() };
  },

  async stop(_: null): Promise<void> {
    await broker?.close();
    broker = undefined;
  },
};

export type BrokerProcess = typeof methods;

serve(methods);
