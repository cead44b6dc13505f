import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  type BrokerState,
  type CommittedPartition,
  LeaderRole,
  type LeaderStart,
} from '../../../src/broker/leader-role.ts';

const lagMaxMs = 10_000;
const brokers = new Map<number, BrokerState>();

beforeEach(() => {
  brokers.clear();
  for (const nodeId of [1, 2, 3, 4]) {
    brokers.set(nodeId, { brokerEpoch: 100 + nodeId, isFenced: false });
  }
});

/** Broker 1 leads; its log ends at 10, all of it durable. */
function leader(change: Partial<LeaderStart> = {}): LeaderRole {
  return new LeaderRole({
    nodeId: 1,
    leaderEpoch: 3,
    partitionEpoch: 7,
    replicas: [1, 2, 3],
    isr: [1, 2, 3],
    minInSync: 2,
    endOffset: 10,
    durableEnd: 10,
    highWatermark: 0,
    nowMs: 0,
    ...change,
  });
}

function committed(role: LeaderRole, change: Partial<CommittedPartition>): boolean {
  const { committedPartition } = role;
  const partitionEpoch = committedPartition.partitionEpoch + 1;
  return role.committed({ ...committedPartition, partitionEpoch, ...change }, 0);
}

function fetched(role: LeaderRole, nodeId: number, durableEnd: number, now = {}): boolean {
  const brokerEpoch = 100 + nodeId;
  return role.fetched({ nodeId, brokerEpoch, durableEnd }, { nowMs: 0, endOffset: 10, ...now });
}

function propose(role: LeaderRole, now = {}) {
  const brokerOf = (nodeId: number) => brokers.get(nodeId);
  const proposal = role.propose({ nowMs: 0, endOffset: 10, lagMaxMs, brokerOf, ...now });
  return proposal?.isr.map(({ nodeId }) => nodeId);
}

describe('the high watermark [REP-4]', () => {
  test('alone, it is what the leader itself holds', () => {
    const alone = { replicas: [1], isr: [1], minInSync: 1 };
    const role = leader({ ...alone, durableEnd: 8 });
    expect(role.highWatermark).toBe(8);
    expect(role.ownDurable(10)).toBe(true);
    expect(role.highWatermark).toBe(10);
  });

  test('is the least durable end of the in-sync replicas, once all have fetched in this epoch', () => {
    const role = leader();
    expect(fetched(role, 2, 9)).toBe(false);
    expect(role.highWatermark).toBe(0);
    expect(fetched(role, 3, 6)).toBe(true);
    expect(role.highWatermark).toBe(6);
  });

  test('the leader counts itself only after its own sync', () => {
    const role = leader({ durableEnd: 4 });
    fetched(role, 2, 10);
    fetched(role, 3, 10);
    expect(role.highWatermark).toBe(4);
    role.ownDurable(10);
    expect(role.highWatermark).toBe(10);
  });

  test('what was visible before stays visible', () => {
    const role = leader({ highWatermark: 8 });
    fetched(role, 2, 9);
    fetched(role, 3, 5);
    expect(role.highWatermark).toBe(8);
  });

  test('what a follower says counts only after it has fetched in this epoch, from where the logs agree', () => {
    const role = leader();
    fetched(role, 3, 10);
    const report = { nodeId: 2, brokerEpoch: 102, durableEnd: 10 };
    expect(role.progressed(report, { nowMs: 0, endOffset: 10 })).toBe(false);
    expect(role.highWatermark).toBe(0);
    fetched(role, 2, 3);
    role.diverged(2, 102);
    expect(role.progressed(report, { nowMs: 0, endOffset: 10 })).toBe(false);
    fetched(role, 2, 3);
    expect(role.progressed(report, { nowMs: 0, endOffset: 10 })).toBe(true);
    expect(role.highWatermark).toBe(10);
  });

  test('a report of an earlier process of the follower says nothing', () => {
    const role = leader({ isr: [1, 2], replicas: [1, 2] });
    role.fetched({ nodeId: 2, brokerEpoch: 200, durableEnd: 3 }, { nowMs: 0, endOffset: 10 });
    const old = { nodeId: 2, brokerEpoch: 102, durableEnd: 10 };
    expect(role.progressed(old, { nowMs: 0, endOffset: 10 })).toBe(false);
    expect(role.fetched(old, { nowMs: 0, endOffset: 10 })).toBe(false);
    expect(role.highWatermark).toBe(3);
  });

  test('does not move while fewer than min.insync.replicas are in sync, whatever they hold', () => {
    const role = leader({ isr: [1] });
    role.ownDurable(12);
    expect(role.highWatermark).toBe(0);
    expect(role.hasEnoughInSync).toBe(false);
    fetched(role, 2, 12);
    committed(role, { isr: [1, 2] });
    expect(role.highWatermark).toBe(12);
    expect(role.hasEnoughInSync).toBe(true);
  });

  test('moves when min.insync.replicas is lowered, with no change of the partition', () => {
    const role = leader({ isr: [1], highWatermark: 0 });
    const { committedPartition } = role;
    expect(role.committed({ ...committedPartition, minInSync: 1 }, 0)).toBe(true);
    expect(role.highWatermark).toBe(10);
  });

  test('counts whom it wants to let in before the controller has answered', () => {
    const role = leader({ isr: [1, 2], endOffset: 5 });
    fetched(role, 3, 5);
    fetched(role, 2, 5);
    expect(propose(role)).toEqual([1, 2, 3]);
    expect(role.maximalIsr).toEqual([1, 2, 3]);
    role.ownDurable(12);
    fetched(role, 2, 12);
    expect(role.highWatermark).toBe(5);
    fetched(role, 3, 12);
    expect(role.highWatermark).toBe(12);
  });

  test('counts whom it wants to let go until the controller has agreed', () => {
    const role = leader();
    fetched(role, 2, 10);
    fetched(role, 3, 4);
    expect(propose(role, { nowMs: lagMaxMs + 1 })).toEqual([1, 2]);
    expect(role.highWatermark).toBe(4);
    expect(committed(role, { isr: [1, 2] })).toBe(true);
    expect(role.highWatermark).toBe(10);
  });
});

describe('in-sync replicas [REP-5]', () => {
  test('one joins with the high watermark, all of the earlier epochs, and the registration it fetched with', () => {
    const role = leader({ isr: [1, 2], highWatermark: 8 });
    expect(propose(role)).toBeUndefined();
    fetched(role, 3, 7);
    expect(propose(role), 'below the high watermark').toBeUndefined();
    fetched(role, 3, 9);
    expect(propose(role), 'below the start of the epoch').toBeUndefined();
    fetched(role, 3, 10);
    brokers.set(3, { brokerEpoch: 555, isFenced: false });
    expect(propose(role), 'another registration').toBeUndefined();
    brokers.set(3, { brokerEpoch: 103, isFenced: true });
    expect(propose(role), 'fenced').toBeUndefined();
    brokers.set(3, { brokerEpoch: 103, isFenced: false });
    const brokerOf = (nodeId: number) => brokers.get(nodeId);
    expect(role.propose({ nowMs: 0, endOffset: 10, lagMaxMs, brokerOf })).toEqual({
      leaderEpoch: 3,
      partitionEpoch: 7,
      isr: [
        { nodeId: 1, brokerEpoch: 101 },
        { nodeId: 2, brokerEpoch: 102 },
        { nodeId: 3, brokerEpoch: 103 },
      ],
    });
  });

  test('one that has been let in once proves itself anew in the next epoch', () => {
    const role = leader({ isr: [1, 2], endOffset: 20, durableEnd: 20 });
    fetched(role, 3, 15, { endOffset: 20 });
    expect(propose(role, { endOffset: 20 })).toBeUndefined();
    fetched(role, 3, 20, { endOffset: 20 });
    expect(propose(role, { endOffset: 20 })).toEqual([1, 2, 3]);
  });

  test('one leaves when it has not held everything for the allowed lag', () => {
    const role = leader();
    fetched(role, 2, 10);
    expect(propose(role, { nowMs: lagMaxMs })).toBeUndefined();
    // It was never heard of.
    expect(propose(role, { nowMs: lagMaxMs + 1 })).toEqual([1, 2]);
  });

  test('one that always holds what there was when it last asked stays, though it is always behind', () => {
    const role = leader();
    fetched(role, 3, 10);
    for (let i = 0; i < 30; i++) {
      const now = { nowMs: i * 1_000, endOffset: 20 + i * 10 };
      fetched(role, 2, 10 + i * 10, now);
      fetched(role, 3, now.endOffset, now);
      expect(propose(role, now), `after ${i} seconds`).toBeUndefined();
    }
    expect(propose(role, { nowMs: 45_000, endOffset: 500 })).toEqual([1]);
  });

  test('one that holds all of an idle log stays for ever; whether it lives is the controller’s matter', () => {
    const role = leader();
    fetched(role, 2, 10);
    fetched(role, 3, 10);
    expect(propose(role, { nowMs: 1e9 })).toBeUndefined();
  });

  test('at most one proposal is under way, and it is over when the partition has changed or it was refused', () => {
    const role = leader({ isr: [1, 2] });
    fetched(role, 3, 10);
    expect(propose(role)).toEqual([1, 2, 3]);
    expect(propose(role)).toBeUndefined();
    const first = role.proposal;
    if (first) role.proposalRefused(first);
    expect(role.maximalIsr).toEqual([1, 2]);
    expect(propose(role)).toEqual([1, 2, 3]);
    // An answer to the first one comes late.
    if (first) role.proposalRefused(first);
    expect(role.proposal).toBeDefined();
    committed(role, { isr: [1, 2, 3] });
    expect(role.proposal).toBeUndefined();
    expect(role.isr).toEqual([1, 2, 3]);
  });

  test('what was committed before what is known changes nothing', () => {
    const role = leader();
    committed(role, { isr: [1, 2] });
    const { committedPartition } = role;
    role.committed({ ...committedPartition, partitionEpoch: 7, isr: [1, 2, 3] }, 0);
    expect(role.isr).toEqual([1, 2]);
  });

  test('a replica that was moved away is none any more, and one that is added begins as a stranger', () => {
    const role = leader();
    fetched(role, 3, 10);
    committed(role, { replicas: [1, 2, 4], isr: [1, 2] });
    expect(role.isReplica(3)).toBe(false);
    expect(fetched(role, 3, 10)).toBe(false);
    expect(propose(role)).toBeUndefined();
    fetched(role, 4, 10);
    fetched(role, 2, 10);
    expect(propose(role)).toEqual([1, 2, 4]);
  });

  test('who hands over proposes the others, if there are any', () => {
    const brokerOf = (nodeId: number) => brokers.get(nodeId);
    const others = leader().proposeResignation(brokerOf)?.isr;
    expect(others?.map(({ nodeId }) => nodeId)).toEqual([2, 3]);
    expect(leader({ isr: [1] }).proposeResignation(brokerOf)).toBeUndefined();
  });
});

test('a new leader does not know the latest offset before its high watermark is at its epoch’s start [REP-7]', () => {
  const role = leader({ highWatermark: 6 });
  expect(role.knowsLatest).toBe(false);
  fetched(role, 2, 10);
  fetched(role, 3, 9);
  expect(role.knowsLatest).toBe(false);
  fetched(role, 3, 10);
  expect(role.knowsLatest).toBe(true);
});

test('[REP-4] at every moment nothing is visible that some possible next leader lacks, and nothing becomes invisible', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('own'), by: fc.nat(5) }),
    fc.record({ kind: fc.constant('fetch'), nodeId: fc.constantFrom(2, 3), by: fc.nat(5) }),
    fc.record({ kind: fc.constant('propose'), afterMs: fc.nat(20_000) }),
    fc.record({ kind: fc.constant('commit'), isApplied: fc.boolean() }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const role = leader({ endOffset: 0, durableEnd: 0 });
      const held = new Map([1, 2, 3].map((nodeId) => [nodeId, 0]));
      let nowMs = 0;
      let visible = 0;
      for (const event of steps) {
        const endOffset = held.get(1) ?? 0;
        if ('nodeId' in event) {
          const durableEnd = Math.min(endOffset, (held.get(event.nodeId) ?? 0) + event.by);
          held.set(event.nodeId, durableEnd);
          fetched(role, event.nodeId, durableEnd, { nowMs, endOffset });
        } else if ('by' in event) {
          held.set(1, endOffset + event.by);
          role.ownDurable(endOffset + event.by);
        } else if ('afterMs' in event) {
          nowMs += event.afterMs;
          propose(role, { nowMs, endOffset });
        } else if (role.proposal) {
          const isr = event.isApplied ? role.proposal.isr.map(({ nodeId }) => nodeId) : role.isr;
          committed(role, { isr });
        }
        expect(role.highWatermark).toBeGreaterThanOrEqual(visible);
        if (role.highWatermark > visible) expect(role.hasEnoughInSync).toBe(true);
        visible = role.highWatermark;
        for (const nodeId of role.maximalIsr) {
          expect(held.get(nodeId), `broker ${nodeId}`).toBeGreaterThanOrEqual(visible);
        }
      }
    }),
    { numRuns: 500 },
  );
});
