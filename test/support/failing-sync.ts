import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { Launcher } from './broker-process.ts';

const traceArguments = ['-D', '-f', '-qq', '-e', 'trace=fdatasync'];
const failureOf = (nth: number) => ['-e', `inject=fdatasync:error=EIO:when=${nth}`];

/** Why no fdatasync can be made to fail here; undefined when it can. */
export function whyNoFailingSync(): string | undefined {
  try {
    execFileSync('strace', [...traceArguments, ...failureOf(1), '-o', '/dev/null', 'true'], {
      stdio: 'pipe',
    });
    return undefined;
  } catch (error) {
    return `it needs strace, and the right to trace a child with it: ${String(error)}`;
  }
}

/**
 * A real process whose fdatasync of one file says EIO, by strace. Only the answer is made up: the file system below is whole.
 * strace counts by thread, and Node syncs on several, so the first failure comes some time after `nth - 1` syncs, and others
 * may follow if the process syncs that file again.
 */
export class FailingSync {
  /** Becomes the broker, which strace watches from beside. */
  readonly launcher: Launcher;
  readonly #tracePath: string;

  constructor(options: { filePath: string; nth: number; tracePath: string }) {
    const { filePath, nth, tracePath } = options;
    this.#tracePath = tracePath;
    this.launcher = [
      ...['strace', ...traceArguments, ...failureOf(nth)],
      ...['-P', filePath, '-o', tracePath],
    ];
  }

  /** What the syncs of the file answered, in their order; each stands here before the process goes on from it. */
  async answers(): Promise<string[]> {
    const lines = (await readFile(this.#tracePath, 'utf8')).split('\n');
    return lines.flatMap((line) => /fdatasync\(.* = (0$|-1 \w+)/.exec(line)?.[1] ?? []);
  }
}
