// What is sent: every value is unique and says who sent it, and everything else about a record follows from that, so that a reader
// sees at once whether it is whole.
import type { ConsumerRecord } from '../../../src/client/index.ts';

export interface TopicPlan {
  name: string;
  partitions: number;
  isCompacted: boolean;
  durability: 'sync' | 'async';
  configs: Readonly<Record<string, string>>;
}

const keysPerWriter = 24;
const paddingMax = 400;

export interface PlannedRecord {
  key: string;
  value: string;
  partition: number;
}

/** A key is always in the same partition. */
export function recordOf(writer: string, n: number, partitions: number): PlannedRecord {
  const key = n % keysPerWriter;
  const padding = '.'.repeat((n * 7_919) % paddingMax);
  return {
    key: `${writer}k${key}`,
    value: `${writer}-${n} ${padding}`,
    partition: key % partitions,
  };
}

/** The record's unique name, or what is wrong with it. */
export function nameOf({ key, value }: ConsumerRecord, partitions: number): string {
  const text = value === null ? '' : value.toString();
  const name = text.slice(0, text.indexOf(' '));
  const dash = name.lastIndexOf('-');
  const expected = recordOf(name.slice(0, dash), Number(name.slice(dash + 1)), partitions);
  const isWhole = expected.value === text && expected.key === key?.toString();
  return isWhole ? name : `damaged: key ${key?.toString()}, value ${text.slice(0, 60)}`;
}
