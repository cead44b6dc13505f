/** `tidelog consume --group`, `tidelog group` and the launcher of members, as people use them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BrokerGroup } from '../../../scripts/processes/broker-group.ts';
import {
  CliProcess,
  type Finished,
  repositoryRoot,
  runCli,
} from '../../../scripts/processes/cli-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidelog-group-command-'));
let brokers: BrokerGroup;

beforeAll(async () => {
  brokers = await BrokerGroup.start({ count: 1, port: 0, dataDirectory: folder, onLog: () => {} });
});

afterAll(async () => {
  await brokers.stop();
  rmSync(folder, { recursive: true });
});

function tidelog(args: readonly string[], input: Iterable<string> = []): Promise<Finished> {
  return runCli([...args, '--brokers', brokers.addresses], { input });
}

async function json(...args: string[]) {
  const { stdout, code, stderr } = await tidelog([...args, '--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: [] });
  return JSON.parse(stdout.join('\n'));
}

async function fill(topic: string, partitions: number, count: number): Promise<string[]> {
  await tidelog(['topic', 'create', topic, '--partitions', String(partitions)]);
  const lines = Array.from({ length: count }, (_, i) => `key${i}=line ${i}`);
  const produced = await tidelog(['produce', '-t', topic, '--key-separator', '='], lines);
  expect(produced).toMatchObject({ code: 0 });
  return lines.map((line) => line.slice(line.indexOf('=') + 1)).sort();
}

function consume(topic: string, group: string, ...more: string[]): Promise<Finished> {
  return tidelog(['consume', '-t', topic, '--group', group, '--format', 'value', ...more]);
}

test('a group reads each record once, over several runs, and its lag and offsets can be seen and reset', async () => {
  const lines = await fill('orders', 3, 30);
  const first = await consume('orders', 'audit', '--max', '10');
  expect(first).toMatchObject({ code: 0, stderr: [] });
  expect(first.stdout).toHaveLength(10);
  const second = await consume('orders', 'audit', '--until-end');
  expect([...first.stdout, ...second.stdout].sort()).toEqual(lines);
  expect(await json('group', 'list')).toMatchObject([
    { groupId: 'audit', state: 'empty', members: 0, coordinatorId: 1 },
  ]);
  const lag = await json('group', 'lag', 'audit');
  expect(lag).toHaveLength(3);
  for (const one of lag) expect(one).toMatchObject({ topic: 'orders', lag: 0, memberId: '' });
  const reset = ['group', 'reset-offsets', 'audit', '--to', 'earliest'];
  const dry = await json(...reset, '--dry-run');
  expect(dry.map(({ after }: { after: number }) => after)).toEqual([0, 0, 0]);
  expect(await json('group', 'lag', 'audit')).toEqual(lag);
  await tidelog(reset);
  expect((await consume('orders', 'audit', '--until-end')).stdout.sort()).toEqual(lines);
  const shifted = await json('group', 'reset-offsets', 'audit', '--shift-by', '-2');
  for (const { before, after } of shifted) expect(before - after).toBe(2);
  expect((await consume('orders', 'audit', '--until-end')).stdout).toHaveLength(6);
  const one = ['--topic', 'orders', '--partition', '1', '--to', '-1'];
  const [last] = await json('group', 'reset-offsets', 'audit', ...one);
  expect(last).toMatchObject({ partition: 1, after: last.before - 1 });
  const after = async (to: string) =>
    (await json('group', 'reset-offsets', 'audit', '--to', to)).map(
      (row: typeof last) => row.after,
    );
  const ends = await after('latest');
  expect(ends.reduce((sum: number, end: number) => sum + end)).toBe(30);
  expect(await after('2')).toEqual([2, 2, 2]);
  // Nothing is as late as that, and nothing as early.
  expect(await after('2100-01-01T00:00:00Z')).toEqual(ends);
  expect(await after('2001-01-01T00:00:00Z')).toEqual([0, 0, 0]);
  expect(await json('group', 'delete', 'audit')).toEqual(['audit']);
  expect(await json('group', 'list')).toEqual([]);
}, 60_000);

test('a group that is active is described, and neither reset nor deleted', async () => {
  await fill('jobs', 2, 4);
  const seen: string[] = [];
  const four = Promise.withResolvers<void>();
  const args = ['consume', '-t', 'jobs', '-g', 'busy', '--format', 'value'];
  const member = new CliProcess([...args, '--brokers', brokers.addresses], {
    onStdout: (line) => {
      seen.push(line);
      if (seen.length === 4) four.resolve();
    },
  });
  await four.promise;
  const [described] = await json('group', 'describe', 'busy');
  expect(described).toMatchObject({ groupId: 'busy', state: 'stable', assignor: 'uniform' });
  expect(described.members).toMatchObject([{ clientId: 'tidelog-cli', topics: ['jobs'] }]);
  expect(described.members[0].assigned).toHaveLength(2);
  const text = (await tidelog(['group', 'describe', 'busy'])).stdout.join('\n');
  expect(text).toMatch(/^group busy: stable, 1 members, assignor uniform/);
  for (const refused of [
    ['group', 'reset-offsets', 'busy', '--to', 'earliest'],
    ['group', 'delete', 'busy'],
  ]) {
    const { code, stderr } = await tidelog(refused);
    expect(code).toBe(1);
    expect(stderr.join('\n')).toMatch(/group busy has 1 members/);
  }
  member.kill('SIGINT');
  expect(await member.exited).toEqual({ code: 130, signal: null });
  expect(await json('group', 'lag', 'busy')).toMatchObject([{ lag: 0 }, { lag: 0 }]);
});

test('wrong calls say what is wrong', async () => {
  await fill('bare', 1, 1);
  const wrong: [string[], number, RegExp][] = [
    [['group', 'describe', 'nobody'], 1, /there is no group "nobody"/],
    [['group', 'reset-offsets', 'nobody', '--to', 'earliest'], 1, /has committed nothing/],
    [['group', 'reset-offsets', 'nobody'], 2, /--to <position> or --shift-by/],
    [['group', 'reset-offsets', 'x', '--to', 'latest', '--partition', '1'], 2, /needs --topic/],
    [['consume', '-t', 'bare', '-g', 'x', '-p', '0'], 2, /--partition and --group/],
  ];
  for (const [args, code, message] of wrong) {
    const result = await tidelog(args);
    expect(result.stderr.join('\n'), args.join(' ')).toMatch(message);
    expect(result.code, args.join(' ')).toBe(code);
  }
});

test('launch-consumers --group shares a topic among its processes', async () => {
  const lines = await fill('shared', 4, 40);
  const program = join(repositoryRoot, 'scripts', 'launch-consumers.ts');
  const args = ['--topic', 'shared', '--group', 'team', '--count', '2', '--until-end'];
  const result = await runCli([...args, '--format', 'value', '--brokers', brokers.addresses], {
    program,
  });
  expect(result.code).toBe(0);
  const printed = result.stdout.map((line) => line.replace(/^\[team [12]\] /, ''));
  expect([...new Set(printed)].sort()).toEqual(lines);
});
