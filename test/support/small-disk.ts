import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rmdir, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Launcher } from './broker-process.ts';

const isRoot = process.getuid?.() === 0;

/**
 * A tmpfs of a few megabytes, mounted in a mount namespace of its own: nothing outside sees it, and it is gone with the last
 * process in it, however the test ends. One such process is the keeper, which lives until its stdin ends.
 */
export class SmallDisk {
  /** Where it is mounted, for processes started with `launcher`. */
  readonly path: string;
  /** The same place, for everybody else who may look at the keeper. */
  readonly outsidePath: string;
  /** Becomes a command that sees the disk. */
  readonly launcher: Launcher;
  readonly #keeper: ChildProcess;

  /** Throws an error that says what is missing when this process may not mount anything. */
  static async mount(bytes: number): Promise<SmallDisk> {
    const path = await mkdtemp(join(tmpdir(), 'tidelog-small-disk-'));
    const script = 'mount -t tmpfs -o "size=$1" tidelog "$2" && echo mounted && exec cat';
    const namespace = ['--mount', ...(isRoot ? [] : ['--map-root-user'])];
    const keeper = spawn('unshare', [...namespace, 'sh', '-c', script, 'sh', `${bytes}`, path]);
    let stderr = '';
    keeper.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const gone = once(keeper, 'close').catch((error: unknown) => {
      stderr += String(error);
    });
    // It ends without a line when it could not mount.
    for await (const line of createInterface({ input: keeper.stdout })) {
      if (line === 'mounted') return new SmallDisk(path, keeper);
    }
    await gone;
    await rmdir(path);
    throw new Error(`a small disk needs Linux and the right to mount a tmpfs: ${stderr.trim()}`);
  }

  private constructor(path: string, keeper: ChildProcess) {
    this.path = path;
    this.#keeper = keeper;
    this.outsidePath = join(`/proc/${keeper.pid}/root`, path);
    const namespaces = ['--mount', ...(isRoot ? [] : ['--user', '--preserve-credentials'])];
    this.launcher = ['nsenter', `--target=${keeper.pid}`, ...namespaces];
  }

  async freeBytes(): Promise<number> {
    const { bavail, bsize } = await statfs(this.outsidePath);
    return bavail * bsize;
  }

  /** After the last process that uses it. */
  async unmount(): Promise<void> {
    const gone = once(this.#keeper, 'exit');
    this.#keeper.stdin?.end();
    await gone;
    await rmdir(this.path);
  }
}
