// Groups under faults: brokers crash, links are cut, members join, leave, crash and stand still past their session, and all of it
// is real code on a simulated clock, network and disks. Then the faults end. What must hold is read from the log of
// __consumer_offsets, from what members were told, and from an auditor who asks for offsets all the time.
import { isDeepStrictEqual } from 'node:util';
import { delay } from '../../src/base/clock.ts';
import { codeOf, messageOf } from '../../src/base/errors.ts';
import type { Random } from '../../src/base/random.ts';
import type { BrokerSettings } from '../../src/broker/config.ts';
import type { GroupCoordinator } from '../../src/broker/groups/group-coordinator.ts';
import { GroupData } from '../../src/broker/groups/group-data.ts';
import type { AppendedDecision } from '../../src/broker/groups/group-shard.ts';
import { offsetsTopicName } from '../../src/broker/groups/offsets-topic.ts';
import { Client } from '../../src/client/client.ts';
import { formatAddress } from '../../src/net/transport.ts';
import { wire } from '../../src/protocol/messages.ts';
import { checkGroupLog, type LoggedGroupRecord } from './checkers/groups-checker.ts';
import { FaultSchedule } from './fault-schedule.ts';
import { type GroupHistory, SimulatedMember } from './groups-member.ts';
import { Nemesis } from './nemesis.ts';
import { describeError } from './record-load.ts';
import type { SeedResult, Trace } from './seed-result.ts';
import type { Life } from './simulated-clock.ts';
import { SimulatedCluster } from './simulated-cluster.ts';
import { SimulatedNetwork } from './simulated-network.ts';
import { Simulation } from './simulation.ts';
import { type SwarmOptions, swarmOptions } from './swarm.ts';

export interface GroupsOptions {
  seed: number;
  /** Default: what the seed draws. */
  swarm?: SwarmOptions;
  settings?: Partial<BrokerSettings>;
  trace?: Trace | undefined;
}

const brokerCount = 3;
const memberCount = 4;
const partitionCount = 6;
const recordCount = 250;
const shardCount = 2;
const topic = 'work';
const groupId = 'workers';
const sessionMs = 2_000;
const settleMsMax = 90_000;
const lastWordsMs = 2_000;
const limitMs = 600_000;
/** A broker whose power is cut closes no connection. Who waits for it as long as by default hears little in a run of two minutes. */
const auditorPatienceMs = 5_000;

export async function runGroups(options: GroupsOptions): Promise<SeedResult> {
  return await new GroupsRun(options).run();
}

class GroupsRun {
  readonly #seed: number;
  readonly #swarm: SwarmOptions;
  readonly #simulation: Simulation;
  readonly #network: SimulatedNetwork;
  readonly #cluster: SimulatedCluster;
  readonly #nemesis: Nemesis;
  readonly #memberFaults: FaultSchedule;
  readonly #members: SimulatedMember[];
  readonly #random: Random;
  readonly #life: Life;
  readonly #history: GroupHistory = {
    processed: new Map(),
    acknowledged: new Map(),
    problems: [],
    counters: { commits: 0, refusals: 0, lost: 0, rounds: 0 },
  };
  /** Who committed, by shard, leader epoch and offset. */
  readonly #askers = new Map<string, AppendedDecision['by']>();
  /** Of each broker's present life. */
  readonly #coordinators = new Map<string, GroupCoordinator>();
  readonly #sent = new Set<string>();
  #rebalances = 0;
  #memberCrashes = 0;
  #memberPauses = 0;
  #leaves = 0;
  #auditsEnd = false;

  constructor({ seed, swarm = swarmOptions(seed), settings = {}, trace }: GroupsOptions) {
    this.#seed = seed;
    this.#swarm = swarm;
    const simulation = new Simulation({ seed, trace });
    this.#simulation = simulation;
    this.#random = simulation.splitRandom();
    const network = new SimulatedNetwork(simulation, swarm.network);
    this.#network = network;
    const { disk, timerSlackMs, wallSkewMsMax } = swarm;
    this.#cluster = new SimulatedCluster({
      ...{ simulation, network, brokerCount, disk, timerSlackMs, wallSkewMsMax },
      voterCount: seed % 2 === 0 ? 1 : 3,
      settings: {
        offsetsTopicNumPartitions: shardCount,
        groupSessionTimeoutMs: sessionMs,
        groupHeartbeatIntervalMs: 300,
        ...settings,
      },
      seamsOf: (node) => ({
        groupObserver: {
          started: (coordinator) => void this.#coordinators.set(node, coordinator),
          appended: (decision) => this.#note(decision),
          rebalanced: () => {
            this.#rebalances += 1;
          },
        },
      }),
    });
    this.#life = simulation.begin('auditor', { timerSlackMs });
    this.#members = Array.from(
      { length: memberCount },
      (_, index) =>
        new SimulatedMember({
          ...{ simulation, network, timerSlackMs, groupId, topic },
          brokers: this.#cluster.clientAddresses.map(formatAddress),
          name: `member-${index}`,
          history: this.#history,
          random: simulation.splitRandom(),
          isCalm: swarm.isCalm,
        }),
    );
    const clients = this.#members.map(({ name }) => name);
    this.#nemesis = new Nemesis({ simulation, network, swarm, cluster: this.#cluster, clients });
    this.#memberFaults = new FaultSchedule(simulation, 'member-faults');
  }

  async run(): Promise<SeedResult> {
    try {
      await this.#simulation.run(() => this.#scenario(), limitMs);
    } catch (error) {
      this.#history.problems.push(`the run ended early: ${describeError(error)}`);
    }
    const { kills, powerLosses } = this.#cluster.counters;
    const duplicates = [...this.#history.processed.values()].filter((count) => count > 1).length;
    if (this.#swarm.isCalm && duplicates > 0) {
      this.#history.problems.push(`TWICE: ${duplicates} records came twice without any fault`);
    }
    return {
      seed: this.#seed,
      problems: this.#history.problems,
      traceHash: this.#simulation.traceHash,
      events: this.#simulation.events,
      simulatedMs: Math.round(this.#simulation.clock.nowMs),
      counters: {
        ...this.#history.counters,
        ...{ duplicates, kills, powerLosses, rebalances: this.#rebalances },
        ...this.#nemesis.counters,
        memberCrashes: this.#memberCrashes,
        memberPauses: this.#memberPauses,
        leaves: this.#leaves,
      },
    };
  }

  async #scenario(): Promise<void> {
    this.#cluster.startAll();
    await this.#cluster.ready();
    const client = this.#client();
    await this.#createTopic(client);
    this.#nemesis.start();
    this.#startMemberFaults();
    const auditing = this.#audit(client);
    for (const member of this.#members) {
      member.start();
      await delay(this.#life.clock, this.#random.integerBelow(400));
    }
    await this.#produce(client);
    this.#nemesis.stop();
    this.#memberFaults.stop();
    for (const { name } of this.#members) this.#simulation.clock.resume(name);
    for (const member of this.#members) member.insist();
    await this.#cluster.ready();
    await this.#converge(client);
    this.#auditsEnd = true;
    await auditing;
    for (const member of this.#members) await member.stop();
    await this.#checkLog(client);
    await client.close();
    await this.#cluster.close();
    await this.#checkNothingPends();
  }

  #client(): Client {
    return new Client({
      brokers: this.#cluster.clientAddresses.map(formatAddress),
      clientId: 'auditor',
      requestTimeoutMs: auditorPatienceMs,
      seams: {
        clock: this.#life.clock,
        random: this.#simulation.splitRandom(),
        transport: this.#network.transportFor(this.#life),
      },
    });
  }

  /** The answer may be lost although the topic was made. */
  async #createTopic(client: Client): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        await client.admin().createTopic({ name: topic, partitions: partitionCount });
        return;
      } catch (error) {
        if (codeOf(error) === 'TOPIC_ALREADY_EXISTS' && tries > 1) return;
        if (tries === 10) throw error;
        await delay(this.#life.clock, 500);
      }
    }
  }

  #note({ shard, leaderEpoch, baseOffset, records, by }: AppendedDecision): void {
    for (const index of records.keys()) {
      this.#askers.set(`${shard}/${leaderEpoch}/${baseOffset + index}`, by);
    }
  }

  #startMemberFaults(): void {
    if (this.#swarm.isCalm) return;
    const faults = this.#memberFaults;
    const pick = () => faults.pick(this.#members.filter(({ isUp }) => isUp));
    faults.every(4_000, () => {
      const member = pick();
      if (!member) return;
      this.#memberCrashes += 1;
      member.crash();
      faults.after(2_000, () => member.start());
    });
    faults.every(5_000, () => {
      const member = pick();
      if (!member) return;
      this.#memberPauses += 1;
      this.#simulation.clock.pause(member.name);
      faults.after(2 * sessionMs, () => this.#simulation.clock.resume(member.name));
    });
    faults.every(5_000, () => {
      const member = pick();
      if (!member || this.#simulation.clock.isPaused(member.name)) return;
      this.#leaves += 1;
      void member.stop().then(() => faults.after(1_000, () => member.start()));
    });
  }

  async #produce(client: Client): Promise<void> {
    await using producer = client.producer({ lingerMs: 5 });
    const outcomes: Promise<unknown>[] = [];
    for (let i = 0; i < recordCount; i++) {
      const value = `${i}`;
      const sending = producer.send({ topic, key: `k${i % 17}`, value }).then(
        () => this.#sent.add(value),
        (error: unknown) => this.#simulation.remark('auditor', messageOf(error)),
      );
      outcomes.push(sending);
      await delay(this.#life.clock, this.#random.integerBelow(100));
    }
    await Promise.all(outcomes);
  }

  /** [GRP-1]: whoever coordinates knows of every commit that anybody was told of before. */
  async #audit(client: Client): Promise<void> {
    const seen = new Map<number, number>();
    while (!this.#auditsEnd) {
      await delay(this.#life.clock, 150);
      const least = new Map([...this.#history.acknowledged]);
      try {
        const offsets = await client.admin().groups.offsets(groupId);
        const found = new Map(offsets.map(({ partition, offset }) => [partition, offset]));
        this.#history.counters.rounds += 1;
        for (const [partition, offset] of [...least, ...seen]) {
          const now = found.get(partition) ?? -1;
          if (now >= offset) continue;
          const text = `LOST COMMIT: partition ${partition} was at ${offset}, and is at ${now}`;
          this.#history.problems.push(text);
        }
        for (const [partition, offset] of found) {
          seen.set(partition, Math.max(seen.get(partition) ?? -1, offset));
        }
      } catch (error) {
        this.#simulation.remark('auditor', messageOf(error));
      }
    }
  }

  /** Once faults have ended the group is stable, everything is processed, and all of it is committed. */
  async #converge(client: Client): Promise<void> {
    const { clock } = this.#life;
    const endMs = clock.monotonicMs() + settleMsMax;
    for (;;) {
      const lack = await this.#lacks(client).catch((error: unknown) => messageOf(error));
      if (lack === undefined) return;
      if (clock.monotonicMs() > endMs) {
        this.#history.problems.push(`NO CONVERGENCE: ${lack}`);
        return;
      }
      await delay(clock, 250);
    }
  }

  async #lacks(client: Client): Promise<string | undefined> {
    const missing = [...this.#sent].filter((value) => !this.#history.processed.has(value));
    if (missing.length > 0) return `${missing.length} records were not processed`;
    const group = await client.admin().groups.describe(groupId);
    const known = new Set(this.#members.map(({ memberId }) => memberId));
    const isComplete =
      group.members.length === memberCount &&
      group.members.every(({ memberId }) => known.has(memberId));
    if (group.state !== 'stable' || !isComplete) {
      return `the group is ${group.state} with ${group.members.length} members`;
    }
    const lags = await client.admin().groups.lag(groupId);
    // Who commits by hand commits nothing of a partition that no record got into.
    const behind = lags.filter(({ lag, endOffset }) => lag !== 0 && endOffset !== 0);
    if (lags.length < partitionCount || behind.length > 0) {
      return `${lags.length} partitions are committed, and ${behind.length} are behind`;
    }
    return undefined;
  }

  async #checkLog(client: Client): Promise<void> {
    for (let tries = 1; ; tries++) {
      const shards = Array.from({ length: shardCount }, (_, shard) => shard);
      const records: LoggedGroupRecord[] = [];
      for (const shard of shards) records.push(...(await this.#read(client, shard)));
      const different = this.#compare(records);
      // A session may have ended while the log was being read.
      if (different !== undefined && tries < 5) continue;
      this.#history.problems.push(...checkGroupLog(records));
      if (different !== undefined) this.#history.problems.push(different);
      return;
    }
  }

  /** [GRP-1]: what is live is what the log gives back. */
  #compare(records: readonly LoggedGroupRecord[]): string | undefined {
    const replayed = new Map<string, GroupData>();
    for (const { key, value } of records) {
      const data = replayed.get(key.groupId) ?? new GroupData(key.groupId);
      replayed.set(key.groupId, data);
      data.apply(key, value);
    }
    const live = [...this.#coordinators.values()].flatMap(liveStates);
    if (live.length === 0) return 'REPLAY: nobody coordinates the group';
    const other = live.find(
      ({ data }) => !isDeepStrictEqual(replayed.get(data.groupId)?.snapshot(), data.snapshot()),
    );
    return other && `REPLAY: group ${other.data.groupId} is another one live than replayed`;
  }

  async #read(client: Client, shard: number): Promise<LoggedGroupRecord[]> {
    const at = { topic: offsetsTopicName, partition: shard };
    const [end] = await client.admin().listOffsets([{ ...at, at: 'latest' }]);
    const records: LoggedGroupRecord[] = [];
    if (!end || end.offset === 0) return records;
    await using consumer = client.consumer({ assignments: [{ ...at, from: 'earliest' }] });
    for await (const { offset, leaderEpoch, key, value } of consumer) {
      records.push({
        shard,
        offset,
        key: wire.GroupRecordKey.decode(key ?? Buffer.alloc(0)),
        value: value === null ? null : wire.GroupRecordValue.decode(value),
        by: this.#askers.get(`${shard}/${leaderEpoch}/${offset}`),
      });
      if (offset === end.offset - 1) break;
    }
    return records;
  }

  /** What was closed leaves no timer behind. */
  async #checkNothingPends(): Promise<void> {
    await delay(this.#simulation.begin('afterwards').clock, lastWordsMs);
    for (const node of [...this.#cluster.names, 'auditor']) {
      const kinds = this.#simulation.clock.pendingOf(node);
      if (kinds.length === 0) continue;
      this.#history.problems.push(`${node} was closed and still waits for: ${kinds.join(', ')}`);
    }
  }
}

function liveStates(coordinator: GroupCoordinator) {
  try {
    return coordinator.shards.flatMap((shard) => shard.states);
  } catch {
    // It has crashed, or leads nothing any more.
    return [];
  }
}
