// An idempotent producer whose log rolls and stops: at both a snapshot of the producers is written, and old ones go
// [LOG-11]. Whatever moment ends it, the log that is opened next knows exactly what of that producer it holds: the last batch
// is told from a new one, and a gap is refused.
import { codeOf } from '../../../src/base/errors.ts';
import type { PartitionLog } from '../../../src/storage/partition-log.ts';
import { sequencedBatch } from '../../unit/storage/fixture.ts';
import { describeLog, type LogLeft, logProcedure, type Records } from './log-procedures.ts';

interface ProducerLeft extends LogLeft {
  /** Offset at which the last batch, sent again, is said to stand. */
  lastAgainAt: number | undefined;
  /** What a batch that skips one sequence gets. */
  gap: string | undefined;
}

/** Long enough for a roll after each second one. */
const textOf = (sequence: number) => String.fromCharCode(97 + sequence).repeat(200);

/** One record a batch, so that sequences and offsets are the same numbers. */
function append(log: PartitionLog, sequence: number) {
  const producer = { producerId: 7, producerEpoch: 0, baseSequence: sequence };
  return log.append(sequencedBatch(producer, [textOf(sequence)]), { leaderEpoch: 0 });
}

async function send(log: PartitionLog, count: number, records: Records): Promise<void> {
  for (let i = 0; i < count; i++) {
    const sequence = records.sent.length;
    const { held } = append(log, sequence);
    records.sent.push(textOf(sequence));
    await held;
    records.acknowledged = sequence + 1;
  }
}

async function describeProducer(log: PartitionLog): Promise<ProducerLeft> {
  const left = await describeLog(log);
  const { endOffset } = left;
  if (endOffset === 0) return { ...left, lastAgainAt: undefined, gap: undefined };
  const gap = (() => {
    try {
      append(log, endOffset + 1);
      return undefined;
    } catch (error) {
      return codeOf(error);
    }
  })();
  return { ...left, lastAgainAt: append(log, endOffset - 1).baseOffset, gap };
}

const plain = logProcedure(
  'producer snapshots',
  async (log, records) => {
    await send(log, 7, records);
    await log.close();
  },
  { describe: describeProducer },
);

export const producerProcedure = {
  ...plain,
  problems: (...args: Parameters<typeof plain.problems>): string[] => {
    const [left] = args as unknown as [ProducerLeft];
    const problems = plain.problems(...args);
    if (left.endOffset > 0 && left.lastAgainAt !== left.endOffset - 1) {
      problems.push(`TWICE: the last batch, sent again, stands at ${left.lastAgainAt}`);
    }
    if (left.endOffset > 0 && left.gap !== 'OUT_OF_ORDER_SEQUENCE_NUMBER') {
      problems.push(`a gap behind offset ${left.endOffset} got ${left.gap}`);
    }
    return problems;
  },
};
