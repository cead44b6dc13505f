// `tidelog consume --group`: prints records as a member of a group. What has been printed is committed, by itself and when it ends.
import { delay, SystemClock } from '../base/clock.ts';
import type { Client } from '../client/client.ts';
import type { ConsumeFlags } from './consume-flags.ts';
import type { Interruption } from './interruption.ts';
import type { Output } from './output.ts';
import { recordFormatter } from './record-format.ts';
import { describeTopic } from './topic-lookup.ts';
import { UsageError } from './usage-error.ts';

export interface GroupPrinting {
  flags: ConsumeFlags;
  groupId: string;
  output: Output;
  interruption: Interruption;
}

const lookEveryMs = 200;

export async function printGroupRecords(client: Client, printing: GroupPrinting): Promise<void> {
  const { flags, groupId, output, interruption } = printing;
  if (flags.partition !== undefined) {
    throw new UsageError('--partition and --group: a group shares out the partitions by itself');
  }
  await interruption.race(describeTopic(client, flags));
  const { topic, from } = flags;
  const ended = new AbortController();
  const signal = AbortSignal.any([interruption.signal, ended.signal]);
  await using consumer = client.consumer({ groupId, topics: [topic], from, signal });
  const watching = flags.untilEnd === true ? watchForEnd(client, printing, ended) : undefined;
  const format = recordFormatter(flags.format);
  let left = flags.max ?? Number.POSITIVE_INFINITY;
  try {
    for await (const record of consumer) {
      output.write(format(record));
      left -= 1;
      if (left === 0) await consumer.commit(record);
      if (left === 0 || output.isClosed) break;
      await output.ready();
    }
  } finally {
    ended.abort();
    await watching;
  }
}

/** Ends it when the group, whoever of its members, has committed all that is there now. */
async function watchForEnd(
  client: Client,
  { flags: { topic }, groupId }: GroupPrinting,
  ended: AbortController,
): Promise<void> {
  const clock = new SystemClock();
  const { partitions } = await describeTopic(client, { topic });
  const queries = partitions.map(({ partition }) => ({ topic, partition, at: 'latest' as const }));
  const ends = await client.admin().listOffsets(queries);
  while (!ended.signal.aborted) {
    const offsets = await client.admin().groups.offsets(groupId);
    const committed = new Map(
      offsets.filter((one) => one.topic === topic).map((one) => [one.partition, one.offset]),
    );
    if (ends.every(({ partition, offset }) => (committed.get(partition) ?? -1) >= offset)) break;
    await delay(clock, lookEveryMs, ended.signal).catch(() => {});
  }
  ended.abort();
}
