/** What may be wrong with a history. Each is counted; all must be 0. */
export const anomalyClasses = [
  /** Acknowledged, never read, although something behind it was. */
  'lost',
  /** The same, of a topic with `async` durability. */
  'lost-async',
  /** Acknowledged, never read, and nothing behind it either. */
  'unseen',
  /** One value at two offsets, from an idempotent producer. */
  'duplicated',
  /** A later send lies before an earlier one: of one process, or of any when the earlier one had been acknowledged before. */
  'reordered',
  /** Read, although its send has failed for good. */
  'aborted-read',
  /** Read, although nobody sent it, or sent it to another partition. */
  'unexpected',
  /** One offset with two values. */
  'inconsistent-offsets',
  /** A reader passed over offsets. */
  'skipped',
  /** A reader was handed an offset again. */
  'rewound',
  /** A reader's position was taken from it. */
  'position-lost',
  /** The end of a partition lay lower than somebody had been told before, by an offset or by an acknowledgement. */
  'watermark-back',
  /** Replicas differ below the high watermark. */
  'diverged',
  /** A replica ends below the high watermark, or is not there. */
  'short-replica',
  /** A topic whose creation was acknowledged is not there. */
  'topic-lost',
  /** A topic whose deletion was acknowledged is there. */
  'topic-undead',
  /** A partition took no write in time after all was healed. */
  'unwritable',
  /** A reader did not get to the end in time after all was healed. */
  'stuck',
  /** Replicas were not in sync again in time after all was healed. */
  'out-of-sync',
  /** A broker ended by itself. */
  'crashed',
] as const;

export type AnomalyClass = (typeof anomalyClasses)[number];

const examplesMax = 5;

/** Counts all, and keeps the first few of each class to be shown. */
export class Anomalies {
  readonly counts = new Map<AnomalyClass, number>(anomalyClasses.map((name) => [name, 0]));
  readonly examples: string[] = [];

  add(anomaly: AnomalyClass, what: () => string): void {
    const count = (this.counts.get(anomaly) ?? 0) + 1;
    this.counts.set(anomaly, count);
    if (count <= examplesMax) this.examples.push(`${anomaly}: ${what()}`);
  }

  get total(): number {
    let total = 0;
    for (const count of this.counts.values()) total += count;
    return total;
  }
}
