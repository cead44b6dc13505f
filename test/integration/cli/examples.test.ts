/** The examples run as they stand. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { BrokerGroup } from '../../../scripts/processes/broker-group.ts';
import { CliProcess, repositoryRoot, runCli } from '../../../scripts/processes/cli-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidelog-examples-'));
afterAll(() => rmSync(folder, { recursive: true }));

const example = (name: string) => ({ program: join(repositoryRoot, 'examples', name) });

test('a broker is embedded in a test', async () => {
  const env = { ...process.env };
  delete env.NODE_TEST_CONTEXT;
  const result = await runCli([], { ...example('embedded-broker.test.ts'), env });
  expect(result.stdout.join('\n')).toMatch(/every order gets its invoice/);
  expect(result).toMatchObject({ code: 0, stderr: [] });
});

test('flights are produced and consumed', async () => {
  const group = await BrokerGroup.start({
    count: 1,
    port: 0,
    dataDirectory: folder,
    onLog: () => {},
  });
  const env = { ...process.env, TIDELOG_BROKERS: group.addresses };
  const produced = await runCli([], { ...example('produce.ts'), env });
  expect(produced).toMatchObject({ code: 0, stderr: [] });
  expect(produced.stdout).toEqual([
    expect.stringMatching(/^the first went to partition \d, offset 0$/),
    '20000 more followed',
  ]);

  const summary = Promise.withResolvers<string>();
  const lasts = Promise.withResolvers<void>();
  const partitions = new Set<string>();
  const consumer = new CliProcess([], {
    ...example('consume.ts'),
    env,
    onStdout: (line) => {
      if (/ flights; /.test(line)) {
        summary.resolve(line);
      } else if (/^\d \d+ \{/.test(line)) {
        partitions.add(line.slice(0, 1));
        if (partitions.size === 6) {
          lasts.resolve();
        }
      }
    },
  });
  expect(await summary.promise).toMatch(/^20001 flights; the longest delays: [A-Z]{3},\d+/);
  await lasts.promise;
  consumer.kill('SIGINT');
  expect(await consumer.exited).toEqual({ code: 0, signal: null });
  await group.stop();
});

test('a group shares work, and each group has its own cursor', async () => {
  const dataDirectory = join(folder, 'groups');
  const group = await BrokerGroup.start({ count: 1, port: 0, dataDirectory, onLog: () => {} });
  const env = { ...process.env, TIDELOG_BROKERS: group.addresses };
  const result = await runCli([], { ...example('group.ts'), env });
  await group.stop();
  expect(result.stderr).toEqual([]);
  expect(result.stdout).toEqual([
    'three workers handled 30 parcels',
    'the audit saw all 30 again, 6 of them for Porto',
    expect.stringMatching(/^careless got (the first|a) parcel and stopped$/),
    'careful got all 30, that one too',
    'live got parcel 30',
  ]);
  expect(result.code).toBe(0);
});
