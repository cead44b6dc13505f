import { expect, test } from 'vitest';
import { ProducerIds } from '../../../src/broker/producer-ids.ts';
import type { ControllerChannel } from '../../../src/cluster/controller-channel.ts';

/** Gives out blocks of three, and fails when told to. */
class FakeController {
  asked = 0;
  failures = 0;
  #next = 0;

  async request(): Promise<object> {
    this.asked += 1;
    await Promise.resolve();
    if (this.failures-- > 0) throw new Error('no controller');
    this.#next += 3;
    return { firstProducerId: this.#next - 3, count: 3 };
  }
}

function fixture(): { controller: FakeController; ids: ProducerIds } {
  const controller = new FakeController();
  return { controller, ids: new ProducerIds(1, controller as unknown as ControllerChannel) };
}

test('[LOG-11] every id is given out once, and all who wait share one question', async () => {
  const { controller, ids } = fixture();
  const given = await Promise.all(Array.from({ length: 8 }, () => ids.next(1_000)));
  expect(given.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(controller.asked).toBe(3);
});

test('a question that failed is told to all who waited, and asked again by the next', async () => {
  const { controller, ids } = fixture();
  controller.failures = 1;
  const outcomes = await Promise.allSettled([ids.next(1_000), ids.next(1_000)]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await ids.next(1_000)).toBe(0);
  expect(controller.asked).toBe(2);
});
