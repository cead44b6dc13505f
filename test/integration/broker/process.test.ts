// A broker in a process of its own, so that what would end a process is seen to end none.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SeededRandom } from '../../../src/base/random.ts';
import { BrokerProcess } from '../../support/broker-process.ts';
import { RawPeer } from '../../support/raw-peer.ts';
import { batchOf, TestClient } from '../../support/test-broker.ts';

let root: string;
let broker: BrokerProcess;
let client: TestClient;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tidelog-process-'));
  broker = await BrokerProcess.start({ dataDirectory: join(root, '1') });
  client = await TestClient.open(broker.client);
  await client.createTopic('t');
});

afterAll(async () => {
  client.close();
  await broker.kill();
  await rm(root, { recursive: true });
});

test('any bytes at all, on both ports, leave the process and other connections as they were', async () => {
  const random = new SeededRandom(7);
  const openings = [
    Buffer.alloc(4),
    Buffer.from([0xff, 0xff, 0xff, 0xff]),
    Buffer.from([0x7f, 0xff, 0xff, 0xff]),
    Buffer.from([0, 0, 0, 9, 1, 2, 3]),
    Buffer.from('GET / HTTP/1.1\r\n\r\n'),
    Buffer.from('16030100c8010000c4', 'hex'),
  ];
  for (let i = 0; i < 30; i++) {
    const noise = Buffer.alloc(random.integerBelow(200));
    for (let at = 0; at < noise.length; at++) noise[at] = random.integerBelow(256);
    const length = Buffer.alloc(4);
    length.writeInt32BE(noise.length);
    openings.push(Buffer.concat([length, noise]));
  }
  for (const [i, bytes] of openings.entries()) {
    for (const address of [broker.client, broker.internal]) {
      const peer = await RawPeer.connect(address);
      peer.send(bytes);
      peer.end();
      await peer.closed;
      peer.destroy();
    }
    expect(await client.append('t', 0, `value ${i}`)).toBe(i);
  }
  expect(await client.readValues('t', 0)).toEqual(openings.map((_, i) => `value ${i}`));
});

test('a peer that vanishes in the middle of everything is forgotten', async () => {
  const before = await client.endOffset('t', 0);
  for (let i = 0; i < 20; i++) {
    const peer = await TestClient.open(broker.client);
    const parked = peer.fetch({ name: 't' }, 0, before, { maxWaitMs: 100_000, minBytes: 1 << 20 });
    const written = peer.produce({ name: 't' }, 0, batchOf(`vanishing ${i}`));
    peer.close();
    await expect(parked).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
    await expect(written).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
  }
  // Appended or not, before or after this one, nobody can say; but whatever is there is whole and stands once.
  const offset = await client.append('t', 0, 'still here');
  const values = (await client.read('t', 0, before)).map(({ value }) => String(value));
  expect(values[offset - before]).toBe('still here');
  expect(new Set(values).size).toBe(values.length);
  for (const value of values) expect(value).toMatch(/^(vanishing \d+|still here)$/);
});

test('a second process on its data directory is refused at once, and the first goes on', async () => {
  const second = BrokerProcess.start({ dataDirectory: join(root, '1') });
  await expect(second).rejects.toMatchObject({
    code: 'DATA_DIRECTORY_LOCKED',
    message: expect.stringContaining(join(root, '1')),
  });
  await client.append('t', 0, 'undisturbed');
});

test('a port in use is told with its number, and the first goes on', async () => {
  const options = { dataDirectory: join(root, '2'), client: { listen: broker.client } };
  const second = BrokerProcess.spawn(options);
  await expect(second.ready()).rejects.toMatchObject({
    code: 'PORT_IN_USE',
    message: expect.stringContaining(`port ${broker.client.port}`),
  });
  await second.exited;
  await client.append('t', 0, 'undisturbed');
});

test('stopped in order and started again, it has what it had', async () => {
  await client.append('t', 0, 'the last');
  const before = await client.readValues('t', 0);
  await broker.stop();
  client.close();
  broker = await BrokerProcess.start({ dataDirectory: join(root, '1') });
  client = await TestClient.open(broker.client);
  expect(await client.readValues('t', 0)).toEqual(before);
  expect(broker.stderr).toBe('');
});
