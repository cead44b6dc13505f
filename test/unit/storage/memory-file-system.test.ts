// The disk that other tests trust: it must forget what it may forget, and nothing else.
import { describe, expect, test } from 'vitest';
import type { File } from '../../../src/base/file-system.ts';
import { SeededRandom } from '../../../src/base/random.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { MemoryFileSystem } from '../../support/memory-file-system.ts';

const forWriting = { writable: true, create: true } as const;

async function fileWith(disk: MemoryFileSystem, content: string): Promise<File> {
  const file = await disk.open('/f', forWriting);
  await file.write([Buffer.from(content)], 0);
  return file;
}

describe('MemoryFileSystem', () => {
  test('reads and writes across pages, with holes of zeros and short reads at the end', async () => {
    const disk = new MemoryFileSystem();
    const file = await disk.open('/f', forWriting);
    await file.write([Buffer.alloc(3_000, 1), Buffer.alloc(3_000, 2)], 4_000);
    expect(await file.size()).toBe(10_000);
    const expected = Buffer.concat([
      Buffer.alloc(4_000),
      Buffer.alloc(3_000, 1),
      Buffer.alloc(3_000, 2),
    ]);
    expect(disk.contentOf('/f')).toEqual(expected);
    const target = Buffer.alloc(100, 9);
    expect(await file.read(target, 9_950)).toBe(50);
    expect(target[49]).toBe(2);
    expect(target[50]).toBe(9);
    await file.truncate(4_500);
    await file.truncate(9_000);
    expect(disk.contentOf('/f').subarray(4_500)).toEqual(Buffer.alloc(4_500));
  });

  test('a crash keeps what was synced before, bytes and names apart', async () => {
    const disk = new MemoryFileSystem();
    const file = await fileWith(disk, 'synced');
    await file.sync();
    disk.crash();
    expect(await disk.stat('/f')).toBeUndefined();
    const second = await fileWith(disk, 'synced');
    await second.sync();
    await disk.syncDirectory('/');
    await second.write([Buffer.from(' not')], 6);
    disk.crash();
    expect(String(disk.contentOf('/f'))).toBe('synced');
  });

  test('a write during a sync is not covered by it', async () => {
    const disk = new MemoryFileSystem();
    const file = await fileWith(disk, 'aaaa');
    await disk.syncDirectory('/');
    const syncing = file.sync();
    const writing = file.write([Buffer.from('bb')], 1);
    await Promise.all([syncing, writing]);
    expect(String(disk.contentOf('/f'))).toBe('abba');
    disk.crash();
    expect(String(disk.contentOf('/f'))).toBe('aaaa');
  });

  test('after a failed sync, a later one that succeeds does not bring the bytes back', async () => {
    const disk = new MemoryFileSystem();
    const file = await fileWith(disk, 'lost');
    await disk.syncDirectory('/');
    disk.failNext('sync', 'EIO');
    await expect(file.sync()).rejects.toMatchObject({ code: 'EIO' });
    await file.sync();
    expect(String(disk.contentOf('/f'))).toBe('lost');
    disk.crash();
    expect(disk.contentOf('/f').toString()).not.toContain('lost');
  });

  test('a rename is kept as a whole or not at all', async () => {
    const outcomes = new Set<string>();
    for (let seed = 0; seed < 20; seed++) {
      const disk = new MemoryFileSystem();
      disk.setContent('/old', Buffer.from('x'));
      await disk.rename('/old', '/new');
      disk.crash(new SeededRandom(seed));
      outcomes.add((await disk.list('/')).map((entry) => entry.name).join());
    }
    expect([...outcomes].sort()).toEqual(['new', 'old']);
  });

  test('with random, a crash tears unsynced bytes at sectors and spares synced ones', async () => {
    const sizes = new Set<number>();
    for (let seed = 0; seed < 50; seed++) {
      const disk = new MemoryFileSystem();
      const file = await disk.open('/f', forWriting);
      await file.write([Buffer.alloc(700, 1)], 0);
      await file.sync();
      await disk.syncDirectory('/');
      await file.write([Buffer.alloc(6_000, 2)], 700);
      disk.crash(new SeededRandom(seed));
      const content = disk.contentOf('/f');
      sizes.add(content.length);
      expect(content.subarray(0, 700)).toEqual(Buffer.alloc(700, 1));
      for (let at = 1_024; at + 512 <= content.length; at += 512) {
        expect(new Set(content.subarray(at, at + 512)).size).toBe(1);
      }
    }
    expect(sizes.size).toBeGreaterThan(5);
  });

  test('kill keeps what was written, frees the lock, and ends the calls of its process', async () => {
    const disk = new MemoryFileSystem();
    const view = disk.process();
    const file = await fileWith(disk, 'written');
    await view.lock('/');
    await expect(disk.lock('/')).rejects.toMatchObject({ code: 'DATA_DIRECTORY_LOCKED' });
    const writing = file.write([Buffer.from('ghost')], 0);
    disk.kill();
    await expect(writing).rejects.toMatchObject({ code: 'EIO' });
    await expect(file.sync()).rejects.toMatchObject({ code: 'EIO' });
    await expect(view.open('/f')).rejects.toMatchObject({ code: 'EIO' });
    expect(String(disk.contentOf('/f'))).toBe('written');
    await (await disk.lock('/')).release();
  });

  test('faults hit the call they were meant for, once', async () => {
    const disk = new MemoryFileSystem();
    const file = await fileWith(disk, '');
    disk.failNext('write', 'ENOSPC', { pathPart: '/f', skip: 1 });
    await file.write([Buffer.from('1111')], 0);
    await expect(file.write([Buffer.from('2222')], 4)).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(String(disk.contentOf('/f'))).toBe('111122');
    await file.write([Buffer.from('3333')], 4);
    expect(String(disk.contentOf('/f'))).toBe('11113333');
  });

  test('with a clock, calls take their time and none of it passes by itself', async () => {
    const clock = new ManualClock();
    const disk = new MemoryFileSystem({ clock, latencyMs: (kind) => (kind === 'open' ? 5 : 0) });
    let isOpen = false;
    const opening = disk.open('/f', forWriting).then(() => {
      isOpen = true;
    });
    clock.advance(4);
    await Promise.resolve();
    expect(isOpen).toBe(false);
    clock.advance(1);
    await opening;
    expect(isOpen).toBe(true);
  });
});
