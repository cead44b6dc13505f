import { expect, test } from 'vitest';
import { TopicConfig } from '../../../../src/cluster/topic-config.ts';
import { ReplicaWorld } from './replica-world.ts';

const seeds = 400;
const stepsPerSeed = 160;

test('[REP-5, REP-9, REP-11] whatever happens, who counts as in sync or eligible has every committed record', () => {
  const counts: Record<string, number> = {};
  for (let seed = 1; seed <= seeds; seed++) {
    const world = new ReplicaWorld(seed);
    try {
      world.run(stepsPerSeed);
    } catch (error) {
      throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : error}`, {
        cause: error,
      });
    }
    for (const [what, count] of Object.entries(world.counts))
      counts[what] = (counts[what] ?? 0) + count;
  }
  // A run in which nothing happened proves nothing.
  const least = { elected: 500, leaderless: 200, committed: 1_000, isr: 400, crashed: 400 };
  const rare = { stopped: 100, wiped: 50, suspect: 10, unclean: 20, reassigned: 100, cancelled: 5 };
  const elr = { 'elected from the elr': 10, offline: 50, refused: 100 };
  for (const [what, count] of Object.entries({ ...least, ...rare, ...elr }))
    expect(counts[what] ?? 0, `${what} of ${JSON.stringify(counts)}`).toBeGreaterThanOrEqual(count);
}, 60_000);

test('once everything works again, everybody who has a whole log is in sync, and moves are done', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const world = new ReplicaWorld(seed);
    world.run(80);
    world.heal();
    for (const topic of world.image.topics.values()) {
      const { allowsUncleanElection } = new TopicConfig(topic.configs);
      for (const {
        partition,
        leaderId,
        isr,
        replicas,
        adding,
        removing,
        impaired,
      } of topic.partitions) {
        const name = `seed ${seed}: ${topic.name}-${partition}`;
        const isLost = impaired.some(({ endOffset }) => endOffset < 0);
        if (leaderId === -1) {
          // Only where the last one in sync has lost its log, and nobody wants to lose records.
          expect(isLost && !allowsUncleanElection, name).toBe(true);
          continue;
        }
        expect([...isr].sort(), name).toEqual([...replicas].sort());
        expect([...adding, ...removing], name).toEqual([]);
      }
    }
  }
}, 60_000);
