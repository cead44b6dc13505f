import { expect, test } from 'vitest';
import { CompactionPace } from '../../../src/storage/compaction-pace.ts';
import { ManualClock } from '../../support/manual-clock.ts';

test('[SIM-6] a rest is due after a few milliseconds of work, and not before', async () => {
  const clock = new ManualClock();
  const pace = new CompactionPace({ clock, bytesPerSecond: 0 });
  const { signal } = new AbortController();
  clock.advance(3);
  expect(pace.isRestDue).toBe(false);
  clock.advance(2);
  expect(pace.isRestDue).toBe(true);
  const rest = pace.rest(signal);
  clock.advance(0);
  await rest;
  expect(pace.isRestDue).toBe(false);
});

test('what is spent is waited for at the rate that is allowed, or until the work is to stop', async () => {
  const clock = new ManualClock();
  const pace = new CompactionPace({ clock, bytesPerSecond: 1_000 });
  const stop = new AbortController();
  let isThrough = false;
  const spending = pace.spend(500, stop.signal).then(() => {
    isThrough = true;
  });
  await Promise.resolve();
  clock.advance(499);
  await Promise.resolve();
  expect(isThrough).toBe(false);
  clock.advance(1);
  await spending;
  const rest = pace.rest(stop.signal);
  clock.advance(0);
  await rest;
  const stopped = pace.spend(1_000_000, stop.signal);
  stop.abort(new Error('closing'));
  await expect(stopped).rejects.toThrow('closing');
});
