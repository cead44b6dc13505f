// `tidelog cluster status` and `describe`: who is there, and whether all is well.
import type { BrokerDescription, ClusterDescription } from '../client/admin.ts';
import type { Client } from '../client/client.ts';
import type { QuorumDescription } from '../client/quorum-description.ts';
import { formatAddress } from '../net/transport.ts';
import { type ClientFlags, openClient } from './client-options.ts';
import { type ClusterHealth, countOf, formatDuration, healthOf } from './cluster-health.ts';
import { exitCodes } from './failures.ts';
import { formatTable } from './table.ts';

export interface ClusterFlags extends ClientFlags {
  json?: boolean;
}

/** Returns the exit code: a failure when anything is wrong with the cluster. */
export async function showStatus(flags: ClusterFlags): Promise<number> {
  await using client = await openClient(flags);
  const health = await askHealth(client);
  print(flags, health, () => formatHealth(health));
  return health.healthy ? exitCodes.success : exitCodes.failure;
}

async function askHealth(client: Client): Promise<ClusterHealth> {
  const admin = client.admin();
  const [cluster, quorum, topics] = await Promise.all([
    admin.describeCluster(),
    admin.describeQuorum(),
    admin.describeAllTopics({ configs: true }),
  ]);
  return healthOf(cluster, quorum, topics);
}

function formatHealth(health: ClusterHealth): string {
  const { brokers, quorum, problems, warnings } = health;
  const dead = brokers.filter(({ alive }) => !alive).map(({ nodeId }) => nodeId);
  const voters = quorum.filter(({ role }) => role !== 'learner');
  const lines = [
    `cluster ${health.clusterId} is ${health.healthy ? 'healthy' : 'not healthy'}`,
    health.controllerId === null
      ? `controller: none in term ${health.term}`
      : `controller: broker ${health.controllerId} in term ${health.term}, metadata up to offset ${health.metadataOffset}`,
    `voters: ${voters.map(({ nodeId }) => nodeId).join(', ')}`,
    dead.length === 0
      ? `brokers: ${brokers.length}, all alive`
      : `brokers: ${brokers.length}, not alive: ${dead.join(', ')}`,
    `topics: ${health.topics}, partitions: ${health.partitions}, without a leader: ${health.leaderless.length}, ` +
      `not fully replicated: ${health.underReplicated.length}, below min.insync.replicas: ${health.underMinInsync.length}`,
    ...problems.map((problem) => `PROBLEM: ${problem}`),
    ...warnings.map((warning) => `warning: ${warning}`),
  ];
  return `${lines.join('\n')}\n\n${formatNodes(health)}`;
}

/** One row for each node, whether it is a broker, a member of the quorum, or both. */
function formatNodes({ brokers, quorum }: ClusterHealth): string {
  const members = new Map(quorum.map((member) => [member.nodeId, member]));
  const nodeIds = [...new Set([...brokers.map(({ nodeId }) => nodeId), ...members.keys()])];
  const rows = nodeIds
    .sort((a, b) => a - b)
    .map((nodeId) => {
      const broker = brokers.find((one) => one.nodeId === nodeId);
      const member = members.get(nodeId);
      const contactMs = member?.lastContactMs ?? null;
      return [
        nodeId,
        broker?.address ?? '-',
        broker === undefined ? 'not registered' : broker.alive ? 'alive' : 'not alive',
        broker?.leads ?? '-',
        member?.role ?? '-',
        member?.lag ?? '-',
        contactMs === null ? '-' : formatDuration(contactMs),
      ];
    });
  const columns = ['broker', 'address', 'state', 'leads', 'quorum', 'lag', 'last contact'];
  return formatTable(columns, rows);
}

export async function describeCluster(flags: ClusterFlags): Promise<void> {
  await using client = await openClient(flags);
  const admin = client.admin();
  const [cluster, quorum] = await Promise.all([admin.describeCluster(), admin.describeQuorum()]);
  print(flags, { ...cluster, quorum }, () => formatCluster(cluster, quorum));
}

function formatCluster(cluster: ClusterDescription, quorum: QuorumDescription): string {
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
  const head = `cluster ${cluster.clusterId}, feature level ${cluster.featureLevel}`;
  return `${head}\n\n${formatQuorum(quorum)}\n${formatTable(columns, rows)}`;
}

/** The metadata log and who keeps it. */
export function formatQuorum(quorum: QuorumDescription): string {
  const { leaderId, term, nodeId, role, problem, snapshotEndOffset } = quorum;
  const lines = [
    leaderId === null
      ? `controller: none known in term ${term}`
      : `controller: broker ${leaderId} in term ${term}`,
    `metadata log of broker ${nodeId} (${role}): offsets ${quorum.logStartOffset} to ${quorum.logEndOffset}, ` +
      `committed to ${quorum.committedEndOffset}, ${snapshotEndOffset === null ? 'no snapshot' : `snapshot of ${snapshotEndOffset}`}`,
    `quorum: ${countOf(quorum.voters.length, 'voter')}, ${countOf(quorum.learners.length, 'learner')}`,
    ...(problem === null ? [] : [`PROBLEM: ${problem}`]),
  ];
  return `${lines.join('\n')}\n${formatMembers(quorum)}`;
}

function formatMembers({ voters, learners, leaderId, committedEndOffset }: QuorumDescription) {
  const all = [
    ...voters.map((voter) => ({ ...voter, role: 'voter' })),
    ...learners.map((learner) => ({ ...learner, role: 'learner' })),
  ];
  const rows = all.map((member) => [
    member.nodeId,
    member.nodeId === leaderId ? 'leader' : member.role,
    formatAddress(member),
    member.matchedEndOffset ?? '-',
    member.durableEndOffset ?? '-',
    member.matchedEndOffset === null
      ? '-'
      : Math.max(0, committedEndOffset - member.matchedEndOffset),
    member.lastContactMs === null ? '-' : formatDuration(member.lastContactMs),
    member.directoryId,
  ]);
  const columns = [
    'member',
    'role',
    'address',
    'matched',
    'durable',
    'lag',
    'last contact',
    'directory id',
  ];
  return formatTable(columns, rows);
}

export function print(flags: ClusterFlags, data: unknown, text: () => string): void {
  process.stdout.write(flags.json === true ? `${JSON.stringify(data, undefined, 2)}\n` : text());
}
