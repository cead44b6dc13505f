/** The real client in a process of its own: what a program that produces or consumes would do, and the time it takes. */
import { Client } from '../../src/client/client.ts';
import type { ProducerOptions } from '../../src/client/options.ts';
import { serve } from '../support/serve.ts';

export interface ProduceRun {
  brokers: string;
  topic: string;
  records: number;
  valueBytes: number;
  /** One call for `recordsPerCall` records, or one call per record. */
  call: 'sendBatch' | 'send';
  options: Pick<ProducerOptions, 'acks' | 'batchBytes' | 'lingerMs' | 'compression'>;
}

export interface ConsumeRun {
  brokers: string;
  topic: string;
  records: number;
}

export interface LatencyRun {
  brokers: string;
  topic: string;
  count: number;
  valueBytes: number;
}

const recordsPerCall = 5_000;
/** Calls whose outcome is awaited later, so that the producer always has something to send. */
const callsUnderWay = 4;

const methods = {
  /** Processor time of this process so far, in milliseconds. */
  cpuMs(_: null): number {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e3;
  },

  async createTopic(options: {
    brokers: string;
    topic: string;
    partitions: number;
    durability: 'sync' | 'async';
    replicationFactor?: number;
  }): Promise<void> {
    await using client = new Client({ brokers: options.brokers });
    const { topic: name, partitions, durability, replicationFactor } = options;
    const configs = { durability };
    await client.admin().createTopic({ name, partitions, replicationFactor, configs });
  },

  /** Milliseconds from the first record to the last acknowledgement. */
  async produce(run: ProduceRun): Promise<number> {
    await using client = new Client({ brokers: run.brokers });
    const producer = client.producer(run.options);
    const value = Buffer.alloc(run.valueBytes, 'tidelog ');
    const record = { topic: run.topic, value };
    await producer.send(record);
    const sendSome = async (count: number) => {
      if (run.call === 'sendBatch') await producer.sendBatch(new Array(count).fill(record));
      else await Promise.all(Array.from({ length: count }, () => producer.send(record)));
    };
    let left = run.records;
    const caller = async () => {
      while (left > 0) {
        const count = Math.min(recordsPerCall, left);
        left -= count;
        await sendSome(count);
      }
    };
    const startMs = performance.now();
    await Promise.all(Array.from({ length: callsUnderWay }, caller));
    return performance.now() - startMs;
  },

  /** Milliseconds until so many records have been handed to a loop, from the topic's beginning on. */
  async consume(run: ConsumeRun): Promise<number> {
    await using client = new Client({ brokers: run.brokers });
    const startMs = performance.now();
    let left = run.records;
    for await (const record of client.consumer({ topics: [run.topic] })) {
      if (record.value === null) throw new Error(`record ${record.offset} has no value`);
      left -= 1;
      if (left === 0) break;
    }
    return performance.now() - startMs;
  },

  /** Milliseconds of each of `count` sends, each begun when the one before is acknowledged. */
  async latency(run: LatencyRun): Promise<number[]> {
    await using client = new Client({ brokers: run.brokers });
    const producer = client.producer({ acks: 'all', lingerMs: 0 });
    const record = { topic: run.topic, value: Buffer.alloc(run.valueBytes, 'tidelog ') };
    const tookMs: number[] = [];
    for (let i = 0; i < run.count; i++) {
      const startMs = performance.now();
      await producer.send(record);
      tookMs.push(performance.now() - startMs);
    }
    return tookMs;
  },
};

export type ClientProcess = typeof methods;

serve(methods);
