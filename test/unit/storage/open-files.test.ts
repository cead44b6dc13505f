import { expect, test } from 'vitest';
import { OpenFiles } from '../../../src/storage/open-files.ts';
import { MemoryFileSystem } from '../../support/memory-file-system.ts';

function setUp(openMax: number) {
  const disk = new MemoryFileSystem();
  for (const name of ['a', 'b', 'c', 'd']) disk.setContent(`/${name}`, Buffer.from(name));
  const failures: string[] = [];
  const files = new OpenFiles(disk, openMax, (path) => failures.push(path));
  return { disk, files, failures };
}

async function touch(files: OpenFiles, path: string): Promise<void> {
  (await files.use({ path })).release();
}

test('keeps the most recently used open, and no more', async () => {
  const { disk, files } = setUp(2);
  for (const path of ['/a', '/b', '/a', '/c']) await touch(files, path);
  expect(disk.openFiles).toBe(2);
  const opens = disk.counts.open;
  await touch(files, '/a');
  expect(disk.counts.open).toBe(opens);
  await touch(files, '/b');
  expect(disk.counts.open).toBe(opens + 1);
});

test('what is in use is never closed, however many that are', async () => {
  const { disk, files } = setUp(1);
  const uses = await Promise.all(['/a', '/b', '/c'].map((path) => files.use({ path })));
  expect(disk.openFiles).toBe(3);
  const target = Buffer.alloc(1);
  for (const use of uses) expect(await use.file.read(target, 0)).toBe(1);
  for (const use of uses) use.release();
  await files.closeAll();
  expect(disk.openFiles).toBe(0);
});

test('users at the same time share one descriptor; readers and the writer do not', async () => {
  const { disk, files } = setUp(10);
  const [one, two] = await Promise.all([files.use({ path: '/a' }), files.use({ path: '/a' })]);
  expect(one.file).toBe(two.file);
  const writer = await files.use({ path: '/a', writePriority: 'append' });
  expect(writer.file).not.toBe(one.file);
  expect(disk.openFiles).toBe(2);
});

test('a forgotten file closes after its last user', async () => {
  const { disk, files } = setUp(10);
  const use = await files.use({ path: '/a' });
  files.forgetDirectory('/');
  await disk.remove('/a');
  expect(await use.file.read(Buffer.alloc(1), 0)).toBe(1);
  use.release();
  await files.closeAll();
  expect(disk.openFiles).toBe(0);
  await expect(files.use({ path: '/a' })).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a file that could not be opened is tried again, and a writer does not bring it back', async () => {
  const { disk, files } = setUp(10);
  disk.failNext('open', 'EMFILE');
  await expect(files.use({ path: '/a' })).rejects.toMatchObject({ code: 'EMFILE' });
  await touch(files, '/a');
  const writer = files.use({ path: '/gone', writePriority: 'append' });
  await expect(writer).rejects.toMatchObject({ code: 'ENOENT' });
});
