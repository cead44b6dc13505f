// Compares what the replicas of a partition have in their files: batch by batch where their ranges overlap, below the high
// watermark; of compacted topics the last value of each key.
import type { ReplicaEndEntry, ReplicaEntry } from '../history/history-entry.ts';
import type { Anomalies } from './anomalies.ts';
import { PagedNumbers } from './paged-numbers.ts';
import type { PartitionView, PartitionViews } from './partition-view.ts';

/** The batches of one replica, in order. */
class Chain {
  count = 0;
  readonly base = new PagedNumbers();
  readonly last = new PagedNumbers();
  readonly epoch = new PagedNumbers();
  readonly crc = new PagedNumbers();

  add([base, last, epoch, crc]: readonly [number, number, number, number]): void {
    this.base.set(this.count, base);
    this.last.set(this.count, last);
    this.epoch.set(this.count, epoch);
    this.crc.set(this.count, crc);
    this.count += 1;
  }

  /** Index of the first batch that ends at or after `offset`. */
  find(offset: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.last.get(middle) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  shown(index: number): string {
    if (index >= this.count) return 'nothing';
    const crc = this.crc.get(index).toString(16);
    return `${this.base.get(index)} to ${this.last.get(index)} of epoch ${this.epoch.get(index)}, CRC ${crc}`;
  }

  isSame(index: number, other: Chain, otherIndex: number): boolean {
    return (
      this.base.get(index) === other.base.get(otherIndex) &&
      this.last.get(index) === other.last.get(otherIndex) &&
      this.epoch.get(index) === other.epoch.get(otherIndex) &&
      this.crc.get(index) === other.crc.get(otherIndex)
    );
  }
}

interface Replica {
  node: number;
  chain: Chain;
  end: ReplicaEndEntry | undefined;
}

export class ReplicaCheck {
  readonly #replicas = new Map<string, Map<number, Replica>>();
  /** Batches that were compared with those of another replica. */
  batchesCompared = 0;

  get isEmpty(): boolean {
    return this.#replicas.size === 0;
  }

  accept(entry: ReplicaEntry | ReplicaEndEntry): void {
    const name = `${entry.topic}/${entry.partition}`;
    const ofPartition = this.#replicas.get(name) ?? new Map<number, Replica>();
    this.#replicas.set(name, ofPartition);
    const replica = ofPartition.get(entry.node) ?? {
      node: entry.node,
      chain: new Chain(),
      end: undefined,
    };
    ofPartition.set(entry.node, replica);
    if (entry.op === 'replica-end') replica.end = entry;
    else for (const batch of entry.batches) replica.chain.add(batch);
  }

  judge(views: PartitionViews, anomalies: Anomalies): void {
    if (this.isEmpty) return;
    for (const view of views.all()) {
      const found = [...(this.#replicas.get(view.name)?.values() ?? [])];
      const complete = found.filter(({ end }) => end !== undefined);
      if (complete.length < view.topic.replicas) {
        const what = `${view.name} has ${complete.length} of its ${view.topic.replicas} replicas`;
        anomalies.add('short-replica', () => what);
      }
      for (const { node, end } of complete) {
        if (!end || end.end >= end.highWatermark) continue;
        const what = `${view.name} of broker ${node} ends at ${end.end}, the high watermark is ${end.highWatermark}`;
        anomalies.add('short-replica', () => what);
      }
      const [first, ...others] = complete;
      for (const other of others) if (first) this.#compare(view, first, other, anomalies);
    }
  }

  #compare(view: PartitionView, a: Replica, b: Replica, anomalies: Anomalies): void {
    const problem = view.topic.isCompacted ? differentKey(a, b) : this.#differentBatch(a, b);
    if (problem === undefined) return;
    const who = `${view.name} on brokers ${a.node} and ${b.node}`;
    anomalies.add('diverged', () => `${who}: ${problem}`);
  }

  #differentBatch(a: Replica, b: Replica): string | undefined {
    const endA = a.end as ReplicaEndEntry;
    const endB = b.end as ReplicaEndEntry;
    const start = Math.max(endA.start, endB.start);
    const end = Math.min(endA.end, endB.end, Math.max(endA.highWatermark, endB.highWatermark));
    let i = a.chain.find(start);
    let j = b.chain.find(start);
    const isLeft = (chain: Chain, index: number) =>
      index < chain.count && chain.base.get(index) < end;
    while (isLeft(a.chain, i) || isLeft(b.chain, j)) {
      if (!a.chain.isSame(i, b.chain, j)) return `${a.chain.shown(i)} and ${b.chain.shown(j)}`;
      this.batchesCompared += 1;
      i += 1;
      j += 1;
    }
    return undefined;
  }
}

function differentKey(a: Replica, b: Replica): string | undefined {
  const lastOf = ({ end }: Replica) =>
    new Map((end?.lastOfKeys ?? []).map(([key, offset, value]) => [key, `${value} at ${offset}`]));
  const [ofA, ofB] = [lastOf(a), lastOf(b)];
  for (const key of new Set([...ofA.keys(), ...ofB.keys()])) {
    if (ofA.get(key) !== ofB.get(key)) {
      return `key ${key} is ${ofA.get(key) ?? 'not there'} and ${ofB.get(key) ?? 'not there'}`;
    }
  }
  return undefined;
}
