// One broker: its parts, the order in which they start and stop, and nothing else.
//
//   start:  data directory -> internal listener -> metadata (lead the quorum, or learn from it) -> logs opened ->
//           registered and unfenced -> client listener
//   stop:   client listener -> leave of the controller -> partitions -> internal listener -> logs, in order, and the marker
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { assert } from '../base/assert.ts';
import { ByteLedger } from '../base/byte-ledger.ts';
import { type Clock, SystemClock } from '../base/clock.ts';
import { TidelogError } from '../base/errors.ts';
import type { FileSystem } from '../base/file-system.ts';
import { limits } from '../base/limits.ts';
import { type Logger, silentLogger } from '../base/logger.ts';
import { openNodeFileSystem, temporaryDirectoryPath } from '../base/node-file-system.ts';
import { type Random, SystemRandom } from '../base/random.ts';
import { Tasks } from '../base/tasks.ts';
import { MINUTE_MS } from '../base/units.ts';
import type { Uuid } from '../base/uuid.ts';
import { version } from '../base/version.ts';
import { BrokerLease } from '../cluster/broker-lease.ts';
import { BrokerRegistration } from '../cluster/broker-registration.ts';
import { ClusterNode } from '../cluster/cluster-node.ts';
import type { ControllerSettings } from '../cluster/controller.ts';
import type { ControllerChannel } from '../cluster/controller-channel.ts';
import type { MetadataImage } from '../cluster/metadata/image.ts';
import { MetadataStore } from '../cluster/metadata/metadata-store.ts';
import type { NodeIdentity } from '../cluster/node-identity.ts';
import { PeerRegistry } from '../cluster/peer-registry.ts';
import { checkVoters, type QuorumVoter } from '../cluster/quorum-voters.ts';
import { raftSettingsDefault } from '../cluster/raft/raft-core.ts';
import type { RaftObserver } from '../cluster/raft/raft-observer.ts';
import { type RequestHandler, Server } from '../net/server.ts';
import { TcpTransport } from '../net/tcp-transport.ts';
import { type Address, formatAddress, type Transport } from '../net/transport.ts';
import type { ListenerName } from '../protocol/api-registry.ts';
import { WireError } from '../protocol/error-codes.ts';
import { wire } from '../protocol/messages.ts';
import { DirectoryArchive } from '../storage/archive.ts';
import { LogCleaner } from '../storage/log-cleaner.ts';
import { LogManager } from '../storage/log-manager.ts';
import { fullDiskError } from '../storage/storage-errors.ts';
import type { BrokerContext, ClusterContext } from './broker-context.ts';
import { type BrokerSettings, resolveBrokerSettings, topicConfigDefaults } from './config.ts';
import { createDispatcher } from './dispatcher.ts';
import {
  type CoordinatorObserver,
  GroupCoordinator,
  type GroupMetrics,
} from './groups/group-coordinator.ts';
import type { GroupRebalance } from './groups/group-shard.ts';
import type { PartitionObserver } from './partition-observer.ts';
import { ProducerIds } from './producer-ids.ts';
import { ReplicaManager } from './replica-manager.ts';
import { ReplicaStates } from './replica-states.ts';
import { Replication } from './replication.ts';
import { RetentionSchedule } from './retention-schedule.ts';

export interface ListenerOptions {
  /** Where to listen; port 0 takes a free one. */
  listen: Address;
  /** Where others are told to connect to. Default: where it listens. */
  advertise?: Address;
}

export interface BrokerOptions {
  /** Unique in the cluster. Default 1. */
  nodeId?: number;
  /** Made when absent. Without one the broker uses a temporary directory and removes it when it is closed. */
  dataDirectory?: string;
  /** For clients. Default 127.0.0.1, a free port. */
  client?: ListenerOptions;
  /** For the other brokers. Default 127.0.0.1, a free port. */
  internal?: ListenerOptions;
  /**
   * The voters of the metadata quorum, 1, 3 or 5, with their internal addresses; the same list for every broker. One that is in
   * it votes, and founds the cluster together with the others if there is none; one that is not joins. Absent: this broker
   * is the quorum.
   */
  quorum?: readonly QuorumVoter[];
  settings?: Partial<BrokerSettings>;
  /** Default: says nothing. */
  logger?: Logger;
  /** For metrics: told of each rebalance of a group that this broker coordinates, when it is over. */
  onGroupRebalance?: (event: GroupRebalance) => void;
  /** Ends `start` while it still waits, for the quorum for instance; afterwards `close` is what ends a broker. */
  signal?: AbortSignal;
  /** What stands between the broker and the machine [SIM-1]; replaced in simulations. */
  seams?: Partial<BrokerSeams>;
}

export interface BrokerSeams {
  /** Told of what the broker's groups do. */
  groupObserver?: CoordinatorObserver | undefined;
  clock: Clock;
  random: Random;
  fileSystem: FileSystem;
  transport: Transport;
  /** Hears what this broker does as a member of the quorum. */
  raftObserver: RaftObserver;
  /** Hears what its replicas do. */
  partitionObserver: PartitionObserver;
  /** Hears of every image of the metadata that this broker publishes, at once. */
  onMetadata: (image: MetadataImage) => void;
}

const loopback = '127.0.0.1';
const requestTimeoutMs = 5_000;
/** The ends of the logs in memory may take one part in so many of the broker's memory. */
const tailShareOfMemory = 4;

export class Broker {
  readonly nodeId: number;
  /** Resolves with the reason when the broker cannot go on; it is to be closed then. */
  readonly failed: Promise<Error>;
  readonly #options: BrokerOptions;
  readonly #settings: BrokerSettings;
  readonly #seams: Omit<BrokerSeams, 'raftObserver' | 'partitionObserver' | 'onMetadata'>;
  readonly #logger: Logger;
  readonly #tasks: Tasks;
  readonly #stopping = new AbortController();
  readonly #internalLedger = new ByteLedger(limits.internalLedgerBytes);
  readonly #replicationLedger = new ByteLedger(limits.replicationLedgerBytes);
  #fail: (reason: Error) => void = () => {};
  /** What has been started, the last first: how to stop it. */
  readonly #stops: (() => Promise<void>)[] = [];
  readonly #lease: BrokerLease;
  #replicaStates: ReplicaStates | undefined;
  #identity: NodeIdentity | undefined;
  #clusterContext: ClusterContext | undefined;
  /** Present when everything is there. */
  #context: BrokerContext | undefined;
  #dispatch: RequestHandler | undefined;
  #clientServer: Server | undefined;
  #internalServer: Server | undefined;
  /** Settles when the start has ended, either way. */
  #started: Promise<void> | undefined;
  #closing: Promise<void> | undefined;

  /**
   * Resolves when the broker answers clients. Rejects with what keeps it from starting: DATA_DIRECTORY_LOCKED, DISK_FULL,
   * PORT_IN_USE, INCONSISTENT_CLUSTER_ID and so on; nothing of it runs then.
   */
  static async start(options: BrokerOptions = {}): Promise<Broker> {
    const broker = new Broker(options);
    const started = broker.#start();
    broker.#started = started.catch(() => {
      // Its first reason is told; what comes after is that it was stopped.
    });
    const aborted = Promise.withResolvers<never>();
    const abort = () => aborted.reject(options.signal?.reason);
    if (options.signal?.aborted) abort();
    options.signal?.addEventListener('abort', abort, { once: true });
    try {
      const failed = broker.failed.then((reason) => Promise.reject(reason));
      await Promise.race([started, failed, aborted.promise]);
    } catch (error) {
      await broker.close();
      throw fullDiskError(options.dataDirectory ?? 'for temporary files', error) ?? error;
    } finally {
      options.signal?.removeEventListener('abort', abort);
    }
    return broker;
  }

  private constructor(options: BrokerOptions) {
    this.#options = options;
    this.nodeId = options.nodeId ?? 1;
    this.#settings = resolveBrokerSettings(options.settings);
    const oddities = options.quorum === undefined ? [] : checkVoters(options.quorum);
    checkArchiveDirectory(this.#settings.retentionArchiveDir, options.dataDirectory);
    this.#logger = (options.logger ?? silentLogger).child({ broker: this.nodeId });
    for (const oddity of oddities) this.#logger.warn({}, oddity);
    this.#seams = {
      clock: options.seams?.clock ?? new SystemClock(),
      random: options.seams?.random ?? new SystemRandom(),
      fileSystem: options.seams?.fileSystem ?? openNodeFileSystem(),
      transport: options.seams?.transport ?? new TcpTransport(),
    };
    this.#lease = new BrokerLease(this.#seams.clock);
    this.failed = new Promise((resolve) => {
      this.#fail = resolve;
    });
    this.#tasks = new Tasks((name, error) => {
      if (this.#stopping.signal.aborted) return;
      this.#logger.error({ task: name, err: error }, `the broker cannot go on: ${name} failed`);
      this.#fail(error);
    });
  }

  get clusterId(): Uuid {
    const clusterId = this.#identity?.clusterId;
    if (clusterId === undefined)
      throw new TidelogError('BROKER_CLOSED', 'the broker has not started');
    return clusterId;
  }

  /** Where clients connect to. */
  get clientAddress(): Address {
    return advertised(this.#clientServer, this.#options.client);
  }

  /** Where other brokers connect to. */
  get internalAddress(): Address {
    return advertised(this.#internalServer, this.#options.internal);
  }

  /** Of the groups that this broker coordinates now, and of all rebalances since it started. Throws BROKER_CLOSED before that. */
  groupMetrics(): GroupMetrics {
    if (!this.#context) throw new TidelogError('BROKER_CLOSED', 'the broker has not started');
    return this.#context.groups.metrics;
  }

  /** Stops in order: what was acknowledged stays, other brokers are told, the next start needs no recovery. May be called twice. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #close(): Promise<void> {
    this.#stopping.abort(new TidelogError('BROKER_CLOSED', 'the broker is closing'));
    await this.#stopParts();
    // A start that was under way ends now, and may have opened one more part.
    await this.#started;
    await this.#stopParts();
    await this.#tasks.drained();
    this.#logger.info({}, 'stopped');
  }

  async #stopParts(): Promise<void> {
    for (let stop = this.#stops.pop(); stop; stop = this.#stops.pop()) {
      try {
        await stop();
      } catch (error) {
        this.#logger.error({ err: error }, 'a part of the broker could not be stopped in order');
      }
    }
  }

  /** How a part that is open is closed. Ends a start that goes on while the broker stops. */
  #toStop(stop: () => Promise<void>): void {
    this.#stops.push(stop);
    this.#stopping.signal.throwIfAborted();
  }

  async #start(): Promise<void> {
    const { clock } = this.#seams;
    const startedMs = clock.monotonicMs();
    const logs = await this.#openLogs();
    const identity = this.#identify(logs);
    const store = new MetadataStore(clock);
    store.onPublish((image) => this.#options.seams?.onMetadata?.(image));
    const cluster = await this.#listenInternally(identity, logs, store);
    await cluster.start(this.#stopping.signal);
    const controller = cluster.channel;
    const replicas = await this.#openReplicas(store, logs, identity);
    const { sessions: replicaSessions } = this.#replicate({
      identity,
      store,
      replicas,
      controller,
    });
    this.#replicaStates = new ReplicaStates({ store, replicas, logs });
    this.#replicationLedger.onPressure(() => logs.evictTails());
    this.#applyRetention(replicas);
    this.#startCleaner(replicas);
    const ledger = new ByteLedger(this.#settings.memoryBytes);
    ledger.onPressure(() => logs.evictTails());
    const producerIds = new ProducerIds(this.nodeId, controller);
    const groups = this.#coordinateGroups(store, replicas);
    const memory = { ledger, replicationLedger: this.#replicationLedger };
    const parts = {
      replicas,
      replicaSessions,
      controller,
      groups,
      producerIds,
      random: this.#seams.random,
    };
    this.#context = { ...this.#node(), ...parts, ...memory };
    await this.#openForClients(identity, store, controller, ledger);
    const client = formatAddress(this.clientAddress);
    const internal = formatAddress(this.internalAddress);
    const startMs = Math.round(clock.monotonicMs() - startedMs);
    this.#logger.info({ client, internal, startMs }, `ready: clients connect to ${client}`);
  }

  async #openLogs(): Promise<LogManager> {
    const { fileSystem, clock, random } = this.#seams;
    const directory = this.#options.dataDirectory ?? temporaryDirectoryPath(random);
    if (this.#options.dataDirectory === undefined) {
      this.#toStop(() => fileSystem.removeDirectory(directory));
    }
    const logs = await LogManager.open({
      directory,
      fileSystem,
      clock,
      random,
      logger: this.#logger,
      nodeId: this.nodeId,
      minFreeBytes: this.#settings.logMinFreeBytes,
      producerIdExpirationMs: this.#settings.producerIdExpirationMs,
      tailBytesTotalMax: Math.floor(this.#settings.memoryBytes / tailShareOfMemory),
    });
    this.#toStop(() => logs.close());
    return logs;
  }

  #identify(logs: LogManager): NodeIdentity {
    this.#identity = {
      nodeId: this.nodeId,
      directoryId: logs.meta.directoryId,
      incarnationId: this.#seams.random.uuid(),
      clusterId: logs.meta.clusterId,
      softwareVersion: version,
    };
    return this.#identity;
  }

  async #listen(
    listener: ListenerName,
    ledger: ByteLedger,
    handle: RequestHandler,
  ): Promise<Server> {
    const isClient = listener === 'client';
    const options = isClient ? this.#options.client : this.#options.internal;
    const server = await Server.start({
      listener,
      address: options?.listen ?? { host: loopback, port: 0 },
      transport: this.#seams.transport,
      clock: this.#seams.clock,
      logger: this.#logger,
      tasks: this.#tasks,
      ledger,
      frameBytesMax: isClient ? limits.frameBytesMax : limits.internalFrameBytesMax,
      handle,
    });
    this.#toStop(() => server.close());
    return server;
  }

  /** Other nodes can connect, and are answered what does not need this broker's partitions. */
  async #listenInternally(
    identity: NodeIdentity,
    logs: LogManager,
    store: MetadataStore,
  ): Promise<ClusterNode> {
    const { clock } = this.#seams;
    const peers = new PeerRegistry(identity, clock, this.#settings.brokerSessionMs);
    this.#dispatch = createDispatcher(
      () => this.#node(),
      () => this.#context,
    );
    this.#internalServer = await this.#listen('internal', this.#internalLedger, this.#dispatch);
    identity.internalAddress = this.internalAddress;
    const { quorumHeartbeatMs: heartbeatMs, quorumElectionMs: electionMsMin } = this.#settings;
    const cluster = new ClusterNode({
      ...this.#seams,
      identity,
      internalAddress: this.internalAddress,
      voters: this.#options.quorum,
      logs,
      directory: logs.directory,
      store,
      raftSettings: {
        ...raftSettingsDefault,
        heartbeatMs,
        electionMsMin,
        electionMsMax: 2 * electionMsMin,
      },
      snapshotIntervalBytes: this.#settings.metadataSnapshotBytes,
      controllerSettings: this.#controllerSettings(),
      logger: this.#logger,
      tasks: this.#tasks,
      observer: this.#options.seams?.raftObserver,
      onFailure: (error) => {
        this.#logger.error({ err: error }, `the broker cannot go on: ${error.message}`);
        this.#fail(error);
      },
    });
    this.#toStop(() => cluster.close());
    this.#clusterContext = { identity, store, cluster, peers, clock, logger: this.#logger };
    return cluster;
  }

  #node(): ClusterContext {
    if (this.#clusterContext !== undefined) return this.#clusterContext;
    throw new WireError('LEADER_NOT_AVAILABLE', `node ${this.nodeId} is starting`);
  }

  #controllerSettings(): ControllerSettings {
    return {
      sessionTimeoutMs: this.#settings.brokerSessionMs,
      partitionCountDefault: this.#settings.numPartitions,
      replicationFactorDefault: this.#settings.defaultReplicationFactor,
      replicationFactorMax: limits.replicationFactorMax,
      topicConfigDefaults: topicConfigDefaults(this.#options.settings ?? {}),
    };
  }

  async #openReplicas(
    store: MetadataStore,
    logs: LogManager,
    { incarnationId }: NodeIdentity,
  ): Promise<ReplicaManager> {
    const { nodeId } = this;
    const replicas = new ReplicaManager({
      nodeId,
      incarnationId,
      store,
      logs,
      clock: this.#seams.clock,
      logger: this.#logger,
      tasks: this.#tasks,
      lease: this.#lease,
      lagMaxMs: this.#settings.replicaLagTimeMaxMs,
      observer: this.#options.seams?.partitionObserver,
    });
    this.#toStop(() => replicas.close());
    await replicas.opened();
    return replicas;
  }

  #replicate(parts: {
    identity: NodeIdentity;
    store: MetadataStore;
    replicas: ReplicaManager;
    controller: ControllerChannel;
  }): Replication {
    const { controller } = parts;
    const replication = new Replication({
      ...parts,
      ...this.#seams,
      logger: this.#logger,
      tasks: this.#tasks,
      ledger: this.#replicationLedger,
      connectTimeoutMs: requestTimeoutMs,
      alterPartition: (request) =>
        controller.request(
          'alterPartition',
          wire.AlterPartitionRequest.create(request),
          requestTimeoutMs,
        ),
    });
    this.#toStop(async () => replication.close());
    return replication;
  }

  /** Undefined when there is none. */
  #archive(): DirectoryArchive | undefined {
    const { retentionArchiveDir: directory, retentionArchiveFormat: format } = this.#settings;
    if (directory === '') return undefined;
    return new DirectoryArchive({
      directory: resolve(directory),
      format,
      fileSystem: this.#seams.fileSystem,
      logger: this.#logger,
    });
  }

  #applyRetention(replicas: ReplicaManager): void {
    const schedule = new RetentionSchedule({
      partitions: () => replicas.partitions,
      intervalMs: this.#settings.logRetentionCheckIntervalMs,
      clock: this.#seams.clock,
      logger: this.#logger,
      archive: this.#archive(),
      backlogBytesMax: this.#settings.retentionArchiveBacklogBytes,
    });
    this.#runUntilStop('retention', (signal) => schedule.run(signal));
  }

  #coordinateGroups(store: MetadataStore, replicas: ReplicaManager): GroupCoordinator {
    const settings = this.#settings;
    const groups = new GroupCoordinator({
      nodeId: this.nodeId,
      store,
      replicas,
      settings: {
        sessionTimeoutMs: settings.groupSessionTimeoutMs,
        heartbeatIntervalMs: settings.groupHeartbeatIntervalMs,
        offsetsRetentionMs: settings.offsetsRetentionMinutes * MINUTE_MS,
        offsetsTopicPartitions: settings.offsetsTopicNumPartitions,
      },
      clock: this.#seams.clock,
      logger: this.#logger,
      tasks: this.#tasks,
      observer: this.#options.seams?.groupObserver,
      onRebalance: this.#options.onGroupRebalance,
    });
    this.#toStop(async () => groups.close());
    this.#runUntilStop('group sessions', (signal) => groups.run(signal));
    return groups;
  }

  #startCleaner(replicas: ReplicaManager): void {
    const cleaner = new LogCleaner({
      logs: function* () {
        for (const { name, log, highWatermark } of replicas.partitions) {
          yield { name, log, highWatermark };
        }
      },
      clock: this.#seams.clock,
      logger: this.#logger,
      bufferBytes: this.#settings.logCleanerDedupeBufferSize,
      bytesPerSecond: this.#settings.logCleanerIoMaxBytesPerSecond,
      backoffMs: this.#settings.logCleanerBackoffMs,
    });
    this.#runUntilStop('compaction', (signal) => cleaner.run(signal));
  }

  /** For work on logs in the background: it is done with them before they are closed. */
  #runUntilStop(name: string, work: (signal: AbortSignal) => Promise<void>): void {
    const ended = Promise.withResolvers<void>();
    this.#tasks.start(name, () => work(this.#stopping.signal).finally(() => ended.resolve()));
    this.#toStop(() => ended.promise);
  }

  /** Listening comes before registering, which tells the port; answering comes after it, when this broker may lead. */
  async #openForClients(
    identity: NodeIdentity,
    store: MetadataStore,
    controller: ControllerChannel,
    ledger: ByteLedger,
  ): Promise<void> {
    const dispatch = this.#dispatch;
    assert(dispatch, 'the internal listener came first');
    let registration: BrokerRegistration | undefined;
    // The client listener closes first, and leave is taken before the partitions go.
    this.#toStop(async () => registration?.stop());
    const { signal } = this.#stopping;
    let open = () => {};
    const opened = new Promise<void>((resolve, reject) => {
      open = resolve;
      const closing = new WireError(
        'LEADER_NOT_AVAILABLE',
        'the broker is closing; ask another one',
      );
      signal.addEventListener('abort', () => reject(closing), { once: true });
    });
    // Nobody need have asked before the broker stops again.
    opened.catch(() => {});
    let answer: RequestHandler = async (api, body, from) => {
      await opened;
      // Who has given up meanwhile may have asked elsewhere, or for the contrary.
      if (from.signal.aborted) {
        throw new WireError('REQUEST_TIMED_OUT', 'nobody waits for the answer any more');
      }
      return dispatch(api, body, from);
    };
    this.#clientServer = await this.#listen('client', ledger, (api, body, from) =>
      answer(api, body, from),
    );
    registration = new BrokerRegistration({
      identity,
      clientAddress: this.clientAddress,
      internalAddress: this.internalAddress,
      channel: controller,
      store,
      heartbeatMs: this.#settings.brokerHeartbeatMs,
      lease: this.#lease,
      replicas: this.#replicaStates,
      requestTimeoutMs,
      clock: this.#seams.clock,
      logger: this.#logger,
      tasks: this.#tasks,
    });
    await registration.start();
    await registration.unfenced();
    answer = dispatch;
    open();
  }
}

function advertised(server: Server | undefined, options: ListenerOptions | undefined): Address {
  if (!server) throw new TidelogError('BROKER_CLOSED', 'the broker has not started');
  return options?.advertise ?? server.address;
}

/** Inside of the data directory its folders could be taken for logs. */
function checkArchiveDirectory(archive: string, data: string | undefined): void {
  if (archive === '' || data === undefined) return;
  const path = relative(resolve(data), resolve(archive));
  if (path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path)) return;
  throw new TidelogError(
    'INVALID_CONFIG',
    `retention.archive.dir is ${archive}, inside of the data directory ${data}; it must be outside of it`,
  );
}
