// [NET-4] Records go through the broker without being decoded or copied: what is written to the file is the frame as it
// came, and what is sent to a consumer is the buffer that was written, or the one that was read from the file.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { SystemClock } from '../../src/base/clock.ts';
import type { File, FileSystem } from '../../src/base/file-system.ts';
import { openNodeFileSystem } from '../../src/base/node-file-system.ts';
import { Broker } from '../../src/broker/broker.ts';
import { Connection } from '../../src/net/connection.ts';
import { TcpTransport } from '../../src/net/tcp-transport.ts';
import type { Transport, TransportSocket } from '../../src/net/transport.ts';
import { encodeBatch } from '../../src/protocol/records.ts';

const topic = 'flights';
const timeoutMs = 10_000;
const recordCount = 100;

/** The object with some of its methods replaced; the others keep their own `this`. */
function replaceMethods<Target extends object>(target: Target, methods: Partial<Target>): Target {
  return new Proxy(target, {
    get: (_, name) => {
      const own: unknown = Reflect.get(methods, name);
      if (own !== undefined) return own;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** What the broker hands to its disk and to its sockets, and the buffers that it reads into. */
class Watch {
  readonly written: Uint8Array[] = [];
  readonly readInto: Uint8Array[] = [];
  readonly sent: Uint8Array[] = [];

  get fileSystem(): FileSystem {
    const real = openNodeFileSystem();
    return replaceMethods(real, {
      open: async (path, options) => {
        const file = await real.open(path, options);
        return path.includes(`${topic}-0`) && path.endsWith('.log') ? this.#file(file) : file;
      },
    });
  }

  get transport(): Transport {
    const real = new TcpTransport();
    return replaceMethods<Transport>(real, {
      listen: (address, onSocket) =>
        real.listen(address, (socket) => onSocket(this.#socket(socket))),
    });
  }

  #file(file: File): File {
    return replaceMethods(file, {
      write: (chunks, position) => {
        this.written.push(...chunks);
        return file.write(chunks, position);
      },
      read: (target, position) => {
        this.readInto.push(target);
        return file.read(target, position);
      },
    });
  }

  #socket(socket: TransportSocket): TransportSocket {
    return replaceMethods(socket, {
      write: (chunks, onFlushed) => {
        this.sent.push(...chunks);
        return socket.write(chunks, onFlushed);
      },
    });
  }
}

class World {
  readonly watch = new Watch();
  readonly #directory: string;
  #broker: Broker | undefined;

  static async open(): Promise<World> {
    const world = new World(await mkdtemp(join(tmpdir(), 'tidelog-record-path-')));
    onTestFinished(() => world.close());
    return world;
  }

  private constructor(directory: string) {
    this.#directory = directory;
  }

  /** Starts the broker, again on the same data when it was closed before. */
  async connect(): Promise<Connection> {
    await this.#broker?.close();
    const { fileSystem, transport } = this.watch;
    this.#broker = await Broker.start({
      dataDirectory: this.#directory,
      seams: { fileSystem, transport },
    });
    const connection = await Connection.open(this.#broker.clientAddress, {
      transport: new TcpTransport(),
      clock: new SystemClock(),
      clientId: 'test',
      connectTimeoutMs: timeoutMs,
      frameBytesMax: 1 << 24,
    });
    onTestFinished(() => connection.close());
    return connection;
  }

  async close(): Promise<void> {
    await this.#broker?.close();
    await rm(this.#directory, { recursive: true, force: true });
  }
}

function makeBatch(): Buffer {
  const record = { timestamp: 1_700_000_000_000, key: null, value: Buffer.alloc(100), headers: [] };
  return encodeBatch(new Array(recordCount).fill(record), 'none');
}

async function produce(connection: Connection, records: Buffer): Promise<void> {
  await connection.request('createTopics', { topics: [{ name: topic }], timeoutMs }, { timeoutMs });
  const partitions = [{ partition: 0, records }];
  const answer = await connection.request(
    'produce',
    { acks: -1, timeoutMs, topics: [{ name: topic, partitions }] },
    { timeoutMs },
  );
  expect(answer.topics[0]?.partitions[0]).toMatchObject({ errorCode: 0, baseOffset: 0 });
}

async function fetchBytes(connection: Connection): Promise<number> {
  const partitions = [{ partition: 0, fetchOffset: 0, maxBytes: 1 << 20 }];
  const answer = await connection.request(
    'fetch',
    { maxWaitMs: 0, minBytes: 1, maxBytes: 1 << 20, topics: [{ name: topic, partitions }] },
    { timeoutMs },
  );
  return answer.topics[0]?.partitions[0]?.records?.length ?? 0;
}

test('[NET-4] a batch is written from the frame it came in, and sent as the very buffer that was written', async () => {
  const world = await World.open();
  const { watch } = world;
  const connection = await world.connect();
  const batch = makeBatch();
  await produce(connection, batch);

  expect(watch.written.map((chunk) => chunk.length)).toEqual([batch.length]);
  const written = watch.written[0] as Uint8Array;
  // A view into a larger buffer of its own, the frame; a copy would have its own bytes alone, or be part of a pool.
  const aroundBytes = written.buffer.byteLength - batch.length;
  expect(aroundBytes).toBeGreaterThan(0);
  expect(aroundBytes).toBeLessThan(100);

  watch.sent.length = 0;
  expect(await fetchBytes(connection)).toBe(batch.length);
  expect(watch.sent.filter((chunk) => chunk.length >= batch.length)).toEqual([written]);
  expect(watch.sent.some((chunk) => chunk === written)).toBe(true);
  expect(watch.readInto).toEqual([]);
});

test('[NET-4] what was read from the file is sent as it lies in the buffer that was read into', async () => {
  const world = await World.open();
  const { watch } = world;
  const batch = makeBatch();
  await produce(await world.connect(), batch);
  const connection = await world.connect();

  watch.sent.length = 0;
  watch.readInto.length = 0;
  expect(await fetchBytes(connection)).toBe(batch.length);
  expect(watch.readInto).toHaveLength(1);
  const sent = watch.sent.filter((chunk) => chunk.length >= batch.length);
  expect(sent.map((chunk) => chunk.buffer)).toEqual([watch.readInto[0]?.buffer]);
  expect(sent[0]?.buffer === watch.readInto[0]?.buffer).toBe(true);
});
