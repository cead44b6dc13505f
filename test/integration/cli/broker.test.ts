/** `tidelog broker` as a process: how it starts, why it does not, and how it ends. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { CliProcess, runCli } from '../../../scripts/processes/cli-process.ts';
import { isListening, takePort } from './ports.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidelog-broker-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Ready {
  event: string;
  nodeId: number;
  client: string;
  internal: string;
  pid: number;
}

interface RunningBroker {
  process: CliProcess;
  ready: Ready;
  stderr: string[];
}

async function startBroker(...args: string[]): Promise<RunningBroker> {
  const stderr: string[] = [];
  const printed = Promise.withResolvers<string>();
  const broker = new CliProcess(['broker', '--json', '--listen', '127.0.0.1:0', ...args], {
    onStdout: printed.resolve,
    onStderr: (line) => stderr.push(line),
  });
  broker.exited.then(() => printed.reject(new Error(stderr.join('\n'))), printed.reject);
  return { process: broker, ready: JSON.parse(await printed.promise), stderr };
}

describe('a broker', () => {
  test('says where it listens when it is ready, and ends in order on SIGTERM and on SIGINT', async () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const broker = await startBroker('--data-dir', join(folder, signal), '--node-id', '7');
      expect(broker.ready).toMatchObject({
        event: 'ready',
        nodeId: 7,
        client: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
        internal: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
        pid: broker.process.pid,
      });
      expect(await isListening(broker.ready.client)).toBe(true);
      broker.process.kill(signal);
      expect(await broker.process.exited).toEqual({ code: 0, signal: null });
      expect(await isListening(broker.ready.client)).toBe(false);
    }
  });

  test('logs JSON when nobody watches, and lines for people when told so', async () => {
    const json = await startBroker('--data-dir', join(folder, 'json'));
    await json.process.stop();
    expect(json.stderr.map((line) => JSON.parse(line).msg)).toContain('stopped');
    const pretty = await startBroker('--data-dir', join(folder, 'json'), '--log-format', 'pretty');
    await pretty.process.stop();
    expect(pretty.stderr.join('\n')).toMatch(/\d\d:\d\d:\d\d.* INFO.*stopped/);
  });

  test('stops when its launcher is gone, if told so', async () => {
    const broker = await startBroker('--data-dir', join(folder, 'orphan'), '--until-stdin-ends');
    await broker.process.feed([]);
    expect(await broker.process.exited).toEqual({ code: 0, signal: null });
  });

  test('serves after a restart what it held', async () => {
    const directory = ['--data-dir', join(folder, 'restart')];
    const first = await startBroker(...directory);
    const at = ['--brokers', first.ready.client];
    await runCli(['topic', 'create', 'kept', ...at]);
    const produced = await runCli(['produce', '-t', 'kept', ...at], { input: ['a', 'b'] });
    expect(produced.code).toBe(0);
    await first.process.stop();
    const second = await startBroker(...directory);
    const args = ['consume', '-t', 'kept', '--until-end', '--format', 'value'];
    const consumed = await runCli([...args, '--brokers', second.ready.client]);
    expect(consumed).toMatchObject({ code: 0, stdout: ['a', 'b'], stderr: [] });
    await second.process.stop();
  });
});

describe('a broker that cannot start', () => {
  test('names the port that is taken', async () => {
    const { port, server } = await takePort();
    const args = ['--listen', `127.0.0.1:${port}`, '--internal-listen', '127.0.0.1:0'];
    const result = await runCli([
      ...['broker', '--data-dir', join(folder, 'port'), '--json', '--log-level', 'silent', ...args],
    ]);
    server.close();
    expect(result.code).toBe(1);
    expect(result.stderr).toEqual([
      `tidelog broker: port ${port} of 127.0.0.1 is in use by another program; stop it, or choose another port`,
    ]);
    expect(JSON.parse(result.stdout.join())).toMatchObject({
      event: 'failed',
      code: 'PORT_IN_USE',
    });
  });

  test('names the data directory that another one holds, which does not notice [LOG-12]', async () => {
    const directory = join(folder, 'shared');
    const first = await startBroker('--data-dir', directory);
    const second = await runCli(['broker', '--listen', '127.0.0.1:0', '--data-dir', directory]);
    expect(second).toMatchObject({ code: 1, stdout: [] });
    expect(second.stderr.at(-1)).toMatch(/^tidelog broker: the data directory .*shared is in use/);
    expect(await isListening(first.ready.client)).toBe(true);
    expect(await first.process.stop()).toEqual({ code: 0, signal: null });
  });

  const file = join(folder, 'bad.yaml');
  writeFileSync(file, 'segment.bytes: 5\n');
  const typo = join(folder, 'typo.yaml');
  writeFileSync(typo, 'segmnt.bytes: 5000\n');

  test.each([
    [['--node-id', '-1'], /node\.id is "-1" in --node-id; it must be a whole number from 0 to/],
    [['--listen', '9092'], /listen is "9092" in --listen; it must be host:port with a port from 0/],
    [
      ['--listen', '0.0.0.0:9092'],
      /it must be on 127\.0\.0\.1, ::1 or localhost, unless --insecure/,
    ],
    [['--set', 'durability=max'], /durability is "max" in --set; it must be one of sync, async/],
    [['--set', 'durability'], /'durability' is invalid\. It must be key=value/],
    [['--config', file], /segment\.bytes is 5 in .*bad\.yaml; it must be a whole number from 1024/],
    [['--config', typo], /no setting segmnt\.bytes \(did you mean segment\.bytes\?\)/],
    [['--config', join(folder, 'none.yaml')], /none\.yaml cannot be read: ENOENT/],
    [['--quorum', '1@a:1'], /node\.id is not given; it must be with quorum/],
    [['--lissten', 'a:1'], /unknown option '--lissten'\n\(Did you mean --listen\?\)/],
  ])('%j: exit code 2, key, value and range', async (args, message) => {
    const result = await runCli(['broker', '--data-dir', join(folder, 'never'), ...args]);
    expect(result).toMatchObject({ code: 2, stdout: [] });
    expect(result.stderr.join('\n')).toMatch(message);
  });

  test('takes bad values from the environment no better', async () => {
    const env = { ...process.env, TIDELOG_FLUSH_MS: '0' };
    const result = await runCli(['broker'], { env });
    expect(result).toMatchObject({ code: 2, stdout: [] });
    expect(result.stderr).toEqual([
      expect.stringMatching(
        /^tidelog broker: flush\.ms is "0" in TIDELOG_FLUSH_MS; it must be a whole number from 1 to \d+$/,
      ),
    ]);
  });
});

test('all settings are listed with their ranges', async () => {
  const { code, stdout } = await runCli(['broker', '--settings']);
  expect(code).toBe(0);
  expect(stdout.join('\n')).toMatch(
    /^num\.partitions +1 +a whole number from 1 to 10000 +partitions/m,
  );
});
