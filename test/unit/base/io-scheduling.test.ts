import type * as Fs from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type File, type IoPriority, ioPriorities } from '../../../src/base/file-system.ts';
import { openNodeFileSystem } from '../../../src/base/node-file-system.ts';
import { microtasksDrained } from '../../sim/simulation.ts';

/** Calls that were handed to the pool, held back until a test lets them go. */
interface HeldCall {
  what: 'sync' | 'write';
  fd: number;
  finish: () => void;
}

const disk = vi.hoisted(() => ({ held: [] as HeldCall[] }));

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof Fs>();
  const fdatasync = (fd: number, done: (error: null) => void) =>
    void disk.held.push({ what: 'sync', fd, finish: () => done(null) });
  const writev = (
    fd: number,
    chunks: readonly Uint8Array[],
    _position: number,
    done: (error: null, count: number) => void,
  ) => {
    const count = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    disk.held.push({ what: 'write', fd, finish: () => done(null, count) });
  };
  return { ...fs, fdatasync, writev };
});

const threads = 4;
let directory: string;
let files: Record<IoPriority, File>;
let started: Promise<void>[];
let finished: string[];

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'tidelog-io-'));
  vi.stubEnv('UV_THREADPOOL_SIZE', String(threads));
  const fileSystem = openNodeFileSystem();
  const open = (priority: IoPriority) =>
    fileSystem.open(join(directory, priority), { writable: true, create: true, priority });
  const [quorum, append, read, background] = await Promise.all(ioPriorities.map(open));
  files = { quorum, append, read, background } as Record<IoPriority, File>;
  started = [];
  finished = [];
});

afterEach(async () => {
  while (disk.held.length > 0) await finishFirst();
  await Promise.all(started);
  vi.unstubAllEnvs();
  rmSync(directory, { recursive: true, force: true });
});

function start(priority: IoPriority, what: 'sync' | 'write'): void {
  const file = files[priority];
  const call = what === 'sync' ? file.sync() : file.write([Buffer.from('x')], 0);
  started.push(call.then(() => void finished.push(`${priority} ${what}`)));
}

async function finishFirst(): Promise<void> {
  disk.held.shift()?.finish();
  await microtasksDrained();
}

test('[SIM-5] no more calls are handed out than the pool has threads', async () => {
  for (let i = 0; i < 10; i++) start('background', 'write');
  await microtasksDrained();
  expect(disk.held).toHaveLength(threads);
  await finishFirst();
  expect(disk.held).toHaveLength(threads);
});

test('[SIM-5] the more urgent goes first: quorum, append, read, background', async () => {
  for (let i = 0; i < threads; i++) start('background', 'write');
  for (const priority of ioPriorities.toReversed()) start(priority, 'write');
  await microtasksDrained();
  while (disk.held.length > 0) await finishFirst();
  expect(finished.slice(threads)).toEqual([
    'quorum write',
    'append write',
    'read write',
    'background write',
  ]);
});

test('[SIM-5] syncs hold at most half of the pool, and others pass them', async () => {
  for (let i = 0; i < 6; i++) start('quorum', 'sync');
  start('background', 'write');
  await microtasksDrained();
  expect(disk.held.map((call) => call.what)).toEqual(['sync', 'sync', 'write']);
  await finishFirst();
  expect(disk.held.map((call) => call.what)).toEqual(['sync', 'write', 'sync']);
});

test('calls of one priority keep their order', async () => {
  const order: number[] = [];
  for (let i = 0; i < 20; i++) {
    started.push(files.append.write([Buffer.from([i])], i).then(() => void order.push(i)));
  }
  await microtasksDrained();
  while (disk.held.length > 0) await finishFirst();
  expect(order).toEqual(Array.from({ length: 20 }, (_, i) => i));
});
