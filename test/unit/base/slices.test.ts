import { expect, test } from 'vitest';
import { inSlices } from '../../../src/base/slices.ts';
import { eventually } from '../../support/eventually.ts';
import { ManualClock } from '../../support/manual-clock.ts';

test('[SIM-6] a long loop lets others have their turn after so many items, and ends at once when there are no more', async () => {
  const clock = new ManualClock();
  const done: number[] = [];
  const slices = (count: number) =>
    inSlices(clock, Array(count).keys(), 3, (item) => done.push(item));
  await slices(3);
  expect(done).toEqual([0, 1, 2]);
  done.length = 0;
  const all = slices(7);
  expect(done).toEqual([0, 1, 2]);
  await eventually(
    async () => clock.advance(0),
    () => done.length > 3,
  );
  expect(done).toEqual([0, 1, 2, 3, 4, 5]);
  clock.advance(0);
  await all;
  expect(done).toHaveLength(7);
});

test('what fails ends the loop', async () => {
  const failing = inSlices(new ManualClock(), [1, 2], 9, (item) => {
    throw new Error(`no ${item}`);
  });
  await expect(failing).rejects.toThrow('no 1');
});
