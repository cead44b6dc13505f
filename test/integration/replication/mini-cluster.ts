// Brokers reduced to what replicates: logs on disks in memory, real sockets, and a controller that is told by the test what to commit
// and which broker hears of it, so that every order of events can be made.
import { ByteLedger } from '../../../src/base/byte-ledger.ts';
import { SystemClock } from '../../../src/base/clock.ts';
import { SystemRandom } from '../../../src/base/random.ts';
import { Tasks } from '../../../src/base/tasks.ts';
import { type Uuid, uuidFromBytes, uuidToBytes } from '../../../src/base/uuid.ts';
import type { BrokerContext } from '../../../src/broker/broker-context.ts';
import { handleReplicaFetch } from '../../../src/broker/handlers/replica-fetch.ts';
import { handleReplicaProgress } from '../../../src/broker/handlers/replica-progress.ts';
import type { Acks, Partition } from '../../../src/broker/partition.ts';
import { ReplicaManager } from '../../../src/broker/replica-manager.ts';
import { Replication } from '../../../src/broker/replication.ts';
import { applyMetadataBatch } from '../../../src/cluster/metadata/delta.ts';
import { emptyImage, type PartitionImage } from '../../../src/cluster/metadata/image.ts';
import { MetadataStore } from '../../../src/cluster/metadata/metadata-store.ts';
import { decodeMetadataBatch, encodeMetadataBatch } from '../../../src/cluster/metadata/records.ts';
import { helloOf, type NodeIdentity } from '../../../src/cluster/node-identity.ts';
import { type RequestHandler, Server } from '../../../src/net/server.ts';
import { TcpTransport } from '../../../src/net/tcp-transport.ts';
import type { Address, Transport, TransportSocket } from '../../../src/net/transport.ts';
import type { RequestBody, RequestBodyInit } from '../../../src/protocol/api-registry.ts';
import { WireError } from '../../../src/protocol/error-codes.ts';
import type { MetadataRecordInit } from '../../../src/protocol/messages.ts';
import { assignOffset } from '../../../src/protocol/record-batch.ts';
import { LogManager } from '../../../src/storage/log-manager.ts';
import { MemoryFileSystem } from '../../support/memory-file-system.ts';
import { RecordingLogger } from '../../support/recording-logger.ts';
import { batchOf, readValues } from '../../unit/storage/fixture.ts';

export const topicId = 'TTTTTTTTTTTTTTTTTTTTTA' as Uuid;

/** What one broker of the cluster has. */
export class MiniNode {
  readonly id: number;
  readonly disk: MemoryFileSystem;
  readonly logger = new RecordingLogger();
  readonly store = new MetadataStore(new SystemClock());
  readonly lease = { isHeld: true };
  readonly ledger = new ByteLedger(64 << 20);
  readonly identity: NodeIdentity;
  readonly failures: Error[] = [];
  readonly #tasks = new Tasks((_name, error) => this.failures.push(error));
  readonly #cluster: MiniCluster;
  readonly #sockets = new Set<TransportSocket>();
  /** It hears nothing of the controller any more. */
  isDeaf = false;
  isCut = false;
  /** Requests of followers that it answered. */
  fetches = 0;
  logs!: LogManager;
  replicas!: ReplicaManager;
  replication!: Replication;
  server!: Server;

  constructor(cluster: MiniCluster, id: number, disk: MemoryFileSystem) {
    this.#cluster = cluster;
    this.id = id;
    this.disk = disk;
    const random = new SystemRandom();
    const ids = { directoryId: random.uuid(), incarnationId: random.uuid() };
    this.identity = { nodeId: id, clusterId: undefined, softwareVersion: 'test', ...ids };
  }

  async start(): Promise<void> {
    const parts = {
      clock: new SystemClock(),
      random: new SystemRandom(),
      logger: this.logger,
      tasks: this.#tasks,
    };
    const { store, identity, disk: fileSystem, ledger } = this;
    this.logs = await LogManager.open({
      directory: '/data',
      fileSystem: fileSystem.process(),
      nodeId: this.id,
      minFreeBytes: 0,
      ...parts,
    });
    for (const batch of this.#cluster.batches) store.publish(batch);
    this.replicas = new ReplicaManager({
      nodeId: this.id,
      incarnationId: identity.incarnationId,
      store,
      logs: this.logs,
      lease: this.lease,
      lagMaxMs: this.#cluster.lagMaxMs,
      ...parts,
    });
    await this.replicas.opened();
    this.replication = new Replication({
      identity,
      store,
      replicas: this.replicas,
      transport: this.#transport(),
      ledger,
      connectTimeoutMs: 2_000,
      alterPartition: async (request) => this.#cluster.alterPartition(request),
      ...parts,
    });
    this.server = await Server.start({
      listener: 'internal',
      address: { host: '127.0.0.1', port: 0 },
      transport: this.#transport(),
      ledger,
      frameBytesMax: 64 << 20,
      handle: this.#handler(),
      ...parts,
    });
    this.#cluster.register(this);
  }

  get partition(): Partition {
    const partition = this.replicas.openPartition(topicId, 0);
    if (!partition) throw new Error(`broker ${this.id} has no partition`);
    return partition;
  }

  append(values: string[], acks: Acks = -1) {
    const appended = this.partition.append(batchOf(values, Date.now()), {
      acks,
      wallMs: Date.now(),
    });
    appended.acknowledged.catch(() => {});
    return appended;
  }

  async write(...values: string[]): Promise<number> {
    const appended = this.append(values);
    await appended.acknowledged;
    return appended.baseOffset;
  }

  values(): Promise<string[]> {
    return readValues(this.partition.log);
  }

  /** Cuts it off from the others, or lets them talk again. */
  cut(isCut = true): void {
    this.isCut = isCut;
    if (isCut) for (const socket of [...this.#sockets]) socket.destroy();
  }

  async stop(): Promise<void> {
    this.replication.close();
    for (const socket of [...this.#sockets]) socket.destroy();
    await this.server.close();
    await this.replicas.close();
    await this.#tasks.drained();
    await this.logs.close();
  }

  /** Ends at once; the disk keeps what was synced. */
  async kill(): Promise<void> {
    this.disk.crash();
    this.isDeaf = true;
    this.cut();
    this.replication.close();
    await this.server.close();
    for (const partition of this.replicas.partitions) partition.close();
  }

  #transport(): Transport {
    const tcp = new TcpTransport();
    const watch = (socket: TransportSocket) => {
      this.#sockets.add(socket);
      return socket;
    };
    return {
      connect: async (address, options) => {
        const other = this.#cluster.nodeAt(address);
        if (this.isCut || other?.isCut) throw new WireError('LEADER_NOT_AVAILABLE', 'cut off');
        const socket = watch(await tcp.connect(address, options));
        if (!this.isCut && !other?.isCut) return socket;
        socket.start({ onData() {}, onDrain() {}, onClose() {} });
        socket.destroy();
        throw new WireError('LEADER_NOT_AVAILABLE', 'cut off');
      },
      listen: (address, accept) => tcp.listen(address, (socket) => accept(watch(socket))),
    };
  }

  #handler(): RequestHandler {
    const { identity, store, ledger, logger } = this;
    const handle = async (api: string, body: unknown, context: never) => {
      const { connection } = context as { connection: { peer: unknown } };
      if (api === 'hello') {
        connection.peer = { nodeId: (body as RequestBody<'hello'>).peer?.nodeId };
        return helloOf(identity);
      }
      const broker = {
        ...{ identity, store, logger, clock: new SystemClock(), replicationLedger: ledger },
        replicas: this.replicas,
        replicaSessions: this.replication.sessions,
      } as unknown as BrokerContext;
      if (api === 'replicaProgress') {
        return handleReplicaProgress(broker, body as RequestBody<'replicaProgress'>, context);
      }
      this.fetches += 1;
      return handleReplicaFetch(broker, body as RequestBody<'replicaFetch'>, context);
    };
    return handle as unknown as RequestHandler;
  }
}

export class MiniCluster {
  readonly batches: Buffer[] = [];
  readonly nodes = new Map<number, MiniNode>();
  readonly lagMaxMs: number;
  /** Changes of the ISR wait here while it is set. */
  holdIsrChanges: Promise<void> | undefined;
  isrChanges = 0;
  #image = emptyImage;

  constructor(lagMaxMs = 10_000) {
    this.lagMaxMs = lagMaxMs;
  }

  /** Three brokers, and a topic with one partition that the first one leads. */
  static async start(
    options: { configs?: Record<string, string>; lagMaxMs?: number } = {},
  ): Promise<MiniCluster> {
    const cluster = new MiniCluster(options.lagMaxMs);
    for (const id of [1, 2, 3]) await cluster.startNode(id);
    const configs = { 'min.insync.replicas': '2', ...options.configs };
    cluster.createTopic(configs);
    for (const node of cluster.nodes.values()) await node.replicas.opened();
    return cluster;
  }

  node(id: number): MiniNode {
    return this.nodes.get(id) as MiniNode;
  }

  nodeAt(address: Address): MiniNode | undefined {
    return [...this.nodes.values()].find((node) => node.server?.address.port === address.port);
  }

  get partition(): PartitionImage {
    return this.#image.topics.get(topicId)?.partitions[0] as PartitionImage;
  }

  async startNode(id: number, disk = new MemoryFileSystem()): Promise<MiniNode> {
    const node = new MiniNode(this, id, disk);
    this.nodes.set(id, node);
    await node.start();
    return node;
  }

  async stop(): Promise<void> {
    for (const node of this.nodes.values()) if (!node.isDeaf) await node.stop();
  }

  publish(records: readonly MetadataRecordInit[], to = (_node: MiniNode) => true): void {
    const batch = encodeMetadataBatch(records, 1_000);
    assignOffset(batch, { baseOffset: this.#image.endOffset, leaderEpoch: 1 });
    this.#image = applyMetadataBatch(this.#image, decodeMetadataBatch(batch)).image;
    this.batches.push(batch);
    for (const node of this.nodes.values()) if (!node.isDeaf && to(node)) this.tell(node);
  }

  /** A broker hears what it has missed. */
  tell(node: MiniNode): void {
    for (const batch of this.batches) node.store.publish(batch);
  }

  register(node: MiniNode): void {
    const { nodeId, directoryId, incarnationId, softwareVersion } = node.identity;
    const brokerEpoch = this.#image.endOffset;
    const endpoint = node.server.address;
    this.publish([
      {
        brokerRegistered: {
          nodeId,
          directoryId: uuidToBytes(directoryId),
          incarnationId: uuidToBytes(incarnationId),
          clientEndpoint: endpoint,
          internalEndpoint: endpoint,
          featureLevelMin: 1,
          featureLevelMax: 1,
          softwareVersion,
        },
      },
      { brokerFencingChanged: { nodeId, brokerEpoch, fenced: false, reason: 'test' } },
    ]);
  }

  createTopic(configs: Record<string, string>): void {
    const id = uuidToBytes(topicId);
    const settings = Object.entries(configs).map(([name, value]) => ({ name, value }));
    const [replicas, isr] = [
      [1, 2, 3],
      [1, 2, 3],
    ];
    this.publish([
      { topicCreated: { topicId: id, name: 't', configs: settings } },
      {
        partitionCreated: { topicId: id, partition: 0, replicas, isr, leaderId: 1, leaderEpoch: 0 },
      },
    ]);
  }

  setTopic(configs: Record<string, string>): void {
    const setConfigs = Object.entries(configs).map(([name, value]) => ({ name, value }));
    this.publish([{ topicChanged: { topicId: uuidToBytes(topicId), setConfigs } }]);
  }

  /** A change of the partition: everybody who is not deaf hears of it. */
  change(
    change: { leaderId?: number; isr?: readonly number[]; elr?: readonly number[] },
    to?: (node: MiniNode) => boolean,
  ) {
    const { leaderId, leaderEpoch, partitionEpoch, isr } = this.partition;
    const isElection = change.leaderId !== undefined;
    const record = {
      topicId: uuidToBytes(topicId),
      partition: 0,
      leaderId: change.leaderId ?? leaderId,
      leaderEpoch: leaderEpoch + (isElection ? 1 : 0),
      isr: [...(change.isr ?? isr)],
      elr: [...(change.elr ?? [])],
      partitionEpoch: partitionEpoch + 1,
    };
    this.publish([{ partitionChanged: record }], to);
  }

  async alterPartition({ partitions, brokerEpoch }: RequestBodyInit<'alterPartition'>) {
    await this.holdIsrChanges;
    const results = (partitions ?? []).map((asked) => {
      const { leaderId, leaderEpoch, partitionEpoch, isr } = this.partition;
      const state = { topicId: asked.topicId ?? new Uint8Array(), partition: 0 };
      const now = () => {
        const { leaderId, leaderEpoch, partitionEpoch, isr } = this.partition;
        return { ...state, leaderId, leaderEpoch, partitionEpoch, isr: [...isr] };
      };
      if (asked.leaderEpoch !== leaderEpoch)
        return { ...now(), errorCode: 74, errorMessage: 'old' };
      if (asked.partitionEpoch !== partitionEpoch) {
        return { ...now(), errorCode: 95, errorMessage: 'changed' };
      }
      const members = asked.newIsr ?? [];
      const isStale = members.some(({ nodeId = -1, brokerEpoch: epoch }) => {
        return this.#image.brokers.get(nodeId)?.brokerEpoch !== epoch;
      });
      if (isStale) return { ...now(), errorCode: 107, errorMessage: 'another registration' };
      this.isrChanges += 1;
      const to = members.map(({ nodeId = -1 }) => nodeId);
      const next = to.includes(leaderId) ? {} : { leaderId: to[0] as number };
      this.change({ isr: to, ...next });
      return { ...now(), was: isr, brokerEpoch };
    });
    return { partitions: results, metadataOffset: this.#image.endOffset };
  }

  topicIdOf(bytes: Uint8Array): Uuid {
    return uuidFromBytes(bytes);
  }
}

/** Waits until `isSo`, which costs a turn of the event loop each time. The test's own limit ends it. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}
