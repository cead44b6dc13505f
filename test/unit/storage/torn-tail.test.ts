import { expect, test } from 'vitest';
import { findProofOfDamage } from '../../../src/storage/torn-tail.ts';
import { MemoryFileSystem } from '../../support/memory-file-system.ts';
import { batchesIn, batchOf, openLog } from './fixture.ts';

const path = `/data/t-0/${'0'.repeat(20)}.log`;

/** Three batches, of which the third begins `bytesLeft` before the end of a sector. */
async function threeBatches(bytesLeft: number): Promise<{ content: Buffer; starts: number[] }> {
  const disk = new MemoryFileSystem();
  const log = await openLog(disk);
  const one = batchOf(['']).length;
  const fill = 2 * 512 - bytesLeft - 2 * one;
  // One byte of length more for a record of this size.
  for (const value of ['', 'x'.repeat(fill - 2), 'y']) {
    await log.append(batchOf([value]), { leaderEpoch: 0 }).held;
  }
  const content = disk.contentOf(path);
  const sizes = batchesIn([content]).map((batch) => batch.length);
  return { content, starts: [0, sizes[0] as number, (sizes[0] as number) + (sizes[1] as number)] };
}

async function proofIn(content: Buffer, position: number): Promise<number | undefined> {
  const disk = new MemoryFileSystem();
  disk.setContent('/log', content);
  const file = await disk.open('/log');
  return findProofOfDamage(file, { position, fileBytes: content.length, offsetExpected: 1 });
}

test('a lost sector that ends in the zeros with which the next batch begins is a torn tail [LOG-6]', async () => {
  for (const bytesLeft of [1, 4, 7]) {
    const { content, starts } = await threeBatches(bytesLeft);
    const [, second, third] = starts as [number, number, number];
    expect(third).toBe(1_024 - bytesLeft);
    const torn = Buffer.from(content).fill(0, 512, 1_024);
    expect(await proofIn(torn, second), `${bytesLeft} bytes`).toBeUndefined();
    // One bit of it that is not zero shows that the sector was written.
    torn[700] = 1;
    expect(await proofIn(torn, second)).toBe(third);
  }
});

test('a changed byte with a good batch behind it is damage', async () => {
  const { content, starts } = await threeBatches(100);
  const [, second, third] = starts as [number, number, number];
  for (const at of [second + 16, second + 40, third - 1]) {
    const changed = Buffer.from(content);
    changed[at] = (changed[at] as number) ^ 1;
    expect(await proofIn(changed, second), `byte ${at}`).toBe(third);
  }
});
