/** Many members of many groups without a client library: heartbeats and commits over a few hundred connections. */
import { SystemClock } from '../../src/base/clock.ts';
import { Connection } from '../../src/net/connection.ts';
import { TcpTransport } from '../../src/net/tcp-transport.ts';
import type { Address } from '../../src/net/transport.ts';
import { serve } from '../support/serve.ts';

export interface Crowd {
  address: Address;
  topic: string;
  groups: number;
  membersPerGroup: number;
  connections: number;
}

export interface OneMore {
  address: Address;
  topic: string;
  count: number;
  partitions: number;
}

interface Member {
  connection: Connection;
  groupId: string;
  memberId: string;
  memberEpoch: number;
  partitions: { name: string; partition: number }[];
}

const timeoutMs = 60_000;
const heartbeatMs = 3_000;
/** Requests of one connection that are under way. */
const depthMax = 4;
let members: Member[] = [];

async function beat(member: Member, maxWaitMs: number, topics: string[] = []): Promise<boolean> {
  const { connection, groupId, memberId, memberEpoch } = member;
  const body = { groupId, memberId, memberEpoch, maxWaitMs, topics };
  const answer = await connection.request('groupHeartbeat', body, { timeoutMs });
  if (!answer.assignment) return false;
  member.memberEpoch = answer.memberEpoch;
  member.partitions = answer.assignment.topics.flatMap(({ name, partitions }) =>
    partitions.map((partition) => ({ name, partition })),
  );
  return true;
}

/** So many at a time on each connection. */
async function forAll(work: (member: Member) => Promise<unknown>): Promise<void> {
  const byConnection = Map.groupBy(members, ({ connection }) => connection);
  await Promise.all(
    [...byConnection.values()].flatMap((own) => {
      const waiting = [...own];
      const lane = async () => {
        for (let next = waiting.pop(); next; next = waiting.pop()) await work(next);
      };
      return Array.from({ length: depthMax }, lane);
    }),
  );
}

async function openAll(crowd: Pick<Crowd, 'address' | 'connections'>): Promise<Connection[]> {
  const { address, connections } = crowd;
  const transport = new TcpTransport();
  const options = {
    transport,
    clock: new SystemClock(),
    clientId: 'bench',
    connectTimeoutMs: 10_000,
    frameBytesMax: 16 << 20,
  };
  const opened: Connection[] = [];
  for (let i = 0; i < connections; i++) opened.push(await Connection.open(address, options));
  return opened;
}

interface Owners {
  isStable: boolean;
  members: number;
  /** Member by partition. */
  partitions: Map<string, string>;
}

async function ownersOf(connection: Connection, groupId: string): Promise<Owners> {
  const { groups } = await connection.request(
    'describeGroups',
    { groupIds: [groupId] },
    { timeoutMs },
  );
  const [group] = groups;
  const partitions = new Map<string, string>();
  for (const { memberId, assigned } of group?.members ?? []) {
    for (const { name, partitions: numbers } of assigned) {
      for (const partition of numbers) partitions.set(`${name}/${partition}`, memberId);
    }
  }
  return { isStable: group?.state === 'stable', members: group?.members.length ?? 0, partitions };
}

const methods = {
  /** Resolves when every group is settled; with the milliseconds that took. */
  async join(crowd: Crowd): Promise<number> {
    const connections = await openAll(crowd);
    const [first] = connections;
    await first?.request('findCoordinator', { groupId: 'group-0' }, { timeoutMs });
    members = Array.from({ length: crowd.groups * crowd.membersPerGroup }, (_, i) => ({
      connection: connections[i % connections.length] as Connection,
      groupId: `group-${i % crowd.groups}`,
      memberId: `member-${i}`,
      memberEpoch: 0,
      partitions: [],
    }));
    // The partitions of the topic that was just made are opened, and read, one after the other.
    for (let isReady = false; !isReady; ) {
      isReady = await beat(members[0] as Member, 0, [crowd.topic]).catch(() => false);
    }
    const startedMs = performance.now();
    await forAll(async (member) => {
      if (member.memberEpoch > 0) return;
      while (!(await beat(member, 0, [crowd.topic]).catch(() => false)));
    });
    for (let changes = 1; changes > 0; ) {
      changes = 0;
      await forAll(async (member) => {
        if (await beat(member, 0)) changes += 1;
      });
    }
    return performance.now() - startedMs;
  },

  /** A settled group gets one member more, who leaves again: how long until it is stable each time, and how many partitions moved. */
  async oneMore({ address, topic, count, partitions }: OneMore) {
    const connections = await openAll({ address, connections: Math.ceil(count / 20) });
    const connection = connections[0] as Connection;
    const groupId = 'one-more';
    const memberOf = (i: number): Member => ({
      ...{ connection: connections[i % connections.length] as Connection, groupId },
      ...{ memberId: `one-of-many-${i}`, memberEpoch: 0, partitions: [] },
    });
    const crowd = Array.from({ length: count }, (_, i) => memberOf(i));
    const stopping = new AbortController();
    const live = async (member: Member) => {
      while (!stopping.signal.aborted && member.memberEpoch >= 0) {
        const topics = member.memberEpoch === 0 ? [topic] : [];
        const waitMs = member.memberEpoch === 0 ? 0 : heartbeatMs;
        await beat(member, waitMs, topics).catch((error: unknown) => {
          // The heartbeat that was held back when it left.
          if (member.memberEpoch >= 0) throw error;
        });
      }
    };
    await connection.request('findCoordinator', { groupId }, { timeoutMs });
    const lives = crowd.map(live);
    const stable = async (members: number) => {
      const startedMs = performance.now();
      for (;;) {
        const owners = await ownersOf(connection, groupId);
        const isWhole = owners.partitions.size === partitions && owners.members === members;
        if (owners.isStable && isWhole) return { owners, ms: performance.now() - startedMs };
      }
    };
    const before = await stable(count);
    const joiner = memberOf(count);
    lives.push(live(joiner));
    const joined = await stable(count + 1);
    joiner.memberEpoch = -1;
    await beat(joiner, 0);
    const left = await stable(count);
    stopping.abort();
    await Promise.all(lives);
    const moved = (from: Owners, to: Owners) =>
      [...to.partitions].filter(([key, owner]) => from.partitions.get(key) !== owner).length;
    return {
      ...{ joinMs: joined.ms, leaveMs: left.ms },
      movedByJoin: moved(before.owners, joined.owners),
      movedByLeave: moved(joined.owners, left.owners),
    };
  },

  /** Heartbeats of all members for so long, as clients send them; with how many there were. */
  async stay({ ms }: { ms: number }): Promise<number> {
    const endMs = performance.now() + ms;
    let beats = 0;
    await Promise.all(
      members.map(async (member, index) => {
        // They do not all come at the same moment.
        await beat(member, Math.round((heartbeatMs * index) / members.length));
        while (performance.now() < endMs) {
          await beat(member, heartbeatMs);
          beats += 1;
        }
      }),
    );
    return beats;
  },

  /** Every member commits one partition after the other for so long; with how many commits were acknowledged. */
  async commit({ ms, committers }: { ms: number; committers: number }): Promise<number> {
    const endMs = performance.now() + ms;
    let commits = 0;
    await Promise.all(
      members.slice(0, committers).map(async (member) => {
        const { connection, groupId, memberId, memberEpoch } = member;
        const [at] = member.partitions;
        if (!at) throw new Error(`${memberId} has no partition`);
        for (let offset = 1; performance.now() < endMs; offset++) {
          const partitions = [{ partition: at.partition, offset }];
          const topics = [{ name: at.name, partitions }];
          const body = { groupId, memberId, memberEpoch, topics };
          const answer = await connection.request('offsetCommit', body, { timeoutMs });
          const [result] = answer.topics[0]?.partitions ?? [];
          if (result?.errorCode !== 0) throw new Error(result?.errorMessage);
          commits += 1;
        }
      }),
    );
    return commits;
  },
};

export type MembersProcess = typeof methods;

serve(methods);
