// A whole cluster in one process, for tests and for trying things: every broker has its own listeners, data directory and
// share of the quorum, as it has in a process of its own.
//
// A quorum is founded by all of its voters together, each of which must know where the others are before any of them
// listens. So ports are taken first: each listener asks for a free one, gives it back, and its broker takes it then. Another
// program may be faster, which PORT_IN_USE tells and other ports mend.
import { join } from 'node:path';
import { codeOf, TidelogError } from '../base/errors.ts';
import { type Logger, silentLogger } from '../base/logger.ts';
import { openNodeFileSystem, temporaryDirectoryPath } from '../base/node-file-system.ts';
import { SystemRandom } from '../base/random.ts';
import { TcpTransport } from '../net/tcp-transport.ts';
import { type Address, formatAddress } from '../net/transport.ts';
import { Broker, type BrokerOptions } from './broker.ts';
import type { BrokerSettings } from './config.ts';

export interface ClusterOptions {
  /** How many brokers; their node ids are 1, 2 and so on. Default 3. */
  brokers?: number;
  /** How many of them, the first ones, keep the metadata: 1, 3 or 5. Default: the most that there are brokers for. */
  voters?: number;
  /** Each broker has a folder in it that is named by its node id. Without one it is temporary, and gone after `close`. */
  dataDirectory?: string;
  /** For every broker. */
  settings?: Partial<BrokerSettings>;
  /** Default: says nothing. */
  logger?: Logger;
  /** For metrics: told of each rebalance of a group, whichever broker coordinates it. */
  onGroupRebalance?: BrokerOptions['onGroupRebalance'];
}

interface Place {
  client: Address;
  internal: Address;
}

const brokersDefault = 3;
const brokersMax = 100;
/** An even number of voters survives no more deaths than one less. */
const voterCounts: readonly number[] = [1, 3, 5];
const loopback = '127.0.0.1';
const portTriesMax = 10;

export class Cluster implements AsyncDisposable {
  /** Node ids of the brokers that keep the metadata. */
  readonly voters: readonly number[];
  readonly #options: ClusterOptions;
  readonly #dataDirectory: string;
  readonly #places: readonly Place[];
  readonly #brokers = new Map<number, Broker>();
  #closing: Promise<void> | undefined;

  /** Resolves when every broker answers clients; rejects with what keeps one from starting, and then none runs. */
  static async start(options: ClusterOptions = {}): Promise<Cluster> {
    const count = options.brokers ?? brokersDefault;
    const voters = checkedVoters(options.voters, checkedCount(count));
    for (let tries = 1; ; tries++) {
      const cluster = new Cluster(options, voters, await freePlaces(count));
      try {
        await cluster.#startAll();
        return cluster;
      } catch (error) {
        await cluster.close();
        if (codeOf(error) !== 'PORT_IN_USE' || tries === portTriesMax) throw error;
      }
    }
  }

  private constructor(options: ClusterOptions, voters: number, places: readonly Place[]) {
    this.#options = options;
    this.#dataDirectory = options.dataDirectory ?? temporaryDirectoryPath(new SystemRandom());
    this.#places = places;
    this.voters = this.nodeIds.slice(0, voters);
  }

  get nodeIds(): number[] {
    return this.#places.map((_, at) => at + 1);
  }

  /** Those that run now. */
  get brokers(): Broker[] {
    return this.nodeIds.flatMap((nodeId) => this.#brokers.get(nodeId) ?? []);
  }

  /** For `new Client({ brokers })`: of all brokers, also of those that are stopped. */
  get addresses(): string {
    return this.#places.map(({ client }) => formatAddress(client)).join(',');
  }

  /** Throws BROKER_UNKNOWN when there is none, or it is stopped. */
  broker(nodeId: number): Broker {
    const broker = this.#brokers.get(nodeId);
    if (broker) return broker;
    throw new TidelogError('BROKER_UNKNOWN', `broker ${nodeId} does not run in this cluster`);
  }

  /** Stops one in order; the others go on without it. */
  async stopBroker(nodeId: number): Promise<void> {
    const broker = this.broker(nodeId);
    this.#brokers.delete(nodeId);
    await broker.close();
  }

  /** Starts one again that was stopped, with its data, where it was. */
  async startBroker(nodeId: number): Promise<Broker> {
    const running = this.#brokers.get(nodeId);
    if (running) return running;
    const place = this.#places[nodeId - 1];
    if (!place || this.#closing) {
      throw new TidelogError('BROKER_UNKNOWN', `there is no broker ${nodeId} to start`);
    }
    return await this.#start(nodeId, place);
  }

  /** Stops all that run, the voters last. May be called twice. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #startAll(): Promise<void> {
    const giveUp = new AbortController();
    const starts = this.#places.map((place, at) => this.#start(at + 1, place, giveUp.signal));
    try {
      await Promise.all(starts);
    } catch (error) {
      // Each waits for all voters, so without one of them none would ever be ready.
      giveUp.abort(error);
      await Promise.allSettled(starts);
      throw error;
    }
  }

  async #start(nodeId: number, place: Place, signal?: AbortSignal): Promise<Broker> {
    const options = this.#optionsOf(nodeId, place);
    const broker = await Broker.start(signal ? { ...options, signal } : options);
    this.#brokers.set(nodeId, broker);
    return broker;
  }

  #optionsOf(nodeId: number, place: Place): BrokerOptions {
    const { settings = {}, logger = silentLogger, onGroupRebalance } = this.#options;
    return {
      nodeId,
      dataDirectory: join(this.#dataDirectory, String(nodeId)),
      client: { listen: place.client },
      internal: { listen: place.internal },
      quorum: this.voters.map((voter) => ({
        nodeId: voter,
        ...(this.#places[voter - 1] as Place).internal,
      })),
      settings,
      logger,
      ...(onGroupRebalance ? { onGroupRebalance } : {}),
    };
  }

  async #close(): Promise<void> {
    const stopAll = async (isVoter: boolean) => {
      const chosen = this.brokers.filter(({ nodeId }) => this.voters.includes(nodeId) === isVoter);
      await Promise.all(chosen.map((broker) => this.stopBroker(broker.nodeId)));
    };
    await stopAll(false);
    await stopAll(true);
    if (this.#options.dataDirectory === undefined) {
      await openNodeFileSystem().removeDirectory(this.#dataDirectory);
    }
  }
}

function checkedCount(count: number): number {
  if (Number.isInteger(count) && count >= 1 && count <= brokersMax) return count;
  throw new TidelogError(
    'INVALID_CONFIG',
    `brokers is ${count}; it must be a whole number from 1 to ${brokersMax}`,
  );
}

function checkedVoters(asked: number | undefined, count: number): number {
  if (asked === undefined) return voterCounts.findLast((voters) => voters <= count) ?? 1;
  if (voterCounts.includes(asked) && asked <= count) return asked;
  throw new TidelogError(
    'INVALID_CONFIG',
    `voters is ${asked}; it must be 1, 3 or 5, and no more than brokers (${count})`,
  );
}

/** All are held until the last is found, so that none is given out twice. */
async function freePlaces(count: number): Promise<Place[]> {
  const transport = new TcpTransport();
  const listeners = await Promise.all(
    Array.from({ length: 2 * count }, () =>
      transport.listen({ host: loopback, port: 0 }, (socket) => socket.destroy()),
    ),
  );
  const addresses = listeners.map(({ address }) => address);
  await Promise.all(listeners.map((listener) => listener.close()));
  return Array.from({ length: count }, (_, at) => ({
    client: addresses[2 * at] as Address,
    internal: addresses[2 * at + 1] as Address,
  }));
}
