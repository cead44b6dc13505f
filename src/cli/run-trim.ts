// `tidelog topic trim`: deletes the oldest records of a topic, up to an offset, a time, or a number to keep.
import { assertDefined } from '../base/assert.ts';
import { TidelogError } from '../base/errors.ts';
import type { Client } from '../client/client.ts';
import type { Position } from '../client/consumer/position.ts';
import type { RecordDeletionOutcome } from '../client/delete-records.ts';
import { type ClientFlags, openClient } from './client-options.ts';
import { formatTable } from './table.ts';
import { describeTopic } from './topic-lookup.ts';
import { UsageError } from './usage-error.ts';

export interface TrimFlags extends ClientFlags {
  before: Position;
  partition?: number[];
  dryRun?: boolean;
  json?: boolean;
}

interface Plan {
  partition: number;
  /** Where the partition starts and ends now. */
  startOffset: number;
  endOffset: number;
  /** Where it is to start. */
  before: number;
}

/** Throws after the others are done, when one partition could not be trimmed. */
export async function trimTopic(name: string, flags: TrimFlags): Promise<void> {
  await using client = await openClient(flags);
  const topic = await describeTopic(client, { topic: name });
  const all = topic.partitions.map(({ partition }) => partition);
  const partitions = flags.partition ?? all;
  const unknown = partitions.find((partition) => !all.includes(partition));
  if (unknown !== undefined) {
    throw new UsageError(
      `topic ${name} has no partition ${unknown}; it has 0 to ${all.length - 1}`,
    );
  }
  const plans = await Promise.all(
    [...new Set(partitions)].map((partition) => planOf(client, name, partition, flags.before)),
  );
  const outcomes = flags.dryRun === true ? undefined : await carryOut(client, name, plans);
  const rows = plans.map((plan, at) => ({
    partition: plan.partition,
    startOffset: plan.startOffset,
    newStartOffset: outcomes ? (outcomes[at]?.logStartOffset ?? null) : newStartOf(plan),
    endOffset: plan.endOffset,
    error: outcomes ? (outcomes[at]?.error?.message ?? null) : problemOf(name, plan),
  }));
  if (flags.json === true) {
    const report = { topic: name, dryRun: flags.dryRun === true, partitions: rows };
    process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  } else {
    const columns = [
      'partition',
      'started at',
      flags.dryRun ? 'would start at' : 'starts at',
      'next offset',
    ];
    const cells = rows.map((row) => [
      row.partition,
      row.startOffset,
      row.newStartOffset ?? 'not trimmed',
      row.endOffset,
    ]);
    process.stdout.write(formatTable(columns, cells));
  }
  const problems = rows.flatMap(({ error }) => error ?? []);
  if (problems.length > 0) throw new TidelogError('NOT_TRIMMED', problems.join('; '));
}

async function planOf(
  client: Client,
  topic: string,
  partition: number,
  position: Position,
): Promise<Plan> {
  const ask = async (at: 'earliest' | 'latest' | { timestamp: number }) => {
    const [answer] = await client.admin().listOffsets([{ topic, partition, at }]);
    return assertDefined(answer, 'one answer for one query').offset;
  };
  const [startOffset, endOffset] = [await ask('earliest'), await ask('latest')];
  const plan = { partition, startOffset, endOffset };
  if (position === 'latest') return { ...plan, before: endOffset };
  if (position === 'earliest') throw new UsageError('--before earliest would delete nothing');
  if ('offset' in position) return { ...plan, before: position.offset };
  if ('last' in position) {
    return { ...plan, before: Math.max(startOffset, endOffset - position.last) };
  }
  // No record is that late: all are from before that time.
  const found = await ask(position);
  return { ...plan, before: found >= 0 ? found : endOffset };
}

function carryOut(
  client: Client,
  topic: string,
  plans: readonly Plan[],
): Promise<RecordDeletionOutcome[]> {
  const deletions = plans.map(({ partition, before }) => ({ topic, partition, before }));
  return client.admin().deleteRecords(deletions);
}

function newStartOf({ startOffset, endOffset, before }: Plan): number | null {
  return before > endOffset ? null : Math.max(startOffset, before);
}

function problemOf(topic: string, { partition, endOffset, before }: Plan): string | null {
  if (before <= endOffset) return null;
  return `${topic}-${partition} ends at ${endOffset}, so it cannot be trimmed before ${before}`;
}
