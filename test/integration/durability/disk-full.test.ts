// A real disk that fills up and is freed again [LOG-9]: a tmpfs of a few megabytes under a broker. Where this process may
// not mount one, the test says SKIP.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { MIB } from '../../../src/base/units.ts';
import { Broker } from '../../../src/broker/broker.ts';
import { errorNumber } from '../../../src/protocol/error-codes.ts';
import { RecordingLogger } from '../../support/recording-logger.ts';
import { batchOf, TestClient } from '../../support/test-broker.ts';

const diskBytes = 16 * MIB;
const value = 'x'.repeat(100_000);

/** Where a small disk is mounted; undefined, said loudly, when this process may not mount one. */
function mountSmallDisk(): string | undefined {
  const path = mkdtempSync(join(tmpdir(), 'tidelog-small-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${diskBytes}`, 'tidelog', path], {
      stdio: 'pipe',
    });
  } catch (error) {
    rmdirSync(path);
    process.stderr.write(`SKIP: a disk that fills up needs the right to mount: ${String(error)}\n`);
    return undefined;
  }
  onTestFinished(() => {
    execFileSync('umount', ['--lazy', path]);
    rmdirSync(path);
  });
  return path;
}

/** Produces until the broker refuses; returns what it acknowledged, and how it refused. */
async function fill(client: TestClient, topic: string) {
  const offsets: number[] = [];
  for (;;) {
    const result = await client.produce({ name: topic }, 0, batchOf(value));
    if (result.errorCode !== 0) return { offsets, errorCode: result.errorCode };
    offsets.push(result.baseOffset);
    expect(offsets.length * value.length).toBeLessThan(2 * diskBytes);
  }
}

test.each([
  { what: 'at the reserve', logMinFreeBytes: 4 * MIB },
  { what: 'at the last byte', logMinFreeBytes: 0 },
])(
  'a full disk refuses appends $what, serves reads, and takes appends again when it is freed',
  async ({ logMinFreeBytes }) => {
    expect.hasAssertions();
    const root = mountSmallDisk();
    if (root === undefined) {
      expect(root, 'SKIP: no right to mount').toBeUndefined();
      return;
    }
    const settings = { logMinFreeBytes, segmentBytes: MIB, numPartitions: 1 };
    const dataDirectory = join(root, 'data');
    const filler = join(root, 'filler');
    await writeFile(filler, Buffer.alloc(8 * MIB));
    const logger = new RecordingLogger();
    const broker = await Broker.start({ dataDirectory, settings, logger });
    onTestFinished(() => broker.close());
    const client = await TestClient.open(broker.clientAddress);
    onTestFinished(() => client.close());
    await client.createTopic('t');
    const { offsets, errorCode } = await fill(client, 't');
    expect(errorCode).toBe(errorNumber('STORAGE_ERROR'));
    expect(offsets.length).toBeGreaterThan(10);
    const { bavail, bsize } = await statfs(root);
    expect(bavail * bsize).toBeGreaterThanOrEqual(logMinFreeBytes - MIB);
    expect(await client.readValues('t', 0)).toHaveLength(offsets.length);
    if (logMinFreeBytes > 0) {
      // The reserve is the metadata log's.
      await client.createTopic('while-full');
    }

    await rm(filler);
    await logger.line(({ message }) => message.startsWith('there is room again'));
    expect(await client.append('t', 0, 'once more')).toBe(offsets.length);
    await broker.close();

    const again = await Broker.start({ dataDirectory, settings });
    onTestFinished(() => again.close());
    const reader = await TestClient.open(again.clientAddress);
    onTestFinished(() => reader.close());
    expect(await reader.readValues('t', 0)).toHaveLength(offsets.length + 1);
  },
);
