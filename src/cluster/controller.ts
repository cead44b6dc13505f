// What the active controller decides [QRM-4]. Pure and synchronous [SIM-2]: each call looks at the speculative image and
// returns the records that would make it so and the answer to give once they are committed. The driver
// (controller-node.ts) appends the records, hands them back through `applied`, and lets nothing take effect before they
// are committed. Nothing that a request says can break it: what is wrong is refused with a typed error and changes nothing.
//
// The parts, each in a file of controller/: who is alive (broker-decisions), topics (topic-creation, topic-changes), partitions
// (isr-changes, leader-elections, reassignments), the quorum's members (voter-decisions). What holds for a partition whoever
// changes it is in partition-rules.
import { limits } from '../base/limits.ts';
import type { Random } from '../base/random.ts';
import { type Uuid, uuidToBytes } from '../base/uuid.ts';
import type { RequestBody, ResponseBodyInit } from '../protocol/api-registry.ts';
import { WireError } from '../protocol/error-codes.ts';
import type { MetadataRecordInit } from '../protocol/messages.ts';
import { BrokerDecisions } from './controller/broker-decisions.ts';
import type { ControllerSettings, ControllerState, Decision } from './controller/decision.ts';
import { IsrChanges } from './controller/isr-changes.ts';
import { LeaderElections } from './controller/leader-elections.ts';
import { Reassignments } from './controller/reassignments.ts';
import { TopicChanges } from './controller/topic-changes.ts';
import { TopicCreation } from './controller/topic-creation.ts';
import { VoterDecisions } from './controller/voter-decisions.ts';
import { applyMetadataBatch } from './metadata/delta.ts';
import type { MetadataImage, VoterImage } from './metadata/image.ts';
import { votersSet } from './metadata/image-records.ts';
import { featureLevel, type MetadataBatch } from './metadata/records.ts';
import { PlacedReplicas } from './placed-replicas.ts';

export type { ControllerSettings, Decision } from './controller/decision.ts';

export class Controller {
  readonly #state: ControllerState & { image: MetadataImage };
  readonly #brokers: BrokerDecisions;
  readonly #topicCreation: TopicCreation;
  readonly #topicChanges: TopicChanges;
  readonly #isrChanges: IsrChanges;
  readonly #elections: LeaderElections;
  readonly #reassignments: Reassignments;
  readonly #voters: VoterDecisions;
  #lastBalanceMs: number;

  constructor(image: MetadataImage, settings: ControllerSettings, random: Random, nowMs: number) {
    const state = { image, placed: new PlacedReplicas(image.topics), settings, random };
    this.#state = state;
    this.#brokers = new BrokerDecisions(state, nowMs);
    this.#topicCreation = new TopicCreation(state);
    this.#topicChanges = new TopicChanges(state);
    this.#isrChanges = new IsrChanges(state, this.#brokers);
    this.#elections = new LeaderElections(state);
    this.#reassignments = new Reassignments(state);
    this.#voters = new VoterDecisions(state);
    this.#lastBalanceMs = nowMs;
  }

  /** The driver has appended the records of a decision; what is decided next builds on them. */
  applied(batch: MetadataBatch): void {
    const { image: before, placed } = this.#state;
    const { image, delta } = applyMetadataBatch(before, batch);
    this.#state.image = image;
    placed.follow(before.topics, image.topics, delta);
    this.#voters.applied(batch.records, batch.lastOffset + 1);
  }

  /** To be carried out first: what the controller before left half done. */
  takeOffice(): Decision<void> {
    return this.#brokers.takeOffice();
  }

  registerBroker(
    request: RequestBody<'registerBroker'>,
    nowMs: number,
  ): Decision<ResponseBodyInit<'registerBroker'>> {
    return this.#brokers.register(request, nowMs);
  }

  heartbeat(
    request: RequestBody<'brokerHeartbeat'>,
    nowMs: number,
  ): Decision<ResponseBodyInit<'brokerHeartbeat'>> {
    return this.#brokers.heartbeat(request, nowMs);
  }

  /** All live brokers have told that they have done what the metadata up to here asks of them. */
  haveCarriedOut(endOffset: number): boolean {
    return this.#brokers.haveCarriedOut(endOffset);
  }

  /** To be called several times a session. */
  expireSessions(nowMs: number): Decision<void> {
    return this.#brokers.expireSessions(nowMs);
  }

  /**
   * To be called every `limits.controllerRoundMs`: settles what waited for brokers, gives topics the replicas that they want, and leaderships back to the
   * preferred replicas of brokers that have been alive for a while; a bounded number each time.
   */
  round(nowMs: number): Decision<void> {
    const synced = this.#topicChanges.settleDurability((nodeId, offset) =>
      this.#brokers.hasCarriedOut(nodeId, offset),
    );
    if (synced.records.length > 0) return synced;
    const raised = this.#reassignments.raise();
    if (raised.records.length > 0 || nowMs - this.#lastBalanceMs < limits.leaderBalanceMs)
      return raised;
    this.#lastBalanceMs = nowMs;
    const sinceMs = nowMs - limits.leaderBalanceMs;
    return this.#elections.balance(
      (nodeId) => this.#brokers.isAliveSince(nodeId, sinceMs),
      limits.leaderMovesPerRound,
    );
  }

  createTopics(request: RequestBody<'createTopics'>): Decision<ResponseBodyInit<'createTopics'>> {
    return this.#topicCreation.createTopics(request);
  }

  createPartitions(
    request: RequestBody<'createPartitions'>,
  ): Decision<ResponseBodyInit<'createPartitions'>> {
    return this.#topicCreation.createPartitions(request);
  }

  deleteTopics(request: RequestBody<'deleteTopics'>): Decision<ResponseBodyInit<'deleteTopics'>> {
    return this.#topicChanges.deleteTopics(request);
  }

  alterConfigs(request: RequestBody<'alterConfigs'>): Decision<ResponseBodyInit<'alterConfigs'>> {
    return this.#topicChanges.alterConfigs(request);
  }

  alterPartition(
    request: RequestBody<'alterPartition'>,
  ): Decision<ResponseBodyInit<'alterPartition'>> {
    return this.#isrChanges.alterPartition(request);
  }

  electLeaders(request: RequestBody<'electLeaders'>): Decision<ResponseBodyInit<'electLeaders'>> {
    return this.#elections.electLeaders(request);
  }

  alterReassignments(
    request: RequestBody<'alterReassignments'>,
  ): Decision<ResponseBodyInit<'alterReassignments'>> {
    return this.#reassignments.alterReassignments(request);
  }

  /** `committedEndOffset`: of the metadata log. */
  alterVoters(
    request: RequestBody<'alterVoters'>,
    committedEndOffset: number,
  ): Decision<ResponseBodyInit<'alterVoters'>> {
    return this.#voters.alterVoters(request, committedEndOffset);
  }

  /** A member of the quorum is at another address. No records when it is known, or another change is not committed yet. */
  memberMoved(member: VoterImage, committedEndOffset: number): Decision<void> {
    return this.#voters.memberMoved(member, committedEndOffset);
  }

  /** A learner has caught up. No records when it is none any more, or another change is not committed yet. */
  promoteLearner(
    learner: { nodeId: number; directoryId: Uuid },
    committedEndOffset: number,
  ): Decision<void> {
    return this.#voters.promoteLearner(learner, committedEndOffset);
  }

  /** A block of ids that nobody had before: the record makes them unique for ever [LOG-11]. */
  allocateProducerIds({
    nodeId,
  }: RequestBody<'allocateProducerIds'>): Decision<ResponseBodyInit<'allocateProducerIds'>> {
    const { image } = this.#state;
    if (!image.brokers.has(nodeId)) {
      throw new WireError('BROKER_ID_NOT_REGISTERED', `broker ${nodeId} is not registered`);
    }
    const firstProducerId = image.nextProducerId;
    const count = limits.producerIdsPerBlock;
    return {
      records: [{ producerIdsAllocated: { nodeId, nextProducerId: firstProducerId + count } }],
      answer: () => ({ firstProducerId, count }),
    };
  }
}

interface VoterInit {
  nodeId: number;
  directoryId: Uuid;
  internalEndpoint: { host: string; port: number };
}

/** The founding batch [QRM-6]: what every cluster's log begins with. */
export function foundingRecords(clusterId: Uuid, ...voters: VoterInit[]): MetadataRecordInit[] {
  const { current: level, softwareVersion } = featureLevel;
  return [
    { clusterFounded: { clusterId: uuidToBytes(clusterId) } },
    { featureLevelSet: { level, softwareVersion } },
    votersRecord(...voters),
  ];
}

/** These voters, and no learners. */
export function votersRecord(...voters: VoterInit[]): MetadataRecordInit {
  const members = voters.map(({ nodeId, directoryId, internalEndpoint }) => ({
    nodeId,
    directoryId,
    internalAddress: internalEndpoint,
  }));
  return votersSet(members, []);
}
