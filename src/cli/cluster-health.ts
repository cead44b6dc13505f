// What `tidelog cluster status` says of a cluster, worked out from what its brokers tell; no input and no output here.
import type { ClusterDescription, TopicDescription } from '../client/admin.ts';
import type { QuorumDescription, QuorumMemberDescription } from '../client/quorum-description.ts';
import { formatAddress } from '../net/transport.ts';
import { type Plight, plightOf } from './leaderless.ts';

/** A voter that the leader has not heard of for this long is out of touch: ten heartbeats of the quorum. */
const silenceMs = 1_500;
/** Voters of which a majority is left when some die; an even number survives no more deaths than one less. */
const voterCountsMeant: readonly number[] = [1, 3, 5];

export interface MemberHealth {
  nodeId: number;
  role: 'leader' | 'voter' | 'learner';
  address: string;
  directoryId: string;
  /** Offsets of the metadata log that it does not have yet; null when that is not known. */
  lag: number | null;
  durableEndOffset: number | null;
  lastContactMs: number | null;
}

export interface ClusterHealth {
  clusterId: string;
  healthy: boolean;
  /** What is wrong, in words. */
  problems: string[];
  /** What is odd, and no reason to call anybody. */
  warnings: string[];
  /** Null while there is none. */
  controllerId: number | null;
  term: number;
  metadataOffset: number;
  quorum: MemberHealth[];
  brokers: {
    nodeId: number;
    address: string;
    alive: boolean;
    leads: number;
    replicas: number;
  }[];
  topics: number;
  partitions: number;
  /** `topic-partition` of those that nobody leads. */
  leaderless: string[];
  /** Why nobody leads them, and what to do. */
  plights: (Plight & { partition: string })[];
  /** Fewer replicas are in sync than there are. */
  underReplicated: string[];
  /** Fewer are in sync than writes with acks all need: these are refused. */
  underMinInsync: string[];
}

export function healthOf(
  cluster: ClusterDescription,
  quorum: QuorumDescription,
  topics: readonly TopicDescription[],
): ClusterHealth {
  const partitions = partitionHealth(topics);
  const members = membersOf(quorum);
  const brokers = cluster.brokers.map((broker) => ({
    nodeId: broker.nodeId,
    address: formatAddress(broker),
    alive: !broker.fenced,
    leads: broker.leaderCount,
    replicas: broker.replicaCount,
  }));
  const problems = [
    ...quorumProblems(quorum, members),
    ...brokers
      .filter(({ alive }) => !alive)
      .map(({ nodeId, address }) => `broker ${nodeId} at ${address} is not alive`),
    ...partitionProblems(partitions),
  ];
  return {
    clusterId: cluster.clusterId,
    healthy: problems.length === 0,
    problems,
    warnings: quorumWarnings(quorum),
    controllerId: quorum.leaderId,
    term: quorum.term,
    metadataOffset: quorum.committedEndOffset,
    quorum: members,
    brokers,
    topics: topics.length,
    ...partitions,
  };
}

function membersOf(quorum: QuorumDescription): MemberHealth[] {
  const describe = (member: QuorumMemberDescription, role: 'voter' | 'learner'): MemberHealth => {
    const isLeader = member.nodeId === quorum.leaderId;
    const { matchedEndOffset } = member;
    return {
      nodeId: member.nodeId,
      role: isLeader ? 'leader' : role,
      address: formatAddress(member),
      directoryId: member.directoryId,
      lag:
        matchedEndOffset === null
          ? null
          : Math.max(0, quorum.committedEndOffset - matchedEndOffset),
      durableEndOffset: member.durableEndOffset,
      lastContactMs: member.lastContactMs,
    };
  };
  return [
    ...quorum.voters.map((voter) => describe(voter, 'voter')),
    ...quorum.learners.map((learner) => describe(learner, 'learner')),
  ].sort((a, b) => a.nodeId - b.nodeId);
}

function quorumProblems(quorum: QuorumDescription, members: readonly MemberHealth[]): string[] {
  const { problem, nodeId } = quorum;
  if (problem !== null) {
    return [`the metadata quorum has no leader, as far as broker ${nodeId} can tell: ${problem}`];
  }
  return members
    .filter(({ lastContactMs }) => lastContactMs === null || lastContactMs > silenceMs)
    .map(({ nodeId: memberId, role, lastContactMs }) => {
      const since =
        lastContactMs === null ? 'in this term' : `for ${formatDuration(lastContactMs)}`;
      return `the controller has not heard of ${role} ${memberId} ${since}`;
    });
}

function quorumWarnings({ voters, learners }: QuorumDescription): string[] {
  const warnings: string[] = [];
  // While one is being replaced there is one voter less, and that is no advice to anybody.
  if (!voterCountsMeant.includes(voters.length) && learners.length === 0) {
    const few = voters.length === 2 ? 'none may fail' : `it survives no more deaths than one less`;
    warnings.push(`the quorum has ${voters.length} voters; make it 1, 3 or 5 (${few})`);
  }
  return warnings;
}

type Partitions = Pick<
  ClusterHealth,
  'partitions' | 'leaderless' | 'plights' | 'underReplicated' | 'underMinInsync'
>;

function partitionHealth(topics: readonly TopicDescription[]): Partitions {
  const health: Partitions = {
    partitions: 0,
    leaderless: [],
    plights: [],
    underReplicated: [],
    underMinInsync: [],
  };
  for (const { name, partitions, configs } of topics) {
    const minInsync = Number(
      configs.find((config) => config.name === 'min.insync.replicas')?.value ?? 1,
    );
    for (const description of partitions) {
      const { partition, leaderId, replicas, isr } = description;
      const label = `${name}-${partition}`;
      health.partitions += 1;
      if (leaderId < 0) {
        health.leaderless.push(label);
        health.plights.push({ partition: label, ...plightOf(name, description) });
      }
      if (isr.length < replicas.length) health.underReplicated.push(label);
      if (isr.length < minInsync) health.underMinInsync.push(label);
    }
  }
  return health;
}

function partitionProblems({ plights, underReplicated, underMinInsync }: Partitions): string[] {
  const tell = (labels: readonly string[], what: string) =>
    labels.length === 0 ? [] : [`${countOf(labels.length, 'partition')} ${what}: ${some(labels)}`];
  // Many partitions are in the same plight when a broker is: one line tells of all, with what to do for the first.
  const byCause = Map.groupBy(plights, ({ cause }) => cause);
  const leaderless = [...byCause].flatMap(([cause, group]) => {
    const labels = group.map(({ partition }) => partition);
    return tell(labels, 'without a leader').map((line) => `${line}; ${cause}; ${group[0]?.remedy}`);
  });
  return [
    ...leaderless,
    ...tell(underMinInsync, 'with fewer replicas in sync than min.insync.replicas'),
    ...tell(underReplicated, 'not fully replicated'),
  ];
}

const namesMax = 5;

function some(labels: readonly string[]): string {
  const more = labels.length - namesMax;
  return `${labels.slice(0, namesMax).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Short, for tables: `84 ms`, `4.2 s`, `3 min`. */
export function formatDuration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 120_000) return `${(ms / 1_000).toFixed(1)} s`;
  return `${Math.round(ms / 60_000)} min`;
}
