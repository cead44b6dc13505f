import { beforeEach, expect, test } from 'vitest';
import type { Uuid } from '../../../../src/base/uuid.ts';
import {
  type BrokerImage,
  emptyImage,
  type MetadataImage,
  type PartitionImage,
} from '../../../../src/cluster/metadata/image.ts';
import { IsrChecker, placeOf } from '../../../sim/checkers/isr-checker.ts';

const topicId = 'AAAAAAAAAAAAAAAAAAAAAA' as Uuid;
const place = placeOf({ topicId, name: 'orders' }, 0);

const good: PartitionImage = {
  partition: 0,
  replicas: [1, 2, 3],
  isr: [1, 2],
  elr: [],
  impaired: [],
  adding: [],
  removing: [],
  leaderId: 1,
  leaderEpoch: 4,
  partitionEpoch: 9,
};

function broker(nodeId: number, change: Partial<BrokerImage> = {}): BrokerImage {
  const address = { host: '127.0.0.1', port: 9_000 + nodeId };
  return {
    ...{ nodeId, brokerEpoch: nodeId, directoryId: topicId, incarnationId: topicId },
    ...{ clientAddress: address, internalAddress: address, softwareVersion: '0.0.0' },
    ...{ featureLevelMin: 1, featureLevelMax: 1 },
    ...{ isFenced: false, isStarting: false, isShuttingDown: false, ...change },
  };
}

let checker: IsrChecker;
let problems: string[];
/** Nodes whose logs lack something. */
let lacking: Set<string>;
let endOffset: number;

function publish(
  partition: Partial<PartitionImage>,
  brokers: BrokerImage[] = [1, 2, 3].map((nodeId) => broker(nodeId)),
): void {
  const topic = {
    ...{ topicId, name: 'orders', replicasWanted: 0, minInsyncWanted: 0, unsyncedSince: 0 },
    configs: new Map([['min.insync.replicas', '2']]),
    partitions: [{ ...good, ...partition }],
  };
  endOffset += 1;
  const image: MetadataImage = {
    ...emptyImage,
    endOffset,
    brokers: new Map(brokers.map((one) => [one.nodeId, one])),
    topics: new Map([[topicId, topic]]),
  };
  checker.published(image);
}

beforeEach(() => {
  problems = [];
  lacking = new Set();
  endOffset = 0;
  checker = new IsrChecker({
    fail: (problem) => problems.push(problem),
    replicas: { holdsVisible: (_, node) => !lacking.has(node) },
  });
  for (const nodeId of [1, 2, 3]) checker.began(nodeId, () => true);
  publish({});
});

test('changes as they should be are objected to nowhere, and counted', () => {
  publish({ isr: [1, 2, 3], partitionEpoch: 10 });
  publish({ isr: [1], elr: [3], partitionEpoch: 11 });
  checker.leads(place, { leaderEpoch: 4, isr: [1, 2], maximalIsr: [1, 2, 3] });
  expect(problems).toEqual([]);
  expect(checker.counters).toMatchObject({ isrShrinks: 1, isrExpansions: 1, eligible: 1 });
});

test.each<[string, () => void, RegExp]>([
  [
    'one in sync lacks what was visible [REP-5]',
    () => {
      lacking.add('broker-3');
      publish({ isr: [1, 2, 3], partitionEpoch: 10 });
    },
    /broker 3 may be elected and lacks/,
  ],
  [
    'an eligible one does [REP-11]',
    () => {
      lacking.add('broker-2');
      publish({ isr: [1], elr: [2], partitionEpoch: 10 });
    },
    /broker 2 may be elected and lacks/,
  ],
  [
    'somebody is in sync and eligible',
    () => publish({ isr: [1], elr: [1], partitionEpoch: 10 }),
    /in sync and eligible at once/,
  ],
  [
    'somebody is eligible beside enough in sync',
    () => publish({ elr: [3], partitionEpoch: 10 }),
    /eligible beside enough in sync/,
  ],
  [
    'a fenced broker is in sync',
    () => publish({}, [broker(1), broker(2, { isFenced: true }), broker(3)]),
    /broker 2 is fenced and in sync/,
  ],
  [
    'one joins that is about to stop',
    () =>
      publish({ isr: [1, 2, 3], partitionEpoch: 10 }, [
        broker(1),
        broker(2),
        broker(3, { isShuttingDown: true }),
      ]),
    /broker 3 joins and is not alive/,
  ],
  [
    'the leader is not in sync',
    () => publish({ leaderId: 3, leaderEpoch: 5, partitionEpoch: 10 }),
    /the leader is not in sync/,
  ],
  ['nobody is in sync', () => publish({ isr: [], partitionEpoch: 10 }), /nobody is in sync/],
  [
    'another leader has the same epoch [REP-2]',
    () => publish({ leaderId: 2, partitionEpoch: 10 }),
    /its leader epoch does not rise/,
  ],
  [
    'a change has no epoch of its own',
    () => publish({ isr: [1] }),
    /its partition epoch does not rise/,
  ],
  [
    'a leader does not wait for one who may be elected [REP-4]',
    () => checker.leads(place, { leaderEpoch: 4, isr: [1, 2], maximalIsr: [1] }),
    /does not wait for 2, who may be elected/,
  ],
])('it objects when %s', (_, act, objection) => {
  act();
  expect(problems.join('\n')).toMatch(objection);
});

test('a process that the controller does not know yet is not asked for anything', () => {
  lacking.add('broker-2');
  checker.began(2, () => true);
  publish({ partitionEpoch: 10 });
  expect(problems).toEqual([]);
  publish({ partitionEpoch: 11 }, [broker(1), broker(2, { brokerEpoch: 7 }), broker(3)]);
  expect(problems.join()).toMatch(/broker 2 may be elected and lacks/);
});
