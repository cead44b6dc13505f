import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AssignorMember, assignPartitions } from '../../../../src/broker/groups/assignors.ts';
import type { PartitionKey } from '../../../../src/broker/groups/partition-keys.ts';
import type { KnownTopic } from '../../../../src/broker/groups/subscription.ts';
import { topicIdFor } from './fixture.ts';

function topic(name: string, partitionCount: number): KnownTopic {
  return { topicId: topicIdFor(name), name, partitionCount, isInternal: false };
}

function member(memberId: string, topics: readonly KnownTopic[]): AssignorMember {
  return { memberId, instanceId: '', topics, target: new Set() };
}

const nobody = () => undefined;

/** The members with what they are meant to have now. */
function assigned(
  assignor: string,
  members: readonly AssignorMember[],
  ownerOf: (key: PartitionKey) => string | undefined = nobody,
): AssignorMember[] {
  const targets = assignPartitions(assignor, members, ownerOf);
  return members.map((one) => ({ ...one, target: targets.get(one.memberId) ?? new Set() }));
}

const counts = (members: readonly AssignorMember[]) => members.map(({ target }) => target.size);
const numbers = ({ target }: AssignorMember) => [...target].map((key) => Number(key.split('/')[1]));

test('range gives neighbouring partitions, the same of topics that are partitioned alike', () => {
  const topics = [topic('a', 5), topic('b', 5)];
  const [first, second] = assigned('range', [member('m1', topics), member('m2', topics)]);
  expect(numbers(first as AssignorMember).sort()).toEqual([0, 0, 1, 1, 2, 2]);
  expect(numbers(second as AssignorMember).sort()).toEqual([3, 3, 4, 4]);
});

test('the order in which members come makes no difference', () => {
  const topics = [topic('a', 7)];
  const members = ['m3', 'm1', 'm2'].map((id) => member(id, topics));
  const forwards = assignPartitions('uniform', members, nobody);
  const backwards = assignPartitions('uniform', [...members].reverse(), nobody);
  expect(backwards).toEqual(forwards);
});

test('members that subscribe to different topics share evenly as far as that goes', () => {
  const a = topic('a', 6);
  const b = topic('b', 2);
  const members = assigned('uniform', [member('m1', [a]), member('m2', [a, b]), member('m3', [b])]);
  expect(counts(members).reduce((sum, count) => sum + count)).toBe(8);
  expect(counts(members)).toEqual([3, 3, 2]);
});

test('what a member holds in fact goes before what it was only promised', () => {
  const topics = [topic('a', 4)];
  const [only] = assigned('uniform', [member('m1', topics)]);
  const held = (key: PartitionKey) => (key.endsWith('/2') || key.endsWith('/3') ? 'm1' : undefined);
  const [first] = assigned('uniform', [only as AssignorMember, member('m2', topics)], held);
  expect(numbers(first as AssignorMember).sort()).toEqual([2, 3]);
});

const group = fc.record({
  topicSizes: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 4 }),
  wishes: fc.array(fc.integer({ min: 1, max: 15 }), { minLength: 1, maxLength: 8 }),
  alike: fc.boolean(),
});

test('every partition that somebody wants has one owner who wants it, and asking again moves nothing', () => {
  fc.assert(
    fc.property(group, fc.constantFrom('uniform', 'range'), (drawn, assignor) => {
      const topics = drawn.topicSizes.map((size, index) => topic(`t${index}`, size));
      const wanted = (wish: number) => topics.filter((_, index) => (wish >> index) & 1);
      const members = drawn.wishes.map((wish, index) =>
        member(`m${index}`, drawn.alike ? topics : wanted(wish)),
      );
      const once = assigned(assignor, members);
      const seen = new Map<PartitionKey, string>();
      for (const { memberId, target, topics: own } of once) {
        for (const key of target) {
          expect(seen.has(key), `${key} twice`).toBe(false);
          seen.set(key, memberId);
          expect(own.some(({ topicId }) => key.startsWith(topicId))).toBe(true);
        }
      }
      const all = topics.filter((one) => members.some((who) => who.topics.includes(one)));
      expect(seen.size).toBe(all.reduce((sum, one) => sum + one.partitionCount, 0));
      const again = assigned(assignor, once, (key) => seen.get(key));
      expect(again.map(({ target }) => target)).toEqual(once.map(({ target }) => target));
    }),
  );
});

test('with equal subscriptions counts differ by one at most, and no more moves than must', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 12 }),
      fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }),
      (partitionCount, memberCount, comings) => {
        const topics = [topic('t', partitionCount)];
        let members = assigned(
          'uniform',
          Array.from({ length: memberCount }, (_, index) => member(`m${index}`, topics)),
        );
        let next = memberCount;
        for (const comes of comings) {
          const owners = new Map(
            members.flatMap((one) => [...one.target].map((key) => [key, one.memberId] as const)),
          );
          if (comes) members = [...members, member(`m${next++}`, topics)];
          else if (members.length > 1) members = members.slice(1);
          const before = new Map(members.map((one) => [one.memberId, one.target.size]));
          members = assigned('uniform', members, (key) => owners.get(key));
          const sizes = counts(members);
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
          const moved = members.reduce(
            (sum, one) =>
              sum + [...one.target].filter((key) => owners.get(key) !== one.memberId).length,
            0,
          );
          // What members got beyond what they had is what must have moved, as nobody could keep more.
          const needed = members.reduce(
            (sum, one) => sum + Math.max(0, one.target.size - (before.get(one.memberId) ?? 0)),
            0,
          );
          expect(moved).toBe(needed);
        }
      },
    ),
  );
});
