// Judges the history of a run with a consumer group by its promises alone, afterwards [GRP-2, GRP-4, GRP-5]. It knows nothing of
// epochs and coordinators: only what members were handed and told, and what an auditor was told is committed.
//
// A record may come again after the crash of who processed it, after that one lost the partition, or after its commit failed;
// these are counted. In any other case it is an anomaly.
import type { SendEnded, SendInvoked } from '../history/history-entry.ts';
import type {
  CommitEntry,
  GroupEntry,
  GroupHistoryEntry,
  MemberEntry,
  OffsetsEntry,
  ProcessedEntry,
} from './group-entries.ts';
import { Stint } from './stint.ts';

export const groupAnomalies = [
  /** Acknowledged to its producer, and never processed. */
  'unprocessed',
  /** Processed, although nobody sent it, or at another offset than it was acknowledged at. */
  'unexpected',
  /** One owner processed records of a key in another order than that of the log, or at the same time. */
  'order',
  /** A record came again without an excuse. */
  'again',
  /** A record came to a later owner although it had been told to be committed before that one began. */
  'committed-again',
  /** A member was handed a record of a partition that it did not have. */
  'unowned',
  /** A commit was taken from who had been followed by another owner. */
  'stale-commit',
  /** A committed offset moved back. */
  'commit-back',
  /** An offset was committed before what lies below it was processed. */
  'commit-ahead',
  /** The group did not settle after the faults. */
  'unsettled',
  /** A broker, or a member, ended by itself. */
  'crashed',
] as const;

export type GroupAnomaly = (typeof groupAnomalies)[number];

export interface GroupVerdict {
  /** Why the run shows nothing; empty when it does. */
  invalid: string[];
  anomalies: Record<GroupAnomaly, number>;
  /** The first few of each class. */
  examples: string[];
  figures: GroupFigures;
  isGood: boolean;
}

export interface GroupFigures {
  acknowledged: number;
  processed: number;
  /** Records that came again, by why they may. */
  again: { crash: number; loss: number; 'failed-commit': number };
  /** Times for which somebody had a partition. */
  stints: number;
  commits: number;
  commitsRefused: number;
  audits: number;
  /** Applied faults, by kind. */
  faults: Record<string, number>;
  /** From the acknowledgement of a record until it was first processed, in milliseconds. */
  delayMs: { median: number; p99: number; max: number };
  settledMs: number;
  stallMsMax: number;
}

/** Clocks are rounded to a tenth of a millisecond. */
const slackMs = 0.2;
const examplesMax = 5;
const auditsMin = 10;
const stallMsTolerated = 1_000;

interface Sent {
  partition: number;
  /** Undefined while it is not acknowledged. */
  offset: number | undefined;
  ackedMs: number;
}

interface PartitionView {
  stints: Stint[];
  /** By offset: who processed it, and when. */
  processed: Map<number, { stint: Stint; since: number; at: number }[]>;
  /** What was found at each offset. */
  values: Map<number, string>;
  /** What was told to be committed, in the order of telling: when that was, and up to where. */
  told: { at: number; offset: number }[];
}

export class GroupChecker {
  readonly #entries: GroupHistoryEntry[] = [];
  readonly #counts = new Map<GroupAnomaly, number>(groupAnomalies.map((name) => [name, 0]));
  readonly #examples: string[] = [];
  readonly #invalid: string[] = [];
  readonly #sent = new Map<string, Sent>();
  readonly #views = new Map<number, PartitionView>();
  readonly #handlers = new Map<string, number>();
  /** What members have, by member and partition: the newest stint of each. */
  readonly #stints = new Map<string, Stint>();
  readonly #faults = new Map<string, number>();
  readonly #again = { crash: 0, loss: 0, 'failed-commit': 0 };
  readonly #figures = { processed: 0, stints: 0, commits: 0, commitsRefused: 0, audits: 0 };
  #group: GroupEntry | undefined;
  #settledMs: number | undefined;
  #settledDetail = 'nobody looked';
  #stallMsMax = 0;

  accept(entry: GroupHistoryEntry): void {
    this.#entries.push(entry);
  }

  verdict(): GroupVerdict {
    for (const entry of inOrder(this.#entries)) this.#take(entry);
    for (const [partition, view] of this.#views) this.#judgePartition(partition, view);
    const delays = this.#judgeSends();
    if (this.#settledMs === undefined) this.#add('unsettled', () => this.#settledDetail);
    this.#judgeEffort();
    return {
      invalid: this.#invalid,
      anomalies: Object.fromEntries(this.#counts) as Record<GroupAnomaly, number>,
      examples: this.#examples,
      figures: {
        ...this.#figures,
        acknowledged: delays.length,
        again: this.#again,
        faults: Object.fromEntries([...this.#faults].sort()),
        delayMs: { median: rank(delays, 0.5), p99: rank(delays, 0.99), max: rank(delays, 1) },
        settledMs: Math.round(this.#settledMs ?? -1),
        stallMsMax: this.#stallMsMax,
      },
      isGood: this.#examples.length === 0 && this.#invalid.length === 0,
    };
  }

  #take(entry: GroupHistoryEntry): void {
    switch (entry.op) {
      case 'group':
        this.#group = entry;
        break;
      case 'send':
        this.#sendOf(entry);
        break;
      case 'member':
        this.#member(entry);
        break;
      case 'processed':
        this.#processed(entry);
        break;
      case 'commit':
        this.#commit(entry);
        break;
      case 'offsets':
        this.#offsets(entry);
        break;
      case 'settled':
        this.#settledMs = entry.tookMs;
        this.#settledDetail = entry.detail;
        break;
      case 'crash':
        this.#add('crashed', () => `broker ${entry.node}: ${entry.detail}`);
        break;
      case 'member-crash':
        this.#add('crashed', () => `member ${entry.m}: ${entry.detail}`);
        break;
      case 'stall':
        this.#stallMsMax = Math.max(this.#stallMsMax, entry.ms);
        break;
      case 'fault':
        this.#fault(entry.kind, entry.type, entry.proof);
        break;
      case 'leader':
        break;
    }
  }

  #fault(kind: string, type: string, proof: string): void {
    const count = this.#faults.get(kind) ?? 0;
    if (type === 'applied') this.#faults.set(kind, count + 1);
    if (type === 'void') this.#faults.set(kind, count - 1);
    if (type === 'not-applied') this.#invalid.push(`${kind} did not apply: ${proof}`);
  }

  #sendOf(entry: SendInvoked | SendEnded): void {
    const name = `${entry.p}-${entry.n}`;
    if (entry.type === 'invoke') {
      const { partition } = entry;
      this.#sent.set(name, { partition, offset: undefined, ackedMs: 0 });
      return;
    }
    const sent = this.#sent.get(name);
    if (!sent || entry.type !== 'ok') return;
    sent.offset = entry.offset;
    sent.ackedMs = entry.at;
  }

  #member({ m, type, at, partitions = [], handlers = 1 }: MemberEntry): void {
    if (type === 'started') this.#handlers.set(m, handlers);
    for (const partition of partitions) {
      const key = `${m}/${partition}`;
      if (type === 'assigned') {
        const stint = new Stint(m, partition, at);
        this.#stints.get(key)?.close('lost', at);
        this.#stints.set(key, stint);
        this.#view(partition).stints.push(stint);
        this.#figures.stints += 1;
      } else if (type === 'revoked' || type === 'lost') this.#stints.get(key)?.close(type, at);
    }
    if (type !== 'killed' && type !== 'left' && type !== 'uncommitted') return;
    for (const stint of this.#stints.values()) {
      if (stint.member !== m) continue;
      if (type === 'uncommitted') stint.failedCommitMs = at;
      else stint.close(type === 'killed' ? 'killed' : 'revoked', at);
    }
  }

  #processed({ m, at, since, partition, offset, key, value }: ProcessedEntry): void {
    this.#figures.processed += 1;
    const view = this.#view(partition);
    const other = view.values.get(offset) ?? value;
    view.values.set(offset, value);
    if (this.#sent.get(value)?.partition !== partition || other !== value) {
      const what = other === value ? 'which nobody sent there' : `where ${other} was before`;
      this.#add('unexpected', () => `${value} at ${partition}@${offset}, ${what}`);
    }
    const stint = this.#stints.get(`${m}/${partition}`);
    // What was in hand when the partition was lost may still come to its end.
    const isOwned = stint && (stint.toMs >= since - slackMs || stint.end === 'open');
    if (!isOwned || (stint.end === 'revoked' && stint.toMs < at - slackMs)) {
      this.#add('unowned', () => `${m} processed ${partition}@${offset} at ${Math.round(at)} ms`);
      if (!stint) return;
    }
    stint.processed.push({ since, at, offset, key });
    const before = view.processed.get(offset) ?? [];
    view.processed.set(offset, before);
    before.push({ stint, since, at });
  }

  #commit({ type, m, since, at, partition, offset }: CommitEntry): void {
    const stint = this.#stints.get(`${m}/${partition}`);
    if (type === 'refused') {
      this.#figures.commitsRefused += 1;
      if (stint) stint.failedCommitMs = at;
      return;
    }
    this.#figures.commits += 1;
    const view = this.#view(partition);
    view.told.push({ at, offset });
    if (!stint) return;
    const later = view.stints.find(
      (other) => other.fromMs > stint.fromMs && other.fromMs < since - slackMs && other !== stint,
    );
    if (!later) return;
    const what = `${m} committed ${partition}@${offset} at ${Math.round(at)} ms, after ${later.name}`;
    this.#add('stale-commit', () => what);
  }

  #offsets({ since, at, offsets }: OffsetsEntry): void {
    this.#figures.audits += 1;
    const found = new Map(offsets);
    for (const [partition, view] of this.#views) {
      const offset = found.get(partition) ?? -1;
      const floor = committedBefore(view, since - slackMs);
      if (offset >= floor) continue;
      const what = `partition ${partition} was at ${floor}, and at ${offset} at ${Math.round(at)} ms`;
      this.#add('commit-back', () => what);
    }
    for (const [partition, offset] of offsets) this.#view(partition).told.push({ at, offset });
  }

  #judgePartition(partition: number, view: PartitionView): void {
    for (const stint of view.stints) this.#judgeStint(stint, view);
    for (const [offset, all] of view.processed) this.#judgeAgain({ partition, offset }, all);
    this.#judgeAhead(partition, view);
  }

  /** Whatever lies below an offset had been processed when that was told to be committed. */
  #judgeAhead(partition: number, { told, processed }: PartitionView): void {
    const firsts = [...processed].map(([offset, all]) => ({
      offset,
      at: Math.min(...all.map(({ at }) => at)),
    }));
    let next = 0;
    let furthest = -1;
    for (const { offset, at } of firsts.sort((a, b) => a.at - b.at)) {
      for (; (told[next]?.at ?? Number.POSITIVE_INFINITY) < at - slackMs; next++) {
        furthest = Math.max(furthest, told[next]?.offset ?? -1);
      }
      if (furthest <= offset) continue;
      const what = `${partition}@${furthest} was committed, and ${offset} not processed before ${Math.round(at)} ms`;
      this.#add('commit-ahead', () => what);
    }
  }

  #judgeStint(stint: Stint, view: PartitionView): void {
    const isOneByOne = this.#handlers.get(stint.member) === 1;
    const last = new Map<string, { offset: number; at: number }>();
    const floor = committedBefore(view, stint.fromMs - slackMs);
    for (const { offset, key, since, at } of stint.processed) {
      const lane = isOneByOne ? '' : key;
      const before = last.get(lane);
      last.set(lane, { offset, at });
      if (before && (offset <= before.offset || since < before.at - slackMs)) {
        this.#add('order', () => `${stint.name}: ${offset} of key ${key} after ${before.offset}`);
      }
      if (offset >= floor) continue;
      this.#add('committed-again', () => `${stint.name}: ${offset}, and ${floor} was committed`);
    }
  }

  #judgeAgain(
    { partition, offset }: { partition: number; offset: number },
    all: { stint: Stint; since: number; at: number }[],
  ): void {
    // By who had the partition first: what was in hand when it was lost may come to its end later than it came again.
    const inTurn = all.toSorted((a, b) => a.stint.fromMs - b.stint.fromMs);
    for (const [index, again] of inTurn.entries()) {
      for (const before of inTurn.slice(0, index)) {
        // Within one stint it is a matter of order.
        if (before.stint === again.stint) continue;
        const excuse = before.stint.excuse(before.at);
        if (excuse) this.#again[excuse] += 1;
        else {
          const what = `${partition}@${offset} to ${again.stint.name}, after ${before.stint.name}, which ${before.stint.end}`;
          this.#add('again', () => what);
        }
      }
    }
  }

  /** Returns how long each acknowledged record took until it was processed, in order. */
  #judgeSends(): number[] {
    const delays: number[] = [];
    for (const [name, { partition, offset, ackedMs }] of this.#sent) {
      if (offset === undefined) continue;
      const view = this.#views.get(partition);
      const all = view?.processed.get(offset) ?? [];
      const found = view?.values.get(offset);
      if (all.length === 0) this.#add('unprocessed', () => `${name} at ${partition}@${offset}`);
      else if (found !== name) {
        this.#add('unexpected', () => `${found} at ${partition}@${offset}, where ${name} is`);
      }
      const firstMs = all.length > 0 ? Math.min(...all.map(({ at }) => at)) : ackedMs;
      delays.push(Math.max(0, Math.round(firstMs - ackedMs)));
    }
    return delays.sort((a, b) => a - b);
  }

  #judgeEffort(): void {
    const { processed, commits, audits } = this.#figures;
    if (!this.#group) this.#invalid.push('nobody says what the run was about');
    if (this.#sent.size === 0) this.#invalid.push('nothing was sent');
    if (processed === 0) this.#invalid.push('nothing was processed');
    if (commits === 0) this.#invalid.push('nothing was committed by hand');
    if (audits < auditsMin) this.#invalid.push(`${audits} audits, at least ${auditsMin} must be`);
    for (const kind of this.#group?.asked ?? []) {
      if ((this.#faults.get(kind) ?? 0) < 1) this.#invalid.push(`there was no ${kind}`);
    }
    if (this.#settledMs === undefined && this.#stallMsMax > stallMsTolerated) {
      const text = `the harness stood still for ${this.#stallMsMax} ms`;
      this.#invalid.push(`things took too long on a machine that was too busy: ${text}`);
    }
  }

  #view(partition: number): PartitionView {
    const known = this.#views.get(partition);
    const view = known ?? { stints: [], processed: new Map(), values: new Map(), told: [] };
    this.#views.set(partition, view);
    return view;
  }

  #add(anomaly: GroupAnomaly, what: () => string): void {
    const count = (this.#counts.get(anomaly) ?? 0) + 1;
    this.#counts.set(anomaly, count);
    if (count <= examplesMax) this.#examples.push(`${anomaly}: ${what()}`);
  }
}

/** The greatest offset that somebody had been told is committed. */
function committedBefore({ told }: PartitionView, ms: number): number {
  let floor = -1;
  for (const { at, offset } of told) if (at < ms && offset > floor) floor = offset;
  return floor;
}

/** By time. What happened at one time stands as it was written. */
function inOrder(entries: readonly GroupHistoryEntry[]): GroupHistoryEntry[] {
  const timeOf = (entry: GroupHistoryEntry) => ('at' in entry ? entry.at : 0);
  return [...entries].sort((a, b) => timeOf(a) - timeOf(b));
}

function rank(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
