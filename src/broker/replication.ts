// Replication on one broker: which leader each followed partition is fetched from, what is told to followers, and what is asked of
// the controller. The parts meet here and nowhere else.
//
//   followed partitions ──▶ ReplicaFetcher, one per leader broker ──▶ its ReplicaSessions
//   led partitions      ──▶ IsrChanges ──▶ the controller
import type { ByteLedger } from '../base/byte-ledger.ts';
import type { Clock } from '../base/clock.ts';
import { limits } from '../base/limits.ts';
import type { Logger } from '../base/logger.ts';
import type { Random } from '../base/random.ts';
import type { Tasks } from '../base/tasks.ts';
import type { MetadataStore } from '../cluster/metadata/metadata-store.ts';
import { type NodeIdentity, sayHello } from '../cluster/node-identity.ts';
import { Connection } from '../net/connection.ts';
import type { Transport } from '../net/transport.ts';
import { WireError } from '../protocol/error-codes.ts';
import { IsrChanges, type IsrChangesParts } from './isr-changes.ts';
import type { Partition } from './partition.ts';
import { ReplicaFetcher, type ReplicaFetcherParts } from './replica-fetcher.ts';
import type { ReplicaManager } from './replica-manager.ts';
import { ReplicaSessions } from './replica-sessions.ts';
import { ReplicationThrottle } from './replication-throttle.ts';

export interface ReplicationParts {
  identity: NodeIdentity;
  store: MetadataStore;
  replicas: ReplicaManager;
  transport: Transport;
  clock: Clock;
  random: Random;
  logger: Logger;
  tasks: Tasks;
  /** For records that come from leaders, and that go to followers. */
  ledger: ByteLedger;
  connectTimeoutMs: number;
  alterPartition: IsrChangesParts['ask'];
}

export class Replication {
  /** For the handlers of what followers ask. */
  readonly sessions: ReplicaSessions;
  readonly #parts: ReplicationParts;
  readonly #isrChanges: IsrChanges;
  readonly #throttle: ReplicationThrottle;
  readonly #fetchers = new Map<number, ReplicaFetcher>();
  /** By whom each partition is fetched now; by one at most. */
  readonly #fetchedBy = new Map<Partition, ReplicaFetcher>();
  #isClosed = false;

  constructor(parts: ReplicationParts) {
    this.#parts = parts;
    const { replicas, clock, random, identity } = parts;
    const brokerEpoch = () => replicas.brokerEpoch;
    this.sessions = new ReplicaSessions({
      clock,
      random,
      findPartition: (topicId, index) => replicas.find(replicas.findTopic(topicId, ''), index),
      onSuspectedCopy: (partition, offset) => replicas.suspectCopy(partition, offset),
    });
    const { nodeId } = identity;
    this.#isrChanges = new IsrChanges({ ...parts, nodeId, brokerEpoch, ask: parts.alterPartition });
    this.#throttle = new ReplicationThrottle({ nodeId, store: parts.store, clock });
    replicas.link({
      propose: (partition, proposal) => this.#isrChanges.propose(partition, proposal),
      followerChanged: (partition) => this.#followerChanged(partition),
      followerDurable: (partition) => this.#fetchedBy.get(partition)?.synced(partition),
      forget: (partition) => this.#stopFetching(partition),
    });
  }

  /** Brokers that this one fetches from. */
  get leaders(): number[] {
    return [...this.#fetchers.keys()];
  }

  close(): void {
    this.#isClosed = true;
    this.sessions.close();
    this.#isrChanges.close();
    for (const fetcher of this.#fetchers.values()) fetcher.close();
    this.#fetchers.clear();
    this.#fetchedBy.clear();
  }

  #followerChanged(partition: Partition): void {
    if (this.#isClosed) return;
    const { leaderId } = partition.follower;
    const present = this.#fetchedBy.get(partition);
    if (present?.leaderId === leaderId) {
      present.changed(partition);
      return;
    }
    this.#stopFetching(partition);
    if (leaderId < 0) return;
    const fetcher =
      this.#fetchers.get(leaderId) ?? new ReplicaFetcher(leaderId, this.#fetcherParts());
    this.#fetchers.set(leaderId, fetcher);
    this.#fetchedBy.set(partition, fetcher);
    fetcher.add(partition);
  }

  #stopFetching(partition: Partition): void {
    const fetcher = this.#fetchedBy.get(partition);
    if (fetcher === undefined) return;
    this.#fetchedBy.delete(partition);
    fetcher.remove(partition);
    if (fetcher.partitionCount > 0) return;
    this.#fetchers.delete(fetcher.leaderId);
    fetcher.close();
  }

  #fetcherParts(): ReplicaFetcherParts {
    const { replicas, identity } = this.#parts;
    return {
      ...this.#parts,
      nodeId: identity.nodeId,
      connect: (leaderId) => this.#connect(leaderId),
      brokerEpoch: () => replicas.brokerEpoch,
      maxWaitMs: limits.replicaFetchWaitMs,
      pauseMs: (partition) => this.#throttle.pauseMs(partition),
      taken: (partition, bytes) => this.#throttle.taken(partition, bytes),
    };
  }

  async #connect(leaderId: number): Promise<Connection> {
    const { store, transport, clock, identity, connectTimeoutMs } = this.#parts;
    const leader = store.image.brokers.get(leaderId);
    if (leader === undefined) {
      throw new WireError('BROKER_ID_NOT_REGISTERED', `broker ${leaderId} is not registered`);
    }
    const connection = await Connection.open(leader.internalAddress, {
      transport,
      clock,
      clientId: `replica-of-broker-${identity.nodeId}`,
      connectTimeoutMs,
      frameBytesMax: limits.internalFrameBytesMax,
    });
    try {
      const { nodeId } = await sayHello(identity, connection, connectTimeoutMs);
      if (nodeId === leaderId) return connection;
      throw new WireError(
        'NOT_LEADER_OR_FOLLOWER',
        `node ${nodeId} answers where broker ${leaderId} should`,
      );
    } catch (error) {
      connection.close();
      throw error;
    }
  }
}
