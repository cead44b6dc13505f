import { expect, test } from 'vitest';
import { SeededRandom } from '../../../src/base/random.ts';
import { type BadBytes, type WalkedBatch, walkSegment } from '../../../src/storage/segment-walk.ts';
import { MemoryFileSystem } from '../../support/memory-file-system.ts';
import { batchOf } from './fixture.ts';

const path = '/0.log';

/** Batches of two records each, from offset 100 on. */
const batches = Array.from({ length: 5 }, (_, i) => {
  const batch = batchOf([`first ${i}`, `second ${i}`]);
  batch.writeBigInt64BE(BigInt(100 + 2 * i), 0);
  return batch;
});
const bytesOf = batches[0]?.length as number;

async function walk(content: Buffer): Promise<(WalkedBatch | BadBytes)[]> {
  const disk = new MemoryFileSystem();
  const created = await disk.open(path, { writable: true, create: true });
  await created.close();
  disk.setContent(path, content);
  const file = await disk.open(path);
  const items: (WalkedBatch | BadBytes)[] = [];
  const options = { fileBytes: content.length, baseOffset: 100 };
  for await (const item of walkSegment(file, options)) {
    items.push(item.kind === 'batch' ? { ...item, batch: Buffer.from(item.batch) } : item);
  }
  await file.close();
  expect(disk.openFiles).toBe(0);
  return items;
}

/** In short: offset of an intact batch, `!offset` of one that is not, `?bytes`. */
async function outline(content: Buffer): Promise<string[]> {
  return (await walk(content)).map((item) =>
    item.kind === 'bad-bytes'
      ? `?${item.bytes}`
      : `${item.problem === undefined ? '' : '!'}${item.header.baseOffset}`,
  );
}

const changed = (at: number, byte: number) => {
  const content = Buffer.concat(batches);
  content[at] = byte;
  return content;
};

test('intact batches come with their place, their header and their bytes', async () => {
  const items = await walk(Buffer.concat(batches));
  expect(items).toHaveLength(5);
  for (const [i, item] of items.entries()) {
    expect(item).toMatchObject({
      kind: 'batch',
      position: i * bytesOf,
      bytes: bytesOf,
      problem: undefined,
      header: { baseOffset: 100 + 2 * i, recordCount: 2 },
    });
    expect(item.kind === 'batch' && item.batch.equals(batches[i] as Buffer)).toBe(true);
  }
  expect(await walk(Buffer.alloc(0))).toEqual([]);
});

test('a batch whose CRC does not match is shown, and the next ones too', async () => {
  const content = changed(bytesOf + 65, 0xee);
  expect(await outline(content)).toEqual(['100', '!102', '104', '106', '108']);
  expect((await walk(content))[1]).toMatchObject({ problem: expect.stringContaining('the CRC') });
  expect(await outline(changed(4 * bytesOf + 65, 0xee))).toEqual([
    '100',
    '102',
    '104',
    '106',
    '!108',
  ]);
});

test('a length that lies does not hide the batches behind it', async () => {
  // Too long by 256 bytes, and longer than the file.
  for (const at of [bytesOf + 10, bytesOf + 9]) {
    expect(await outline(changed(at, 1))).toEqual(['100', `?${bytesOf}`, '104', '106', '108']);
  }
});

test('bytes that are no batch, in between and at the end', async () => {
  const noise = Buffer.alloc(777, 0x5a);
  const [first, second, third] = batches as [Buffer, Buffer, Buffer];
  expect(
    await outline(Buffer.concat([noise, first, noise, second, third.subarray(0, 50)])),
  ).toEqual(['?777', '100', '?777', '102', '?50']);
  expect(await outline(Buffer.alloc(100_000))).toEqual(['?100000']);
});

test('a header that no number can hold is no batch, even with a CRC that matches', async () => {
  const batch = Buffer.from(batches[0] as Buffer);
  batch.writeBigInt64BE(2n ** 62n, 0);
  expect(await outline(Buffer.concat([batch, batches[1] as Buffer]))).toEqual([
    `?${bytesOf}`,
    '102',
  ]);
});

test('any bytes at all are walked to the end, each byte once', async () => {
  const random = new SeededRandom(7);
  for (let run = 0; run < 300; run++) {
    const content = Buffer.concat(batches);
    for (let i = random.integerBelow(20); i >= 0; i--) {
      content[random.integerBelow(content.length)] = random.integerBelow(256);
    }
    const cut = content.subarray(0, random.integerBelow(content.length + 1));
    let end = 0;
    for (const { position, bytes } of await walk(cut)) {
      expect(position).toBe(end);
      expect(bytes).toBeGreaterThan(0);
      end += bytes;
    }
    expect(end).toBe(cut.length);
  }
});
