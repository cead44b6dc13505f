// Bounds what replicas that are being added to partitions take from the leaders, so that a move does not crowd out the others
// [REP-10]: `reassignment.bytes.per.second` of the topic, for each partition. What has come is spread over the time after it.
import type { Clock } from '../base/clock.ts';
import type { MetadataStore } from '../cluster/metadata/metadata-store.ts';
import type { Partition } from './partition.ts';

export class ReplicationThrottle {
  readonly #parts: { nodeId: number; store: MetadataStore; clock: Clock };
  /** When the bytes that have come would have come at the allowed rate. */
  readonly #paidUntilMs = new WeakMap<Partition, number>();

  constructor(parts: { nodeId: number; store: MetadataStore; clock: Clock }) {
    this.#parts = parts;
  }

  pauseMs(partition: Partition): number {
    const paidUntilMs = this.#paidUntilMs.get(partition);
    if (paidUntilMs === undefined) return 0;
    return Math.max(0, paidUntilMs - this.#parts.clock.monotonicMs());
  }

  taken(partition: Partition, bytes: number): void {
    const bytesPerSecond = this.#bytesPerSecond(partition);
    if (bytesPerSecond === Number.POSITIVE_INFINITY) {
      this.#paidUntilMs.delete(partition);
      return;
    }
    const nowMs = this.#parts.clock.monotonicMs();
    const fromMs = Math.max(nowMs, this.#paidUntilMs.get(partition) ?? nowMs);
    this.#paidUntilMs.set(partition, fromMs + (bytes / bytesPerSecond) * 1_000);
  }

  #bytesPerSecond({ topicId, index, config }: Partition): number {
    const { store, nodeId } = this.#parts;
    const image = store.image.topics.get(topicId)?.partitions[index];
    return image?.adding.includes(nodeId)
      ? config.reassignmentBytesPerSecond
      : Number.POSITIVE_INFINITY;
  }
}
