import { describe, expect, test } from 'vitest';
import { parseUuid } from '../../../src/base/uuid.ts';
import { formatDuration, healthOf } from '../../../src/cli/cluster-health.ts';
import type {
  ClusterDescription,
  PartitionDescription,
  TopicDescription,
} from '../../../src/client/admin.ts';
import type { QuorumDescription } from '../../../src/client/quorum-description.ts';

const uuid = parseUuid('AAAAAAAAAAAAAAAAAAAAAQ');

function broker(nodeId: number, fenced = false): ClusterDescription['brokers'][number] {
  return {
    nodeId,
    brokerEpoch: nodeId,
    fenced,
    host: '127.0.0.1',
    port: 9091 + nodeId,
    internalHost: '127.0.0.1',
    internalPort: 19_091 + nodeId,
    softwareVersion: '0.1.0',
    leaderCount: 1,
    replicaCount: 2,
  };
}

function member(nodeId: number, matchedEndOffset: number | null, lastContactMs: number | null) {
  const place = { host: '127.0.0.1', port: 19_091 + nodeId };
  const durableEndOffset = matchedEndOffset;
  return {
    nodeId,
    directoryId: uuid,
    ...place,
    matchedEndOffset,
    durableEndOffset,
    lastContactMs,
  };
}

const cluster: ClusterDescription = {
  clusterId: uuid,
  controllerId: 2,
  controllerEpoch: 7,
  featureLevel: 1,
  metadataOffset: 100,
  brokers: [broker(1), broker(2), broker(3)],
  voters: [1, 2, 3],
};

const quorum: QuorumDescription = {
  nodeId: 2,
  role: 'leader',
  leaderId: 2,
  term: 7,
  logStartOffset: 0,
  logEndOffset: 101,
  committedEndOffset: 100,
  snapshotEndOffset: null,
  voters: [member(1, 100, 80), member(2, 101, 0), member(3, 97, 120)],
  learners: [],
  problem: null,
};

function topic(
  name: string,
  partitions: Partial<PartitionDescription>[],
  minInsync = '1',
): TopicDescription {
  return {
    name,
    id: uuid,
    internal: false,
    partitions: partitions.map((given, partition) => ({
      partition,
      leaderId: 1,
      leaderEpoch: 0,
      replicas: [1],
      isr: [1],
      ...{ eligible: [], lost: [], failed: [] },
      ...given,
    })),
    configs: [{ name: 'min.insync.replicas', value: minInsync, isDefault: false }],
  };
}

describe('a cluster', () => {
  test('is healthy when all members and brokers are there and every partition is whole', () => {
    const health = healthOf(cluster, quorum, [topic('a', [{}, { replicas: [1, 2], isr: [2, 1] }])]);
    expect(health).toMatchObject({ healthy: true, problems: [], warnings: [], partitions: 2 });
    expect(health).toMatchObject({ controllerId: 2, term: 7, metadataOffset: 100 });
    expect(health.quorum.map(({ nodeId, role, lag }) => [nodeId, role, lag])).toEqual([
      [1, 'voter', 0],
      [2, 'leader', 0],
      [3, 'voter', 3],
    ]);
  });

  test.each<[string, Partial<QuorumDescription>, RegExp]>([
    ['of which a voter is silent', { voters: [member(1, 9, 4_200)] }, /not .* voter 1 for 4\.2 s$/],
    ['of which a voter never spoke', { voters: [member(1, null, null)] }, /voter 1 in this term$/],
    ['with a silent learner', { learners: [member(9, 3, 1_501)] }, /learner 9 for 1\.5 s$/],
    [
      'without a leader',
      { leaderId: null, role: 'candidate', problem: 'nobody answers' },
      /no leader, as far as broker 2 can tell: nobody answers$/,
    ],
  ])('%s is not healthy', (_, change, problem) => {
    const health = healthOf(cluster, { ...quorum, ...change }, []);
    expect(health.healthy).toBe(false);
    expect(health.problems).toEqual([expect.stringMatching(problem)]);
  });

  test('is not healthy when a broker is fenced', () => {
    const health = healthOf({ ...cluster, brokers: [broker(1), broker(2, true)] }, quorum, []);
    expect(health.problems).toEqual(['broker 2 at 127.0.0.1:9093 is not alive']);
    expect(health.brokers.map(({ alive }) => alive)).toEqual([true, false]);
  });

  test('is not healthy when a partition is not whole; the first few are named', () => {
    const topics = [
      topic('none', [{ leaderId: -1 }, {}]),
      topic('lean', [{ replicas: [1, 2, 3], isr: [1] }], '2'),
      topic('wide', Array(7).fill({ replicas: [1, 2], isr: [1] })),
    ];
    const health = healthOf(cluster, quorum, topics);
    expect(health).toMatchObject({ partitions: 10, leaderless: ['none-0'] });
    expect(health).toMatchObject({ topics: 3, underMinInsync: ['lean-0'] });
    expect(health.underReplicated).toHaveLength(8);
    expect(health.problems).toEqual([
      expect.stringMatching(/^1 partition without a leader: none-0; waiting for broker 1/),
      '1 partition with fewer replicas in sync than min.insync.replicas: lean-0',
      '8 partitions not fully replicated: lean-0, wide-0, wide-1, wide-2, wide-3 and 3 more',
    ]);
  });

  test.each<[string, Partial<PartitionDescription>, RegExp]>([
    [
      'whose last one in sync is away',
      { isr: [3], eligible: [2] },
      /: t-0; waiting for broker 2 or 3, with everything that was acknowledged; start broker 2 or 3; then it leads/,
    ],
    [
      'whose last one in sync has lost its log, with one that has everything',
      { isr: [3], lost: [3], eligible: [2] },
      /: t-0; waiting for broker 2, with .* start broker 2;/,
    ],
    [
      'whose last one in sync has lost its log, with nobody that is known to have everything',
      { isr: [3], lost: [3] },
      /: t-0; broker 3, in sync last, came back without its log: .* broker 1 or 2 may lack .*: tidelog topic elect-leaders t --partition 0 --unclean$/,
    ],
    [
      'of which no log is left',
      { isr: [3], lost: [1, 2, 3] },
      /: t-0; broker 3, .* no other replica is left, so all of its records are lost; .* --unclean$/,
    ],
    [
      'whose last log has failed',
      { isr: [3], failed: [3] },
      /: t-0; the disk failed under the last log .* on broker 3; .* restart broker 3; if it is lost, .* --unclean$/,
    ],
  ])('names a partition %s, and what to do', (_, given, problem) => {
    const partitions = [{ leaderId: -1, replicas: [1, 2, 3], ...given }];
    const { problems } = healthOf(cluster, quorum, [topic('t', partitions)]);
    expect(problems).toEqual([
      expect.stringMatching(problem),
      expect.stringMatching(/not fully replicated/),
    ]);
  });

  test('tells of all partitions in the same plight at once', () => {
    const lost = { leaderId: -1, replicas: [1, 2], isr: [2], lost: [2] };
    const { problems, plights } = healthOf(cluster, quorum, [topic('t', [lost, lost, {}])]);
    expect(plights.map(({ partition }) => partition)).toEqual(['t-0', 't-1']);
    expect(problems[0]).toMatch(/^2 partitions without a leader: t-0, t-1; broker 2, in sync last/);
    expect(problems).toHaveLength(2);
  });

  test('with an even number of voters is healthy, and warned about', () => {
    const voters = [member(1, 100, 1), member(2, 100, 1)];
    const even = healthOf(cluster, { ...quorum, voters }, []);
    expect(even).toMatchObject({ healthy: true, warnings: [expect.stringMatching(/2 voters/)] });
    const replacing = healthOf(cluster, { ...quorum, voters, learners: [member(3, 50, 1)] }, []);
    expect(replacing).toMatchObject({ healthy: true, warnings: [] });
    expect(replacing.quorum.at(-1)).toMatchObject({ nodeId: 3, role: 'learner', lag: 50 });
  });
});

test('durations are short', () => {
  expect([3.4, 999, 4_210, 119_000, 600_000].map(formatDuration)).toEqual([
    ...['3 ms', '999 ms', '4.2 s', '119.0 s', '10 min'],
  ]);
});
