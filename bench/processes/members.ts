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

async function openAll({ address, connections }: Crowd): Promise<Connection[]> {
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
