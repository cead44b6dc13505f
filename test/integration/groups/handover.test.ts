// A partition goes from one member to the next although its last commit does not get through.
import { afterEach, expect, test } from 'vitest';
import { Broker } from '../../../src/broker/broker.ts';
import { Client } from '../../../src/client/client.ts';
import type { GroupConsumerOptions } from '../../../src/client/consumer/group-options.ts';
import { TcpTransport } from '../../../src/net/tcp-transport.ts';
import {
  type Address,
  formatAddress,
  type SocketHandlers,
  type Transport,
  type TransportSocket,
} from '../../../src/net/transport.ts';
import { decodeRequest } from '../../../src/protocol/codec.ts';
import { FrameDecoder } from '../../../src/protocol/frame.ts';
import { RecordingLogger } from '../../support/recording-logger.ts';

const topic = 't';
/** Of the first owner: how long it tries to commit. */
const letGoMsMax = 3_000;
const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const open of opened.splice(0)) await open.close();
});

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
}

/** Takes what a client sends, and lets no commit through while it is told so. */
class CommitSink implements Transport {
  readonly #transport = new TcpTransport();
  swallowsCommits = false;
  swallowed = 0;

  async connect(address: Address, options: { timeoutMs: number }): Promise<TransportSocket> {
    const socket = await this.#transport.connect(address, options);
    return {
      remote: socket.remote,
      get bufferedBytes() {
        return socket.bufferedBytes;
      },
      start: (handlers: SocketHandlers) => socket.start(handlers),
      write: (chunks, onFlushed) => {
        if (!this.swallowsCommits || !hasCommit(chunks)) return socket.write(chunks, onFlushed);
        this.swallowed += 1;
        onFlushed?.();
        return true;
      },
      pause: () => socket.pause(),
      resume: () => socket.resume(),
      end: () => socket.end(),
      destroy: (error) => socket.destroy(error),
    };
  }

  listen(): Promise<never> {
    return Promise.reject(new Error('a client does not listen'));
  }
}

function hasCommit(chunks: readonly Uint8Array[]): boolean {
  let isThere = false;
  const decoder = new FrameDecoder({
    frameBytesMax: 1 << 20,
    admit: () => true,
    onFrame: (payload) => {
      isThere ||= decodeRequest(payload).body === 'offsetCommit';
    },
  });
  decoder.push(Buffer.concat(chunks));
  return isThere;
}

test('[GRP-4, GRP-5] a member that cannot commit in time lets go all the same, and the next owner begins at the last acknowledged commit', async () => {
  const logger = new RecordingLogger();
  const broker = await Broker.start();
  const newClient = (requestTimeoutMs: number, transport: Transport = new TcpTransport()) => {
    const brokers = formatAddress(broker.clientAddress);
    const client = new Client({ brokers, requestTimeoutMs, logger, seams: { transport } });
    opened.unshift(client);
    return client;
  };
  opened.push(broker);
  const client = newClient(30_000);
  await client.admin().createTopic({ name: topic, partitions: 2 });
  await using producer = client.producer();
  const send = async (from: number, to: number) => {
    for (let n = from; n < to; n++) {
      for (const partition of [0, 1]) await producer.send({ topic, partition, value: `${n}` });
    }
  };
  const options = { groupId: 'g', topics: [topic] } satisfies Partial<GroupConsumerOptions>;
  const sink = new CommitSink();
  // It commits by itself only when it lets go.
  const first = newClient(letGoMsMax, sink).consumer({
    ...options,
    autoCommitIntervalMs: 3_600_000,
  });
  let passed = 0;
  const reading = first.run(() => {
    passed += 1;
  });
  await send(0, 5);
  await until(() => passed === 10);
  await first.commit();
  await send(5, 8);
  await until(() => passed === 16);
  sink.swallowsCommits = true;
  const second = client.consumer(options);
  const got: { partition: number; offset: number }[] = [];
  const readingToo = second.run(({ partition, offset }) => void got.push({ partition, offset }));
  await until(() => got.length === 3);
  const [moved] = second.assigned();
  expect(second.assigned()).toHaveLength(1);
  expect(got).toEqual([5, 6, 7].map((offset) => ({ partition: moved?.partition, offset })));
  expect(sink.swallowed).toBeGreaterThan(0);
  expect(first.metrics().commitsFailed).toBeGreaterThan(0);
  expect(first.metrics().losses).toBe(0);
  const warnings = logger.lines.filter(({ level }) => level === 'warn').map((line) => line.message);
  expect(warnings).toContain('what has been processed could not be committed; it may come again');
  sink.swallowsCommits = false;
  await Promise.all([first.close(), second.close()]);
  await Promise.all([reading, readingToo]);
});
