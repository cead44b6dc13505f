// The links themselves, with real sockets: what is sent in a faulty direction waits, is late or breaks, the other direction is
// whole, and each fault can show that it met something.
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { Links } from './link.ts';

interface Ends {
  links: Links;
  dialer: Socket;
  target: Socket;
}

/** A connection from broker 1 to broker 2. */
async function connected(): Promise<Ends> {
  const links = new Links();
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const dialed = await links.add(1, 2, { host: '127.0.0.1', port });
  const accepted = once(server, 'connection');
  const dialer = connect(dialed);
  const [target] = (await accepted) as [Socket];
  for (const socket of [dialer, target]) socket.on('error', () => {});
  onTestFinished(() => {
    links.close();
    server.close();
    for (const socket of [dialer, target]) socket.destroy();
  });
  return { links, dialer, target };
}

async function heard(socket: Socket): Promise<string> {
  const [chunk] = (await once(socket, 'data')) as [Buffer];
  return chunk.toString();
}

test('what is sent arrives, in both directions', async () => {
  const { dialer, target } = await connected();
  const there = heard(target);
  dialer.write('there');
  expect(await there).toBe('there');
  const back = heard(dialer);
  target.write('back');
  expect(await back).toBe('back');
});

test('a blocked direction holds what is sent until it is healed; the other one is open', async () => {
  const { links, dialer, target } = await connected();
  const direction = links.direction(1, 2);
  direction.block();
  let early = '';
  target.on('data', (chunk: Buffer) => {
    early += chunk.toString();
  });
  dialer.write('held ');
  // The answer to it is a sign that time has passed.
  const back = heard(dialer);
  target.write('back');
  expect(await back).toBe('back');
  dialer.write('back');
  await expect.poll(() => direction.held).toBe(2);
  expect(early).toBe('');
  direction.heal();
  await expect.poll(() => early).toBe('held back');
});

test('the end of a connection does not cross a blocked direction before it is healed', async () => {
  const { links, dialer, target } = await connected();
  const direction = links.direction(1, 2);
  direction.block();
  const closed = once(target, 'close');
  dialer.destroy();
  await expect.poll(() => direction.held).toBe(1);
  expect(target.destroyed).toBe(false);
  direction.heal();
  await closed;
});

test('a slow direction is late and in order', async () => {
  const { links, dialer, target } = await connected();
  const delayMs = 60;
  links.direction(1, 2).slow(delayMs);
  let text = '';
  target.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const startMs = performance.now();
  for (const part of ['a', 'b', 'c']) dialer.write(part);
  await expect.poll(() => text).toBe('abc');
  // Timers of Node may be early by one.
  expect(performance.now() - startMs).toBeGreaterThan(delayMs - 2);
  expect(links.direction(1, 2).held).toBeGreaterThan(0);
});

test('a reset breaks the connections between two places, and counts them', async () => {
  const { links, dialer, target } = await connected();
  // `once` of node:events rejects when an error comes before.
  const closing = [dialer, target].map(
    (socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
  );
  expect(links.reset(1, 3)).toBe(0);
  expect(links.reset(2, 1)).toBe(1);
  await Promise.all(closing);
});
