// One client: what its producers, consumers and admin share, and their common end.
import { SystemClock } from '../base/clock.ts';
import { TidelogError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import { silentLogger } from '../base/logger.ts';
import { SystemRandom } from '../base/random.ts';
import { Tasks } from '../base/tasks.ts';
import { ConnectionPool } from '../net/connection-pool.ts';
import { TcpTransport } from '../net/tcp-transport.ts';
import { Admin } from './admin.ts';
import { Consumer } from './consumer/consumer.ts';
import { GroupConsumer } from './consumer/group-consumer.ts';
import { checkGroupConsumerOptions, type GroupConsumerOptions } from './consumer/group-options.ts';
import type { ClientContext } from './context.ts';
import { MetadataCache } from './metadata-cache.ts';
import {
  type ClientOptions,
  type ConsumerOptions,
  checkClientOptions,
  checkConsumerOptions,
  checkProducerOptions,
  type ProducerOptions,
} from './options.ts';
import { Producer } from './producer/producer.ts';

/**
 * Connects when first used. Close it, or hold it with `await using`: open connections keep a process alive.
 */
export class Client {
  readonly #context: ClientContext;
  /** Producers and consumers that are not closed. */
  readonly #parts = new Set<{ close(): Promise<void> }>();
  #closed: Promise<void> | undefined;

  /** Throws INVALID_OPTION. */
  constructor(options: ClientOptions) {
    const settings = checkClientOptions(options);
    const { addresses, clientId, connectTimeoutMs, requestTimeoutMs } = settings;
    const clock = options.seams?.clock ?? new SystemClock();
    const random = options.seams?.random ?? new SystemRandom();
    const transport = options.seams?.transport ?? new TcpTransport();
    const logger = options.logger ?? silentLogger;
    const frameBytesMax = limits.responseFrameBytesMax;
    const poolOptions = { transport, clock, clientId, connectTimeoutMs, frameBytesMax };
    const pool = new ConnectionPool(poolOptions);
    const tasks = new Tasks((name, error) => {
      logger.error({ task: name, err: error }, 'the client has a bug; this task failed');
      // A broken invariant must not go unnoticed: thrown where nobody catches it, it ends the process.
      queueMicrotask(() => {
        throw error;
      });
    });
    const shared = { clock, random, logger, tasks, pool, connectTimeoutMs, requestTimeoutMs };
    this.#context = { ...shared, metadata: new MetadataCache({ ...shared, addresses }) };
  }

  /** Throws INVALID_OPTION, or CLIENT_CLOSED. */
  producer(options: ProducerOptions = {}): Producer {
    this.#checkOpen();
    const settings = checkProducerOptions(options);
    const producer = new Producer(this.#context, settings, (closed) => this.#parts.delete(closed));
    this.#parts.add(producer);
    return producer;
  }

  /** Throws INVALID_OPTION, or CLIENT_CLOSED. */
  consumer(options: GroupConsumerOptions): GroupConsumer;
  consumer(options: ConsumerOptions): Consumer;
  consumer(options: ConsumerOptions | GroupConsumerOptions): Consumer | GroupConsumer {
    this.#checkOpen();
    if (options.groupId !== undefined) return this.#groupConsumer(options);
    const settings = checkConsumerOptions(options);
    const consumer = new Consumer(this.#context, settings, (closed) => this.#parts.delete(closed));
    this.#parts.add(consumer);
    return consumer;
  }

  #groupConsumer(options: GroupConsumerOptions): GroupConsumer {
    const settings = checkGroupConsumerOptions(options);
    const consumer = new GroupConsumer(this.#context, settings, (closed) =>
      this.#parts.delete(closed),
    );
    this.#parts.add(consumer);
    return consumer;
  }

  admin(): Admin {
    this.#checkOpen();
    return new Admin(this.#context);
  }

  /** Closes its producers, which flush first, and its consumers, and then the connections. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #close(): Promise<void> {
    await Promise.all([...this.#parts].map((part) => part.close()));
    this.#context.metadata.close();
    this.#context.pool.close();
    await this.#context.tasks.drained();
  }

  #checkOpen(): void {
    if (this.#closed) throw new TidelogError('CLIENT_CLOSED', 'the client has been closed');
  }
}
