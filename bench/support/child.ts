/**
 * A process of the benchmark's own, asked over Node's channel between processes. What is measured runs in processes of
 * their own, so that a broker, a client and a ceiling never share an event loop or a heap.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { MethodsOf, Reply } from './serve.ts';

export interface ChildOptions {
  /** Folder for a CPU profile of the process, written when it ends. */
  profileDirectory?: string | undefined;
}

export class Child<Methods extends MethodsOf<Methods>> implements AsyncDisposable {
  readonly #process: ChildProcess;
  readonly #pending = new Map<number, { resolve(value: unknown): void; reject(e: Error): void }>();
  readonly #ended: Promise<void>;
  #lastId = 0;

  /** `name` is a file of bench/processes. */
  constructor(name: string, { profileDirectory }: ChildOptions = {}) {
    const path = fileURLToPath(new URL(`../processes/${name}.ts`, import.meta.url));
    const profile = profileDirectory
      ? [
          '--cpu-prof',
          `--cpu-prof-dir=${profileDirectory}`,
          `--cpu-prof-name=${name}-${Date.now()}.cpuprofile`,
        ]
      : [];
    this.#process = fork(path, {
      execArgv: profile,
      // As bin/tidelog.js does for a broker [SIM-5].
      env: { ...process.env, UV_THREADPOOL_SIZE: '16' },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#process.on('message', (reply: Reply) => this.#settle(reply));
    this.#ended = new Promise((resolve) => {
      this.#process.once('exit', (code, signal) => {
        const error = new Error(`bench process ${name} ended: ${signal ?? code}`);
        for (const { reject } of this.#pending.values()) reject(error);
        this.#pending.clear();
        resolve();
      });
    });
  }

  get pid(): number {
    return this.#process.pid ?? -1;
  }

  call<Name extends keyof Methods & string>(
    name: Name,
    argument: Parameters<Methods[Name]>[0],
  ): Promise<Awaited<ReturnType<Methods[Name]>>> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve: resolve as (value: unknown) => void, reject });
      this.#process.send({ id, name, argument }, (error) => {
        if (error) reject(error);
      });
    });
  }

  /** SIGKILL. */
  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#ended;
  }

  /** The process ends when its channel does. */
  async stop(): Promise<void> {
    if (this.#process.connected) this.#process.disconnect();
    await this.#ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  #settle(reply: Reply): void {
    const pending = this.#pending.get(reply.id);
    this.#pending.delete(reply.id);
    if (reply.error === undefined) pending?.resolve(reply.result);
    else pending?.reject(new Error(reply.error));
  }
}
