// Judges a recorded history by the promises alone, afterwards: it knows nothing of how they are kept, and no clock but that of
// the history. Entries are taken one by one; some tens of bytes are kept of each send and of each record that was read.
//
// What may be lost is told apart: with acks 1 and 0 it is counted and no anomaly, with acks all it is one.
import type {
  AdminEnded,
  AdminInvoked,
  AssignEntry,
  CrashEntry,
  FaultEntry,
  FinalEntry,
  HistoryEntry,
  LeaderEntry,
  OffsetEnded,
  OffsetInvoked,
  PollEntry,
  RecoveryEntry,
  SendEnded,
  SendInvoked,
  StallEntry,
} from '../history/history-entry.ts';
import { Anomalies, type AnomalyClass } from './anomalies.ts';
import { FigureKeeper, type Figures } from './figures.ts';
import { foreignValue, type PartitionView, PartitionViews } from './partition-view.ts';
import { ReplicaCheck } from './replica-check.ts';
import { type Send, SendLedger } from './send-ledger.ts';

export interface Verdict {
  /** Why the run shows nothing; empty when it does. */
  invalid: string[];
  anomalies: Record<AnomalyClass, number>;
  /** The first few of each class. */
  examples: string[];
  /** What the weaker promises allow. */
  tolerated: { lostAcksOne: number; lostAcksZero: number; duplicatesNotIdempotent: number };
  figures: Figures;
  batchesCompared: number;
  isGood: boolean;
}

interface OpenSend {
  atMs: number;
  /** Everything up to this offset had been acknowledged before. */
  floor: number;
}

export interface CheckerOptions {
  /** A run of a mix without faults is one all the same. Default 1. */
  faultsMin?: number;
  /** Whether files of replicas must have been compared. Default true. */
  needsReplicas?: boolean;
}

/** With longer ones nothing can be said about what took long. */
const stallMsTolerated = 1_000;

const recoveryClasses = {
  writable: 'unwritable',
  'caught-up': 'stuck',
  'in-sync': 'out-of-sync',
} as const satisfies Record<RecoveryEntry['what'], AnomalyClass>;

export class HistoryChecker {
  readonly #options: Required<CheckerOptions>;
  readonly #anomalies = new Anomalies();
  readonly #figures = new FigureKeeper();
  readonly #sends = new SendLedger();
  readonly #views = new PartitionViews();
  readonly #replicas = new ReplicaCheck();
  readonly #invalid: string[] = [];
  readonly #openSends = new Map<number, OpenSend>();
  /** By process and number: the least that the answer may be. */
  readonly #openOffsets = new Map<string, number>();
  readonly #openAdmin = new Map<string, AdminInvoked>();
  /** What is certain of the topics that come and go; undefined: nothing. */
  readonly #topicIsThere = new Map<string, boolean | undefined>();
  readonly #keys = new Map<string, number>();
  readonly #tolerated = { lostAcksOne: 0, lostAcksZero: 0, duplicatesNotIdempotent: 0 };

  constructor(options: CheckerOptions = {}) {
    this.#options = { faultsMin: 1, needsReplicas: true, ...options };
  }

  accept(entry: HistoryEntry): void {
    switch (entry.op) {
      case 'topic':
        this.#views.add(entry);
        break;
      case 'send':
        if (entry.type === 'invoke') this.#sendInvoked(entry);
        else this.#sendEnded(entry);
        break;
      case 'poll':
        this.#polled(entry);
        break;
      case 'assign':
        this.#assigned(entry);
        break;
      case 'final':
        this.#final(entry);
        break;
      case 'latest':
        if (entry.type === 'invoke') this.#offsetInvoked(entry);
        else this.#offsetEnded(entry);
        break;
      case 'admin':
        if (entry.type === 'invoke') this.#adminInvoked(entry);
        else this.#adminEnded(entry);
        break;
      case 'topics-found':
        this.#topicsFound(new Set(entry.topics));
        break;
      case 'replica':
      case 'replica-end':
        this.#replicas.accept(entry);
        break;
      default:
        this.#aboutTheRun(entry);
    }
  }

  #aboutTheRun(entry: FaultEntry | LeaderEntry | RecoveryEntry | StallEntry | CrashEntry): void {
    if (entry.op === 'fault') {
      if (entry.type === 'not-applied') {
        this.#invalid.push(`${entry.kind} did not apply: ${entry.proof}`);
      }
      this.#figures.fault(entry);
    } else if (entry.op === 'leader') this.#figures.leader(entry);
    else if (entry.op === 'recovery') this.#recovered(entry);
    else if (entry.op === 'stall') this.#figures.stalled(entry.ms);
    else this.#anomalies.add('crashed', () => `broker ${entry.node}: ${entry.detail}`);
  }

  verdict(): Verdict {
    this.#judgeSends();
    this.#judgeOrder();
    for (const view of this.#views.all()) this.#judgePartition(view);
    this.#replicas.judge(this.#views, this.#anomalies);
    this.#judgeEffort();
    const { counts, examples, total } = this.#anomalies;
    return {
      invalid: this.#invalid,
      anomalies: Object.fromEntries(counts) as Record<AnomalyClass, number>,
      examples,
      tolerated: this.#tolerated,
      figures: this.#figures.figures(),
      batchesCompared: this.#replicas.batchesCompared,
      isGood: total === 0 && this.#invalid.length === 0,
    };
  }

  #sendInvoked(entry: SendInvoked): void {
    const view = this.#views.get(entry);
    const id = this.#sends.invoke(entry, view.index);
    if (id === undefined) {
      this.#invalid.push(`${entry.p}-${entry.n} was sent twice: values must be unique`);
      return;
    }
    this.#openSends.set(id, { atMs: entry.at, floor: view.ackedFloor });
    if (view.topic.isCompacted) {
      const key = this.#keys.get(entry.key) ?? this.#keys.size;
      this.#keys.set(entry.key, key);
      this.#sends.setKey(id, key);
    }
  }

  #sendEnded(entry: SendEnded): void {
    const send = this.#sends.end(entry);
    if (!send) {
      this.#invalid.push(`${entry.p}-${entry.n} has ended, and was not under way`);
      return;
    }
    const open = this.#openSends.get(send.id);
    this.#openSends.delete(send.id);
    if (entry.type === 'fail') this.#figures.failed += 1;
    if (entry.type === 'unknown') this.#figures.unknown += 1;
    if (entry.type !== 'ok' || !open) return;
    const { acknowledged } = this.#figures;
    if (send.acks === 0) acknowledged.zero += 1;
    else this.#figures.written(this.#views.at(send.partitionIndex).name, open.atMs, entry.at);
    if (send.acks === 1) acknowledged.one += 1;
    if (send.acks !== 'all') return;
    acknowledged.all += 1;
    this.#acknowledgedByAll(send, open);
  }

  #acknowledgedByAll(send: Send, open: OpenSend): void {
    const view = this.#views.at(send.partitionIndex);
    if (send.acked <= open.floor) {
      const what = `${this.#name(send)} was acknowledged at ${send.acked}, after ${open.floor} had been before it was sent`;
      this.#anomalies.add('reordered', () => what);
    }
    view.ackedFloor = Math.max(view.ackedFloor, send.acked);
    const key = this.#sends.keyOf(send.id);
    const known = view.ackedOfKeys.get(key);
    if (key >= 0 && (known === undefined || known.offset < send.acked)) {
      view.ackedOfKeys.set(key, { offset: send.acked, id: send.id });
    }
  }

  #assigned({ p, offset, code, ...at }: AssignEntry): void {
    const view = this.#views.get(at);
    view.readers.set(p, offset);
    if (code === undefined) return;
    this.#anomalies.add('position-lost', () => `${p} in ${view.name}, now at ${offset}: ${code}`);
  }

  #polled({ p, values, offset: first, offsets, ...at }: PollEntry): void {
    const view = this.#views.get(at);
    for (const [i, value] of values.entries()) {
      const offset = offsets?.[i] ?? first + i;
      this.#followReader(view, p, offset);
      this.#readAt(view, offset, value, p === 'final');
    }
    this.#figures.recordsRead += values.length;
  }

  /** A reader neither skips nor rewinds. Of compacted topics offsets go missing. */
  #followReader(view: PartitionView, reader: string, offset: number): void {
    const next = view.readers.get(reader);
    view.readers.set(reader, offset + 1);
    if (next === undefined || next === offset) return;
    if (offset > next && view.topic.isCompacted) return;
    const what = `${reader} in ${view.name} went on at ${offset} where ${next} was next`;
    this.#anomalies.add(offset > next ? 'skipped' : 'rewound', () => what);
  }

  #readAt(view: PartitionView, offset: number, value: string, isFinal: boolean): void {
    const id = this.#sends.idOf(value);
    const before = view.polled.get(offset);
    const send = id === undefined ? undefined : this.#sends.get(id);
    const isForeign = send === undefined || send.partitionIndex !== view.index;
    const found = isForeign ? foreignValue : send.id;
    view.maxPolled = Math.max(view.maxPolled, offset);
    if (before === -1) view.polled.set(offset, found);
    else if (before !== found) {
      const other = before === foreignValue ? 'something foreign' : this.#sends.nameOf(before);
      const what = `${view.name} offset ${offset} was read as ${value} and as ${other}`;
      this.#anomalies.add('inconsistent-offsets', () => what);
    }
    if (isForeign) {
      if (before === -1) {
        this.#anomalies.add('unexpected', () => `${view.name} offset ${offset} has ${value}`);
      }
      return;
    }
    if (send.seen < 0) this.#sends.markSeen(send.id, offset);
    else if (send.seen !== offset && before === -1) this.#again(view, send, offset);
    const key = this.#sends.keyOf(send.id);
    if (isFinal && key >= 0) view.lastOfKeys.set(key, { offset, id: send.id });
  }

  #again(view: PartitionView, send: Send, offset: number): void {
    if (!send.isIdempotent) {
      this.#tolerated.duplicatesNotIdempotent += 1;
      return;
    }
    const what = `${this.#name(send)} stands in ${view.name} at ${send.seen} and at ${offset}`;
    this.#anomalies.add('duplicated', () => what);
  }

  #final({ p, end, ...at }: FinalEntry): void {
    const view = this.#views.get(at);
    view.finalEnd = end;
    const next = view.readers.get(p);
    if (next !== undefined && (next === end || (view.topic.isCompacted && next < end))) return;
    const what = `the last reading of ${view.name} got to ${next ?? 'nothing'}, not to ${end}`;
    this.#anomalies.add('stuck', () => what);
  }

  #offsetInvoked(entry: OffsetInvoked): void {
    const { latestMax, ackedFloor } = this.#views.get(entry);
    this.#openOffsets.set(`${entry.p}-${entry.n}`, Math.max(latestMax, ackedFloor + 1));
  }

  #offsetEnded({ p, n, offset, type, ...at }: OffsetEnded): void {
    const floor = this.#openOffsets.get(`${p}-${n}`);
    this.#openOffsets.delete(`${p}-${n}`);
    if (type !== 'ok' || offset === undefined || floor === undefined) return;
    const view = this.#views.get(at);
    view.latestMax = Math.max(view.latestMax, offset);
    if (offset >= floor) return;
    const what = `${view.name} was said to end at ${offset}, after ${floor} was known`;
    this.#anomalies.add('watermark-back', () => what);
  }

  #adminInvoked(entry: AdminInvoked): void {
    this.#openAdmin.set(`${entry.p}-${entry.n}`, entry);
    this.#topicIsThere.set(entry.topic, undefined);
  }

  #adminEnded(entry: AdminEnded): void {
    const invoked = this.#openAdmin.get(`${entry.p}-${entry.n}`);
    if (invoked && entry.type === 'ok') {
      this.#topicIsThere.set(invoked.topic, invoked.what === 'create');
    }
  }

  #topicsFound(found: ReadonlySet<string>): void {
    for (const [topic, isThere] of this.#topicIsThere) {
      if (isThere === true && !found.has(topic)) this.#anomalies.add('topic-lost', () => topic);
      if (isThere === false && found.has(topic)) this.#anomalies.add('topic-undead', () => topic);
    }
  }

  #recovered({ what, topic, partition, tookMs, detail }: RecoveryEntry): void {
    if (tookMs !== undefined) return;
    const text = `${topic}/${partition}${detail === undefined ? '' : `: ${detail}`}`;
    this.#anomalies.add(recoveryClasses[what], () => text);
  }

  #judgeSends(): void {
    for (const send of this.#sends.all()) {
      if (send.state === 'fail' && send.seen >= 0) {
        const what = `${this.#name(send)} has failed, and was read at ${send.seen}`;
        this.#anomalies.add('aborted-read', () => what);
      }
      if (send.state === 'ok') this.#judgeAcknowledged(send);
    }
  }

  #judgeAcknowledged(send: Send): void {
    const view = this.#views.at(send.partitionIndex);
    if (send.acks !== 'all') {
      const isThere = send.seen >= 0 || view.topic.isCompacted;
      if (!isThere && send.acks === 1) this.#tolerated.lostAcksOne += 1;
      if (!isThere && send.acks === 0) this.#tolerated.lostAcksZero += 1;
      return;
    }
    const found = view.polled.get(send.acked);
    if (found === send.id) return;
    if (found !== -1 || send.seen >= 0) {
      const other = found < 0 ? 'nothing that was sent' : this.#sends.nameOf(found);
      const what = `${this.#name(send)} was acknowledged at ${view.name} offset ${send.acked}, where ${other} was read`;
      this.#anomalies.add('inconsistent-offsets', () => what);
    }
    if (send.seen >= 0 || view.topic.isCompacted) return;
    const what = () => `${this.#name(send)} of ${view.name} offset ${send.acked}`;
    if (send.acked > view.maxPolled) this.#anomalies.add('unseen', what);
    else this.#anomalies.add(view.topic.durability === 'async' ? 'lost-async' : 'lost', what);
  }

  /** What one process had acknowledged by all lies in the order of sending. */
  #judgeOrder(): void {
    const last = new Map<string, Send>();
    for (const send of this.#sends.all()) {
      if (send.state !== 'ok' || send.acks !== 'all') continue;
      const key = `${send.process}/${send.partitionIndex}`;
      const before = last.get(key);
      last.set(key, send);
      if (!before || before.acked < send.acked) continue;
      const what = `${this.#name(send)} lies at ${send.acked}, ${this.#name(before)} before it at ${before.acked}`;
      this.#anomalies.add('reordered', () => what);
    }
  }

  #judgePartition(view: PartitionView): void {
    const { finalEnd, maxPolled, name } = view;
    if (finalEnd === undefined) {
      this.#invalid.push(`${name} was not read once more in the end`);
      return;
    }
    if (maxPolled >= finalEnd && !view.topic.isCompacted) {
      const what = `${name} ends at ${finalEnd}, and ${maxPolled} was read before`;
      this.#anomalies.add('lost', () => what);
    }
    for (const [key, acked] of view.ackedOfKeys) {
      const last = view.lastOfKeys.get(key);
      if (last && last.offset >= acked.offset) continue;
      const what = `${this.#sends.nameOf(acked.id)} was the last of its key in ${name}, at ${acked.offset}; read was ${last ? this.#sends.nameOf(last.id) : 'nothing'}`;
      this.#anomalies.add('lost', () => what);
    }
  }

  #judgeEffort(): void {
    const { acknowledged, recordsRead, faultsApplied, failed, unknown, stallMsMax } = this.#figures;
    const { faultsMin, needsReplicas } = this.#options;
    if (acknowledged.all === 0) this.#invalid.push('nothing was acknowledged');
    if (recordsRead === 0) this.#invalid.push('nothing was read');
    if (faultsApplied < faultsMin) {
      this.#invalid.push(`${faultsApplied} faults applied, at least ${faultsMin} must`);
    }
    if (faultsApplied === 0 && failed + unknown > 0) {
      this.#invalid.push(`${failed + unknown} sends were not acknowledged, without any fault`);
    }
    const late = Object.values(recoveryClasses).reduce(
      (sum, name) => sum + (this.#anomalies.counts.get(name) ?? 0),
      faultsApplied === 0 ? failed + unknown : 0,
    );
    if (late > 0 && stallMsMax > stallMsTolerated) {
      this.#invalid.push(
        `things took too long on a machine that was too busy: the harness stood still for ${stallMsMax} ms`,
      );
    }
    if (needsReplicas && this.#replicas.isEmpty) this.#invalid.push('no replica was looked at');
  }

  #name(send: Send): string {
    return this.#sends.nameOf(send.id);
  }
}
