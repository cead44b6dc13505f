import { expect, test } from 'vitest';
import { PullStream } from '../../../../src/client/consumer/pull-stream.ts';

function source() {
  const items: (string | Error)[] = [];
  let ends = 0;
  const stream = new PullStream<string>({
    take: () => {
      const item = items.shift();
      if (item instanceof Error) throw item;
      return item;
    },
    onEnd: () => {
      ends += 1;
    },
  });
  return { items, stream, endCount: () => ends };
}

const done = { done: true, value: undefined };

test('items that are there come at once, later ones to those who wait, in order', async () => {
  const { items, stream } = source();
  items.push('a');
  expect(await stream.next()).toEqual({ done: false, value: 'a' });
  const waiting = [stream.next(), stream.next()];
  items.push('b');
  stream.wake();
  items.push('c', 'd');
  stream.wake();
  expect((await Promise.all(waiting)).map(({ value }) => value)).toEqual(['b', 'c']);
  expect(items).toEqual(['d']);
});

test('the end resolves those who wait, once', async () => {
  const { stream, endCount } = source();
  const waiting = stream.next();
  stream.end();
  stream.end();
  expect(await waiting).toEqual(done);
  expect(await stream.next()).toEqual(done);
  expect(await stream.return()).toEqual(done);
  expect(endCount()).toBe(1);
});

test('an error goes to one who asks, and ends the stream', async () => {
  const early = source();
  early.items.push(new Error('x'));
  await expect(early.stream.next()).rejects.toThrow('x');
  expect(await early.stream.next()).toEqual(done);
  const late = source();
  const waiting = [late.stream.next(), late.stream.next()];
  late.items.push(new Error('y'));
  late.stream.wake();
  await expect(waiting[0]).rejects.toThrow('y');
  expect(await waiting[1]).toEqual(done);
  expect(late.endCount()).toBe(1);
});

test('leaving a loop ends the stream', async () => {
  const { items, stream, endCount } = source();
  items.push('a', 'b');
  for await (const item of stream) {
    expect(item).toBe('a');
    break;
  }
  expect(endCount()).toBe(1);
});
