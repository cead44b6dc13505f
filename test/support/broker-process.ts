import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { BrokerOptions } from '../../src/broker/broker.ts';
import type { Address } from '../../src/net/transport.ts';

const mainPath = fileURLToPath(new URL('broker-process-main.ts', import.meta.url));
/** Another program's outgoing connection may have taken the port for a moment. */
const portTriesMax = 20;

type ReadyLine =
  | { ready: true; clusterId: string; client: Address; internal: Address }
  | { ready: false; code: string; message: string };

export interface BrokerProcessOptions extends Omit<BrokerOptions, 'logger' | 'seams'> {
  /** Where to dial instead, by address: fault tests put proxies in between [NET-6]. */
  dialThrough?: Readonly<Record<string, string>>;
}

/** A command that becomes the one given after it: the process keeps its id, so that signals reach the broker. */
export type Launcher = readonly string[];

/** A broker in a process of its own. */
export class BrokerProcess {
  readonly nodeId: number;
  /** Resolves when the process is gone, whatever ended it. */
  readonly exited: Promise<void>;
  readonly #child: ChildProcess;
  readonly #ready: Promise<ReadyLine>;
  #stderr = '';
  #addresses: { client: Address; internal: Address } | undefined;

  /** Starts the process; `ready` tells when it answers. */
  static spawn(options: BrokerProcessOptions, launcher: Launcher = []): BrokerProcess {
    return new BrokerProcess(options, launcher);
  }

  /**
   * Resolves when the broker answers clients. Rejects with what kept it from starting. `onSpawned` is given each process as
   * soon as it exists: several, when somebody else has the port for a moment.
   */
  static async start(
    options: BrokerProcessOptions,
    launcher: Launcher = [],
    onSpawned: (broker: BrokerProcess) => void = () => {},
  ): Promise<BrokerProcess> {
    for (let tries = 1; ; tries++) {
      const broker = new BrokerProcess(options, launcher);
      onSpawned(broker);
      try {
        await broker.ready();
        return broker;
      } catch (error) {
        await broker.kill();
        const isTaken = (error as { code?: string }).code === 'PORT_IN_USE';
        if (!isTaken || tries === portTriesMax) throw error;
      }
    }
  }

  private constructor(options: BrokerProcessOptions, launcher: Launcher) {
    this.nodeId = options.nodeId ?? 1;
    const command = [...launcher, process.execPath, mainPath, JSON.stringify(options)];
    this.#child = spawn(command[0] as string, command.slice(1), {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, UV_THREADPOOL_SIZE: '8' },
    });
    this.exited = once(this.#child, 'exit').then(() => {});
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr += text;
    });
    // The pipe of a killed process breaks; `exited` tells of it.
    this.#child.stdin?.on('error', () => {});
    this.#ready = this.#firstLine();
    this.#ready.catch(() => {});
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error('the process was not started');
    return this.#child.pid;
  }

  /** Null while it runs, and when a signal ended it. */
  get exitCode(): number | null {
    return this.#child.exitCode;
  }

  /** What it wrote to stderr. */
  get stderr(): string {
    return this.#stderr;
  }

  get client(): Address {
    if (!this.#addresses) throw new Error('the broker is not ready');
    return this.#addresses.client;
  }

  get internal(): Address {
    if (!this.#addresses) throw new Error('the broker is not ready');
    return this.#addresses.internal;
  }

  async ready(): Promise<void> {
    const line = await this.#ready;
    if (!line.ready) throw Object.assign(new Error(line.message), { code: line.code });
    this.#addresses = { client: line.client, internal: line.internal };
  }

  /** SIGKILL. Resolves when the process is gone. */
  kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    return this.exited;
  }

  /** Stops it in order. Resolves when the process is gone. */
  async stop(): Promise<void> {
    this.#child.kill('SIGTERM');
    await this.exited;
  }

  /** SIGSTOP: it does nothing from some moment soon on, and keeps all that it has. */
  suspend(): void {
    this.#child.kill('SIGSTOP');
  }

  /** SIGCONT. */
  resume(): void {
    this.#child.kill('SIGCONT');
  }

  async #firstLine(): Promise<ReadyLine> {
    const { stdout } = this.#child;
    if (!stdout) throw new Error('the process has a stdout');
    for await (const line of createInterface({ input: stdout })) return JSON.parse(line);
    throw new Error(`the broker process ended before it was ready: ${this.#stderr}`);
  }
}
