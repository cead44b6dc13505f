// Several brokers on this machine, each a process. The first 1, 3 or 5 are the voters of the metadata quorum; all know
// where these are, and start at the same time, because a quorum is founded by all of its voters together.
import { codeOf, TidelogError } from '../../src/base/errors.ts';
import { CliProcess, describeExit, type Exit } from './cli-process.ts';
import { freePorts } from './free-ports.ts';
import { voterCount } from './voters.ts';

export interface BrokerGroupOptions {
  count: number;
  /** How many of them are voters: 1, 3 or 5. Default: the most that there are brokers for. */
  voters?: number;
  /** Of the first broker's client listener; the others take the next ones. 0 takes any for each. */
  port: number;
  /** Each broker has a folder in it that is named by its node id. */
  dataDirectory: string;
  /** Further settings as `key=value`. */
  settings?: readonly string[];
  /** What the brokers log. */
  onLog: (nodeId: number, line: string) => void;
  /** Ends `start` while brokers still wait for each other; none is left then. */
  signal?: AbortSignal;
  /** A broker has ended that was not asked to. */
  onDeath?: (broker: RunningBroker, exit: Exit) => void;
}

export interface RunningBroker {
  nodeId: number;
  client: string;
  internal: string;
  pid: number | undefined;
}

/** What `tidelog broker --json` prints. */
type BrokerEvent =
  | { event: 'ready'; client: string; internal: string }
  | { event: 'failed'; code: string; message: string };

interface Place {
  client: number;
  internal: number;
}

const loopback = '127.0.0.1';
const internalDistance = 10_000;
/** Above it the internal port, which is 10,000 higher, would be none; any is taken then. */
const portWithInternalMax = 55_535;
/** The last port that leaves room for the others of the group. */
export const firstPortMax = 65_000;
/** Another program may take a port that was free a moment ago. */
const portTriesMax = 10;

export class BrokerGroup {
  readonly brokers: RunningBroker[] = [];
  /** Node ids of the brokers that keep the metadata. */
  readonly voters: readonly number[];
  readonly #options: BrokerGroupOptions;
  readonly #places: readonly Place[];
  readonly #processes = new Map<number, CliProcess>();
  #isStopping = false;

  /** Resolves when all are ready. When one cannot start, none is left, and its reason is thrown. */
  static async start(options: BrokerGroupOptions): Promise<BrokerGroup> {
    for (let tries = 1; ; tries++) {
      const group = new BrokerGroup(options, await placesOf(options));
      try {
        await group.#startAll(options.signal);
        return group;
      } catch (error) {
        await group.stop();
        const isBadLuck = options.port === 0 && codeOf(error) === 'PORT_IN_USE';
        if (!isBadLuck || tries === portTriesMax) throw error;
      }
    }
  }

  private constructor(options: BrokerGroupOptions, places: readonly Place[]) {
    this.#options = options;
    this.#places = places;
    const count = voterCount(options.count, options.voters);
    this.voters = Array.from({ length: count }, (_, at) => at + 1);
  }

  get addresses(): string {
    return this.brokers.map(({ client }) => client).join(',');
  }

  get isAnyRunning(): boolean {
    return [...this.#processes.values()].some(({ hasExited }) => !hasExited);
  }

  /** Whether enough voters run to change metadata. */
  get hasMajority(): boolean {
    const running = this.voters.filter(
      (nodeId) => this.#processes.get(nodeId)?.hasExited === false,
    );
    return running.length > this.voters.length / 2;
  }

  /** The arguments of `tidelog` with which this broker was started, and could be again. */
  commandOf(nodeId: number): string[] {
    const { dataDirectory, settings = [] } = this.#options;
    const { client, internal } = this.#place(nodeId);
    return [
      ...['broker', '--node-id', String(nodeId), '--listen', `${loopback}:${client}`],
      ...(internal === client + internalDistance
        ? []
        : ['--internal-listen', `${loopback}:${internal}`]),
      ...['--data-dir', `${dataDirectory}/${nodeId}`],
      // A single broker is its own quorum.
      ...(this.#options.count === 1 ? [] : ['--quorum', this.#quorum]),
      ...settings.flatMap((setting) => ['--set', setting]),
    ];
  }

  /** Stops all that run; the voters last, because the others take their leave of them. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    const stopAll = (isVoter: boolean) =>
      Promise.all(
        [...this.#processes]
          .filter(([nodeId]) => this.voters.includes(nodeId) === isVoter)
          .map(([, broker]) => broker.stop()),
      );
    await stopAll(false);
    await stopAll(true);
  }

  async #startAll(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    const aborted = Promise.withResolvers<never>();
    const abort = () => aborted.reject(signal?.reason);
    signal?.addEventListener('abort', abort, { once: true });
    try {
      const started = Promise.all(this.#places.map((_, at) => this.#startBroker(at + 1)));
      this.brokers.push(...(await Promise.race([started, aborted.promise])));
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  get #quorum(): string {
    return this.voters
      .map((nodeId) => `${nodeId}@${loopback}:${this.#place(nodeId).internal}`)
      .join(',');
  }

  #place(nodeId: number): Place {
    return this.#places[nodeId - 1] as Place;
  }

  #startBroker(nodeId: number): Promise<RunningBroker> {
    const { onLog, onDeath } = this.#options;
    return new Promise((resolve, reject) => {
      let ready: RunningBroker | undefined;
      const args = [...this.commandOf(nodeId), '--json', '--until-stdin-ends'];
      const broker = new CliProcess(args, {
        onStdout: (line) => {
          const event: BrokerEvent = JSON.parse(line);
          if (event.event === 'failed') {
            reject(new TidelogError(event.code, `broker ${nodeId}: ${event.message}`));
          } else {
            ready = { nodeId, client: event.client, internal: event.internal, pid: broker.pid };
            resolve(ready);
          }
        },
        onStderr: (line) => onLog(nodeId, line),
      });
      this.#processes.set(nodeId, broker);
      const onExit = (exit: Exit) => {
        const how = describeExit(exit);
        reject(new TidelogError('BROKER_ENDED', `broker ${nodeId} ended at its start: ${how}`));
        if (ready !== undefined && !this.#isStopping) {
          onDeath?.(ready, exit);
        }
      };
      broker.exited.then(onExit, reject);
    });
  }
}

/** Voters must have a port that the others are told before any of them listens. */
async function placesOf({ count, port }: BrokerGroupOptions): Promise<Place[]> {
  const clients = Array.from({ length: count }, (_, at) => (port === 0 ? 0 : port + at));
  const without = clients.filter((client) => client === 0 || client > portWithInternalMax);
  // With one broker nobody else has to know: it takes whatever it gets.
  const free = count === 1 ? [0, 0] : await freePorts(2 * without.length, loopback);
  return clients.map((client) => {
    if (client !== 0 && client <= portWithInternalMax) {
      return { client, internal: client + internalDistance };
    }
    const internal = free.pop() as number;
    const any = free.pop() as number;
    return { client: client === 0 ? any : client, internal };
  });
}
