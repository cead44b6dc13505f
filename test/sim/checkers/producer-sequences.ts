// Holds what stands in a log against what an idempotent producer promises [LOG-11]: of each producer and epoch every sequence once, in
// order, without a gap; and nothing of an older epoch behind a newer one.
import { INT32_MAX } from '../../../src/base/units.ts';

/** The part of a batch's header that tells one from another. */
export interface CommittedBatch {
  readonly crc: number;
  readonly baseOffset: number;
  readonly lastOffsetDelta: number;
  readonly leaderEpoch: number;
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly baseSequence: number;
  readonly recordCount: number;
}

/** `batches` as they stand in a log, from its start. */
export function sequenceProblems(batches: readonly CommittedBatch[]): string[] {
  const problems: string[] = [];
  const producers = new Map<number, { epoch: number; next: number }>();
  for (const batch of batches) {
    const { producerId, producerEpoch, baseSequence, recordCount, baseOffset } = batch;
    if (producerId < 0) continue;
    const before = producers.get(producerId);
    const who = `producer ${producerId} at offset ${baseOffset}`;
    if (before && producerEpoch < before.epoch)
      problems.push(`${who}: epoch ${producerEpoch} behind ${before.epoch}`);
    if (before?.epoch === producerEpoch && baseSequence !== before.next)
      problems.push(`${who}: sequence ${baseSequence}, and ${before.next} was next`);
    const next = (baseSequence + recordCount) % (INT32_MAX + 1);
    producers.set(producerId, { epoch: producerEpoch, next });
  }
  return problems;
}
