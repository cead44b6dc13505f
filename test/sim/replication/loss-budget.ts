// Who may lose data now. A partition survives what a minority of its replicas loses, so one broker at a time may: while all replicas of
// all partitions are in sync and nothing else is wrong that would keep them from being so. It has to be back, known to the controller as
// another process, and in sync again everywhere before the next one may.
import type { MetadataImage } from '../../../src/cluster/metadata/image.ts';

export interface LossBudgetOptions {
  newest: () => MetadataImage | undefined;
  /** All brokers run and are ready, none stands still, and every link is whole. */
  isWhole: () => boolean;
}

interface Loss {
  nodeId: number;
  /** Of the registration before. */
  brokerEpoch: number;
}

export class LossBudget {
  readonly #options: LossBudgetOptions;
  #loss: Loss | undefined;

  constructor(options: LossBudgetOptions) {
    this.#options = options;
  }

  /** A broker has lost something, and the controller does not know yet: nobody else may fail meanwhile. */
  get isUnknown(): boolean {
    if (this.#loss === undefined) return false;
    const { nodeId, brokerEpoch } = this.#loss;
    return (this.#options.newest()?.brokers.get(nodeId)?.brokerEpoch ?? -1) <= brokerEpoch;
  }

  get isFree(): boolean {
    const newest = this.#options.newest();
    if (newest === undefined || this.isUnknown || !this.#options.isWhole()) return false;
    const brokers = [...newest.brokers.values()];
    return brokers.every(({ isFenced }) => !isFenced) && isAllInSync(newest);
  }

  take(nodeId: number): void {
    const brokerEpoch = this.#options.newest()?.brokers.get(nodeId)?.brokerEpoch ?? -1;
    this.#loss = { nodeId, brokerEpoch };
  }
}

function isAllInSync({ topics }: MetadataImage): boolean {
  for (const { partitions } of topics.values()) {
    for (const { isr, replicas, leaderId, impaired } of partitions) {
      if (leaderId < 0 || isr.length !== replicas.length || impaired.length > 0) return false;
    }
  }
  return true;
}
