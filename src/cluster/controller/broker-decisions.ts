// Brokers come, are heard of, and go [QRM-4]: registrations, sessions, fencing, orderly stops, and what each of these does to
// the partitions that a broker has. The sessions are of this controller alone; a new one starts them anew [QRM-8].
import { UUID_BYTES, uuidFromBytes } from '../../base/uuid.ts';
import type { RequestBody, ResponseBodyInit } from '../../protocol/api-registry.ts';
import { WireError } from '../../protocol/error-codes.ts';
import type { MetadataRecordInit } from '../../protocol/messages.ts';
import {
  type BrokerImage,
  logOffline,
  type PartitionImage,
  type TopicImage,
} from '../metadata/image.ts';
import {
  fencedBroker,
  fencing,
  leadsSomething,
  overlay,
  registeredFields,
  startingBroker,
} from './broker-states.ts';
import { type ControllerState, type Decision, neverLast, nothing } from './decision.ts';
import {
  type Brokers,
  isAlive,
  isSettled,
  rulesOf,
  settle,
  type TopicRules,
} from './partition-rules.ts';
import { PartitionChanges, PartitionSweep } from './partition-sweep.ts';
import { checkNotTaken, checkRegistration } from './registration-checks.ts';
import { afterFault, ReplicaReports } from './replica-reports.ts';

type Registration = RequestBody<'registerBroker'>;
type RegistrationAnswer = ResponseBodyInit<'registerBroker'>;
type Heartbeat = RequestBody<'brokerHeartbeat'>;
type HeartbeatAnswer = ResponseBodyInit<'brokerHeartbeat'>;

interface Session {
  lastHeardMs: number;
  /** When it was unfenced, or this controller took office. */
  aliveSinceMs: number;
  /** It knows the metadata up to here, and has done what that asks of it. */
  carriedOut: number;
  /** A broker that stops must have seen the metadata up to here: then it knows that it leads nothing any more. */
  stopOffset?: number;
}

export class BrokerDecisions {
  readonly #state: ControllerState;
  /** Of brokers that are unfenced or starting. */
  readonly #sessions = new Map<number, Session>();
  #lastExpiryMs: number;

  constructor(state: ControllerState, nowMs: number) {
    this.#state = state;
    this.#lastExpiryMs = nowMs;
    for (const { nodeId, isFenced, isStarting, isShuttingDown } of state.image.brokers.values()) {
      if (isFenced && !isStarting) continue;
      this.#sessions.set(nodeId, {
        lastHeardMs: nowMs,
        aliveSinceMs: nowMs,
        carriedOut: 0,
        ...(isShuttingDown ? { stopOffset: state.image.endOffset } : {}),
      });
    }
  }

  /** Whether a broker has been alive since `sinceMs`. */
  isAliveSince(nodeId: number, sinceMs: number): boolean {
    const session = this.#sessions.get(nodeId);
    return (
      session !== undefined &&
      session.aliveSinceMs <= sinceMs &&
      isAlive(this.#state.image.brokers, nodeId)
    );
  }

  /** It has told, in its present registration and to this controller, that it has carried out what was committed at `offset`. */
  hasCarriedOut(nodeId: number, offset: number): boolean {
    return (this.#sessions.get(nodeId)?.carriedOut ?? 0) > offset;
  }

  /** The same of all brokers that are alive, up to where the metadata ends. */
  haveCarriedOut(endOffset: number): boolean {
    const { brokers } = this.#state.image;
    return [...brokers.keys()].every(
      (nodeId) => !isAlive(brokers, nodeId) || this.hasCarriedOut(nodeId, endOffset - 1),
    );
  }

  /**
   * A new incarnation replaces the old one at once [REP-11]: by the batch that has its registration, what the old one led has
   * another leader, or none and a new epoch, and it is in sync only where it has all that it had. The same incarnation again
   * is told what it was told before.
   */
  register(request: Registration, nowMs: number): Decision<RegistrationAnswer> {
    const { image, settings } = this.#state;
    checkRegistration(request, image);
    const { nodeId } = request;
    const known = image.brokers.get(nodeId);
    if (known && this.#hasSession(nodeId, nowMs)) checkNotTaken(request, known);
    const isWiped = known !== undefined && known.directoryId !== uuidFromBytes(request.directoryId);
    if (known && !isWiped && known.incarnationId === uuidFromBytes(request.incarnationId)) {
      this.#heard(nodeId, nowMs);
      return { records: [], answer: ({ endOffset }) => this.#registered(known, endOffset) };
    }
    const wasUnclean =
      known === undefined || (request.cleanStopBrokerEpoch ?? -1) !== known.brokerEpoch;
    const reports = new ReplicaReports(request, { isWiped, wasUnclean });
    this.#sessions.set(nodeId, { lastHeardMs: nowMs, aliveSinceMs: nowMs, carriedOut: 0 });
    let brokers: Brokers;
    const sweep = new PartitionSweep(image, (partition, topic, rules) =>
      reports.settle(topic.topicId, partition, brokers, rules),
    );
    const proceed = (fence: MetadataRecordInit[]): Decision<RegistrationAnswer> => {
      brokers = overlay(this.#state.image.brokers, [startingBroker(request)]);
      const { records, notes } = sweep.step(this.#state.image);
      if (!sweep.isDone) {
        const part = { records: [...fence, ...records], notes };
        return { ...part, answer: neverLast, next: () => proceed([]) };
      }
      // Another try of the same broker may have come first.
      const now = this.#state.image.brokers.get(nodeId);
      if (now && now.brokerEpoch !== known?.brokerEpoch) return this.register(request, nowMs);
      return {
        records: [{ brokerRegistered: registeredFields(request) }, ...records],
        notes,
        answer: ({ baseOffset, endOffset }) => ({
          brokerEpoch: baseOffset,
          metadataOffset: endOffset,
          sessionTimeoutMs: settings.sessionTimeoutMs,
        }),
      };
    };
    // When it takes several steps, nothing may be given to the old incarnation in between.
    return proceed(
      known && !known.isFenced ? [fencing(fencedBroker(known), 'it registers again')] : [],
    );
  }

  /** Renews the session; unfences a broker that has caught up; takes everything from one that wants to stop. */
  heartbeat(request: Heartbeat, nowMs: number): Decision<HeartbeatAnswer> {
    const broker = this.registered(request.nodeId, request.brokerEpoch);
    const changes = this.#replicaChanges(broker, request);
    this.#heard(broker.nodeId, nowMs);
    const session = this.#sessions.get(broker.nodeId);
    if (session) session.carriedOut = Math.max(session.carriedOut, request.metadataOffset);
    if (request.wantsShutdown && changes.records.length === 0) return this.#stop(broker, request);
    const answer: Decision<HeartbeatAnswer>['answer'] = ({ endOffset }) => ({
      fenced: this.#state.image.brokers.get(broker.nodeId)?.isFenced ?? true,
      metadataOffset: endOffset,
    });
    // The broker epoch is the offset of its registration, and an image has a batch whole or not at all.
    const hasCaughtUp = request.metadataOffset > broker.brokerEpoch;
    if (broker.isFenced && hasCaughtUp && changes.records.length === 0) {
      if (session) session.aliveSinceMs = nowMs;
      const unfenced = { ...broker, isFenced: false, isStarting: false, isShuttingDown: false };
      return this.#change([unfenced], 'it has caught up', answer);
    }
    return { records: changes.records, notes: changes.notes, answer };
  }

  /**
   * Fences every broker whose session has run out, in one decision. To be called several times a session: after a gap of
   * half a session it was this node that stood still, not the brokers, and their sessions start anew.
   */
  expireSessions(nowMs: number): Decision<void> {
    const { sessionTimeoutMs } = this.#state.settings;
    const stoodStill = nowMs - this.#lastExpiryMs > sessionTimeoutMs / 2;
    this.#lastExpiryMs = nowMs;
    if (stoodStill) for (const session of this.#sessions.values()) session.lastHeardMs = nowMs;
    const expired: BrokerImage[] = [];
    for (const nodeId of [...this.#sessions.keys()]) {
      if (this.#hasSession(nodeId, nowMs)) continue;
      this.#sessions.delete(nodeId);
      const broker = this.#state.image.brokers.get(nodeId);
      if (broker && (!broker.isFenced || broker.isStarting)) expired.push(fencedBroker(broker));
    }
    if (expired.length === 0) return nothing;
    return this.#change(expired, `no heartbeat for ${sessionTimeoutMs} ms`, () => {});
  }

  /** What the controller before left undone: brokers that were fenced, or came back, while it lost its office. */
  takeOffice(): Decision<void> {
    return this.#sweep(
      (brokers) => brokers,
      [],
      () => {},
    );
  }

  /** Throws BROKER_ID_NOT_REGISTERED or STALE_BROKER_EPOCH. */
  registered(nodeId: number, brokerEpoch: number): BrokerImage {
    const broker = this.#state.image.brokers.get(nodeId);
    if (!broker)
      throw new WireError('BROKER_ID_NOT_REGISTERED', `broker ${nodeId} is not registered`);
    if (broker.brokerEpoch !== brokerEpoch) {
      throw new WireError(
        'STALE_BROKER_EPOCH',
        `broker ${nodeId} was registered anew with epoch ${broker.brokerEpoch}; ${brokerEpoch} is over`,
      );
    }
    return broker;
  }

  /**
   * Leaderships go to others first. The broker may stop once it has seen that, so that it refuses nothing that the new leader
   * would not take; when there is nobody to hand over to, at once.
   */
  #stop(broker: BrokerImage, request: Heartbeat): Decision<HeartbeatAnswer> {
    const session = this.#sessions.get(broker.nodeId);
    const mayStop = ({ endOffset }: { endOffset: number }): HeartbeatAnswer => {
      this.#sessions.delete(broker.nodeId);
      return { fenced: true, mayShutDown: true, metadataOffset: endOffset };
    };
    if (broker.isFenced && !broker.isStarting) return { records: [], answer: mayStop };
    const fenced = fencedBroker(broker);
    const reason = 'it is shutting down';
    if (broker.isStarting) return this.#change([fenced], reason, mayStop);
    if (broker.isShuttingDown) {
      const hasSeen = request.metadataOffset >= (session?.stopOffset ?? Number.POSITIVE_INFINITY);
      if (hasSeen && !leadsSomething(this.#state.image, broker.nodeId))
        return this.#change([fenced], reason, mayStop);
      return {
        records: [],
        answer: ({ endOffset }) => {
          if (session) session.stopOffset ??= endOffset;
          return { mayShutDown: false, metadataOffset: endOffset };
        },
      };
    }
    return this.#handOver(broker, mayStop);
  }

  #handOver(
    broker: BrokerImage,
    mayStop: Decision<HeartbeatAnswer>['answer'],
  ): Decision<HeartbeatAnswer> {
    const stopping = { ...broker, isShuttingDown: true };
    let brokers: Brokers;
    const sweep = new PartitionSweep(this.#state.image, (partition, _, rules) =>
      isSettled(partition, brokers) ? undefined : settle(partition, partition, brokers, rules),
    );
    let handovers = 0;
    const proceed = (isFirst: boolean): Decision<HeartbeatAnswer> => {
      brokers = overlay(this.#state.image.brokers, [stopping]);
      const changes = sweep.step(this.#state.image);
      handovers += changes.handovers;
      const { notes } = changes;
      const isOver = sweep.isDone && handovers === 0;
      const state = fencing({ ...stopping, isFenced: isOver }, 'it is shutting down');
      const records = isFirst || isOver ? [state, ...changes.records] : changes.records;
      if (!sweep.isDone) return { records, notes, answer: neverLast, next: () => proceed(false) };
      if (isOver) return { records, notes, answer: mayStop };
      return {
        records,
        notes,
        answer: ({ endOffset }) => {
          const session = this.#sessions.get(broker.nodeId);
          if (session) session.stopOffset = endOffset;
          return { mayShutDown: false, metadataOffset: endOffset };
        },
      };
    };
    return proceed(true);
  }

  /**
   * Logs that have failed under a running broker [LOG-4]: as good as gone, until it registers again and says otherwise, or has
   * found room to open them [LOG-9].
   */
  #replicaChanges({ nodeId }: BrokerImage, request: Heartbeat): PartitionChanges {
    const { brokers } = this.#state.image;
    const changes = new PartitionChanges();
    const seen = new Set<PartitionImage>();
    for (const { topic, partition } of this.#replicasNamed(request.offlineReplicas)) {
      if (seen.has(partition)) continue;
      seen.add(partition);
      const draft = afterFault(partition, nodeId, { nodeId, lastEpoch: -1, endOffset: logOffline });
      changes.add(topic, partition, settle(partition, draft, brokers, rulesOf(topic)));
    }
    if (request.reopenedReplicas.length === 0) return changes;
    // Whether the broker had stopped in order before is not known any more.
    const states = { isWiped: false, wasUnclean: true };
    const reports = new ReplicaReports({ nodeId, replicas: request.reopenedReplicas }, states);
    for (const { topic, partition } of this.#replicasNamed(request.reopenedReplicas)) {
      const isFailed = partition.impaired.some(
        (replica) => replica.nodeId === nodeId && replica.endOffset === logOffline,
      );
      if (!isFailed || seen.has(partition)) continue;
      seen.add(partition);
      const settled = reports.settle(topic.topicId, partition, brokers, rulesOf(topic));
      changes.add(topic, partition, settled);
    }
    return changes;
  }

  /** Those that there are. */
  #replicasNamed(
    names: readonly { topicId: Uint8Array; partition: number }[],
  ): { topic: TopicImage; partition: PartitionImage }[] {
    const { topics } = this.#state.image;
    return names.flatMap(({ topicId, partition: index }) => {
      const topic = topicId.length === UUID_BYTES ? topics.get(uuidFromBytes(topicId)) : undefined;
      const partition = topic?.partitions[index];
      return topic && partition ? [{ topic, partition }] : [];
    });
  }

  /** Brokers change, and with them all partitions that they have. */
  #change<Answer>(
    changed: readonly BrokerImage[],
    reason: string,
    answer: Decision<Answer>['answer'],
  ): Decision<Answer> {
    const records = changed.map((broker) => fencing(broker, reason));
    return this.#sweep((brokers) => overlay(brokers, changed), records, answer);
  }

  #sweep<Answer>(
    brokersNow: (brokers: Brokers) => Brokers,
    first: MetadataRecordInit[],
    answer: Decision<Answer>['answer'],
  ): Decision<Answer> {
    let brokers = brokersNow(this.#state.image.brokers);
    const change = (partition: PartitionImage, _: unknown, rules: TopicRules) =>
      isSettled(partition, brokers) ? undefined : settle(partition, partition, brokers, rules);
    const sweep = new PartitionSweep(this.#state.image, change);
    const proceed = (before: MetadataRecordInit[]): Decision<Answer> => {
      const { records, notes } = sweep.step(this.#state.image);
      const part = { records: [...before, ...records], notes };
      if (sweep.isDone) return { ...part, answer };
      const next = () => {
        // The change of the brokers is in the image by now, and so is what else has happened to them.
        brokers = this.#state.image.brokers;
        return proceed([]);
      };
      return { ...part, answer: neverLast, next };
    };
    return proceed(first);
  }

  #hasSession(nodeId: number, nowMs: number): boolean {
    const session = this.#sessions.get(nodeId);
    return (
      session !== undefined && nowMs - session.lastHeardMs < this.#state.settings.sessionTimeoutMs
    );
  }

  #heard(nodeId: number, nowMs: number): void {
    const session = this.#sessions.get(nodeId);
    if (session) session.lastHeardMs = nowMs;
    else this.#sessions.set(nodeId, { lastHeardMs: nowMs, aliveSinceMs: nowMs, carriedOut: 0 });
  }

  #registered(broker: BrokerImage, endOffset: number): RegistrationAnswer {
    return {
      brokerEpoch: broker.brokerEpoch,
      metadataOffset: endOffset,
      sessionTimeoutMs: this.#state.settings.sessionTimeoutMs,
    };
  }
}
