// What keeps a broker from starting, told at once and with what to do about it; the broker that was there first goes on.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TidelogError } from '../../../src/base/errors.ts';
import { Broker, type BrokerOptions } from '../../../src/broker/broker.ts';
import { TcpTransport } from '../../../src/net/tcp-transport.ts';
import {
  type Address,
  formatAddress,
  type Transport,
  type TransportListener,
} from '../../../src/net/transport.ts';
import { MemoryFileSystem } from '../../support/memory-file-system.ts';
import { RecordingLogger } from '../../support/recording-logger.ts';
import { TestBroker, TestClient } from '../../support/test-broker.ts';

let root: string;
let first: TestBroker;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tidelog-startup-'));
  first = await TestBroker.start({ dataDirectory: join(root, '1') });
});

afterEach(async () => {
  await first.expectUnharmed();
  await first.stop();
  await rm(root, { recursive: true });
});

async function refusal(options: BrokerOptions): Promise<TidelogError> {
  let broker: Broker;
  try {
    broker = await Broker.start(options);
  } catch (error) {
    return error as TidelogError;
  }
  await broker.close();
  throw new Error('the broker started');
}

test('a second broker on a data directory [LOG-12]', async () => {
  const error = await refusal({ dataDirectory: join(root, '1') });
  expect(error.code).toBe('DATA_DIRECTORY_LOCKED');
  expect(error.message).toContain(join(root, '1'));
});

test.each(['client', 'internal'] as const)('a %s port that is in use', async (listener) => {
  const listen = listener === 'client' ? first.broker.clientAddress : first.broker.internalAddress;
  const error = await refusal({ dataDirectory: join(root, '2'), [listener]: { listen } });
  expect(error.code).toBe('PORT_IN_USE');
  expect(error.message).toContain(`port ${listen.port}`);
  // Nothing of the one that was refused holds the directory.
  const second = await Broker.start({ dataDirectory: join(root, '2') });
  await second.close();
});

const voter = () => ({ nodeId: 1, ...first.broker.internalAddress });

test('a node id that a live broker has: the error names the address of that one', async () => {
  const second = await Broker.start({
    nodeId: 2,
    dataDirectory: join(root, '2'),
    quorum: [voter()],
  });
  const error = await refusal({
    nodeId: 2,
    dataDirectory: join(root, 'other'),
    quorum: [voter()],
  });
  expect(error.code).toBe('DUPLICATE_BROKER_REGISTRATION');
  expect(error.message).toContain(formatAddress(second.internalAddress));
  expect(error.message).toContain('another node id');
  const client = await TestClient.open(second.clientAddress);
  expect((await client.metadata()).brokers).toHaveLength(2);
  client.close();
  await second.close();
});

test('the data directory of another node', async () => {
  const second = await Broker.start({
    nodeId: 2,
    dataDirectory: join(root, '2'),
    quorum: [voter()],
  });
  await second.close();
  const error = await refusal({
    nodeId: 3,
    dataDirectory: join(root, '2'),
    quorum: [voter()],
  });
  expect(error.code).toBe('INCONSISTENT_NODE_ID');
  expect(error.message).toMatch(/belongs to node 2, and this is node 3/);
});

test('the data directory of another cluster', async () => {
  const stranger = await Broker.start({ nodeId: 2, dataDirectory: join(root, '2') });
  const strangers = stranger.clusterId;
  await stranger.close();
  const error = await refusal({
    nodeId: 2,
    dataDirectory: join(root, '2'),
    quorum: [voter()],
  });
  expect(error.code).toBe('INCONSISTENT_CLUSTER_ID');
  expect(error.message).toContain(strangers);
  expect(error.message).toContain(first.broker.clusterId);
});

test('a quorum that names a voter twice, and settings out of their range', async () => {
  const address = voter();
  expect(await refusal({ quorum: [address, address] })).toMatchObject({ code: 'INVALID_CONFIG' });
  const error = await refusal({ settings: { segmentBytes: 3 } });
  expect(error).toMatchObject({ code: 'INVALID_CONFIG' });
  expect(error.message).toMatch(/segment\.bytes.*3.*1024/);
});

test('a disk without any room [LOG-9]: the error says what to do, and with room it starts', async () => {
  const disk = new MemoryFileSystem();
  const start = () => ({ dataDirectory: '/data', seams: { fileSystem: disk.process() } });
  for (const pathPart of ['/meta.json', '/__cluster_metadata-0/']) {
    disk.failNext('write', 'ENOSPC', { pathPart });
    const error = await refusal(start());
    expect(error.code, pathPart).toBe('DISK_FULL');
    expect(error.message).toMatch(/\/data is full .*free some space/);
    disk.kill();
  }
  const broker = await Broker.start(start());
  await broker.close();
});

test('its own signal, while it waits for a quorum that does not answer', async () => {
  const aborting = new AbortController();
  const logger = new RecordingLogger();
  const refused = refusal({
    nodeId: 2,
    dataDirectory: join(root, '2'),
    // Nobody listens there.
    quorum: [{ nodeId: 1, host: '127.0.0.1', port: 1 }],
    signal: aborting.signal,
    logger,
  });
  await logger.line(({ message }) => message === 'waiting for the metadata quorum');
  aborting.abort(new Error('enough waited'));
  expect((await refused).message).toBe('enough waited');
  const second = await Broker.start({ nodeId: 2, dataDirectory: join(root, '2') });
  await second.close();
});

/** Says when a listener is about to open, and knows those that are open. */
class CountedTransport implements Transport {
  readonly open = new Set<Address>();
  readonly #tcp = new TcpTransport();
  readonly #onListen: () => void;

  constructor(onListen: () => void) {
    this.#onListen = onListen;
  }

  connect(...args: Parameters<Transport['connect']>): ReturnType<Transport['connect']> {
    return this.#tcp.connect(...args);
  }

  async listen(...args: Parameters<Transport['listen']>): Promise<TransportListener> {
    this.#onListen();
    const { address, close } = await this.#tcp.listen(...args);
    this.open.add(address);
    return {
      address,
      close: async () => {
        this.open.delete(address);
        await close();
      },
    };
  }
}

test('its own signal, at any moment: nothing is left open, and the next one starts', async () => {
  const dataDirectory = '/data';
  let started = false;
  let moment = 0;
  for (; !started; moment++) {
    const disk = new MemoryFileSystem();
    const aborting = new AbortController();
    let steps = 0;
    const step = () => {
      if (steps++ === moment) aborting.abort(new Error(`stopped at step ${moment}`));
    };
    disk.onStep(({ when }) => {
      if (when === 'before') step();
    });
    const transport = new CountedTransport(step);
    const { signal } = aborting;
    const seams = { fileSystem: disk, transport };
    try {
      const broker = await Broker.start({ dataDirectory, seams, signal });
      await broker.close();
      started = !signal.aborted;
    } catch (error) {
      expect((error as Error).message).toBe(`stopped at step ${moment}`);
    }
    disk.onStep(undefined);
    expect([...transport.open], `after step ${moment}`).toEqual([]);
    const next = await Broker.start({ dataDirectory, seams: { fileSystem: disk } });
    await next.close();
  }
  expect(moment).toBeGreaterThan(30);
});
