import { expect, test } from 'vitest';
import { Turnstile } from '../../../src/storage/turnstile.ts';

test('runs a few at a time, in order, and goes on after a failure', async () => {
  const turnstile = new Turnstile(2);
  const started: number[] = [];
  const gates = Array.from({ length: 5 }, () => Promise.withResolvers<void>());
  const all = gates.map((gate, i) =>
    turnstile.pass(() => {
      started.push(i);
      return gate.promise;
    }),
  );
  const outcomes = Promise.allSettled(all);
  expect(started).toEqual([0, 1]);
  gates[1]?.reject(new Error('failed'));
  await expect(all[1]).rejects.toThrow('failed');
  expect(started).toEqual([0, 1, 2]);
  for (const gate of gates) gate.resolve();
  expect((await outcomes).map((outcome) => outcome.status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ]);
  expect(started).toEqual([0, 1, 2, 3, 4]);
});
