// Holds what the replicas of partitions do against what replication promises [REP-3] [REP-4], at the moment they do it. A batch is
// named by (end offset, leader epoch); a name stands for one batch with one predecessor in all replicas and for ever, so a log is
// known by the name of its last batch, and logs that have one name in common are equal up to there.
import type {
  PartitionLeading,
  PartitionObserver,
} from '../../../src/broker/partition-observer.ts';
import { readBatchHeader } from '../../../src/protocol/record-batch.ts';
import { type CommittedBatch, sequenceProblems } from './producer-sequences.ts';

export type ReplicationCounters = Record<
  | 'leaderships'
  | 'batches'
  | 'logCuts'
  | 'divergentCuts'
  | 'notKept'
  | 'lostTails'
  | 'rebuilds'
  | 'advances'
  | 'isrSizes1'
  | 'isrSizes2',
  number
>;

/** The batch that ends at an offset and was written in an epoch. */
export interface Name {
  readonly end: number;
  readonly epoch: number;
}

interface Batch extends CommittedBatch {
  readonly previous: Name;
}

interface Replica {
  readonly node: string;
  /** Whom it is fetched from now. */
  readonly fetchedFrom: Set<number>;
  head: Name;
  /** What it held before a restart that lost some of it: who has not heard of the restart may still count on it. */
  headBefore: Name;
  /** What it held may be gone when it is opened next. */
  mayLack: boolean;
  /** As far as this replica was counted when something became visible. */
  countedEnd: number;
}

interface Place {
  readonly batches: Map<string, Batch>;
  /** By node. */
  readonly replicas: Map<string, Replica>;
  readonly leaderOfEpoch: Map<number, string>;
  /** Epoch of the visible batch that ends at an offset. */
  readonly visible: Map<number, number>;
  visibleEnd: number;
  writtenEnd: number;
  /** How far leaders of each epoch have shown it. */
  readonly shownIn: Map<number, number>;
}

export interface ReplicationCheckerOptions {
  fail: (problem: string) => void;
}

const start: Name = { end: 0, epoch: -1 };

export class ReplicationChecker {
  readonly counters: ReplicationCounters = {
    leaderships: 0,
    batches: 0,
    logCuts: 0,
    divergentCuts: 0,
    notKept: 0,
    lostTails: 0,
    rebuilds: 0,
    advances: 0,
    isrSizes1: 0,
    isrSizes2: 0,
  };
  readonly #options: ReplicationCheckerOptions;
  readonly #places = new Map<string, Place>();
  /** Whose disk goes bad without a word. */
  readonly #neverTrusted = new Set<string>();

  constructor(options: ReplicationCheckerOptions) {
    this.#options = options;
  }

  /** What one life of a node is to tell. */
  observe(node: string, isAlive: () => boolean): PartitionObserver {
    const told =
      <Args extends unknown[]>(take: (place: Place, replica: Replica, ...args: Args) => void) =>
      (name: string, ...args: Args): void => {
        if (!isAlive()) return;
        const place = this.#place(name);
        take(place, this.#replica(place, node), ...args);
      };
    return {
      opened: told((place, replica, log: { endOffset: number; lastEpoch: number }) =>
        this.#opened(place, replica, { end: log.endOffset, epoch: log.lastEpoch }),
      ),
      led: told((place, replica, epoch: number) => this.#led(place, replica, epoch)),
      appended: told((place, replica, batch: Buffer) => this.#appended(place, replica, batch)),
      cut: told((place, replica, end: number) => this.#cut(place, replica, end)),
      fetched: told((_, replica, leaderId: number, isAsked: boolean) =>
        this.#fetched(replica, leaderId, isAsked),
      ),
      notKept: told((place, replica, end: number) => this.#notKept(place, replica, end)),
      visible: told((place, replica, end: number, leading: PartitionLeading | undefined) => {
        if (leading) this.#advanced(place, replica, end, leading);
      }),
    };
  }

  /** Of places that `isMeant` holds for, this node may lack what it held, from its next start on; `forGood`: at any time. */
  mayLack(node: string, isMeant: (place: string) => boolean, forGood = false): void {
    if (forGood) this.#neverTrusted.add(node);
    for (const [name, place] of this.#places) {
      const replica = place.replicas.get(node);
      if (replica && isMeant(name)) replica.mayLack = true;
    }
  }

  /** The node's disk is another one. */
  wiped(node: string): void {
    this.mayLack(node, () => true);
  }

  /** Whether a node's log has all that was ever visible there; undefined when it has not opened one. */
  holdsVisible(name: string, node: string): boolean | undefined {
    const place = this.#places.get(name);
    const replica = place?.replicas.get(node);
    return place && replica && this.#has(place, replica.head, place.visibleEnd);
  }

  visibleEnd(name: string): number {
    return this.#places.get(name)?.visibleEnd ?? 0;
  }

  /** Up to where any leader has ever written. */
  writtenEnd(name: string): number {
    return this.#places.get(name)?.writtenEnd ?? 0;
  }

  headOf(name: string, node: string): Name | undefined {
    return this.#places.get(name)?.replicas.get(node)?.head;
  }

  /** All that was ever visible, in order. */
  visibleBatches(name: string): CommittedBatch[] {
    const place = this.#places.get(name);
    const batches: CommittedBatch[] = [];
    let last = place && this.#visibleName(place, place.visibleEnd);
    while (place && last && last.end > 0) {
      const batch = place.batches.get(keyOf(last));
      if (!batch) break;
      batches.push(batch);
      last = batch.previous;
    }
    return batches.reverse();
  }

  /** What is wrong with the sequences of producers in what was visible [LOG-11]. */
  sequenceProblems(): string[] {
    return [...this.#places.keys()].flatMap((name) =>
      sequenceProblems(this.visibleBatches(name)).map((problem) => `${name}: ${problem}`),
    );
  }

  #replica(place: Place, node: string): Replica {
    const known = place.replicas.get(node);
    if (known) return known;
    const replica: Replica = {
      fetchedFrom: new Set(),
      node,
      head: start,
      headBefore: start,
      countedEnd: 0,
      mayLack: false,
    };
    place.replicas.set(node, replica);
    return replica;
  }

  #place(name: string): Place {
    const known = this.#places.get(name);
    if (known) return known;
    const place: Place = {
      batches: new Map(),
      replicas: new Map(),
      leaderOfEpoch: new Map(),
      visible: new Map([[0, -1]]),
      visibleEnd: 0,
      writtenEnd: 0,
      shownIn: new Map(),
    };
    this.#places.set(name, place);
    return place;
  }

  #object({ node }: Replica, problem: string): void {
    this.#options.fail(`${node}: ${problem}`);
  }

  /** What was counted is there after any restart, unless the disk has lost it; of the rest, any first part may be. */
  #opened(place: Place, replica: Replica, found: Name): void {
    if (found.end < replica.head.end) this.counters.lostTails += 1;
    const head = found.end === 0 ? start : found;
    if (head !== start && !place.batches.has(keyOf(head))) {
      this.#object(replica, `starts with a batch ${keyOf(head)} that nobody ever had`);
    }
    if (head === start && replica.head.end > 0) this.counters.rebuilds += 1;
    replica.headBefore = replica.head;
    replica.fetchedFrom.clear();
    replica.head = head;
    const { mayLack } = replica;
    replica.mayLack = false;
    if (this.#has(place, head, replica.countedEnd)) return;
    if (!mayLack && !this.#neverTrusted.has(replica.node)) {
      this.#object(
        replica,
        `starts with ${keyOf(head)}; it was counted up to ${replica.countedEnd}, which it lacks`,
      );
    }
    replica.countedEnd = this.#agreedEnd(place, head);
  }

  /** One leader for each epoch, and none that lacks what was visible. */
  #led(place: Place, replica: Replica, epoch: number): void {
    this.counters.leaderships += 1;
    const other = place.leaderOfEpoch.get(epoch);
    if (other !== undefined && other !== replica.node)
      this.#object(replica, `leads epoch ${epoch}, which ${other} has led`);
    place.leaderOfEpoch.set(epoch, replica.node);
    // A broker may hear late that it was to lead, when a later leader has shown more already.
    let shownEnd = 0;
    for (const [shownEpoch, end] of place.shownIn) {
      if (shownEpoch < epoch) shownEnd = Math.max(shownEnd, end);
    }
    if (!this.#has(place, replica.head, shownEnd)) {
      this.#object(
        replica,
        `leads epoch ${epoch} with ${keyOf(replica.head)}; visible was all below ${shownEnd}`,
      );
    }
  }

  #appended(place: Place, replica: Replica, bytes: Buffer): void {
    this.counters.batches += 1;
    const previous = replica.head;
    const header = readBatchHeader(bytes);
    const end = header.baseOffset + header.lastOffsetDelta + 1;
    const name: Name = { end, epoch: header.leaderEpoch };
    if (header.baseOffset !== previous.end)
      this.#object(replica, `appends at ${header.baseOffset} behind ${keyOf(previous)}`);
    if (name.epoch < previous.epoch)
      this.#object(replica, `appends epoch ${name.epoch} behind ${keyOf(previous)}`);
    const known = place.batches.get(keyOf(name));
    if (known === undefined) {
      if (place.leaderOfEpoch.get(name.epoch) !== replica.node)
        this.#object(replica, `writes ${keyOf(name)}, and does not lead that epoch`);
      if (replica.fetchedFrom.size > 0)
        this.#object(replica, `leads, and fetches from ${[...replica.fetchedFrom]}`);
      place.batches.set(keyOf(name), { ...header, previous });
      place.writtenEnd = Math.max(place.writtenEnd, end);
    } else if (known.crc !== header.crc || keyOf(known.previous) !== keyOf(previous)) {
      const others = `behind ${keyOf(known.previous)}`;
      this.#object(
        replica,
        `has another batch ${keyOf(name)}, behind ${keyOf(previous)}, than others: ${others}`,
      );
    }
    replica.head = name;
  }

  /** Back to where the logs part; or the log begins anew, at an offset below which others have all. */
  #cut(place: Place, replica: Replica, end: number): void {
    this.counters.logCuts += 1;
    const at = this.#nameAt(place, replica.head, end);
    if (at && replica.head.end > end) this.counters.divergentCuts += 1;
    for (let name = replica.head; name.end > end; name = this.#before(place, name)) {
      if (at && place.visible.get(name.end) === name.epoch)
        this.#object(replica, `cuts ${keyOf(name)}, which was visible, to go on at ${end}`);
    }
    replica.countedEnd = Math.min(replica.countedEnd, end);
    if (at) replica.head = at;
    else replica.head = this.#visibleName(place, end) ?? start;
  }

  /** By one fetcher at most. */
  #fetched(replica: Replica, leaderId: number, isAsked: boolean): void {
    if (!isAsked) replica.fetchedFrom.delete(leaderId);
    else if (replica.fetchedFrom.add(leaderId).size > 1)
      this.#object(replica, `fetches from ${[...replica.fetchedFrom]} at once`);
  }

  /** Nobody may have counted on what was not even written. */
  #notKept(place: Place, replica: Replica, end: number): void {
    this.counters.notKept += 1;
    if (end < replica.countedEnd)
      this.#object(replica, `did not keep ${end}; it was counted up to ${replica.countedEnd}`);
    replica.head = this.#nameAt(place, replica.head, end) ?? this.#visibleName(place, end) ?? start;
  }

  #advanced(place: Place, replica: Replica, end: number, leading: PartitionLeading): void {
    const { leaderEpoch, isr, maximalIsr, minInSync } = leading;
    if (end <= place.visibleEnd) {
      if (!this.#has(place, replica.head, end))
        this.#object(replica, `shows up to ${end} what is not what was visible before`);
      return;
    }
    this.counters.advances += 1;
    if (isr.length === 1) this.counters.isrSizes1 += 1;
    if (isr.length === 2) this.counters.isrSizes2 += 1;
    if (isr.length < minInSync)
      this.#object(
        replica,
        `shows up to ${end} with ${isr.length} in sync; ${minInSync} are needed`,
      );
    if (place.leaderOfEpoch.get(leaderEpoch) !== replica.node)
      this.#object(replica, `shows up to ${end} in epoch ${leaderEpoch}, which it does not lead`);
    for (const nodeId of maximalIsr) {
      const other = place.replicas.get(`broker-${nodeId}`);
      const own = this.#nameAt(place, replica.head, end);
      if (own && other && this.#holds(place, other.head, own))
        other.countedEnd = Math.max(other.countedEnd, end);
      else if (!own || !other || !this.#holds(place, other.headBefore, own))
        this.#object(replica, `shows up to ${end}, which broker-${nodeId} in sync does not hold`);
    }
    this.#extendVisible(place, replica, end);
    place.shownIn.set(leaderEpoch, end);
  }

  #holds(place: Place, head: Name, name: Name): boolean {
    const found = this.#nameAt(place, head, name.end);
    return found !== undefined && found.epoch === name.epoch;
  }

  #extendVisible(place: Place, replica: Replica, end: number): void {
    let name = this.#nameAt(place, replica.head, end);
    if (!name) return;
    for (; name.end > place.visibleEnd; name = this.#before(place, name)) {
      place.visible.set(name.end, name.epoch);
    }
    if (place.visible.get(name.end) !== name.epoch)
      this.#object(replica, `shows ${end} behind ${keyOf(name)}, which is not what was visible`);
    place.visibleEnd = end;
  }

  /** Whether a log with this head has all that was visible below `end`. */
  #has(place: Place, head: Name, end: number): boolean {
    const name = this.#nameAt(place, head, end);
    return name !== undefined && place.visible.get(end) === name.epoch;
  }

  /** How much of what was visible a log has. */
  #agreedEnd(place: Place, head: Name): number {
    let name = head;
    while (name.end > 0 && place.visible.get(name.end) !== name.epoch)
      name = this.#before(place, name);
    return name.end;
  }

  #visibleName(place: Place, end: number): Name | undefined {
    const epoch = place.visible.get(end);
    return epoch === undefined ? undefined : { end, epoch };
  }

  /** The batch of this log that ends at `end`. */
  #nameAt(place: Place, head: Name, end: number): Name | undefined {
    let name = head;
    while (name.end > end) name = this.#before(place, name);
    return name.end === end ? name : undefined;
  }

  #before(place: Place, name: Name): Name {
    return place.batches.get(keyOf(name))?.previous ?? start;
  }
}

function keyOf({ end, epoch }: Name): string {
  return `${end}/${epoch}`;
}
