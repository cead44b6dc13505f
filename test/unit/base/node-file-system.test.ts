import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AssertionError } from '../../../src/base/assert.ts';
import type { FileSystem } from '../../../src/base/file-system.ts';
import { openNodeFileSystem } from '../../../src/base/node-file-system.ts';

let directory: string;
let fileSystem: FileSystem;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'tidelog-files-'));
  fileSystem = openNodeFileSystem();
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

const at = (...names: string[]): string => join(directory, ...names);

test('chunks are written one after the other and read back from any position', async () => {
  const file = await fileSystem.open(at('a'), { writable: true, create: true });
  await file.write([Buffer.from('one'), Buffer.alloc(0), Buffer.from('two')], 0);
  await file.write([Buffer.from('X')], 1);
  await file.sync();
  const target = Buffer.alloc(10);
  expect(await file.read(target, 0)).toBe(6);
  expect(target.toString('utf8', 0, 6)).toBe('oXetwo');
  expect(await file.read(target, 4)).toBe(2);
  expect(await file.read(target, 6)).toBe(0);
  expect(await file.size()).toBe(6);
  await file.truncate(2);
  expect(await file.size()).toBe(2);
  await file.close();
});

test('more chunks than one writev takes are all written', async () => {
  const file = await fileSystem.open(at('many'), { writable: true, create: true });
  const chunks = Array.from({ length: 3_000 }, (_, i) => Buffer.from([i & 255, i >> 8]));
  await file.write(chunks, 5);
  const target = Buffer.alloc(6_010);
  expect(await file.read(target, 0)).toBe(6_005);
  expect(target.subarray(5, 6_005).equals(Buffer.concat(chunks))).toBe(true);
  await file.close();
});

test('writing nothing changes nothing', async () => {
  const file = await fileSystem.open(at('a'), { writable: true, create: true });
  await file.write([], 100);
  await file.write([Buffer.alloc(0)], 100);
  expect(await file.size()).toBe(0);
  await file.close();
});

test('a file is made only when asked, and written only when opened for it', async () => {
  await expect(fileSystem.open(at('absent'))).rejects.toMatchObject({ code: 'ENOENT' });
  const writable = fileSystem.open(at('absent'), { writable: true });
  await expect(writable).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(fileSystem.open(at('a'), { create: true })).rejects.toThrow(AssertionError);
  writeFileSync(at('a'), 'text');
  const file = await fileSystem.open(at('a'));
  await expect(file.write([Buffer.from('x')], 0)).rejects.toMatchObject({ code: 'EBADF' });
  await file.close();
});

test('opening an existing file for creation keeps what is in it', async () => {
  writeFileSync(at('a'), 'text');
  const file = await fileSystem.open(at('a'), { writable: true, create: true });
  expect(await file.size()).toBe(4);
  await file.close();
});

test('a closed file is not used again: its descriptor may be that of another', async () => {
  const file = await fileSystem.open(at('a'), { writable: true, create: true });
  await file.close();
  await expect(file.read(Buffer.alloc(1), 0)).rejects.toThrow(AssertionError);
  await expect(file.write([Buffer.from('x')], 0)).rejects.toThrow(AssertionError);
  expect(() => file.sync()).toThrow(AssertionError);
  expect(() => file.close()).toThrow(AssertionError);
});

test('directories are made with their parents, listed by name, and removed with all in them', async () => {
  await fileSystem.makeDirectory(at('x', 'y', 'z'));
  await fileSystem.makeDirectory(at('x', 'y', 'z'));
  writeFileSync(at('x', 'y', 'b'), '');
  writeFileSync(at('x', 'y', 'a'), '12');
  expect(await fileSystem.list(at('x', 'y'))).toEqual([
    { name: 'a', isDirectory: false },
    { name: 'b', isDirectory: false },
    { name: 'z', isDirectory: true },
  ]);
  expect(await fileSystem.stat(at('x', 'y', 'a'))).toEqual({ bytes: 2, isDirectory: false });
  expect((await fileSystem.stat(at('x')))?.isDirectory).toBe(true);
  await fileSystem.syncDirectory(at('x'));
  await fileSystem.removeDirectory(at('x'));
  await fileSystem.removeDirectory(at('x'));
  expect(await fileSystem.stat(at('x'))).toBeUndefined();
  await expect(fileSystem.list(at('x'))).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(fileSystem.syncDirectory(at('x'))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('rename replaces what was there; removing what is absent fails', async () => {
  writeFileSync(at('from'), 'new');
  writeFileSync(at('to'), 'older');
  await fileSystem.rename(at('from'), at('to'));
  expect(await fileSystem.stat(at('to'))).toEqual({ bytes: 3, isDirectory: false });
  await fileSystem.remove(at('to'));
  await expect(fileSystem.remove(at('to'))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a call that node refuses at once does not use up a place in the pool', async () => {
  for (let i = 0; i < 10; i++) {
    await expect(fileSystem.open(at('a\0b'))).rejects.toMatchObject({
      code: 'ERR_INVALID_ARG_VALUE',
    });
  }
  expect(await fileSystem.list(directory)).toEqual([]);
});
