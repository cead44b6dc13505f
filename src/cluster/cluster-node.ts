// A node's part in the cluster, apart from its partitions: how it comes to belong to one, its member of the quorum if it has a
// vote, the controller while it leads, and how it asks for the controller and follows the metadata log otherwise.
//
//   start:  metadata log and vote from disk -> found a cluster or find it -> member of the quorum -> image up to date
//   stop:   leadership handed over -> controller, member, channel
//
// A node whose id is in its own list of voters, or that has no list, keeps the log on its disk. Any other follows by Fetch and
// holds the image in memory only.
import { type Clock, delay } from '../base/clock.ts';
import { messageOf, TidelogError } from '../base/errors.ts';
import type { FileSystem } from '../base/file-system.ts';
import type { Logger } from '../base/logger.ts';
import type { Random } from '../base/random.ts';
import type { Tasks } from '../base/tasks.ts';
import type { Uuid } from '../base/uuid.ts';
import type { Address, Transport } from '../net/transport.ts';
import type { RequestBody, ResponseBodyInit } from '../protocol/api-registry.ts';
import { NotControllerError, WireError } from '../protocol/error-codes.ts';
import type { LogManager } from '../storage/log-manager.ts';
import type { ControllerSettings } from './controller.ts';
import { LeaderChannel } from './controller-channel.ts';
import { ControllerFinder } from './controller-finder.ts';
import { ControllerNode } from './controller-node.ts';
import type { MetadataStore } from './metadata/metadata-store.ts';
import { MetadataLearner } from './metadata-learner.ts';
import { type NodeIdentity, sayHello } from './node-identity.ts';
import { formatVoters, type QuorumVoter } from './quorum-voters.ts';
import { answerFounding, Founding, writeFounding } from './raft/founding.ts';
import {
  beginAnew,
  isLossOfQuorumFiles,
  metadataLogLost,
  openQuorumFiles,
  type QuorumFiles,
  type QuorumFilesOptions,
} from './raft/quorum-files.ts';
import { RaftNode } from './raft/raft-node.ts';
import type { RaftObserver } from './raft/raft-observer.ts';
import type { Member, RaftSettings } from './raft/raft-types.ts';

const connectTimeoutMs = 3_000;
const readIndexMs = 1_000;
const snapshotPartMs = 5_000;
const joinRetryMs = 100;
/** A leader that stops hands over first, if that takes no longer. */
const handoverMs = 1_000;

export interface ClusterNodeOptions {
  identity: NodeIdentity;
  internalAddress: Address;
  /** Absent: this node founds a cluster alone, if it has none. */
  voters: readonly QuorumVoter[] | undefined;
  logs: LogManager;
  directory: string;
  fileSystem: FileSystem;
  store: MetadataStore;
  raftSettings: RaftSettings;
  /** Bytes of the metadata log between two snapshots. */
  snapshotIntervalBytes: number;
  controllerSettings: ControllerSettings;
  transport: Transport;
  clock: Clock;
  random: Random;
  logger: Logger;
  tasks: Tasks;
  observer: RaftObserver | undefined;
  /** The metadata log or the vote failed: the broker must stop [LOG-4]. */
  onFailure: (error: Error) => void;
}

export class ClusterNode {
  readonly channel: LeaderChannel;
  readonly #options: ClusterNodeOptions;
  readonly #voters: readonly QuorumVoter[];
  #self: Member;
  readonly #learner: MetadataLearner;
  readonly #stopping = new AbortController();
  #raft: RaftNode | undefined;
  #controller: { node: ControllerNode; term: number } | undefined;
  #founding: Founding | undefined;

  constructor(options: ClusterNodeOptions) {
    this.#options = options;
    const { identity, internalAddress, voters, store, transport, clock, logger } = options;
    const { nodeId, directoryId } = identity;
    this.#voters = voters ?? [{ nodeId, ...internalAddress }];
    this.#self = { nodeId, directoryId, internalAddress };
    const raft = () => this.#raft;
    const finder = new ControllerFinder({ nodeId, store, voters: this.#voters, raft });
    const controller = () => this.#controller?.node;
    const shared = { identity, finder, controller, raft, transport, clock, connectTimeoutMs };
    this.channel = new LeaderChannel(shared);
    this.#learner = new MetadataLearner({ channel: this.channel, store, clock, logger });
  }

  /** The member of the quorum; undefined on a node that keeps no metadata log, and before it has started. */
  get raft(): RaftNode | undefined {
    return this.#raft;
  }

  /** The controller while this node leads. Throws NOT_CONTROLLER, with the leader if it is known. */
  get controller(): ControllerNode {
    if (this.#controller !== undefined) return this.#controller.node;
    throw this.notController();
  }

  /** The member of the quorum while it leads. Throws NOT_CONTROLLER. */
  get leader(): RaftNode {
    if (this.#raft?.leadership) return this.#raft;
    throw this.notController();
  }

  notController(): NotControllerError {
    if (this.#raft !== undefined) return this.#raft.notController();
    const { nodeId } = this.#self;
    return new NotControllerError(`node ${nodeId} is not the controller, and has no vote`);
  }

  /** Resolves when the store has what was committed when it began. Rejects with what keeps this node from the cluster. */
  async start(signal: AbortSignal): Promise<void> {
    const isVoter = this.#voters.some(({ nodeId }) => nodeId === this.#self.nodeId);
    if (isVoter) await this.#startMember(signal);
    this.#options.tasks.start('follow the metadata log', () => this.#follow());
    await this.#catchUp(signal);
    const { identity, store, logs } = this.#options;
    const { clusterId } = store.image;
    if (clusterId === undefined) throw new WireError('LEADER_NOT_AVAILABLE', 'no cluster yet');
    await logs.setClusterId(clusterId);
    identity.clusterId = clusterId;
  }

  /** What another voter is told that is about to found. */
  answerFounding(request: RequestBody<'prepareFounding'>): ResponseBodyInit<'prepareFounding'> {
    const { identity } = this.#options;
    return answerFounding({ identity, self: this.#self }, this.#voters, request);
  }

  /** Another node has said to which cluster it belongs. */
  heardOf(nodeId: number, clusterId: Uuid): void {
    this.#founding?.heardOf(nodeId, clusterId);
  }

  async close(): Promise<void> {
    await this.#raft?.transferLeadership(handoverMs);
    this.#stopping.abort(new TidelogError('BROKER_CLOSED', 'the broker is closing'));
    this.#founding?.close();
    await this.#raft?.close();
    this.#controller?.node.close();
    this.channel.close();
  }

  async #startMember(signal: AbortSignal): Promise<void> {
    const { logger } = this.#options;
    const { raft, hasFounded } = await this.#openMember(signal);
    if (!hasFounded) await this.#checkList(raft, signal);
    raft.onChange(() => this.#onLeaderChange());
    this.#raft = raft;
    // It may lead already.
    this.#onLeaderChange();
    logger.info(
      { voters: formatVoters(this.#voters), term: raft.term },
      'taking part in the metadata quorum',
    );
    if (hasFounded) {
      await this.#founding?.spread(signal);
      raft.stand('it has founded the cluster');
    }
    this.#founding?.close();
    this.#founding = undefined;
  }

  /** A node that founded a cluster alone and was then given a list of voters may meet another cluster there. */
  async #checkList(raft: RaftNode, signal: AbortSignal): Promise<void> {
    const { voters } = raft.memberSet;
    const isAlone = voters.length === 1 && voters[0]?.nodeId === this.#self.nodeId;
    if (!isAlone || this.#voters.length === 1) return;
    this.#options.logger.warn(
      { configured: formatVoters(this.#voters) },
      'by its metadata log this node is the only voter: the list of voters does not count',
    );
    const founding = new Founding({ ...this.#options, self: this.#self, voters: this.#voters });
    try {
      await founding.checkCluster(signal);
    } catch (error) {
      await raft.close();
      throw error;
    } finally {
      founding.close();
    }
  }

  /** A voter among others that has lost its log or its vote comes back as a node that has neither [QRM-3]. */
  async #openMember(signal: AbortSignal): Promise<{ raft: RaftNode; hasFounded: boolean }> {
    const { identity, logs, logger } = this.#options;
    const hasOthers = this.#voters.length > 1;
    const { nodeId } = identity;
    const segmentBytes = this.#options.snapshotIntervalBytes;
    const options = { ...this.#options, nodeId, segmentBytes, hasOthers };
    try {
      return await this.#openFiles(options, signal);
    } catch (error) {
      if (!hasOthers || identity.clusterId === undefined || !isLossOfQuorumFiles(error))
        throw error;
      logger.error(
        { reason: messageOf(error) },
        `node ${nodeId} has lost what it held as a voter, and comes back without a vote: let it vote again by "tidelog cluster voters replace ${nodeId}"`,
      );
      await beginAnew(options);
      identity.directoryId = logs.meta.directoryId;
      this.#self = { ...this.#self, directoryId: identity.directoryId };
      return this.#openFiles(options, signal);
    }
  }

  async #openFiles(
    options: QuorumFilesOptions,
    signal: AbortSignal,
  ): Promise<{ raft: RaftNode; hasFounded: boolean }> {
    const files = await openQuorumFiles(options);
    const { clusterId } = this.#options.identity;
    let hasFounded = false;
    if (files.log.logEndOffset === 0 && files.snapshots.newest === undefined) {
      if (options.hasOthers) {
        if (clusterId === undefined) hasFounded = await this.#foundOrJoin(files, signal);
      } else {
        if (clusterId !== undefined) throw metadataLogLost(clusterId);
        await this.#found(files, [this.#self]);
      }
    }
    signal.throwIfAborted();
    return { raft: await this.#openRaft(files), hasFounded };
  }

  /** Returns whether it has founded. */
  async #foundOrJoin(files: QuorumFiles, signal: AbortSignal): Promise<boolean> {
    const { identity, logs, logger } = this.#options;
    this.#founding = new Founding({ ...this.#options, self: this.#self, voters: this.#voters });
    const decision = await this.#founding.decide(signal);
    if ('voters' in decision) {
      await this.#found(files, decision.voters);
      return true;
    }
    const { clusterId } = decision;
    logger.info({ clusterId }, `joining cluster ${clusterId}`);
    await logs.setClusterId(clusterId);
    identity.clusterId = clusterId;
    return false;
  }

  async #found(files: QuorumFiles, voters: readonly Member[]): Promise<void> {
    const { random, clock, logger } = this.#options;
    const clusterId = random.uuid();
    const ids = voters.map(({ nodeId }) => nodeId);
    logger.info({ clusterId, voters: ids }, 'founding a new cluster');
    await writeFounding(files, { clusterId, self: this.#self, voters, wallMs: clock.wallMs() });
  }

  async #openRaft({ log, votes, snapshots }: QuorumFiles): Promise<RaftNode> {
    const { identity, logs, store, transport, clock, random, logger } = this.#options;
    const raft = await RaftNode.open({
      self: this.#self,
      clusterId: identity.clusterId,
      storage: log,
      votes,
      snapshots,
      snapshotIntervalBytes: this.#options.snapshotIntervalBytes,
      fetchSnapshotPart: (from, request) =>
        this.channel.fetchSnapshotFrom(from.internalAddress, request, snapshotPartMs),
      store,
      settings: this.#options.raftSettings,
      suspectEndOffset: votes.suspectEndOffset,
      isConfigured: (nodeId) => this.#voters.some((voter) => voter.nodeId === nodeId),
      configuredAddress: (nodeId) => this.#voters.find((voter) => voter.nodeId === nodeId),
      transport,
      sayHello: (connection) =>
        sayHello(identity, connection, this.#options.raftSettings.electionMsMin),
      clock,
      random,
      logger,
      observer: this.#options.observer,
      onLearnerCaughtUp: (learner) => this.#controller?.node.learnerCaughtUp(learner),
      onMemberMoved: (member) => this.#controller?.node.memberMoved(member),
      onFailure: this.#options.onFailure,
    });
    await logs.setClusterId(raft.clusterId);
    identity.clusterId = raft.clusterId;
    return raft;
  }

  #onLeaderChange(): void {
    const raft = this.#raft;
    if (raft === undefined) return;
    const { leadership } = raft;
    if (this.#controller !== undefined && this.#controller.term !== leadership?.term) {
      this.#controller.node.close();
      this.#controller = undefined;
    }
    if (leadership !== undefined && this.#controller === undefined) {
      const { term } = leadership;
      const { controllerSettings: settings } = this.#options;
      const node = new ControllerNode({ ...this.#options, raft, term, settings });
      this.#controller = { node, term };
      node.memberMoved(this.#self);
    }
    this.channel.leaderChanged();
  }

  /** Whoever is no member of the quorum, or not yet, reads from its leader. */
  async #follow(): Promise<void> {
    const { signal } = this.#stopping;
    await this.#learner.follow(signal, () => !this.#raft?.isMember);
  }

  /** The quorum may start later than this broker; only what waiting does not change ends it. */
  async #catchUp(signal: AbortSignal): Promise<void> {
    const { clock, logger, store } = this.#options;
    for (let isFirstTry = true; ; isFirstTry = false) {
      try {
        const endOffset = await this.channel.readIndex(readIndexMs);
        await store.reached(endOffset, readIndexMs);
        return;
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof TidelogError && error.retriable)) throw error;
        if (isFirstTry) {
          logger.info(
            { quorum: formatVoters(this.#voters), reason: messageOf(error) },
            'waiting for the metadata quorum',
          );
        }
        await delay(clock, joinRetryMs, signal);
      }
    }
  }
}
