// A cluster as the controller sees it, and what it must not see: the logs of the replicas. Brokers crash, stop in good order, lose
// their disks, lag and catch up; leaders append, shrink and expand their in-sync replicas by the rules of replication. After
// every decision the image must keep the invariants, and whoever counts as complete must have everything that was committed.
import { expect } from 'vitest';
import { SeededRandom } from '../../../../src/base/random.ts';
import { type Uuid, uuidFromBytes, uuidToBytes } from '../../../../src/base/uuid.ts';
import type { Decision } from '../../../../src/cluster/controller.ts';
import type {
  MetadataImage,
  PartitionImage,
  TopicImage,
} from '../../../../src/cluster/metadata/image.ts';
import { TopicConfig } from '../../../../src/cluster/topic-config.ts';
import { wire } from '../../../../src/protocol/messages.ts';
import { directoryOf, registration, sessionTimeoutMs, TestController } from '../fixture.ts';

const nodeIds = [1, 2, 3, 4, 5];

/** A record is a number that no other one has. */
type Log = number[];

interface Node {
  isRunning: boolean;
  incarnation: number;
  disk: number;
  brokerEpoch: number;
  /** The epoch of an orderly stop, until the next start. */
  cleanEpoch: number;
  logs: Map<string, { records: Log; synced: number; isCut: boolean }>;
  /** What it knows of the metadata: it obeys other settings than the controller for a while. */
  known: MetadataImage | undefined;
}

const key = (topicId: Uuid, partition: number) => `${topicId}-${partition}`;

function must(condition: boolean, what: string): void {
  if (!condition) throw new Error(`broken: ${what}`);
}

export class ReplicaWorld {
  readonly random: SeededRandom;
  cluster = new TestController({ replicationFactorDefault: 3 });
  readonly nodes = new Map<number, Node>();
  /** Records that were committed, by partition. */
  readonly committed = new Map<string, Log>();
  /** What really happened, so that a test can demand that it did. */
  readonly counts: Record<string, number> = {};
  #nowMs = 0;
  #nextRecord = 1;
  /** Whom the leader has seen in sync, while it asks for them. */
  #admitted: readonly number[] = [];
  /** Somebody would rather lose records than wait. */
  #asksForUnclean = false;
  /** Who says, as it registers, what its logs lack. */
  #reporting = -1;
  readonly #epochStarts = new Map<string, { epoch: number; endOffset: number }>();

  constructor(seed: number) {
    this.random = new SeededRandom(seed);
    for (const nodeId of nodeIds) {
      const node = { isRunning: false, incarnation: 0, disk: 0, brokerEpoch: -1, cleanEpoch: -1 };
      this.nodes.set(nodeId, { ...node, logs: new Map(), known: undefined });
    }
    for (const nodeId of nodeIds.slice(0, 3)) this.start(nodeId);
  }

  get image(): MetadataImage {
    return this.cluster.image;
  }

  run(steps: number): void {
    for (let step = 0; step < steps; step++) this.#step();
  }

  /** Everything heals: all start, and all that can catch up does. */
  heal(): void {
    for (const nodeId of nodeIds) if (!this.#node(nodeId).isRunning) this.start(nodeId);
    for (let round = 0; round < 12; round++) {
      this.#beatAll();
      for (const [topic, partition] of this.#partitions()) {
        this.#replicateAll(topic, partition);
        const now = this.#now(topic, partition);
        if (now.leaderId !== -1) this.#proposeIsr(topic, now, now.replicas);
      }
      this.#pass(400);
    }
  }

  start(nodeId: number): void {
    const node = this.#node(nodeId);
    node.isRunning = true;
    node.incarnation += 1;
    const { LOST, SUSPECT, INTACT } = wire.ReplicaState;
    const replicas = [...this.#ownPartitions(nodeId)].map(([topic, { partition }]) => {
      const log = node.logs.get(key(topic.topicId, partition));
      const state = log === undefined ? LOST : log.isCut ? SUSPECT : INTACT;
      const ends = { lastEpoch: 0, endOffset: log?.records.length ?? 0 };
      return { topicId: uuidToBytes(topic.topicId), partition, state, ...ends };
    });
    for (const log of node.logs.values()) log.isCut = false;
    const request = registration(nodeId, {
      incarnationId: uuidToBytes(directoryOf(nodeId, 100 + node.incarnation)),
      directoryId: uuidToBytes(directoryOf(nodeId, node.disk)),
      cleanStopBrokerEpoch: node.cleanEpoch,
      // What is lost is left out of a new disk's report: nobody there knows of it.
      replicas: replicas
        .filter(({ state }) => state !== LOST)
        .map((report) => wire.ReplicaReport.create(report)),
    });
    node.cleanEpoch = -1;
    const isTaken = this.image.brokers.get(nodeId)?.directoryId !== directoryOf(nodeId, node.disk);
    if (isTaken) this.#pass(sessionTimeoutMs);
    this.#reporting = nodeId;
    const answer = this.commit(this.cluster.controller.registerBroker(request, this.#nowMs));
    this.#reporting = -1;
    node.brokerEpoch = answer.brokerEpoch ?? -1;
    node.known = this.image;
  }

  commit<Answer>(decision: Decision<Answer>): Answer {
    let before = this.image;
    this.cluster.notes.length = 0;
    let part: Decision<Answer> = decision;
    let answer: Answer | undefined;
    for (;;) {
      const { next, ...records } = part;
      answer = next
        ? (this.cluster.commit({ ...records, answer: () => undefined as never }) as Answer)
        : this.cluster.commit(records);
      this.#check(before);
      before = this.image;
      if (!next) return answer;
      part = next();
    }
  }

  #step(): void {
    const kinds: [number, () => void][] = [
      [12, () => this.#beatAll()],
      [3, () => this.#pass(50 + this.random.integerBelow(300))],
      [3, () => this.#crash(this.#pick(nodeIds), this.random.fraction() < 0.1)],
      [6, () => this.#startSome()],
      [2, () => this.#stop(this.#pick(nodeIds))],
      [2, () => this.#createTopic()],
      [1, () => this.#deleteTopic()],
      [2, () => this.#alterConfigs()],
      [20, () => this.#append()],
      [20, () => this.#replicate()],
      [10, () => this.#changeIsr()],
      [2, () => this.#reassign()],
      [1, () => this.#electLeaders()],
      [2, () => this.commit(this.cluster.controller.round(this.#nowMs))],
      [1, () => this.#failLog()],
      [1, () => this.#changeController()],
      [1, () => this.#addPartitions()],
    ];
    let draw = this.random.integerBelow(kinds.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, act] of kinds) {
      draw -= weight;
      if (draw >= 0) continue;
      act();
      return;
    }
  }

  // --- What happens to brokers.

  #beatAll(): void {
    for (const nodeId of nodeIds) if (this.#isCurrent(nodeId)) this.#beat(nodeId);
  }

  #beat(nodeId: number, wantsShutdown = false) {
    const node = this.#node(nodeId);
    node.known = this.image;
    // What has become sync is synced before the controller hears that this is known here.
    for (const [topic, { partition }] of this.#ownPartitions(nodeId)) {
      const log = node.logs.get(key(topic.topicId, partition));
      if (log && !new TopicConfig(topic.configs).isAsync) log.synced = log.records.length;
    }
    const request = wire.BrokerHeartbeatRequest.create({
      nodeId,
      brokerEpoch: this.#node(nodeId).brokerEpoch,
      metadataOffset: this.image.endOffset,
      wantsShutdown,
    });
    return this.commit(this.cluster.controller.heartbeat(request, this.#nowMs));
  }

  #pass(ms: number): void {
    for (let left = ms; left > 0; left -= 150) {
      this.#nowMs += Math.min(left, 150);
      this.commit(this.cluster.controller.expireSessions(this.#nowMs));
    }
  }

  /** With its disk, or without; what was not synced is gone, or some of it. */
  #crash(nodeId: number, isWiped: boolean): void {
    const node = this.#node(nodeId);
    if (!node.isRunning) return;
    node.isRunning = false;
    this.#count(isWiped ? 'wiped' : 'crashed');
    if (isWiped) {
      node.disk += 1;
      node.logs.clear();
      return;
    }
    for (const log of node.logs.values()) {
      const lost = this.random.integerBelow(log.records.length - log.synced + 1);
      log.records.length -= lost;
      log.synced = log.records.length;
    }
  }

  #startSome(): void {
    const down = nodeIds.filter((nodeId) => !this.#node(nodeId).isRunning);
    if (down.length > 0) this.start(this.#pick(down));
  }

  /** In good order: what it holds is synced. */
  #stop(nodeId: number): void {
    const node = this.#node(nodeId);
    if (!this.#isCurrent(nodeId)) return;
    for (let beats = 0; beats < 3; beats++) {
      if (!this.#beat(nodeId, true).mayShutDown) continue;
      for (const [, { leaderId }] of this.#partitions()) expect(leaderId).not.toBe(nodeId);
      node.isRunning = false;
      node.cleanEpoch = node.brokerEpoch;
      for (const log of node.logs.values()) log.synced = log.records.length;
      this.#count('stopped');
      return;
    }
    expect.unreachable('a broker that has seen all may stop at its second try');
  }

  #failLog(): void {
    const nodeId = this.#pick(nodeIds);
    const [found] = this.#ownPartitions(nodeId);
    if (!this.#isCurrent(nodeId) || !found) return;
    const [topic, { partition }] = found;
    const offlineReplicas = [{ topicId: uuidToBytes(topic.topicId), partition }];
    const request = wire.BrokerHeartbeatRequest.create({
      nodeId,
      brokerEpoch: this.#node(nodeId).brokerEpoch,
      offlineReplicas,
    });
    this.#count('offline');
    this.commit(this.cluster.controller.heartbeat(request, this.#nowMs));
  }

  #changeController(): void {
    this.cluster = new TestController({
      image: this.image,
      nowMs: this.#nowMs,
      seed: this.random.integerBelow(2 ** 31),
      replicationFactorDefault: 3,
    });
    this.commit(this.cluster.controller.takeOffice());
  }

  // --- What people ask for.

  #createTopic(): void {
    const name = `t${this.random.integerBelow(4)}`;
    const factor = 1 + this.random.integerBelow(4);
    const topic = {
      name,
      partitions: 1 + this.random.integerBelow(2),
      configs: [{ name: 'durability', value: this.#pick(['sync', 'async']) }],
      ...(this.random.fraction() < 0.3 ? {} : { replicationFactor: factor }),
    };
    const bytes = wire.CreateTopicsRequest.encode({ topics: [topic] }).finish();
    this.commit(this.cluster.controller.createTopics(wire.CreateTopicsRequest.decode(bytes)));
  }

  #deleteTopic(): void {
    const topic = this.#pickTopic();
    if (!topic || this.random.fraction() < 0.7) return;
    const bytes = wire.DeleteTopicsRequest.encode({ topics: [{ name: topic.name }] }).finish();
    this.commit(this.cluster.controller.deleteTopics(wire.DeleteTopicsRequest.decode(bytes)));
  }

  #addPartitions(): void {
    const topic = this.#pickTopic();
    if (!topic || topic.partitions.length > 3) return;
    const totalCount = topic.partitions.length + 1;
    const bytes = wire.CreatePartitionsRequest.encode({
      topics: [{ name: topic.name, totalCount }],
    }).finish();
    const request = wire.CreatePartitionsRequest.decode(bytes);
    this.commit(this.cluster.controller.createPartitions(request));
  }

  #alterConfigs(): void {
    const topic = this.#pickTopic();
    if (!topic) return;
    const set = this.#pick([
      { name: 'durability', value: this.#pick(['sync', 'async']) },
      { name: 'min.insync.replicas', value: `${1 + this.random.integerBelow(3)}` },
      { name: 'unclean.leader.election.enable', value: this.#pick(['false', 'false', 'true']) },
    ]);
    const bytes = wire.AlterConfigsRequest.encode({
      topics: [{ name: topic.name, set: [set] }],
    }).finish();
    this.commit(this.cluster.controller.alterConfigs(wire.AlterConfigsRequest.decode(bytes)));
  }

  #reassign(): void {
    const [topic, partition] = this.#pickPartition() ?? [];
    if (!topic || !partition) return;
    const replicas = nodeIds.filter(() => this.random.fraction() < 0.6);
    const cancel = this.random.fraction() < 0.2;
    const asked = { partition: partition.partition, replicas: cancel ? [] : replicas, cancel };
    const bytes = wire.AlterReassignmentsRequest.encode({
      topics: [{ name: topic.name, partitions: [asked] }],
    }).finish();
    const request = wire.AlterReassignmentsRequest.decode(bytes);
    const { topics } = this.commit(this.cluster.controller.alterReassignments(request));
    if (!topics?.[0]?.partitions?.[0]?.errorCode) this.#count(cancel ? 'cancelled' : 'reassigned');
  }

  #electLeaders(): void {
    const unclean = this.random.fraction() < 0.2;
    const request = wire.ElectLeadersRequest.create({ unclean });
    this.#asksForUnclean = unclean;
    this.commit(this.cluster.controller.electLeaders(request));
    this.#asksForUnclean = false;
  }

  // --- What leaders and followers do, by the rules of replication.

  #append(): void {
    const [topic, partition] = this.#pickPartition() ?? [];
    if (!topic || !partition || !this.#leads(partition)) return;
    const { minInsyncReplicas } = new TopicConfig(topic.configs);
    // With acks 1 a leader takes records that too few would have to keep.
    if (partition.isr.length < minInsyncReplicas && this.random.fraction() < 0.5) return;
    const log = this.#log(partition.leaderId, topic, partition);
    log.records.push(this.#nextRecord++);
    if (!this.#isAsyncAt(partition.leaderId, topic) || this.random.fraction() < 0.3)
      log.synced = log.records.length;
    this.#advance(topic, partition);
  }

  #replicate(): void {
    const [topic, partition] = this.#pickPartition() ?? [];
    if (topic && partition) this.#replicateAll(topic, partition, 0.6);
  }

  #replicateAll(topic: TopicImage, { partition: index }: PartitionImage, share = 1): void {
    const partition = this.#now(topic, { partition: index });
    if (!this.#leads(partition)) return;
    for (const nodeId of partition.replicas) {
      if (nodeId === partition.leaderId || !this.#isCurrent(nodeId)) continue;
      if (share < 1 && this.random.fraction() > share) continue;
      const from = this.#log(partition.leaderId, topic, partition).records;
      const log = this.#log(nodeId, topic, partition);
      const common = from.findIndex((record, at) => log.records[at] !== record);
      const agreed = common === -1 ? from.length : common;
      log.records.length = Math.min(log.records.length, agreed);
      log.records.push(...from.slice(log.records.length));
      log.synced = this.#isAsyncAt(nodeId, topic)
        ? Math.min(log.synced, log.records.length)
        : log.records.length;
    }
    this.#advance(topic, partition);
  }

  #advance(topic: TopicImage, { partition: index }: PartitionImage): void {
    const partition = this.#now(topic, { partition: index });
    if (!this.#leads(partition)) return;
    const { minInsyncReplicas } = new TopicConfig(topic.configs);
    if (partition.isr.length < minInsyncReplicas) return;
    const log = this.#log(partition.leaderId, topic, partition).records;
    // A leader counts what was fetched from it: so much of a log as agrees with its own.
    const ends = partition.isr.map((nodeId) => {
      const { records } = this.#log(nodeId, topic, partition);
      const differs = records.findIndex((record, at) => record !== log[at]);
      return differs === -1 ? records.length : differs;
    });
    const id = key(topic.topicId, index);
    const before = this.committed.get(id) ?? [];
    const highWatermark = Math.min(...ends);
    if (highWatermark > before.length) {
      this.committed.set(id, log.slice(0, highWatermark));
      this.#count('committed');
    }
  }

  #changeIsr(): void {
    const [topic, partition] = this.#pickPartition() ?? [];
    if (!topic || !partition || !this.#leads(partition)) return;
    const wanted = partition.replicas.filter(() => this.random.fraction() < 0.75);
    if (this.random.fraction() < 0.15) this.#proposeNonsense(topic, partition);
    else this.#proposeIsr(topic, partition, [partition.leaderId, ...wanted]);
  }

  /** Those who are in sync may stay; others only with all that the leader demands [REP-5]. */
  #proposeIsr(topic: TopicImage, partition: PartitionImage, wanted: readonly number[]): void {
    if (!this.#leads(partition)) return;
    const id = key(topic.topicId, partition.partition);
    const committed = this.committed.get(id) ?? [];
    const leaderLog = this.#log(partition.leaderId, topic, partition).records;
    const start = this.#epochStart(id, partition, leaderLog.length);
    const members = [...new Set(wanted)].filter((nodeId) => {
      if (partition.isr.includes(nodeId)) return true;
      const log = this.#log(nodeId, topic, partition).records;
      const isPrefix = log.every((record, at) => leaderLog[at] === record);
      return (
        this.#isCurrent(nodeId) && isPrefix && log.length >= committed.length && log.length >= start
      );
    });
    this.#alterPartition(topic, partition, members);
  }

  /** What a deposed or broken leader may send: it must change nothing that it must not. */
  #proposeNonsense(topic: TopicImage, partition: PartitionImage): void {
    const change = this.#pick([
      { leaderEpoch: partition.leaderEpoch - 1 },
      { leaderEpoch: partition.leaderEpoch + 1 },
      { partitionEpoch: partition.partitionEpoch + 1 },
      { newIsr: [] },
      { newIsr: [{ nodeId: 9, brokerEpoch: 1 }] },
      { newIsr: partition.replicas.map((nodeId) => ({ nodeId, brokerEpoch: -1 })) },
    ]);
    const before = this.image;
    this.#alterPartition(topic, partition, partition.isr.slice(0, 1), change);
    expect(this.image).toBe(before);
    this.#count('refused');
  }

  #alterPartition(
    topic: TopicImage,
    partition: PartitionImage,
    members: readonly number[],
    change: object = {},
  ): void {
    const { leaderId, leaderEpoch, partitionEpoch } = partition;
    const newIsr = members.map((nodeId) => ({
      nodeId,
      brokerEpoch: this.image.brokers.get(nodeId)?.brokerEpoch ?? -1,
    }));
    const asked = {
      topicId: uuidToBytes(topic.topicId),
      partition: partition.partition,
      leaderEpoch,
      partitionEpoch,
      newIsr,
      ...change,
    };
    const bytes = wire.AlterPartitionRequest.encode({
      nodeId: leaderId,
      brokerEpoch: this.#node(leaderId).brokerEpoch,
      partitions: [asked],
    }).finish();
    const request = wire.AlterPartitionRequest.decode(bytes);
    this.#admitted = members;
    const { partitions } = this.commit(this.cluster.controller.alterPartition(request));
    this.#admitted = [];
    const now = this.#now(topic, partition);
    expect(partitions?.[0]).toMatchObject({
      leaderId: now.leaderId,
      leaderEpoch: now.leaderEpoch,
      partitionEpoch: now.partitionEpoch,
      isr: now.isr,
    });
    if (now.partitionEpoch !== partitionEpoch) this.#count('isr');
  }

  // --- What must hold.

  #check(before: MetadataImage): void {
    const { image } = this;
    for (const [topic, partition] of this.#partitions()) {
      const old = before.topics.get(topic.topicId)?.partitions[partition.partition];
      try {
        this.#checkState(topic, partition);
        if (old && old !== partition) this.#checkChange(topic, old, partition);
        this.#checkComplete(topic, partition);
      } catch (error) {
        const name = `${topic.name}-${partition.partition}`;
        const states = `${JSON.stringify(old)} became ${JSON.stringify(partition)}`;
        throw new Error(`${name}: ${(error as Error).message}; ${states}`, { cause: error });
      }
    }
    for (const { nodeId, brokerEpoch } of before.brokers.values()) {
      const after = image.brokers.get(nodeId)?.brokerEpoch ?? -1;
      must(after >= brokerEpoch, `the epoch of broker ${nodeId} does not fall`);
    }
  }

  #checkState(topic: TopicImage, partition: PartitionImage): void {
    const { isr, elr, leaderId, replicas, impaired, adding, removing } = partition;
    const { minInsyncReplicas } = new TopicConfig(topic.configs);
    const isImpaired = (nodeId: number) => impaired.some((one) => one.nodeId === nodeId);
    const ids = [...isr, ...elr, ...impaired.map((one) => one.nodeId), ...adding, ...removing];
    for (const nodeId of ids) must(replicas.includes(nodeId), `${nodeId} is a replica`);
    for (const list of [replicas, isr, elr]) must(new Set(list).size === list.length, 'no twins');
    must(isr.length > 0, 'the ISR is not empty');
    must(elr.length === 0 || isr.length < minInsyncReplicas, 'no ELR beside a full ISR');
    for (const nodeId of elr) must(!isr.includes(nodeId), 'ISR and ELR are apart');
    for (const nodeId of elr) must(!isImpaired(nodeId), 'who is impaired is not eligible');
    if (leaderId === -1) {
      // Nobody who could lead is passed over.
      for (const nodeId of [...isr, ...elr])
        must(!this.#isAlive(nodeId) || isImpaired(nodeId), `${nodeId} could lead`);
      return;
    }
    must(isr.includes(leaderId), 'the leader is in sync');
    must(this.#isAlive(leaderId), 'the leader is alive');
    for (const nodeId of isr) {
      const isStarting = this.image.brokers.get(nodeId)?.isStarting === true;
      must(this.#isAlive(nodeId) || isStarting, `${nodeId}, in sync, is alive or starts`);
      must(!isImpaired(nodeId), `${nodeId}, in sync under a leader, is whole`);
    }
  }

  #checkChange(topic: TopicImage, old: PartitionImage, now: PartitionImage): void {
    must(now.partitionEpoch > old.partitionEpoch, 'a change has a new partition epoch');
    must(now.leaderEpoch >= old.leaderEpoch, 'a leader epoch does not fall');
    if (old.leaderId === now.leaderId) return;
    must(now.leaderEpoch > old.leaderEpoch, 'a leadership has a new leader epoch');
    this.#count(now.leaderId === -1 ? 'leaderless' : 'elected');
    if (now.leaderId === -1) return;
    const wasComplete =
      (old.isr.includes(now.leaderId) || old.elr.includes(now.leaderId)) &&
      !old.impaired.some((one) => one.nodeId === now.leaderId);
    if (old.elr.includes(now.leaderId)) this.#count('elected from the elr');
    if (wasComplete || this.#admitted.includes(now.leaderId)) return;
    // Records may be gone: only a suspect among suspects, or an unclean election, may bring that about.
    const { allowsUncleanElection } = new TopicConfig(topic.configs);
    const isTold = this.cluster.notes.some(({ text }) => text.includes('DATA LOSS'));
    const isUnclean = isTold && (allowsUncleanElection || this.#asksForUnclean);
    // Who reports at this moment has no mark in the image before.
    const isSuspect = (nodeId: number) =>
      nodeId === this.#reporting ||
      old.impaired.some((one) => one.nodeId === nodeId && one.endOffset >= 0);
    const areSuspect = [...old.isr, now.leaderId].every(isSuspect);
    must(isUnclean || areSuspect, 'who leads has everything');
    this.#count(isUnclean ? 'unclean' : 'suspect');
    const id = key(topic.topicId, now.partition);
    const log = this.#log(now.leaderId, topic, now).records;
    const committed = this.committed.get(id) ?? [];
    const kept = committed.findIndex((record, at) => log[at] !== record);
    if (kept !== -1) this.committed.set(id, committed.slice(0, kept));
  }

  /** P3, P9, P10: who is in sync or eligible, and runs as it is registered, has all that was committed. */
  #checkComplete(topic: TopicImage, partition: PartitionImage): void {
    const committed = this.committed.get(key(topic.topicId, partition.partition)) ?? [];
    for (const nodeId of [...partition.isr, ...partition.elr]) {
      if (!this.#isCurrent(nodeId)) continue;
      if (partition.impaired.some((one) => one.nodeId === nodeId)) continue;
      const log = this.#log(nodeId, topic, partition).records;
      const isThere = committed.every((record, at) => log[at] === record);
      must(isThere, `${nodeId} has what was committed: [${committed}] in [${log}]`);
    }
  }

  #isAlive(nodeId: number): boolean {
    const broker = this.image.brokers.get(nodeId);
    return broker !== undefined && !broker.isFenced && !broker.isShuttingDown;
  }

  /** What the broker takes the setting for. */
  #isAsyncAt(nodeId: number, topic: TopicImage): boolean {
    const known = this.#node(nodeId).known?.topics.get(topic.topicId) ?? topic;
    return new TopicConfig(known.configs).isAsync;
  }

  // --- Looking things up.

  #node(nodeId: number): Node {
    return this.nodes.get(nodeId) as Node;
  }

  /** It runs, and is the incarnation that the image knows. */
  #isCurrent(nodeId: number): boolean {
    const node = this.#node(nodeId);
    const broker = this.image.brokers.get(nodeId);
    return (
      node.isRunning &&
      broker?.incarnationId ===
        uuidFromBytes(uuidToBytes(directoryOf(nodeId, 100 + node.incarnation)))
    );
  }

  #leads({ leaderId }: PartitionImage): boolean {
    return leaderId !== -1 && this.#isCurrent(leaderId);
  }

  #log(nodeId: number, topic: TopicImage, { partition }: { partition: number }) {
    const { logs } = this.#node(nodeId);
    const id = key(topic.topicId, partition);
    const log = logs.get(id) ?? { records: [], synced: 0, isCut: false };
    logs.set(id, log);
    return log;
  }

  /** Where the present leadership began. */
  #epochStart(id: string, { leaderEpoch }: PartitionImage, endOffset: number): number {
    const known = this.#epochStarts.get(id);
    if (known?.epoch === leaderEpoch) return known.endOffset;
    this.#epochStarts.set(id, { epoch: leaderEpoch, endOffset });
    return endOffset;
  }

  #now(topic: TopicImage, { partition }: { partition: number }): PartitionImage {
    return this.image.topics.get(topic.topicId)?.partitions[partition] as PartitionImage;
  }

  #partitions(): [TopicImage, PartitionImage][] {
    return [...this.image.topics.values()].flatMap((topic) =>
      topic.partitions.map((partition): [TopicImage, PartitionImage] => [topic, partition]),
    );
  }

  #ownPartitions(nodeId: number) {
    return this.#partitions().filter(([, { replicas }]) => replicas.includes(nodeId));
  }

  #pickTopic(): TopicImage | undefined {
    const topics = [...this.image.topics.values()];
    return topics.length === 0 ? undefined : this.#pick(topics);
  }

  #pickPartition(): [TopicImage, PartitionImage] | undefined {
    const topic = this.#pickTopic();
    return topic && [topic, this.#pick(topic.partitions)];
  }

  #pick<T>(list: readonly T[]): T {
    return list[this.random.integerBelow(list.length)] as T;
  }

  #count(what: string): void {
    this.counts[what] = (this.counts[what] ?? 0) + 1;
  }
}
