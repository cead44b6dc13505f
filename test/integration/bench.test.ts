import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const keys = ['workload', 'recordsPerSecond', 'mbPerSecond', 'ceilingRecordsPerSecond', 'ratio'];

async function bench(...flags: string[]): Promise<Record<string, unknown>[]> {
  const main = join(root, 'bench', 'main.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [main, ...flags, '--json']);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('the benchmark prints one object a line, with rates beside those of a ceiling', async () => {
  const rows = await bench('produce', 'consume', 'latency', '--rounds', '1', '--scale', '0.002');
  expect(rows.map(({ workload }) => workload)).toEqual([
    'produce/sync',
    'produce/sync/tuned',
    'produce/sync/send',
    'produce/async',
    'produce/async/tuned',
    'consume/disk',
    'consume/tail',
    'latency',
  ]);
  for (const row of rows) {
    expect(Object.keys(row).slice(0, keys.length)).toEqual(keys);
    for (const key of keys.slice(1)) expect(row[key], key).toBeTypeOf('number');
    expect(row.recordsPerSecond).toBeGreaterThan(0);
    expect(row.ceilingRecordsPerSecond).toBeGreaterThan(0);
  }
});

test('the benchmark of replication has rates beside those of one replica, and what catching up and idling take', async () => {
  const rows = await bench('replication', '--rounds', '1', '--scale', '0.002');
  expect(rows.map(({ workload }) => workload)).toEqual([
    ...[
      'replication/sync',
      'replication/sync/tuned',
      'replication/async',
      'replication/async/tuned',
    ],
    ...['replication/catch-up', 'replication/idle'],
  ]);
  for (const row of rows.slice(0, 4)) {
    expect(row).toMatchObject({ ratio: expect.any(Number) });
    expect(row.brokersCpuMicros).toBeGreaterThan(0);
  }
  expect(rows[4]).toMatchObject({ recordsPerSecond: expect.any(Number), missedMb: 0 });
  expect(rows[5]).toMatchObject({ partitions: 10, replicas: 3 });
  expect(rows[5]?.requestsPerSecond).toBeGreaterThan(0);
});

test('the benchmark names the workloads there are when one is asked for that is not', async () => {
  await expect(bench('nonsense')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('there is no workload nonsense; there are produce, consume'),
  });
});
