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

  test('unsynced names are kept as a journal keeps them or in any selection, each way', async () => {
    const outcomes = new Set<string>();
    for (let seed = 0; seed < 60; seed++) {
      const disk = new MemoryFileSystem();
      disk.setContent('/gone', Buffer.from('x'));
      await disk.open('/made', forWriting);
      await disk.remove('/gone');
      await disk.open('/last', forWriting);
      disk.crash(new SeededRandom(seed));
      outcomes.add((await disk.list('/')).map((entry) => entry.name).join());
    }
    expect([...outcomes].sort()).toEqual(
      ['', 'gone', 'gone,last', 'gone,last,made', 'gone,made', 'last', 'last,made', 'made'].sort(),
    );
  });

  test('a full disk takes what fits, fails with ENOSPC, and has room again when files go', async () => {
    const disk = new MemoryFileSystem();
    disk.setContent('/old', Buffer.alloc(600));
    const file = await fileWith(disk, 'x'.repeat(100));
    disk.faults.capacityBytes = 1_000;
    await expect(file.write([Buffer.alloc(500, 1)], 100)).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(disk.usedBytes).toBe(1_000);
    await file.write([Buffer.alloc(400, 2)], 0);
    await expect(disk.open('/new', forWriting)).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(disk.faults.spaceHits).toBe(2);
    await disk.remove('/old');
    await file.write([Buffer.alloc(500, 3)], 400);
    expect(disk.usedBytes).toBe(900);
  });

  test('a read that the system cuts short goes on to what was asked for', async () => {
    const disk = new MemoryFileSystem();
    const file = await fileWith(disk, 'abcdefghij'.repeat(50));
    disk.faults.shortenReads(new SeededRandom(3));
    const before = disk.counts.read;
    for (let i = 0; i < 20; i++) {
      const target = Buffer.alloc(480);
      expect(await file.read(target, 10)).toBe(480);
      expect(String(target)).toBe('abcdefghij'.repeat(48));
    }
    expect(disk.counts.read - before).toBeGreaterThan(30);
    expect(await file.read(Buffer.alloc(100), 450)).toBe(50);
  });

  test('a misdirected write reports success, and its bytes lie elsewhere', async () => {
    const disk = new MemoryFileSystem();
    const file = await fileWith(disk, 'aaaa');
    disk.setContent('/other', Buffer.from('oooo'));
    disk.faults.misdirectNextWrite({ pathPart: '/f', shiftBytes: 2 });
    await file.write([Buffer.from('bb')], 0);
    expect(String(disk.contentOf('/f'))).toBe('aabb');
    disk.faults.misdirectNextWrite({ pathPart: '/f', toPath: '/other' });
    await file.write([Buffer.from('cc')], 0);
    expect(String(disk.contentOf('/f'))).toBe('aabb');
    expect(String(disk.contentOf('/other'))).toBe('ccoo');
  });

  test('random faults hit about as often as they are told to, the same calls for the same seed', async () => {
    const run = async () => {
      const disk = new MemoryFileSystem();
      const file = await fileWith(disk, 'abc');
      disk.faults.failAtRandom({ random: new SeededRandom(5), eio: { read: 0.2 } });
      const failed: number[] = [];
      for (let i = 0; i < 200; i++) {
        await file.read(Buffer.alloc(3), 0).catch(() => failed.push(i));
      }
      await file.sync();
      return failed;
    };
    const failed = await run();
    expect(failed.length).toBeGreaterThan(20);
    expect(failed.length).toBeLessThan(60);
    expect(await run()).toEqual(failed);
  });

  test('a clone has the same content, synced or not, and goes its own way', async () => {
    const disk = new MemoryFileSystem();
    const file = await fileWith(disk, 'synced');
    await file.sync();
    await disk.syncDirectory('/');
    await file.write([Buffer.from('SYN')], 0);
    await disk.rename('/f', '/g');
    const copy = disk.clone();
    await file.write([Buffer.from('x')], 0);
    expect(String(copy.contentOf('/g'))).toBe('SYNced');
    copy.crash();
    expect(String(copy.contentOf('/f'))).toBe('synced');
    expect(String(disk.contentOf('/g'))).toBe('xYNced');
  });

  test('a step listener can end the process before, in the middle of and after a call', async () => {
    const outcomes: string[] = [];
    for (const when of ['before', 'half', 'after'] as const) {
      const disk = new MemoryFileSystem();
      const file = await fileWith(disk, 'aaaa');
      disk.onStep((step) => {
        if (step.index === 0 && step.when === when) disk.kill();
      });
      await expect(file.write([Buffer.from('bbbb')], 0)).rejects.toMatchObject({ code: 'EIO' });
      outcomes.push(String(disk.contentOf('/f')));
    }
    expect(outcomes).toEqual(['aaaa', 'bbaa', 'bbbb']);
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
