// One run: a cluster of broker processes, a group whose members are processes too, writers, and an auditor who asks for committed
// offsets; faults of brokers and of members side by side for some time; then everything whole again, until the group has settled.
// What happened goes into the history; nothing is judged here.
import { messageOf } from '../../../src/base/errors.ts';
import { SeededRandom } from '../../../src/base/random.ts';
import { KIB } from '../../../src/base/units.ts';
import { offsetsTopicName, partitionForGroup } from '../../../src/broker/groups/offsets-topic.ts';
import { Client } from '../../../src/client/index.ts';
import { formatAddress } from '../../../src/net/transport.ts';
import { ChaosCluster } from '../cluster/chaos-cluster.ts';
import { type Fault, type FaultContext, NotApplied } from '../faults/fault.ts';
import { Kill, processFaults } from '../faults/process-faults.ts';
import type { HistoryFile } from '../history/history-file.ts';
import { nowMs } from '../history/history-file.ts';
import { pause } from '../history/pause.ts';
import { Nemesis } from '../run/nemesis.ts';
import { watchStalls } from '../run/stall-watch.ts';
import { LeaderWatch } from '../workload/pollers.ts';
import type { TopicPlan } from '../workload/records.ts';
import { Writer } from '../workload/writer.ts';
import { leaveMsMax, type MemberFaultContext, memberFaults } from './member-faults.ts';
import { MemberSlot } from './member-slot.ts';

export interface GroupsRunOptions {
  /** Where data and logs of the brokers go. */
  directory: string;
  brokers: number;
  voters: number;
  replicas: number;
  seconds: number;
  seed: number;
  history: HistoryFile;
  onNews: (line: string) => void;
}

const brokerKinds = ['kill-one', 'kill-leader', 'kill-controller'] as const;
const coordinatorKind = 'kill-coordinator';
export const groupFaultKinds: readonly string[] = [
  ...brokerKinds,
  coordinatorKind,
  ...Object.keys(memberFaults),
];

const groupId = 'workers';
const topic: TopicPlan = {
  name: 'work',
  partitions: 6,
  isCompacted: false,
  durability: 'sync',
  configs: { 'segment.bytes': String(256 * KIB) },
};
const offsetsPartitions = 4;
const sessionMs = 3_000;
const heartbeatMs = 500;
const maxProcessingMs = 2_000;
const memberFaultsAtOnce = 2;
/** In a shorter run not every kind gets its turn. */
const secondsForAllKinds = 45;
const ratePerSecond = 60;
const startMsMax = 60_000;
/** Without any progress; a machine that is busy elsewhere may take longer for what lies there. */
const settleMsMax = 60_000;
const requestTimeoutMs = 5_000;
const deliveryTimeoutMs = 45_000;
const auditPauseMs = 100;
const lookMs = 200;

interface SlotPlan {
  slot: string;
  handlers: number;
  commitsByHand: boolean;
  isStatic: boolean;
}

/** These are there from the beginning to the end. */
const standing: readonly SlotPlan[] = [
  { slot: 'm1', handlers: 1, commitsByHand: false, isStatic: false },
  { slot: 'm2', handlers: 1, commitsByHand: true, isStatic: false },
  { slot: 'm3', handlers: 3, commitsByHand: false, isStatic: false },
  { slot: 'm4', handlers: 1, commitsByHand: true, isStatic: true },
];

/** These come for a while. */
const guests: readonly SlotPlan[] = [
  { slot: 'm5', handlers: 3, commitsByHand: false, isStatic: false },
  { slot: 'm6', handlers: 1, commitsByHand: true, isStatic: false },
];

export class GroupsRun {
  readonly #options: GroupsRunOptions;
  readonly #cluster: ChaosCluster;
  readonly #clients: Client[] = [];
  readonly #slots: readonly MemberSlot[];
  readonly #writers: readonly Writer[];
  readonly #watch: LeaderWatch;
  readonly #admin: Client;
  #auditsEnd = false;
  /** Records of all partitions that the group has committed, as last heard of. */
  #committed = 0;

  /** Resolves when the history is complete. Rejects when the run itself could not be carried out. */
  static async execute(options: GroupsRunOptions): Promise<void> {
    const { directory, brokers, voters, history } = options;
    const settings = {
      groupSessionTimeoutMs: sessionMs,
      groupHeartbeatIntervalMs: heartbeatMs,
      offsetsTopicNumPartitions: offsetsPartitions,
    };
    const cluster = await ChaosCluster.create({
      ...{ directory, brokers, voters, history, settings, diskBytes: undefined },
    });
    const run = new GroupsRun(options, cluster);
    const endStallWatch = watchStalls(history);
    try {
      await run.#execute();
    } finally {
      endStallWatch();
      run.#auditsEnd = true;
      run.#watch.abandon();
      for (const writer of run.#writers) writer.abandon();
      await Promise.all(run.#slots.map((slot) => slot.end()));
      await Promise.all(run.#clients.map((client) => client.close()));
      await cluster.close();
    }
  }

  private constructor(options: GroupsRunOptions, cluster: ChaosCluster) {
    this.#options = options;
    this.#cluster = cluster;
    const { history } = options;
    const { name, partitions } = topic;
    const brokers = this.#brokers;
    this.#slots = [...standing, ...guests].map(
      (plan) =>
        new MemberSlot(
          { ...plan, brokers, groupId, topic: name, partitions, maxProcessingMs },
          history,
        ),
    );
    this.#writers = ['w1', 'w2'].map(
      (writer) =>
        new Writer({
          name: writer,
          ...{ topic, history, ratePerSecond, inFlightMax: 200 },
          client: this.#newClient(),
          producer: { acks: 'all', deliveryTimeoutMs, lingerMs: 2 },
        }),
    );
    const offsets = { ...topic, name: offsetsTopicName, partitions: offsetsPartitions };
    this.#watch = new LeaderWatch({
      ...{ client: this.#newClient(), topics: [topic, offsets], history },
    });
    this.#admin = this.#newClient();
  }

  get #brokers(): string {
    return this.#cluster.nodes.map(({ client }) => formatAddress(client)).join(',');
  }

  get #guests(): readonly MemberSlot[] {
    return this.#slots.slice(standing.length);
  }

  async #execute(): Promise<void> {
    const { seconds, history, onNews } = this.#options;
    const asked = seconds >= secondsForAllKinds ? [...groupFaultKinds] : [];
    const { name, partitions } = topic;
    history.write({ op: 'group', groupId, topic: name, partitions, asked });
    await this.#start();
    const auditing = this.#audit();
    await this.#applyFaults(nowMs() + seconds * 1_000);
    await Promise.all(this.#writers.map((writer) => writer.stop()));
    await this.#settle();
    this.#auditsEnd = true;
    await auditing;
    for (const slot of this.#slots) if (slot.isUp) await slot.process.leave(leaveMsMax);
    await this.#watch.stop();
    await Promise.all(this.#cluster.nodes.map((node) => this.#cluster.stopNode(node)));
    onNews('everybody has left, and the brokers have stopped');
  }

  async #start(): Promise<void> {
    const { replicas, onNews } = this.#options;
    await this.#cluster.start();
    const { name, partitions, configs } = topic;
    const created = { name, partitions, replicationFactor: replicas, configs };
    await this.#admin.admin().createTopic(created);
    // Has the topic of the offsets made.
    await this.#admin.admin().groups.offsets(groupId);
    this.#watch.start();
    const isLed = await this.#watch.until(({ leaderId }) => leaderId >= 0, startMsMax);
    if (!isLed) throw new Error(`topics had no leaders within ${startMsMax} ms`);
    for (const writer of this.#writers) writer.start();
    const members = this.#slots.slice(0, standing.length);
    for (const slot of members) slot.start();
    for (const slot of members) {
      const isIn = await slot.process.until(() => slot.isAtWork, startMsMax);
      if (!isIn) throw new Error(`member ${slot.name} did nothing within ${startMsMax} ms`);
    }
    onNews(`${this.#cluster.nodes.length} brokers and ${members.length} members are up`);
  }

  /** Of brokers one at a time, of members two, and both at their own times. */
  async #applyFaults(untilMs: number): Promise<void> {
    const { history, onNews, seed } = this.#options;
    const context = (shift: number): FaultContext => ({
      ...{ cluster: this.#cluster, watch: this.#watch, client: this.#admin },
      random: new SeededRandom(2 * seed + shift),
    });
    const shared = { history, onNews, series: undefined };
    const ofBrokers = new Nemesis({
      ...shared,
      context: context(0),
      kinds: [...brokerKinds, coordinatorKind],
      atOnce: 1,
      makeFault: (kind, of) => this.#brokerFault(kind, of),
    });
    const group = { slots: this.#slots, client: this.#admin, groupId, sessionMs };
    const ofMembers = new Nemesis({
      ...shared,
      context: context(1),
      kinds: Object.keys(memberFaults),
      atOnce: memberFaultsAtOnce,
      makeFault: (kind, of) => memberFault(kind, of, this.#groupFor(kind, group)),
    });
    await Promise.all([ofBrokers.run(untilMs), ofMembers.run(untilMs)]);
  }

  #brokerFault(kind: string, context: FaultContext): Fault {
    if (kind !== coordinatorKind)
      return processFaults[kind as (typeof brokerKinds)[number]](context);
    return new Kill(kind, context, ({ cluster }) => {
      const id = this.#coordinatorId;
      const node = cluster.nodes.find((one) => one.id === id && one.isUp);
      if (!node) throw new NotApplied(`the coordinator is said to be ${id}, which is not up`);
      return [node];
    });
  }

  /** Guests join and leave; what else happens, happens to those who stay. */
  #groupFor(kind: string, group: MemberFaultContext): MemberFaultContext {
    const stays = this.#slots.slice(0, standing.length);
    return { ...group, slots: kind === 'member-join' ? this.#guests : stays };
  }

  get #coordinatorId(): number {
    const index = partitionForGroup(groupId, offsetsPartitions);
    const found = this.#watch
      .states()
      .find((state) => state.topic === offsetsTopicName && state.partition === index);
    return found?.leaderId ?? -1;
  }

  #newClient(): Client {
    const client = new Client({
      brokers: this.#brokers,
      connectTimeoutMs: requestTimeoutMs,
      requestTimeoutMs,
    });
    this.#clients.push(client);
    return client;
  }

  async #audit(): Promise<void> {
    const { history } = this.#options;
    const { groups } = this.#newClient().admin();
    while (!this.#auditsEnd) {
      const since = nowMs();
      try {
        const found = await groups.offsets(groupId);
        const offsets = found.map(({ partition, offset }): [number, number] => [partition, offset]);
        history.write({ op: 'offsets', at: nowMs(), since, offsets });
      } catch {
        // Nobody can tell now; what is told later is held against what was told before.
      }
      await pause(auditPauseMs);
    }
  }

  /** Faults are over: everything is processed and committed soon, by the members that stay. */
  async #settle(): Promise<void> {
    const { history, onNews } = this.#options;
    const startMs = nowMs();
    let progressMs = startMs;
    let furthest = -1;
    for (;;) {
      const lack = await this.#lack().catch((error: unknown) => messageOf(error));
      const at = nowMs();
      if (this.#committed > furthest) progressMs = at;
      furthest = Math.max(furthest, this.#committed);
      if (lack !== undefined && at - progressMs < settleMsMax) {
        await pause(lookMs);
        continue;
      }
      const took = lack === undefined ? { tookMs: at - startMs } : {};
      history.write({ op: 'settled', at, detail: lack ?? '', ...took });
      onNews(lack ?? `settled ${Math.round(at - startMs)} ms after the last fault`);
      return;
    }
  }

  async #lack(): Promise<string | undefined> {
    const { groups } = this.#admin.admin();
    const { state, members, offsets } = await groups.describe(groupId);
    this.#committed = offsets.reduce((sum, { offset }) => sum + offset, 0);
    const known = new Set(members.map(({ clientId }) => clientId));
    const expected = this.#slots.filter(({ isUp }) => isUp).map(({ process }) => process.plan.life);
    const isComplete = known.size === expected.length && expected.every((life) => known.has(life));
    if (state !== 'stable' || !isComplete) {
      return `the group is ${state} with ${[...known].join(', ')}, not ${expected.join(', ')}`;
    }
    const lags = await groups.lag(groupId);
    const behind = lags.filter(({ lag }) => lag !== 0);
    if (lags.length === topic.partitions && behind.length === 0) return undefined;
    const places = behind.map(
      ({ partition, offset, endOffset }) => `${partition}@${offset} of ${endOffset}`,
    );
    return `${lags.length} partitions are known, and behind are ${places.join(', ')}`;
  }
}

function memberFault(kind: string, context: FaultContext, group: MemberFaultContext): Fault {
  return memberFaults[kind as keyof typeof memberFaults](context, group);
}
