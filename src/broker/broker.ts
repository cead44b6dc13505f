// One broker: its parts, the order in which they start and stop, and nothing else.
//
//   start:  data directory -> internal listener -> metadata (lead the quorum, or learn from it) -> logs opened ->
//           registered and unfenced -> client listener
//   stop:   client listener -> leave of the controller -> partitions -> internal listener -> logs, in order, and the marker
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { assert } from '../base/assert.ts';
import { ByteLedger } from '../base/byte-ledger.ts';
import { type Clock, delay, SystemClock } from '../base/clock.ts';
import { messageOf, TidelogError } from '../base/errors.ts';
import type { FileSystem } from '../base/file-system.ts';
import { limits } from '../base/limits.ts';
import { type Logger, silentLogger } from '../base/logger.ts';
import { openNodeFileSystem, temporaryDirectoryPath } from '../base/node-file-system.ts';
import { type Random, SystemRandom } from '../base/random.ts';
import { Tasks } from '../base/tasks.ts';
import { MINUTE_MS } from '../base/units.ts';
import type { Uuid } from '../base/uuid.ts';
import { version } from '../base/version.ts';
import { BrokerRegistration } from '../cluster/broker-registration.ts';
import type { ControllerSettings } from '../cluster/controller.ts';
import {
  type ControllerChannel,
  type NodeIdentity,
  RemoteControllerChannel,
} from '../cluster/controller-channel.ts';
import { ControllerNode } from '../cluster/controller-node.ts';
import { MetadataStore } from '../cluster/metadata/metadata-store.ts';
import { MetadataLearner } from '../cluster/metadata-learner.ts';
import { MetadataQuorum } from '../cluster/metadata-quorum.ts';
import { type RequestHandler, Server } from '../net/server.ts';
import { TcpTransport } from '../net/tcp-transport.ts';
import { type Address, formatAddress, type Transport } from '../net/transport.ts';
import type { ListenerName } from '../protocol/api-registry.ts';
import { WireError } from '../protocol/error-codes.ts';
import { DirectoryArchive } from '../storage/archive.ts';
import { LogCleaner } from '../storage/log-cleaner.ts';
import { LogManager } from '../storage/log-manager.ts';
import { fullDiskError } from '../storage/storage-errors.ts';
import {
  type BrokerSettings,
  replicationFactorMax,
  resolveBrokerSettings,
  topicConfigDefaults,
} from './config.ts';
import { createDispatcher } from './dispatcher.ts';
import { GroupCoordinator } from './groups/group-coordinator.ts';
import type { GroupObserver } from './groups/group-shard.ts';
import { ProducerIds } from './producer-ids.ts';
import { ReplicaManager } from './replica-manager.ts';
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
  /** Internal address of the quorum's voter. Absent: this broker is the quorum, and founds a cluster if it has none. */
  quorum?: readonly Address[];
  settings?: Partial<BrokerSettings>;
  /** Default: says nothing. */
  logger?: Logger;
  /** Ends `start` while it still waits, for the quorum for instance; afterwards `close` is what ends a broker. */
  signal?: AbortSignal;
  /** What stands between the broker and the machine [SIM-1]; replaced in simulations. */
  seams?: Partial<BrokerSeams>;
}

export interface BrokerSeams {
  /** Told of what the broker's groups do. */
  groupObserver?: GroupObserver | undefined;
  clock: Clock;
  random: Random;
  fileSystem: FileSystem;
  transport: Transport;
}

const loopback = '127.0.0.1';
const connectTimeoutMs = 3_000;
const requestTimeoutMs = 5_000;
const joinRetryMs = 200;
/** The ends of the logs in memory may take one part in so many of the broker's memory. */
const tailShareOfMemory = 4;

export class Broker {
  readonly nodeId: number;
  /** Resolves with the reason when the broker cannot go on; it is to be closed then. */
  readonly failed: Promise<Error>;
  readonly #options: BrokerOptions;
  readonly #settings: BrokerSettings;
  readonly #seams: BrokerSeams;
  readonly #logger: Logger;
  readonly #tasks: Tasks;
  readonly #stopping = new AbortController();
  readonly #internalLedger = new ByteLedger(limits.internalLedgerBytes);
  #fail: (reason: Error) => void = () => {};
  /** What has been started, the last first: how to stop it. */
  readonly #stops: (() => Promise<void>)[] = [];
  #identity: NodeIdentity | undefined;
  #clientServer: Server | undefined;
  #internalServer: Server | undefined;
  #closing: Promise<void> | undefined;

  /**
   * Resolves when the broker answers clients. Rejects with what keeps it from starting: DATA_DIRECTORY_LOCKED, DISK_FULL,
   * PORT_IN_USE, INCONSISTENT_CLUSTER_ID and so on; nothing of it runs then.
   */
  static async start(options: BrokerOptions = {}): Promise<Broker> {
    const broker = new Broker(options);
    const started = broker.#start();
    const aborted = Promise.withResolvers<never>();
    const abort = () => aborted.reject(options.signal?.reason);
    if (options.signal?.aborted) abort();
    options.signal?.addEventListener('abort', abort, { once: true });
    try {
      const failed = broker.failed.then((reason) => Promise.reject(reason));
      await Promise.race([started, failed, aborted.promise]);
    } catch (error) {
      started.catch(() => {
        // It ends with the broker; the first reason is the one that is told.
      });
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
    if (options.quorum !== undefined && options.quorum.length !== 1) {
      throw new TidelogError(
        'INVALID_CONFIG',
        `quorum has ${options.quorum.length} addresses; this version has a quorum of exactly 1 voter`,
      );
    }
    checkArchiveDirectory(this.#settings.retentionArchiveDir, options.dataDirectory);
    this.#logger = (options.logger ?? silentLogger).child({ broker: this.nodeId });
    this.#seams = {
      clock: options.seams?.clock ?? new SystemClock(),
      random: options.seams?.random ?? new SystemRandom(),
      fileSystem: options.seams?.fileSystem ?? openNodeFileSystem(),
      transport: options.seams?.transport ?? new TcpTransport(),
    };
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
    for (let stop = this.#stops.pop(); stop; stop = this.#stops.pop()) {
      try {
        await stop();
      } catch (error) {
        this.#logger.error({ err: error }, 'a part of the broker could not be stopped in order');
      }
    }
    await this.#tasks.drained();
    this.#logger.info({}, 'stopped');
  }

  async #start(): Promise<void> {
    const { clock } = this.#seams;
    const startedMs = clock.monotonicMs();
    const logs = await this.#openLogs();
    const identity = this.#identify(logs);
    const store = new MetadataStore(clock);
    // Requests of other brokers that come before the parts are there are told to come again.
    let answerInternal: RequestHandler = async () => {
      throw new WireError('LEADER_NOT_AVAILABLE', `node ${this.nodeId} is starting`);
    };
    this.#internalServer = await this.#listen('internal', this.#internalLedger, (api, body, from) =>
      answerInternal(api, body, from),
    );
    const { controller, quorum } = await this.#joinCluster(identity, logs, store);
    const replicas = await this.#openReplicas(store, logs);
    this.#applyRetention(replicas);
    this.#startCleaner(replicas);
    const ledger = new ByteLedger(this.#settings.memoryBytes);
    ledger.onPressure(() => logs.evictTails());
    const producerIds = new ProducerIds(this.nodeId, controller);
    const groups = this.#coordinateGroups(store, replicas);
    const cluster = { identity, store, replicas, controller, quorum, groups };
    const parts = { ...cluster, producerIds, clock, ledger };
    const dispatch = createDispatcher({ ...parts, logger: this.#logger });
    answerInternal = dispatch;
    await this.#openForClients(identity, store, controller, ledger, dispatch);
    const client = formatAddress(this.clientAddress);
    const internal = formatAddress(this.internalAddress);
    const startMs = Math.round(clock.monotonicMs() - startedMs);
    this.#logger.info({ client, internal, startMs }, `ready: clients connect to ${client}`);
  }

  async #openLogs(): Promise<LogManager> {
    const { fileSystem, clock, random } = this.#seams;
    const directory = this.#options.dataDirectory ?? temporaryDirectoryPath(random);
    if (this.#options.dataDirectory === undefined) {
      this.#stops.push(() => fileSystem.removeDirectory(directory));
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
    this.#stops.push(() => logs.close());
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
    this.#stops.push(() => server.close());
    return server;
  }

  /** Leads the quorum when this node is it, else follows it. The store has the committed metadata afterwards. */
  async #joinCluster(
    identity: NodeIdentity,
    logs: LogManager,
    store: MetadataStore,
  ): Promise<{ controller: ControllerChannel; quorum: MetadataQuorum | undefined }> {
    const quorumAddress = this.#options.quorum?.[0];
    if (quorumAddress) {
      return {
        controller: await this.#follow(quorumAddress, identity, logs, store),
        quorum: undefined,
      };
    }
    const { clock, random } = this.#seams;
    const shared = { store, clock, random, logger: this.#logger };
    const quorum = await MetadataQuorum.lead({
      ...shared,
      nodeId: this.nodeId,
      internalAddress: this.internalAddress,
      logs,
      onFailure: (error) => this.#fail(error),
    });
    identity.clusterId = quorum.clusterId;
    const controller = new ControllerNode({
      ...shared,
      quorum,
      tasks: this.#tasks,
      settings: this.#controllerSettings(),
    });
    this.#stops.push(async () => controller.close());
    return { controller, quorum };
  }

  #controllerSettings(): ControllerSettings {
    return {
      sessionTimeoutMs: this.#settings.brokerSessionMs,
      partitionCountDefault: this.#settings.numPartitions,
      replicationFactorDefault: this.#settings.defaultReplicationFactor,
      replicationFactorMax,
      topicConfigDefaults: topicConfigDefaults(this.#options.settings ?? {}),
    };
  }

  async #follow(
    quorumAddress: Address,
    identity: NodeIdentity,
    logs: LogManager,
    store: MetadataStore,
  ): Promise<ControllerChannel> {
    const { clock, transport } = this.#seams;
    const channel = new RemoteControllerChannel({
      identity,
      quorumAddress,
      transport,
      clock,
      connectTimeoutMs,
    });
    this.#stops.push(async () => channel.close());
    const learner = new MetadataLearner({ channel, store, clock, logger: this.#logger });
    await this.#catchUp(learner, quorumAddress);
    const { clusterId } = store.image;
    assert(
      clusterId !== undefined,
      'a committed metadata log begins with the founding of the cluster',
    );
    await logs.setClusterId(clusterId);
    identity.clusterId = clusterId;
    this.#tasks.start('follow the metadata log', () => learner.follow(this.#stopping.signal));
    return channel;
  }

  /** The quorum may start later than this broker; only what waiting does not change ends it. */
  async #catchUp(learner: MetadataLearner, quorumAddress: Address): Promise<void> {
    const { signal } = this.#stopping;
    for (let isFirstTry = true; ; isFirstTry = false) {
      try {
        await learner.catchUp(signal);
        return;
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof TidelogError && error.retriable)) throw error;
        if (isFirstTry) {
          this.#logger.info(
            { quorum: formatAddress(quorumAddress), reason: messageOf(error) },
            'waiting for the metadata quorum',
          );
        }
        await delay(this.#seams.clock, joinRetryMs, signal);
      }
    }
  }

  async #openReplicas(store: MetadataStore, logs: LogManager): Promise<ReplicaManager> {
    const { nodeId } = this;
    const replicas = new ReplicaManager({
      nodeId,
      store,
      logs,
      logger: this.#logger,
      tasks: this.#tasks,
    });
    this.#stops.push(() => replicas.close());
    await replicas.opened();
    return replicas;
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
    });
    this.#stops.push(async () => groups.close());
    this.#runUntilStop('group sessions', (signal) => groups.run(signal));
    return groups;
  }

  #startCleaner(replicas: ReplicaManager): void {
    const cleaner = new LogCleaner({
      logs: () =>
        replicas.partitions.map(({ name, log, highWatermark }) => ({ name, log, highWatermark })),
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
    this.#stops.push(() => ended.promise);
  }

  /** Listening comes before registering, which tells the port; answering comes after it, when this broker may lead. */
  async #openForClients(
    identity: NodeIdentity,
    store: MetadataStore,
    controller: ControllerChannel,
    ledger: ByteLedger,
    dispatch: RequestHandler,
  ): Promise<void> {
    let registration: BrokerRegistration | undefined;
    // The client listener closes first, and leave is taken before the partitions go.
    this.#stops.push(async () => registration?.stop());
    const { signal } = this.#stopping;
    let open = () => {};
    const opened = new Promise<void>((resolve, reject) => {
      open = resolve;
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    // Nobody need have asked before the broker stops again.
    opened.catch(() => {});
    let answer: RequestHandler = async (api, body, from) => {
      await opened;
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
