// `tidelog consume`: prints the records of partitions until it is told to stop, has printed enough, or is at the end.
import type { Client } from '../client/client.ts';
import type { Position } from '../client/consumer/position.ts';
import { openClient } from './client-options.ts';
import type { ConsumeFlags } from './consume-flags.ts';
import { exitCodes } from './failures.ts';
import { Interruption } from './interruption.ts';
import { Output } from './output.ts';
import { recordFormatter } from './record-format.ts';
import { describeTopic } from './topic-lookup.ts';
import { UsageError } from './usage-error.ts';

/** Returns the exit code. */
export async function runConsume(flags: ConsumeFlags): Promise<number> {
  using interruption = new Interruption();
  const output = new Output(() => interruption.stop());
  if (flags.untilStdinEnds === true) {
    process.stdin.once('end', () => interruption.stop()).resume();
  }
  try {
    await using client = await openClient(flags);
    if (flags.group !== undefined) {
      const { printGroupRecords } = await import('./run-consume-group.ts');
      await printGroupRecords(client, { flags, groupId: flags.group, output, interruption });
      await output.end();
      return interruption.exitCode ?? exitCodes.success;
    }
    const partitions = await interruption.race(choosePartitions(client, flags));
    const spans =
      flags.untilEnd === true
        ? await interruption.race(spansOf(client, flags, partitions))
        : undefined;
    await printRecords(client, { flags, partitions, spans, output, interruption });
  } catch (error) {
    if (!interruption.signal.aborted) {
      throw error;
    }
  } finally {
    if (flags.untilStdinEnds === true) {
      process.stdin.pause();
    }
  }
  await output.end();
  return interruption.exitCode ?? exitCodes.success;
}

async function choosePartitions(client: Client, flags: ConsumeFlags): Promise<number[]> {
  const { partitions } = await describeTopic(client, flags);
  const all = partitions.map(({ partition }) => partition);
  const chosen = [...new Set(flags.partition ?? all)];
  const absent = chosen.find((partition) => !all.includes(partition));
  if (absent !== undefined) {
    throw new UsageError(
      `--partition is ${absent}; ${flags.topic} has the partitions 0 to ${all.length - 1}`,
    );
  }
  return chosen;
}

/** Offsets of one partition: where to start, and the one after the last record that is there now. */
interface Span {
  start: number;
  end: number;
}

/** What is to be read until the end that is now, by partition; without those where there is nothing. */
async function spansOf(
  client: Client,
  { topic, from }: ConsumeFlags,
  partitions: readonly number[],
): Promise<Map<number, Span>> {
  const ask = async (at: 'earliest' | 'latest' | { timestamp: number }) => {
    const queries = partitions.map((partition) => ({ topic, partition, at }));
    const answers = await client.admin().listOffsets(queries);
    return new Map(answers.map(({ partition, offset }) => [partition, offset]));
  };
  const firsts = await ask('earliest');
  const ends = await ask('latest');
  const stamped =
    typeof from === 'object' && 'timestamp' in from
      ? await ask({ timestamp: from.timestamp })
      : undefined;
  const spans = new Map<number, Span>();
  for (const partition of partitions) {
    const first = firsts.get(partition) ?? 0;
    const end = ends.get(partition) ?? 0;
    // A broker answers -1 when no record has that time or a later one.
    const found = stamped?.get(partition) ?? -1;
    const start = startOf(from, { first, end, found: found < 0 ? end : found });
    if (start < end) {
      spans.set(partition, { start, end });
    }
  }
  return spans;
}

function startOf(
  from: Position,
  { first, end, found }: { first: number; end: number; found: number },
): number {
  if (typeof from === 'string') {
    return from === 'earliest' ? first : end;
  }
  if ('offset' in from) {
    return from.offset;
  }
  return 'last' in from ? Math.max(first, end - from.last) : found;
}

interface Printing {
  flags: ConsumeFlags;
  partitions: readonly number[];
  /** Undefined: without an end. */
  spans: Map<number, Span> | undefined;
  output: Output;
  interruption: Interruption;
}

async function printRecords(client: Client, printing: Printing): Promise<void> {
  const { flags, spans, output, interruption } = printing;
  const partitions = spans === undefined ? printing.partitions : [...spans.keys()];
  if (partitions.length === 0) {
    return;
  }
  const assignments = partitions.map((partition) => {
    const span = spans?.get(partition);
    const from = span === undefined ? flags.from : { offset: span.start };
    return { topic: flags.topic, partition, from };
  });
  await using consumer = client.consumer({ assignments, signal: interruption.signal });
  tellOfWaiting(flags);
  const format = recordFormatter(flags.format);
  let left = flags.max ?? Number.POSITIVE_INFINITY;
  for await (const record of consumer) {
    const end = spans?.get(record.partition)?.end;
    if (spans !== undefined && (end === undefined || record.offset >= end)) {
      // It came after the start, in a partition that is done.
      continue;
    }
    output.write(format(record));
    left -= 1;
    if (end !== undefined && record.offset >= end - 1) {
      spans?.delete(record.partition);
    }
    if (left === 0 || spans?.size === 0 || output.isClosed) {
      return;
    }
    await output.ready();
  }
}

/** Somebody who expects old records would sit before an empty screen. */
function tellOfWaiting({ from, topic }: ConsumeFlags): void {
  if (from === 'latest' && process.stderr.isTTY) {
    process.stderr.write(
      `waiting for new records of ${topic}; Ctrl-C ends, --from earliest shows what is there already\n`,
    );
  }
}
