// Judges what a producer was told and what a consumer then read, by the promises alone: it knows nothing of how they are kept.
//
// What it asks: an acknowledged record is read at its acknowledged offset, unchanged; each key goes to the partition that Java's
// murmur2 gives; records of one key come in the order in which they were sent; none comes twice from an idempotent producer, and
// from another one only if its send was retried; nothing comes that nobody sent; and the consumer sees every offset of each partition once, from the first to the end.
import { partitionForKey } from '../../../src/protocol/murmur2.ts';

export interface SentRecord {
  /** Unique in the run. */
  value: string;
  key: string;
  /** Undefined when the producer gave up: then the record may be there or not. */
  acknowledged: { partition: number; offset: number } | undefined;
  /** True when the producer says that it sent the record more than once. */
  wasRetried: boolean;
  /** What it asked for; default `all`. With less it may be lost after it was acknowledged [REP-6]. */
  acks?: 0 | 1 | 'all';
}

export interface ReadRecord {
  partition: number;
  offset: number;
  key: string | undefined;
  value: string | undefined;
}

export interface History {
  /** The producer is idempotent: what it sent more than once stands once [LOG-11]. */
  isIdempotent: boolean;
  /** In the order of sending. */
  sent: readonly SentRecord[];
  /** In the order in which the consumer handed them out. */
  read: readonly ReadRecord[];
  /** The offset after the last record of each partition, by partition. */
  endOffsets: readonly number[];
}

export interface Verdict {
  /** Empty when every promise was kept. */
  problems: string[];
  acknowledged: number;
  /** Of these, the ones that were sent more than once. */
  retried: number;
  /** Records read more often than once. */
  duplicates: number;
  /** Acknowledged with acks 1, and not read where they were acknowledged. */
  lostAsAllowed: number;
}

export function checkHistory(history: History): Verdict {
  const problems: string[] = [];
  const acknowledged = history.sent.filter((record) => record.acknowledged);
  if (acknowledged.length === 0) problems.push('nothing was acknowledged: this run shows nothing');
  const byPlace = checkReading(history, problems);
  const lostAsAllowed = checkAcknowledged(acknowledged, byPlace, problems);
  const duplicates = checkRead(history, problems);
  checkOrder(history, problems);
  return {
    problems,
    acknowledged: acknowledged.length,
    retried: acknowledged.filter((record) => record.wasRetried).length,
    duplicates,
    lostAsAllowed,
  };
}

/** As much of a value as tells it from the others. */
function shown(value: string | undefined): string {
  return value === undefined || value.length <= 24 ? String(value) : `${value.slice(0, 24)}…`;
}

function place(partition: number, offset: number): string {
  return `partition ${partition} offset ${offset}`;
}

/** The consumer neither skips nor rewinds, and gets to the end. */
function checkReading(history: History, problems: string[]): Map<string, ReadRecord> {
  const byPlace = new Map<string, ReadRecord>();
  const next = history.endOffsets.map(() => 0);
  for (const record of history.read) {
    const { partition, offset } = record;
    const expected = next[partition];
    if (expected === undefined) {
      problems.push(`${place(partition, offset)} was read, but there is no such partition`);
      continue;
    }
    if (offset !== expected) {
      const what = offset < expected ? 'rewound' : 'skipped';
      problems.push(`the consumer ${what} to ${place(partition, offset)}; ${expected} was next`);
    }
    next[partition] = offset + 1;
    byPlace.set(place(partition, offset), record);
  }
  for (const [partition, end] of history.endOffsets.entries()) {
    if (next[partition] !== end) {
      problems.push(
        `partition ${partition} ends at ${end}, the consumer stopped at ${next[partition]}`,
      );
    }
  }
  return byPlace;
}

function checkAcknowledged(
  acknowledged: readonly SentRecord[],
  byPlace: ReadonlyMap<string, ReadRecord>,
  problems: string[],
): number {
  const owners = new Map<string, string>();
  let lostAsAllowed = 0;
  for (const { key, value, acks = 'all', acknowledged: at } of acknowledged) {
    if (!at) continue;
    const where = place(at.partition, at.offset);
    if (acks !== 'all') {
      if (byPlace.get(where)?.value !== value) lostAsAllowed += 1;
      continue;
    }
    const other = owners.get(where);
    if (other !== undefined)
      problems.push(`${where} was acknowledged for ${shown(other)} and ${shown(value)}`);
    owners.set(where, value);
    const found = byPlace.get(where);
    if (!found) {
      problems.push(`LOST: ${shown(value)} was acknowledged at ${where}, which was never read`);
    } else if (found.value !== value || found.key !== key) {
      problems.push(
        `LOST: ${shown(value)} of key ${key} was acknowledged at ${where}, which holds ${shown(found.value)} of key ${found.key}`,
      );
    }
  }
  return lostAsAllowed;
}

/** Everything read was sent, to its key's partition, and twice only after a retry without idempotence. */
function checkRead(history: History, problems: string[]): number {
  const sentByValue = new Map(history.sent.map((record) => [record.value, record]));
  const times = new Map<string, number>();
  let duplicates = 0;
  for (const { partition, offset, key, value } of history.read) {
    const sent = sentByValue.get(value ?? '');
    if (!sent || value === undefined) {
      problems.push(`${shown(value)} at ${place(partition, offset)} was never sent`);
      continue;
    }
    if (sent.key !== key) {
      problems.push(`${shown(value)} was sent with key ${sent.key} and read with key ${key}`);
    }
    const expected = partitionForKey(Buffer.from(sent.key), history.endOffsets.length);
    if (partition !== expected) {
      problems.push(
        `key ${sent.key} belongs to partition ${expected}, ${shown(value)} is in ${partition}`,
      );
    }
    const count = (times.get(value) ?? 0) + 1;
    times.set(value, count);
    if (count !== 2) continue;
    duplicates += 1;
    if (!sent.wasRetried) problems.push(`${shown(value)} was read twice, but sent once`);
    else if (history.isIdempotent && (sent.acks ?? 'all') === 'all') {
      problems.push(`TWICE: ${shown(value)} was retried by an idempotent producer, and read twice`);
    }
  }
  return duplicates;
}

/**
 * Of each key, acknowledged records lie in the order of sending, by their first appearance and by their acknowledged offsets. One
 * that the producer gave up may turn up late, when a request that was under way for long arrives after all; so may one that was
 * sent again without idempotence.
 */
function checkOrder(history: History, problems: string[]): void {
  const firstRead = new Map<string, number>();
  for (const { offset, value } of history.read) {
    if (value !== undefined && !firstRead.has(value)) firstRead.set(value, offset);
  }
  const lastOfKey = new Map<string, { value: string; first: number; offset: number }>();
  for (const { key, value, acks = 'all', wasRetried, acknowledged: at } of history.sent) {
    const first = firstRead.get(value);
    if (!at || first === undefined || (acks !== 'all' && wasRetried)) continue;
    const before = lastOfKey.get(key);
    if (before && (before.first > first || before.offset > at.offset)) {
      problems.push(
        `of key ${key}, ${shown(value)} was sent after ${shown(before.value)} and lies before it (${first} and ${before.first})`,
      );
    }
    lastOfKey.set(key, { value, first, offset: at.offset });
  }
}
