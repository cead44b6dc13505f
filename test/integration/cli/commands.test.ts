/** The commands as processes of their own, against a broker that is a process of its own. */
import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BrokerGroup } from '../../../scripts/processes/broker-group.ts';
import {
  CliProcess,
  type Finished,
  repositoryRoot,
  runCli,
} from '../../../scripts/processes/cli-process.ts';
import { unusedPort } from './ports.ts';

const flightsFile = join(repositoryRoot, 'examples', 'data', 'flights.ndjson');
const flights = readFileSync(flightsFile, 'utf8').trimEnd().split('\n');
const folder = mkdtempSync(join(tmpdir(), 'tidelog-commands-'));
let group: BrokerGroup;

beforeAll(async () => {
  group = await BrokerGroup.start({ count: 1, port: 0, dataDirectory: folder, onLog: () => {} });
});

afterAll(async () => {
  await group.stop();
  rmSync(folder, { recursive: true });
});

function tidelog(args: readonly string[], input: Iterable<string> = []): Promise<Finished> {
  return runCli([...args, '--brokers', group.addresses], { input });
}

async function json(...args: string[]) {
  const { stdout, code } = await tidelog([...args, '--json']);
  expect(code).toBe(0);
  return JSON.parse(stdout.join('\n'));
}

async function createTopic(name: string, partitions = 1): Promise<void> {
  const created = await tidelog(['topic', 'create', name, '--partitions', String(partitions)]);
  expect(created).toMatchObject({ code: 0, stderr: [] });
}

function consumeAll(topic: string, ...args: string[]): Promise<Finished> {
  return tidelog(['consume', '-t', topic, '--until-end', ...args]);
}

describe('tidelog topic', () => {
  test('creates, lists, describes and deletes, for people and for programs', async () => {
    const created = await json('topic', 'create', 'life', '-p', '2', '-c', 'segment.bytes=4096');
    expect(created).toMatchObject({ name: 'life', partitions: 2, replicationFactor: 1 });
    expect(await json('topic', 'list')).toContainEqual(
      expect.objectContaining({ name: 'life', id: created.id, partitions: 2 }),
    );
    const [described] = await json('topic', 'describe', 'life');
    expect(described.partitions).toMatchObject([
      { partition: 0, leaderId: 1, startOffset: 0, endOffset: 0 },
      { partition: 1, leaderId: 1, startOffset: 0, endOffset: 0 },
    ]);
    const setting = { name: 'segment.bytes', value: '4096', isDefault: false };
    expect(described.configs).toContainEqual(setting);
    expect((await tidelog(['topic', 'list'])).stdout.join('\n')).toMatch(/^life +2 +1$/m);
    expect(await json('topic', 'delete', 'life')).toEqual(['life']);
    expect(await tidelog(['topic', 'describe', 'life'])).toMatchObject({
      code: 1,
      stderr: ['tidelog: no such topic: life'],
    });
  });

  test('trims to an offset, a time or a number to keep, and tells before it does', async () => {
    await createTopic('trimmed', 2);
    const lines = Array.from({ length: 20 }, (_, i) => `line ${i}`);
    await tidelog(['produce', '-t', 'trimmed', '-p', '0'], lines);
    const trim = ['topic', 'trim', 'trimmed', '--before'];
    const dry = await json(...trim, '15', '--partition', '0', '--dry-run');
    expect(dry).toEqual({
      topic: 'trimmed',
      dryRun: true,
      partitions: [
        { partition: 0, startOffset: 0, newStartOffset: 15, endOffset: 20, error: null },
      ],
    });
    expect((await json(...trim, '-5')).partitions).toMatchObject([
      { partition: 0, startOffset: 0, newStartOffset: 15, endOffset: 20 },
      { partition: 1, startOffset: 0, newStartOffset: 0, endOffset: 0 },
    ]);
    const left = await consumeAll('trimmed', '--format', 'value');
    expect(left.stdout).toEqual(lines.slice(15));
    expect(await tidelog([...trim, '21', '-p', '0'])).toMatchObject({
      code: 1,
      stderr: [expect.stringContaining('trimmed-0 can be made to start at 15 to 20, not at 21')],
    });
    expect(await tidelog([...trim, 'earliest'])).toMatchObject({ code: 2 });
    expect(await tidelog([...trim, '3', '-p', '7'])).toMatchObject({ code: 2 });
    const past = await tidelog([...trim, '2001-01-01', '-p', '0']);
    expect(past.stdout.join('\n')).toMatch(/^ *0 +15 +15 +20$/m);
    const future = await tidelog([...trim, '2200-01-01', '-p', '0']);
    expect(future.stdout.join('\n')).toMatch(/^ *0 +15 +20 +20$/m);
  });

  test('takes an existing or an absent topic for an error, unless that is allowed', async () => {
    await createTopic('twice');
    const create = ['topic', 'create', 'twice'];
    expect(await tidelog(create)).toMatchObject({ code: 1, stdout: [] });
    expect(await tidelog([...create, '--if-not-exists'])).toMatchObject({ code: 0, stderr: [] });
    const remove = ['topic', 'delete', 'absent'];
    const complaint = ['tidelog: there is no topic absent'];
    expect(await tidelog(remove)).toMatchObject({ code: 1, stderr: complaint });
    expect(await tidelog([...remove, '--if-exists'])).toMatchObject({ code: 0, stderr: [] });
  });

  test.each([
    [['a b'], /"a b" may hold only a-z/],
    [['..'], /cannot be named "\.\."/],
    [['x'.repeat(250)], /at most 249 characters, this one has 250/],
    [['x', '--partitions', '0'], /'0' is invalid\. It must be a whole number from 1 to 10000/],
    [['x', '-c', 'segment.bytes=1'], /segment\.bytes is "1"; it must be a whole number from 1024/],
    [['x', '-c', 'segment.byte=9999'], /no topic setting "segment\.byte"/],
    [['x', '-c', 'segment.bytes'], /'segment\.bytes' is invalid\. It must be key=value/],
    [['x', '--replication-factor', '3'], /replication factor 3/],
  ])('refuses %j with exit code 2', async (args, message) => {
    const result = await tidelog(['topic', 'create', ...args]);
    expect(result).toMatchObject({ code: 2, stdout: [] });
    expect(result.stderr.join('\n')).toMatch(message);
  });
});

describe('tidelog produce and consume', () => {
  test('carry 20,000 flights from a file to one process per partition, in order per key', async () => {
    await createTopic('flights', 3);
    const args = ['produce', '-t', 'flights', '--key-field', 'origin', '--json', flightsFile];
    const produced = await tidelog(args);
    expect(produced.code).toBe(0);
    const deliveries = produced.stdout.map((line) => JSON.parse(line));
    const count = deliveries.reduce((sum, { recordCount }) => sum + recordCount, 0);
    expect(count).toBe(flights.length);
    const expected = { broker: 1, address: group.addresses, topic: 'flights', attempts: 1 };
    expect(deliveries[0]).toMatchObject(expected);
    expect(produced.stderr.at(-1)).toMatch(
      /^20,000 records delivered to flights in .* 0 skipped, 0 not delivered$/,
    );

    const partitions = ['0', '1', '2'];
    const outputs = await Promise.all(
      partitions.map((partition) => consumeAll('flights', '-p', partition, '--format', 'json')),
    );
    const records = outputs.flatMap(({ stdout }) => stdout.map((line) => JSON.parse(line)));
    expect(records).toHaveLength(flights.length);
    const sent = Map.groupBy(flights, (line) => JSON.parse(line).origin as string);
    const read = Map.groupBy(records, ({ key }) => key as string);
    expect([...read.keys()].sort()).toEqual([...sent.keys()].sort());
    for (const [key, lines] of sent) {
      expect(read.get(key)?.map(({ value }) => value)).toEqual(lines);
    }
  });

  test('print lines in each format', async () => {
    await createTopic('formats');
    const args = ['produce', '-t', 'formats', '--key-separator', '\\t', '--header', 'from=test'];
    const produced = await tidelog(args, ['a\tone', 'b\ttwo\tthree']);
    expect(produced.stdout).toEqual([
      `broker 1 at ${group.addresses}: formats partition 0 offsets 0-1 (2 records)`,
    ]);
    const lines = async (format: string) =>
      (await consumeAll('formats', '--format', format)).stdout;
    expect(await lines('value')).toEqual(['one', 'two\tthree']);
    expect(await lines('key-value')).toEqual(['a\tone', 'b\ttwo\tthree']);
    expect(await lines('text')).toEqual([
      expect.stringMatching(/^0\t0\t\d{4}-\d\d-\d\dT[\d:.]+Z\ta\tone$/),
      expect.stringMatching(/^0\t1\t\d{4}-\d\d-\d\dT[\d:.]+Z\tb\ttwo\\tthree$/),
    ]);
    const [first] = (await lines('json')).map((line) => JSON.parse(line));
    expect(first).toMatchObject({
      topic: 'formats',
      partition: 0,
      offset: 0,
      key: 'a',
      value: 'one',
      headers: [{ key: 'from', value: 'test' }],
    });
  });

  test('start and stop where they are told to', async () => {
    await createTopic('positions');
    const values = Array.from({ length: 10 }, (_, at) => `v${at}`);
    const produced = await tidelog(['produce', '-t', 'positions', '--quiet'], values);
    expect(produced).toMatchObject({ code: 0, stdout: [] });
    const from = async (...args: string[]) =>
      (await consumeAll('positions', '--format', 'value', ...args)).stdout;
    expect(await from()).toEqual(values);
    expect(await from('--from', '7')).toEqual(['v7', 'v8', 'v9']);
    expect(await from('--from', '-2')).toEqual(['v8', 'v9']);
    expect(await from('--from', '-200')).toEqual(values);
    expect(await from('--from', 'latest')).toEqual([]);
    expect(await from('--from', '2001-01-01T00:00:00Z')).toEqual(values);
    expect(await from('--from', '2999-01-01')).toEqual([]);
    expect(await from('--from', '3', '--max', '2')).toEqual(['v3', 'v4']);
    const outside = await tidelog(['consume', '-t', 'positions', '--from', '11', '--max', '1']);
    expect(outside).toMatchObject({ code: 1, stdout: [] });
    expect(outside.stderr.join()).toMatch(
      /offset 11 of positions-0 is out of range; valid are 0 to 10/,
    );
  });

  test('stop at a bad line with its number, after what stood before it was sent', async () => {
    await createTopic('bad-lines');
    const lines = ['{"id":1}', '{"id":2}', 'nonsense', '{"id":4}', '{"no":5}'];
    const args = ['produce', '-t', 'bad-lines', '--key-field', 'id'];
    const stopped = await tidelog(args, lines);
    expect(stopped.code).toBe(1);
    expect(stopped.stderr.at(-1)).toMatch(/^tidelog produce: line 3 is not JSON .*: nonsense$/);
    const values = async () => (await consumeAll('bad-lines', '--format', 'value')).stdout;
    const good = ['{"id":1}', '{"id":2}', '{"id":4}'];
    expect(await values()).toEqual(good.slice(0, 2));
    const skipped = await tidelog([...args, '--on-error', 'skip'], lines);
    expect(skipped).toMatchObject({ code: 0 });
    expect(skipped.stderr).toEqual([
      expect.stringMatching(/^skipped: line 3 is not JSON/),
      expect.stringMatching(/^skipped: line 5 has no field "id"/),
      expect.stringMatching(/^3 records delivered .* 2 skipped, 0 not delivered$/),
    ]);
    expect(await values()).toEqual([...good.slice(0, 2), ...good]);
  });

  test('name the line that is too large for the topic', async () => {
    const args = ['topic', 'create', 'small', '--config', 'max.message.bytes=2000'];
    expect(await tidelog(args)).toMatchObject({ code: 0 });
    const lines = ['x', 'y'.repeat(5_000), 'z'];
    const produced = await tidelog(['produce', '-t', 'small'], lines);
    expect(produced.code).toBe(1);
    expect(produced.stderr.at(-1)).toMatch(
      /^tidelog produce: line 2 was not delivered: .*at most 2000 \(max\.message\.bytes\)/,
    );
    const skipped = await tidelog(['produce', '-t', 'small', '--on-error', 'skip'], lines);
    expect(skipped).toMatchObject({ code: 0 });
    expect(skipped.stderr[0]).toMatch(/^skipped: line 2 was not delivered/);
    expect((await consumeAll('small', '--format', 'value')).stdout.slice(-2)).toEqual(['x', 'z']);
  });

  test('keep to a rate', async () => {
    await createTopic('slow');
    const startedMs = performance.now();
    const lines = Array.from({ length: 60 }, (_, at) => String(at));
    const produced = await tidelog(['produce', '-t', 'slow', '--rate', '100'], lines);
    expect(produced).toMatchObject({ code: 0 });
    expect(performance.now() - startedMs).toBeGreaterThan(500);
  });

  test('refuse what is not there', async () => {
    const create = 'tidelog topic create nope --partitions 6';
    const hint = [`tidelog: there is no topic nope; create it with: ${create}`];
    const produce = (...args: string[]) => tidelog(['produce', '-t', ...args], ['x']);
    expect(await consumeAll('nope')).toMatchObject({ code: 1, stderr: hint });
    expect(await produce('nope')).toMatchObject({ code: 1, stderr: hint });
    await createTopic('narrow', 2);
    const range = ['tidelog: --partition is 2; narrow has the partitions 0 to 1'];
    expect(await consumeAll('narrow', '-p', '2')).toMatchObject({ code: 2, stderr: range });
    expect(await produce('narrow', '-p', '2')).toMatchObject({ code: 2, stderr: range });
    const absent = await produce('narrow', '/no/such/file');
    expect(absent).toMatchObject({ code: 1 });
    expect(absent.stderr.at(-1)).toMatch(/the input cannot be read: ENOENT.*\/no\/such\/file/);
  });
});

describe('an end from outside', () => {
  /** A consumer that has printed a line, and then waits for more. */
  async function startConsumer(topic: string): Promise<CliProcess> {
    const printed = Promise.withResolvers<string>();
    const args = ['consume', '-t', topic, '--from', 'earliest', '--brokers', group.addresses];
    const consumer = new CliProcess(args, { onStdout: printed.resolve });
    await printed.promise;
    return consumer;
  }

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s ends a consumer in order', async (signal, code) => {
    const topic = `ends-${code}`;
    await createTopic(topic);
    await tidelog(['produce', '-t', topic], ['x']);
    const consumer = await startConsumer(topic);
    consumer.kill(signal);
    expect(await consumer.exited).toEqual({ code, signal: null });
  });

  test('a reader that goes away ends a consumer without complaint', async () => {
    await createTopic('pipe');
    await tidelog(['produce', '-t', 'pipe', '--quiet', flightsFile]);
    const bin = join(repositoryRoot, 'bin', 'tidelog.js');
    const args = ['consume', '-t', 'pipe', '--from', 'earliest', '--brokers', group.addresses];
    const consumer = spawn(process.execPath, [bin, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let stderr = '';
    consumer.stderr.on('data', (text) => {
      stderr += text;
    });
    consumer.stdout.once('data', () => consumer.stdout.destroy());
    const code = await new Promise((resolve) => consumer.once('close', resolve));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

test.runIf(process.platform === 'linux')('standard output that fails is a failure', async () => {
  const bin = join(repositoryRoot, 'bin', 'tidelog.js');
  const full = openSync('/dev/full', 'w');
  const list = spawn(process.execPath, [bin, 'topic', 'list', '--brokers', group.addresses], {
    stdio: ['ignore', full, 'pipe'],
  });
  let stderr = '';
  list.stderr?.on('data', (text) => {
    stderr += text;
  });
  const code = await new Promise((resolve) => list.once('close', resolve));
  closeSync(full);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^tidelog: ENOSPC/);
});

describe('tidelog cluster', () => {
  test('shows who is there', async () => {
    expect(await json('cluster', 'status')).toMatchObject({
      healthy: true,
      problems: [],
      controllerId: 1,
      quorum: [{ nodeId: 1, role: 'leader', lag: 0, lastContactMs: 0 }],
      leaderless: [],
      brokers: [{ nodeId: 1, address: group.addresses, alive: true }],
    });
    const described = await json('cluster', 'describe');
    expect(described).toMatchObject({
      controllerId: 1,
      voters: [1],
      quorum: { nodeId: 1, role: 'leader', leaderId: 1, problem: null, learners: [] },
      brokers: [{ nodeId: 1, fenced: false }],
    });
    const { quorum } = described;
    expect(quorum.voters[0].durableEndOffset).toBe(quorum.committedEndOffset);
    const text = await tidelog(['cluster', 'status']);
    expect(text).toMatchObject({ code: 0, stderr: [] });
    expect(text.stdout.join('\n')).toMatch(/is healthy\n(.*\n){2}brokers: 1, all alive\n/);
  });
});

describe('tidelog cluster voters', () => {
  test('shows who keeps the metadata, for people and for programs', async () => {
    const listed = await json('cluster', 'voters');
    expect(listed).toMatchObject({ leaderId: 1, learners: [], voters: [{ nodeId: 1 }] });
    const text = await tidelog(['cluster', 'voters', 'list']);
    expect(text).toMatchObject({ code: 0, stderr: [] });
    expect(text.stdout.join('\n')).toMatch(/^quorum: 1 voter, 0 learners$/m);
  });

  test.each([
    [['add', '9'], 1, /node 9 is not registered/],
    [['add', '1'], 1, /node 1 is a voter already/],
    [['remove', '9'], 1, /node 9 is no voter/],
    [['remove', '1'], 1, /^tidelog: /],
    [['replace', '1'], 1, /nothing to replace/],
    [['replace', 'one'], 2, /must be a whole number/],
    [['swap', '1'], 2, /unknown command|too many arguments/],
  ])('refuses %j', async (args, code, message) => {
    const refused = await tidelog(['cluster', 'voters', ...args]);
    expect(refused).toMatchObject({ code, stdout: [] });
    expect(refused.stderr.join('\n')).toMatch(message);
  });
});

describe('wrong usage', () => {
  test('an address where nobody listens is told within the timeout', async () => {
    const address = `127.0.0.1:${await unusedPort()}`;
    const startedMs = performance.now();
    const result = await runCli(['topic', 'list', '--timeout', '500', '--brokers', address]);
    expect(result).toMatchObject({ code: 1, stdout: [] });
    expect(result.stderr.join()).toContain(address);
    expect(result.stderr.join()).toContain('nobody listens there');
    expect(performance.now() - startedMs).toBeLessThan(10_000);
  });

  test.each([
    [['tpic'], /unknown command 'tpic'\n\(Did you mean topic\?\)/],
    [[], /^Usage: tidelog/],
    [['consume'], /required option '-t, --topic <name>' not specified/],
    [['consume', '-t', 'x', '--from', 'now'], /"now" is not a position; it must be earliest/],
    [['consume', '-t', 'x', '--max', '0'], /'0' is invalid\. It must be a whole number from 1/],
    [['consume', '-t', 'x', '--format', 'xml'], /Allowed choices are text, value, key-value, json/],
    [['produce', '-t', 'x', '--acks', '2'], /'2' is invalid\. Allowed choices are all, 1, 0/],
    [['produce', '-t', 'x', '-k', 'a', '--key-separator', ':'], /cannot be used with option/],
    [['topic', 'list', '--timeout', 'soon'], /'soon' is invalid\. It must be a whole number/],
    [['topic', 'list', '--brokers', 'a:b'], /option brokers is "a:b"; it must be "host:port"/],
  ])('%j exits with 2 and says what is allowed', async (args, message) => {
    const result = await runCli(args);
    expect(result).toMatchObject({ code: 2, stdout: [] });
    expect(result.stderr.join('\n')).toMatch(message);
  });

  test.each([
    [['broker']],
    [['topic', 'create']],
    [['produce']],
    [['consume']],
    [['cluster', 'status']],
    [['cluster', 'describe']],
    [['cluster', 'voters']],
  ])('the help of %j has examples', async (command) => {
    const { code, stdout } = await runCli([...command, '--help']);
    expect(code).toBe(0);
    expect(stdout.join('\n')).toMatch(/^Examples?:\n {2}\$ /m);
  });
});
