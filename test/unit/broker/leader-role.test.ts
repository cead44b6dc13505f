import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { onDurable, takeOffice } from '../../../src/broker/leader-role.ts';

const start = { leaderEpoch: 3, durableEnds: new Map([[1, 10]]), highWatermark: 0 };

describe('taking office', () => {
  test('with one replica, all that is durable is visible', () => {
    expect(takeOffice(start)).toEqual({ ...start, highWatermark: 10 });
  });

  test('what was visible before stays visible', () => {
    expect(takeOffice({ ...start, highWatermark: 12 }).highWatermark).toBe(12);
  });

  test('with several, what the one with the least holds [REP-4]', () => {
    const durableEnds = new Map([
      [1, 10],
      [2, 4],
      [3, 7],
    ]);
    expect(takeOffice({ ...start, durableEnds }).highWatermark).toBe(4);
  });

  test('a leader is in sync with itself', () => {
    expect(() => takeOffice({ ...start, durableEnds: new Map() })).toThrow('in sync with itself');
  });
});

describe('what becomes durable', () => {
  test('moves the high watermark with one replica', () => {
    const role = onDurable(takeOffice(start), { nodeId: 1, endOffset: 15 });
    expect(role.highWatermark).toBe(15);
    expect(role.leaderEpoch).toBe(3);
  });

  test('changes nothing when nothing moved: the same role comes back', () => {
    const role = takeOffice(start);
    expect(onDurable(role, { nodeId: 1, endOffset: 10 })).toBe(role);
  });

  test('leaves the role before as it was', () => {
    const role = takeOffice(start);
    onDurable(role, { nodeId: 1, endOffset: 20 });
    expect(role.highWatermark).toBe(10);
    expect(role.durableEnds.get(1)).toBe(10);
  });

  test('never shrinks, and comes from in-sync replicas only', () => {
    const role = takeOffice(start);
    expect(() => onDurable(role, { nodeId: 1, endOffset: 9 })).toThrow('does not shrink');
    expect(() => onDurable(role, { nodeId: 2, endOffset: 9 })).toThrow('in sync');
  });
});

test('in any order of events the high watermark is the least of all, and only rises [REP-4]', () => {
  const event = fc.record({
    nodeId: fc.integer({ min: 1, max: 3 }),
    growth: fc.nat({ max: 20 }),
  });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 50 }), (events) => {
      const ends = new Map([1, 2, 3].map((nodeId) => [nodeId, 0]));
      let role = takeOffice({ leaderEpoch: 1, durableEnds: new Map(ends), highWatermark: 0 });
      for (const { nodeId, growth } of events) {
        const endOffset = (ends.get(nodeId) ?? 0) + growth;
        ends.set(nodeId, endOffset);
        const before = role.highWatermark;
        role = onDurable(role, { nodeId, endOffset });
        expect(role.highWatermark).toBe(Math.min(...ends.values()));
        expect(role.highWatermark).toBeGreaterThanOrEqual(before);
      }
    }),
  );
});
