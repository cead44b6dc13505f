import { beforeEach, expect, test } from 'vitest';
import { codeOf } from '../../../../src/base/errors.ts';
import { MetadataStore } from '../../../../src/cluster/metadata/metadata-store.ts';
import { ManualClock } from '../../../support/manual-clock.ts';
import { founding, registration, storedBatch } from '../fixture.ts';

let clock: ManualClock;
let store: MetadataStore;

beforeEach(() => {
  clock = new ManualClock();
  store = new MetadataStore(clock);
});

const failure = (work: Promise<void>) => work.then(() => 'none', codeOf);
const second = () => storedBatch([{ brokerRegistered: registration(2) }], 4);

test('a batch is published once, to every listener, before those who wait for it go on', async () => {
  const seen: string[] = [];
  store.onPublish((image) => seen.push(`first ${image.endOffset}`));
  store.onPublish((image, { changedBrokers }) =>
    seen.push(`second ${[...changedBrokers]} ${image.endOffset}`),
  );
  const waiting = store.reached(4, 1_000).then(() => seen.push('reached'));
  store.publish(storedBatch(founding, 0));
  await waiting;
  store.publish(second());
  expect(seen).toEqual(['first 4', 'second  4', 'reached', 'first 5', 'second 2 5']);
});

test('a batch that is there already is passed over', () => {
  let publications = 0;
  store.onPublish(() => {
    publications += 1;
  });
  store.publish(storedBatch(founding, 0));
  const { image } = store;
  store.publish(storedBatch(founding, 0));
  expect(store.image).toBe(image);
  expect(publications).toBe(1);
});

test('a batch that leaves a gap is an error, and the image stays', () => {
  expect(() => store.publish(second())).toThrow('does not follow');
  expect(store.image.endOffset).toBe(0);
});

test('waiting for what is there ends at once, and leaves no timer', async () => {
  store.publish(storedBatch(founding, 0));
  await store.reached(4, 1_000);
  await store.reached(0, 1_000);
  expect(clock.timerCount).toBe(0);
});

test('each waits for its own offset', async () => {
  const reached: number[] = [];
  const waits = [4, 5].map((offset) =>
    store.reached(offset, 1_000).then(() => reached.push(offset)),
  );
  store.publish(storedBatch(founding, 0));
  await waits[0];
  expect(reached).toEqual([4]);
  store.publish(second());
  await waits[1];
  expect(reached).toEqual([4, 5]);
  expect(clock.timerCount).toBe(0);
});

test('waiting ends with a retriable error that says how far it got', async () => {
  store.publish(storedBatch(founding, 0));
  const waiting = store.reached(9, 1_000);
  const outcome = waiting.catch((error: Error) => error.message);
  clock.advance(999);
  clock.advance(1);
  expect(await outcome).toContain('up to offset 4, not yet to 9, after 1000 ms');
  expect(await failure(waiting)).toBe('REQUEST_TIMED_OUT');
  store.publish(second());
  expect(clock.timerCount).toBe(0);
});
