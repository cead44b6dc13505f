import { expect, test } from 'vitest';
import { SeededRandom } from '../../../src/base/random.ts';
import { readState, writeState } from '../../../src/storage/state-file.ts';
import { MemoryFileSystem } from '../../support/memory-file-system.ts';

test('reads back what was written, and nothing where nothing was', async () => {
  const disk = new MemoryFileSystem();
  expect(await readState(disk, '/state')).toBeUndefined();
  await writeState(disk, '/state', { name: 'é', list: [1, 2] });
  expect(await readState(disk, '/state')).toEqual({ name: 'é', list: [1, 2] });
  disk.crash();
  expect(await readState(disk, '/state')).toEqual({ name: 'é', list: [1, 2] });
});

test('a power cut at any step of a write leaves the old state or the new one [LOG-5]', async () => {
  const seen = new Set<unknown>();
  for (let seed = 0; seed < 200; seed++) {
    const disk = new MemoryFileSystem();
    await writeState(disk, '/state', { value: 'old', pad: 'o'.repeat(2_000) });
    const writing = writeState(disk.process(), '/state', { value: 'new', pad: 'n'.repeat(900) });
    const outcome = writing.then(
      () => 'written',
      () => 'cut off',
    );
    for (let turns = seed % 25; turns > 0; turns--) await Promise.resolve();
    disk.crash(new SeededRandom(seed));
    const state = await readState(disk, '/state');
    expect(state).toMatchObject({ value: expect.stringMatching(/^(old|new)$/) });
    seen.add((state as { value: string }).value);
    if ((await outcome) === 'written') expect(state).toMatchObject({ value: 'new' });
  }
  expect([...seen].sort()).toEqual(['new', 'old']);
});

test('a changed byte and another format are refused', async () => {
  const disk = new MemoryFileSystem();
  await writeState(disk, '/state', { value: 'x' });
  const content = disk.contentOf('/state');
  for (let at = 0; at < content.length - 1; at++) {
    disk.setContent('/state', content);
    disk.corrupt('/state', at, 0x04);
    await expect(readState(disk, '/state'), `byte ${at}`).rejects.toMatchObject({
      code: expect.stringMatching(/STATE_DAMAGED|STATE_FORMAT_UNKNOWN/),
    });
  }
  disk.setContent('/state', Buffer.from('{"format":2,"crc32c":"00000000","state":{}}'));
  await expect(readState(disk, '/state')).rejects.toThrow(/has format 2, this version reads 1/);
});
