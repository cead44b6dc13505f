// The `tidelog` command as a child process whose output is read line by line.
import { type ChildProcess, spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface CliProcessOptions {
  onStdout?: (line: string) => void;
  onStderr?: (line: string) => void;
  /** Another program of this repository to run in place of `tidelog`. */
  program?: string;
  /** In place of this process's environment. */
  env?: NodeJS.ProcessEnv;
}

export const repositoryRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const bin = join(repositoryRoot, 'bin', 'tidelog.js');
/** A process that was asked to stop and still runs after this long is killed. */
const stopMsMax = 10_000;

/**
 * In a process group of its own, so that Ctrl-C reaches only the launcher, which stops its children in order. If the
 * launcher is killed, the child's stdin ends, and a child with --until-stdin-ends stops by itself.
 */
export class CliProcess {
  readonly pid: number | undefined;
  /** Resolves when the process has ended and all its output was read. */
  readonly exited: Promise<Exit>;
  readonly #child: ChildProcess;
  #hasExited = false;

  constructor(args: readonly string[], options: CliProcessOptions) {
    const { onStdout, onStderr, program = bin, env = process.env } = options;
    const child = spawn(process.execPath, [program, ...args], {
      detached: true,
      stdio: 'pipe',
      env,
    });
    this.#child = child;
    this.pid = child.pid;
    this.exited = new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => {
        this.#hasExited = true;
        resolve({ code, signal });
      });
    });
    createInterface({ input: child.stdout }).on('line', (line) => onStdout?.(line));
    createInterface({ input: child.stderr }).on('line', (line) => onStderr?.(line));
    // Writing to a process that has ended is no failure of ours; its exit code tells.
    child.stdin.on('error', () => child.stdin.destroy());
  }

  get hasExited(): boolean {
    return this.#hasExited;
  }

  /** The process reads its stdin to the end of `lines`; waits while it is slow. */
  async feed(lines: Iterable<string>): Promise<void> {
    const { stdin } = this.#child;
    for (const line of lines) {
      if (stdin === null || stdin.destroyed) {
        return;
      }
      if (!stdin.write(`${line}\n`)) {
        await new Promise<void>((resolve) => {
          stdin.once('drain', resolve);
          stdin.once('close', resolve);
        });
      }
    }
    stdin?.end();
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Asks the process to stop and waits for it; kills it if it does not. */
  async stop(): Promise<Exit> {
    if (!this.#hasExited) {
      this.#child.kill('SIGTERM');
    }
    const insist = setTimeout(() => this.#child.kill('SIGKILL'), stopMsMax);
    try {
      return await this.exited;
    } finally {
      clearTimeout(insist);
    }
  }
}

export interface Finished extends Exit {
  stdout: string[];
  stderr: string[];
}

/** Runs a command to its end, with these lines on its stdin. */
export async function runCli(
  args: readonly string[],
  options: Pick<CliProcessOptions, 'program' | 'env'> & { input?: Iterable<string> } = {},
): Promise<Finished> {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const command = new CliProcess(args, {
    ...options,
    onStdout: (line) => stdout.push(line),
    onStderr: (line) => stderr.push(line),
  });
  await command.feed(options.input ?? []);
  return { ...(await command.exited), stdout, stderr };
}

/** How a process ended, in words. */
export function describeExit({ code, signal }: Exit): string {
  return signal === null ? `exit code ${code}` : `signal ${signal}`;
}
