// `tidelog cluster`: who is there, and whether all is well.
import type { BrokerDescription, ClusterDescription } from '../client/admin.ts';
import type { Client } from '../client/client.ts';
import { formatAddress } from '../net/transport.ts';
import { type ClientFlags, openClient } from './client-options.ts';
import { exitCodes } from './failures.ts';
import { formatTable } from './table.ts';

export interface ClusterFlags extends ClientFlags {
  json?: boolean;
}

interface Status {
  clusterId: string;
  controllerId: number;
  topics: number;
  partitions: number;
  /** `topic-partition` of those that nobody leads. */
  leaderless: string[];
  brokers: { nodeId: number; address: string; alive: boolean; leads: number }[];
}

/** Returns the exit code: a failure when a broker is down or a partition has no leader. */
export async function showStatus(flags: ClusterFlags): Promise<number> {
  await using client = await openClient(flags);
  const status = await statusOf(client);
  const isWell = status.leaderless.length === 0 && status.brokers.every(({ alive }) => alive);
  const text =
    flags.json === true ? `${JSON.stringify(status, undefined, 2)}\n` : formatStatus(status);
  process.stdout.write(text);
  return isWell ? exitCodes.success : exitCodes.failure;
}

async function statusOf(client: Client): Promise<Status> {
  const admin = client.admin();
  const cluster = await admin.describeCluster();
  const names = (await admin.listTopics()).map(({ name }) => name);
  const topics = names.length === 0 ? [] : await admin.describeTopics(names);
  const partitions = topics.flatMap(({ name, partitions }) =>
    partitions.map((partition) => ({ name, ...partition })),
  );
  return {
    clusterId: cluster.clusterId,
    controllerId: cluster.controllerId,
    topics: topics.length,
    partitions: partitions.length,
    leaderless: partitions
      .filter(({ leaderId }) => leaderId < 0)
      .map(({ name, partition }) => `${name}-${partition}`),
    brokers: cluster.brokers.map((broker) => ({
      nodeId: broker.nodeId,
      address: formatAddress(broker),
      alive: !broker.fenced,
      leads: broker.leaderCount,
    })),
  };
}

function formatStatus(status: Status): string {
  const { brokers, leaderless } = status;
  const dead = brokers.filter(({ alive }) => !alive).map(({ nodeId }) => nodeId);
  const lines = [
    `cluster ${status.clusterId}, controller broker ${status.controllerId}`,
    dead.length === 0
      ? `brokers: ${brokers.length}, all alive`
      : `brokers: ${brokers.length}, not alive: ${dead.join(', ')}`,
    `topics: ${status.topics}, partitions: ${status.partitions}, without a leader: ${leaderless.length}`,
    ...(leaderless.length === 0 ? [] : [`  ${leaderless.join(', ')}`]),
  ];
  const rows = brokers.map(({ nodeId, address, alive, leads }) => [
    nodeId,
    address,
    alive ? 'alive' : 'not alive',
    leads,
  ]);
  return `${lines.join('\n')}\n\n${formatTable(['broker', 'address', 'state', 'leads'], rows)}`;
}

export async function describeCluster(flags: ClusterFlags): Promise<void> {
  await using client = await openClient(flags);
  const cluster = await client.admin().describeCluster();
  process.stdout.write(
    flags.json === true ? `${JSON.stringify(cluster, undefined, 2)}\n` : formatCluster(cluster),
  );
}

function formatCluster(cluster: ClusterDescription): string {
  const head = [
    `cluster ${cluster.clusterId}`,
    `controller: broker ${cluster.controllerId}, term ${cluster.controllerEpoch}`,
    `quorum: ${cluster.voters.map((nodeId) => `broker ${nodeId}`).join(', ')}`,
    `feature level: ${cluster.featureLevel}, metadata offset: ${cluster.metadataOffset}`,
  ];
  const columns = [
    'broker',
    'clients',
    'brokers',
    'state',
    'leads',
    'replicas',
    'epoch',
    'version',
  ];
  const rows = cluster.brokers.map((broker: BrokerDescription) => [
    broker.nodeId,
    formatAddress(broker),
    formatAddress({ host: broker.internalHost, port: broker.internalPort }),
    broker.fenced ? 'not alive' : 'alive',
    broker.leaderCount,
    broker.replicaCount,
    broker.brokerEpoch,
    broker.softwareVersion,
  ]);
  return `${head.join('\n')}\n\n${formatTable(columns, rows)}`;
}
