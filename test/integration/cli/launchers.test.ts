/** The launchers and the demo, as people start them. */
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { CliProcess, repositoryRoot, runCli } from '../../../scripts/processes/cli-process.ts';
import { voterCount } from '../../../scripts/processes/voters.ts';
import { isListening, takePort } from './ports.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidelog-launchers-'));
afterAll(() => rmSync(folder, { recursive: true }));

const script = (name: string) => ({ program: join(repositoryRoot, 'scripts', `${name}.ts`) });

/** Resolves with the first line that matches; rejects when the process ends before. */
class Lines {
  readonly seen: string[] = [];
  readonly #waiting: { pattern: RegExp; resolve: (line: string) => void }[] = [];

  readonly add = (line: string): void => {
    this.seen.push(line);
    for (const { pattern, resolve } of this.#waiting) {
      if (pattern.test(line)) {
        resolve(line);
      }
    }
  };

  next(pattern: RegExp): Promise<string> {
    const found = this.seen.find((line) => pattern.test(line));
    return found === undefined
      ? new Promise((resolve) => this.#waiting.push({ pattern, resolve }))
      : Promise.resolve(found);
  }
}

interface Launched {
  launcher: CliProcess;
  addresses: string[];
  stdout: Lines;
  stderr: Lines;
}

async function launchBrokers(directory: string): Promise<Launched> {
  const stdout = new Lines();
  const stderr = new Lines();
  const args = ['--count', '3', '--port', '0', '--data-dir', join(folder, directory)];
  const launcher = new CliProcess(args, {
    ...script('launch-brokers'),
    onStdout: stdout.add,
    onStderr: stderr.add,
  });
  const ready = await stdout.next(/^3 brokers are ready: /);
  return { launcher, addresses: ready.replace(/^.*: /, '').split(','), stdout, stderr };
}

/** Connections that close when the broker at their other end is gone. */
async function connectAll(addresses: readonly string[]): Promise<Promise<unknown>[]> {
  return await Promise.all(
    addresses.map(async (address) => {
      const [host = '', port] = address.split(':');
      const socket = connect(Number(port), host);
      await once(socket, 'connect');
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.on('error', () => socket.destroy()).resume();
      return { closed };
    }),
  ).then((sockets) => sockets.map(({ closed }) => closed));
}

async function listening(addresses: readonly string[]): Promise<boolean[]> {
  return await Promise.all(addresses.map(isListening));
}

describe('launch-brokers', () => {
  test('prints one ready line with all addresses, and Ctrl-C leaves no process', async () => {
    const { launcher, addresses, stdout, stderr } = await launchBrokers('ctrl-c');
    expect(addresses).toHaveLength(3);
    expect(await listening(addresses)).toEqual([true, true, true]);
    expect(stderr.seen).toContainEqual(expect.stringMatching(/^\[broker 2\] /));
    expect(stderr.seen).toContain('[launcher] voters of the metadata quorum: 1, 2, 3');
    launcher.kill('SIGINT');
    expect(await launcher.exited).toEqual({ code: 0, signal: null });
    expect(stdout.seen).toHaveLength(1);
    expect(await listening(addresses)).toEqual([false, false, false]);
  });

  test('leaves no process even when it is killed', async () => {
    const { launcher, addresses } = await launchBrokers('killed');
    const gone = await connectAll(addresses);
    launcher.kill('SIGKILL');
    await Promise.all(gone);
    expect(await listening(addresses)).toEqual([false, false, false]);
  });

  test('reports a broker that dies, what follows, and how to start it again', async () => {
    const { launcher, addresses, stdout, stderr } = await launchBrokers('death');
    const line = await stderr.next(/broker 2 is process \d+/);
    process.kill(Number(/process (\d+)/.exec(line)?.[1]), 'SIGKILL');
    const report = await stderr.next(/broker 2 died/);
    expect(report).toMatch(/^\[launcher\] broker 2 died \(signal SIGKILL\)\. Partitions of which/);
    expect(report).toContain('A majority of the voters is left, so metadata can be changed');
    const again = await stderr.next(/To start it again: npx tidelog broker --node-id 2/);
    expect(again).toMatch(/ --quorum 1@127\.0\.0\.1:\d+,2@127\.0\.0\.1:\d+,3@127\.0\.0\.1:\d+$/);
    expect(await listening(addresses)).toEqual([true, false, true]);
    // As it says, it can be started again beside the launcher.
    const revived = new CliProcess([...again.replace(/^.*npx tidelog /, '').split(' '), '--json'], {
      onStdout: stdout.add,
    });
    await stdout.next(/"event":"ready"/);
    expect(await listening(addresses)).toEqual([true, true, true]);
    expect(await revived.stop()).toEqual({ code: 0, signal: null });
    launcher.kill('SIGTERM');
    expect(await launcher.exited).toEqual({ code: 0, signal: null });
    expect(await listening(addresses)).toEqual([false, false, false]);
  });

  test('stops on Ctrl-C while its brokers start', async () => {
    const stderr = new Lines();
    const args = ['--count', '3', '--port', '0', '--data-dir', join(folder, 'early')];
    const launcher = new CliProcess(args, { ...script('launch-brokers'), onStderr: stderr.add });
    await stderr.next(/^\[broker \d\] /);
    launcher.kill('SIGINT');
    expect(await launcher.exited).toEqual({ code: 0, signal: null });
    expect(stderr.seen.at(-1)).toBe('[launcher] all brokers have stopped');
  });

  test('refuses more voters than brokers, and numbers that make no quorum', async () => {
    const many = await runCli(['--count', '3', '--voters', '5'], script('launch-brokers'));
    expect(many).toMatchObject({ code: 2, stdout: [] });
    expect(many.stderr.join()).toContain('5 voters need as many brokers, and there are 3');
    const even = await runCli(['--voters', '2'], script('launch-brokers'));
    expect(even).toMatchObject({ code: 2, stdout: [] });
    expect(even.stderr.join()).toContain('Allowed choices are 1, 3, 5');
  });

  test('says which port is taken and how to choose another', async () => {
    const { port, server } = await takePort();
    const args = ['--port', String(port), '--data-dir', join(folder, 'taken')];
    const result = await runCli(args, script('launch-brokers'));
    server.close();
    expect(result).toMatchObject({ code: 1, stdout: [] });
    // The port of the internal listener, 10,000 above, may be taken by chance.
    expect(result.stderr.at(-2)).toMatch(
      new RegExp(`^broker 1: port (${port}|${port + 10_000}) of 127\\.0\\.0\\.1 is in use`),
    );
    expect(result.stderr.at(-1)).toMatch(
      /^Choose another first port: npm run launch-brokers -- --port \d+ \(0 takes/,
    );
  });
});

test.each([
  [1, undefined, 1],
  [2, undefined, 1],
  [3, undefined, 3],
  [4, undefined, 3],
  [5, undefined, 5],
  [9, undefined, 5],
  [4, 1, 1],
  [5, 3, 3],
])('of %i brokers, when %s voters are asked for, %i vote', (brokers, asked, voters) => {
  expect(voterCount(brokers, asked)).toBe(voters);
});

describe('launch-producer and launch-consumers', () => {
  test('spread made-up messages over a topic and read them with one process per partition', async () => {
    const { launcher, addresses } = await launchBrokers('both');
    const brokers = ['--brokers', addresses.join(',')];
    const produced = await runCli(
      ['--topic', 'readings', '--partitions', '3', '--count', '90', '--keys', '30', ...brokers],
      script('launch-producer'),
    );
    expect(produced).toMatchObject({ code: 0 });
    expect(produced.stderr.at(-1)).toMatch(/^90 records delivered to readings/);
    const consumed = await runCli(
      ['--topic', 'readings', '--until-end', '--format', 'value', ...brokers],
      script('launch-consumers'),
    );
    await launcher.stop();
    expect(consumed).toMatchObject({ code: 0 });
    const lines = consumed.stdout.map((line) => /^\[(readings-\d)\] (.*)$/.exec(line));
    expect(new Set(lines.map((match) => match?.[1])).size).toBe(3);
    const readings = lines.map((match): number => JSON.parse(match?.[2] ?? '').reading);
    expect(readings.sort((a, b) => a - b)).toEqual(Array.from({ length: 90 }, (_, at) => at));
  });

  test('say what is wrong', async () => {
    const usage = await runCli([], script('launch-consumers'));
    expect(usage).toMatchObject({ code: 2, stdout: [] });
    const nobody = ['--topic', 'x', '--brokers', '127.0.0.1:1'];
    const producer = await runCli(nobody, script('launch-producer'));
    expect(producer).toMatchObject({ code: 1 });
    expect(producer.stderr.join('\n')).toContain('127.0.0.1:1');
  });

  test.each(['launch-brokers', 'launch-producer', 'launch-consumers', 'demo'])(
    '%s has help',
    async (name) => {
      const { code, stdout } = await runCli(['--help'], script(name));
      expect(code).toBe(0);
      expect(stdout[0]).toMatch(new RegExp(`^Usage: ${name}`));
    },
  );
});

describe('the demo', () => {
  const temporary = (name: string) => {
    const directory = join(folder, name);
    mkdirSync(directory);
    return { directory, env: { ...process.env, TMPDIR: directory } };
  };

  /** Node keeps its compile cache in the same place. */
  const leftIn = (directory: string) =>
    readdirSync(directory).filter((name) => name.startsWith('tidelog-'));

  test('loses, doubles and disorders nothing, and leaves nothing behind', async () => {
    const { directory, env } = temporary('whole');
    const result = await runCli(['--port', '0'], { ...script('demo'), env });
    expect(result).toMatchObject({ code: 0, stderr: [] });
    expect(result.stdout.at(-1)).toBe(
      'demo: 20000 produced, 20000 consumed, 0 lost, 0 duplicated, 0 out of order',
    );
    const rows = result.stdout.filter((line) =>
      /^ +\d +broker [123] +\d+ +\d+ +0 +\d+$/.test(line),
    );
    expect(rows).toHaveLength(6);
    const brokers = /ready: (.*)$/.exec(result.stdout[0] ?? '')?.[1]?.split(',') ?? [];
    expect(await listening(brokers)).toEqual([false, false, false]);
    expect(leftIn(directory)).toEqual([]);
  });

  test('says which port is taken and how to choose another, and nothing else', async () => {
    const { directory, env } = temporary('taken-port');
    const { port, server } = await takePort();
    const result = await runCli(['--port', String(port)], { ...script('demo'), env });
    server.close();
    expect(result).toMatchObject({ code: 1, stdout: [] });
    expect(result.stderr).toEqual([
      expect.stringMatching(
        new RegExp(`^demo: broker 1: port (${port}|${port + 10_000}) of .* in use`),
      ),
      expect.stringMatching(/^Choose another first port: npm run demo -- --port \d+ \(0 takes any/),
    ]);
    expect(leftIn(directory)).toEqual([]);
  });

  test('leaves nothing behind after Ctrl-C', async () => {
    const { directory, env } = temporary('stopped');
    const stdout = new Lines();
    const demo = new CliProcess(['--port', '0'], { ...script('demo'), env, onStdout: stdout.add });
    const ready = await stdout.next(/ready: /);
    demo.kill('SIGINT');
    expect(await demo.exited).toEqual({ code: 130, signal: null });
    expect(await listening(ready.replace(/^.*: /, '').split(','))).toEqual([false, false, false]);
    expect(leftIn(directory)).toEqual([]);
  });
});
