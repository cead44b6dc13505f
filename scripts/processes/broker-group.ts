// Several brokers on this machine, each a process: the first is the quorum, the others join it.
import { TidelogError } from '../../src/base/errors.ts';
import { CliProcess, describeExit, type Exit } from './cli-process.ts';

export interface BrokerGroupOptions {
  count: number;
  /** Of the first broker's client listener; the others take the next ones. 0 takes any for each. */
  port: number;
  /** Each broker has a folder in it that is named by its node id. */
  dataDirectory: string;
  /** Further settings as `key=value`. */
  settings?: readonly string[];
  /** What the brokers log. */
  onLog: (nodeId: number, line: string) => void;
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

const loopback = '127.0.0.1';
/** Above it the internal port, which is 10,000 higher, would be none; any is taken then. */
const portWithInternalMax = 55_535;
/** The last port that leaves room for the others of the group. */
export const firstPortMax = 65_000;

export class BrokerGroup {
  readonly brokers: RunningBroker[] = [];
  readonly #options: BrokerGroupOptions;
  readonly #processes: CliProcess[] = [];
  #isStopping = false;

  /** Resolves when all are ready. When one cannot start, none is left, and its reason is thrown. */
  static async start(options: BrokerGroupOptions): Promise<BrokerGroup> {
    const group = new BrokerGroup(options);
    try {
      const first = await group.#startBroker(1, []);
      const others = Array.from({ length: options.count - 1 }, (_, at) =>
        group.#startBroker(at + 2, ['--quorum', `1@${first.internal}`]),
      );
      group.brokers.push(first, ...(await Promise.all(others)));
    } catch (error) {
      await group.stop();
      throw error;
    }
    return group;
  }

  private constructor(options: BrokerGroupOptions) {
    this.#options = options;
  }

  get addresses(): string {
    return this.brokers.map(({ client }) => client).join(',');
  }

  get isAnyRunning(): boolean {
    return this.#processes.some(({ hasExited }) => !hasExited);
  }

  /** Stops all that run; the first one last, because the others take their leave of it. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    const [first, ...others] = this.#processes;
    await Promise.all(others.map((broker) => broker.stop()));
    await first?.stop();
  }

  #startBroker(nodeId: number, args: readonly string[]): Promise<RunningBroker> {
    const { port, dataDirectory, settings = [], onLog, onDeath } = this.#options;
    const own = port === 0 ? 0 : port + nodeId - 1;
    return new Promise((resolve, reject) => {
      let ready: RunningBroker | undefined;
      const broker = new CliProcess(
        [
          ...['broker', '--json', '--until-stdin-ends', '--node-id', String(nodeId)],
          ...['--listen', `${loopback}:${own}`, '--data-dir', `${dataDirectory}/${nodeId}`],
          ...(own > portWithInternalMax ? ['--internal-listen', `${loopback}:0`] : []),
          ...settings.flatMap((setting) => ['--set', setting]),
          ...args,
        ],
        {
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
        },
      );
      this.#processes.push(broker);
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
