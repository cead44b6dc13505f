// Compares what consumers read with the file that was produced. Identical lines may occur, so each line is known by its
// number: the first reading of a text is taken for the first line that has it.
import { independentPartition } from './independent-murmur2.ts';

export interface ConsumedRecord {
  partition: number;
  offset: number;
  key: string;
  value: string;
}

export interface Audit {
  consumed: number;
  lost: number;
  duplicated: number;
  /** Records that came after a later one of the same key. */
  outOfOrder: number;
  /** Keys in a partition where the Java client would not have put them. */
  misplacedKeys: string[];
  /** What is wrong besides, in words. */
  problems: string[];
  partitions: { partition: number; records: number; keys: number; first: number; last: number }[];
}

export function auditFlights(
  lines: readonly string[],
  consumed: readonly ConsumedRecord[],
  options: { keyField: string; partitionCount: number },
): Audit {
  const order = checkOrder(lines, consumed);
  return {
    consumed: consumed.length,
    ...order,
    misplacedKeys: misplacedKeys(consumed, options.partitionCount),
    problems: [
      ...wrongKeys(consumed, options.keyField),
      ...offsetGaps(consumed, options.partitionCount),
    ],
    partitions: summaries(consumed, options.partitionCount),
  };
}

function checkOrder(
  lines: readonly string[],
  consumed: readonly ConsumedRecord[],
): Pick<Audit, 'lost' | 'duplicated' | 'outOfOrder'> {
  const unread = new Map<string, number[]>();
  for (const [number, line] of lines.entries()) {
    const numbers = unread.get(line);
    if (numbers === undefined) {
      unread.set(line, [number]);
    } else {
      numbers.push(number);
    }
  }
  const latestOfKey = new Map<string, number>();
  let duplicated = 0;
  let outOfOrder = 0;
  for (const { key, value } of consumed) {
    const number = unread.get(value)?.shift();
    if (number === undefined) {
      // More often than in the file, or not in the file at all.
      duplicated += 1;
      continue;
    }
    if (number < (latestOfKey.get(key) ?? -1)) {
      outOfOrder += 1;
    }
    latestOfKey.set(key, Math.max(number, latestOfKey.get(key) ?? -1));
  }
  const lost = [...unread.values()].reduce((sum, numbers) => sum + numbers.length, 0);
  return { lost, duplicated, outOfOrder };
}

function misplacedKeys(consumed: readonly ConsumedRecord[], partitionCount: number): string[] {
  const misplaced = new Set<string>();
  for (const { key, partition } of consumed) {
    if (independentPartition(key, partitionCount) !== partition) {
      misplaced.add(key);
    }
  }
  return [...misplaced];
}

function wrongKeys(consumed: readonly ConsumedRecord[], keyField: string): string[] {
  const wrong = consumed.filter(({ key, value }) => JSON.parse(value)[keyField] !== key);
  return wrong.length === 0 ? [] : [`${wrong.length} records do not have the key of their value`];
}

function offsetGaps(consumed: readonly ConsumedRecord[], partitionCount: number): string[] {
  const next = Array.from({ length: partitionCount }, () => 0);
  const problems: string[] = [];
  for (const { partition, offset } of consumed) {
    if (offset !== next[partition]) {
      problems.push(
        `partition ${partition} has offset ${offset} where ${next[partition]} should be`,
      );
    }
    next[partition] = offset + 1;
  }
  return problems.slice(0, 5);
}

function summaries(
  consumed: readonly ConsumedRecord[],
  partitionCount: number,
): Audit['partitions'] {
  return Array.from({ length: partitionCount }, (_, partition) => {
    const own = consumed.filter((record) => record.partition === partition);
    return {
      partition,
      records: own.length,
      keys: new Set(own.map(({ key }) => key)).size,
      first: own[0]?.offset ?? -1,
      last: own.at(-1)?.offset ?? -1,
    };
  });
}
