/** The commands that change topics in use, as processes of their own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BrokerGroup } from '../../../scripts/processes/broker-group.ts';
import { type Finished, runCli } from '../../../scripts/processes/cli-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidelog-topic-changes-'));
let group: BrokerGroup;

beforeAll(async () => {
  group = await BrokerGroup.start({ count: 1, port: 0, dataDirectory: folder, onLog: () => {} });
  await topic('create', 't', '--partitions', '1');
});

afterAll(async () => {
  await group.stop();
  rmSync(folder, { recursive: true });
});

function topic(...args: string[]): Promise<Finished> {
  return runCli(['topic', ...args, '--brokers', group.addresses], { input: [] });
}

test('add-partitions says how many there are, and how many of them are new', async () => {
  expect(await topic('add-partitions', 't', '--total', '3')).toMatchObject({
    code: 0,
    stdout: ['topic t has 3 partitions now, 2 of them new'],
  });
  expect((await topic('add-partitions', 't', '--total', '3')).stdout).toEqual([
    'topic t has 3 partitions already',
  ]);
  const fewer = await topic('add-partitions', 't', '--total', '2');
  expect(fewer.code).toBe(2);
  expect(fewer.stderr.join('\n')).toMatch(/has 3 partitions and cannot have 2/);
});

test('set and unset print what they have changed', async () => {
  const set = await topic('set', 't', 'retention.ms=60000', 'segment.ms=5000');
  expect(set).toMatchObject({
    code: 0,
    stdout: ['segment.ms = 5000', 'retention.ms = 60000'],
  });
  const unset = await topic('unset', 't', 'segment.ms', '--json');
  expect(JSON.parse(unset.stdout.join('\n'))).toContainEqual({
    name: 'retention.ms',
    value: '60000',
    isDefault: false,
  });
  const wrong = await topic('set', 't', 'segment.ms=never');
  expect(wrong.code).toBe(2);
  expect(wrong.stderr.join('\n')).toMatch(/segment.ms is "never"; it must be a whole number/);
  expect((await topic('set', 't', 'segment.ms')).code).toBe(2);
});

test('elect-leaders, move and moves', async () => {
  expect((await topic('elect-leaders')).stdout).toEqual([
    'every partition has the leader that it should have',
  ]);
  expect((await topic('elect-leaders', '--partition', '0')).code).toBe(2);
  expect((await topic('moves')).stdout).toEqual(['no partition is being moved']);
  expect((await topic('move', 't', '--partition', '0')).code).toBe(2);
  const unknown = await topic('move', 't', '--partition', '0', '--to', '1,9');
  expect(unknown.code).toBe(2);
  expect(unknown.stderr.join('\n')).toMatch(/t-0 cannot move to brokers \[1, 9\]/);
  expect((await topic('move', 't', '--partition', '0', '--to', '1')).stdout).toEqual([
    't-0 is moving to brokers 1',
  ]);
});
