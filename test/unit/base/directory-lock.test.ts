import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openNodeFileSystem } from '../../../src/base/node-file-system.ts';

const fileSystem = openNodeFileSystem();
const moduleUrl = new URL('../../../src/base/node-file-system.ts', import.meta.url).href;
/** Takes the lock, says so or why not, and lives until its stdin ends. */
const holder = `
  import { openNodeFileSystem } from ${JSON.stringify(moduleUrl)};
  const [directory] = process.argv.slice(1);
  try {
    await openNodeFileSystem().lock(directory);
    console.log('held');
  } catch (error) {
    console.log(error.code);
  }
  process.stdin.resume();
`;
let directory: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'tidelog-lock-'));
});

afterEach(async () => {
  for (const child of children.splice(0)) await kill(child);
  rmSync(directory, { recursive: true, force: true });
});

async function startHolder(): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', holder, directory], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  const [said] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  return { child, said: said.toString().trim() };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

test('[LOG-12] a second process is refused at once, in either direction', async () => {
  const first = await startHolder();
  expect(first.said).toBe('held');
  await expect(fileSystem.lock(directory)).rejects.toMatchObject({
    code: 'DATA_DIRECTORY_LOCKED',
    message: expect.stringContaining(directory),
  });
  const second = await startHolder();
  expect(second.said).toBe('DATA_DIRECTORY_LOCKED');
});

test('[LOG-12] a stopped process keeps the lock, a killed one loses it', async () => {
  const { child } = await startHolder();
  child.kill('SIGSTOP');
  await expect(fileSystem.lock(directory)).rejects.toMatchObject({ code: 'DATA_DIRECTORY_LOCKED' });
  await kill(child);
  const lock = await fileSystem.lock(directory);
  await lock.release();
});

test('[LOG-12] this process cannot take it twice either, and can again after the release', async () => {
  const lock = await fileSystem.lock(directory);
  await expect(fileSystem.lock(directory)).rejects.toMatchObject({ code: 'DATA_DIRECTORY_LOCKED' });
  await lock.release();
  const again = await fileSystem.lock(directory);
  await again.release();
});

test('an absent directory is an error of its own, not a held lock', async () => {
  await expect(fileSystem.lock(join(directory, 'absent'))).rejects.not.toMatchObject({
    code: 'DATA_DIRECTORY_LOCKED',
  });
});
