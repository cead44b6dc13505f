/** `tidelog log export` against a running broker, beside it on its files, and on the files of a stopped one. */
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BrokerGroup } from '../../../scripts/processes/broker-group.ts';
import { runCli } from '../../../scripts/processes/cli-process.ts';
import { readCsvTable } from '../../support/csv-reader.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidelog-export-'));
const values = Array.from({ length: 60 }, (_, i) => `value "${i}", ${'x'.repeat(40)}`);
let group: BrokerGroup;
let dataDir = '';

beforeAll(async () => {
  group = await BrokerGroup.start({ count: 1, port: 0, dataDirectory: folder, onLog: () => {} });
  dataDir = join(folder, readdirSync(folder)[0] ?? '');
  const brokers = ['--brokers', group.addresses];
  const config = ['-c', 'segment.bytes=1024', '-c', 'retention.ms=-1'];
  await runCli(['topic', 'create', 't', '--partitions', '2', ...config, ...brokers]);
  // Each in a batch of its own, so that there are segments.
  for (let i = 0; i < values.length; i += 10) {
    await runCli(['produce', '-t', 't', '-p', '1', ...brokers], { input: values.slice(i, i + 10) });
  }
  await runCli(['topic', 'trim', 't', '--before', '5', '-p', '1', ...brokers]);
});

afterAll(async () => {
  await group.stop();
  rmSync(folder, { recursive: true });
});

const run = (...args: string[]) => runCli(['log', 'export', ...args]);
const fromBrokers = (...args: string[]) => run(...args, '--brokers', group.addresses);
const csvOf = (lines: readonly string[]) =>
  readCsvTable(lines.map((line) => `${line.trimEnd()}\r\n`).join(''));
const valuesOf = (rows: readonly Record<string, string>[]) => rows.map(({ value }) => value);

interface ExportedFile {
  path: string;
  partition: number;
  firstOffset: number;
  lastOffset: number;
  isNew: boolean;
}

test('brokers and files give the same rows, from the log start on', async () => {
  const asked = await fromBrokers('t');
  expect(asked).toMatchObject({ code: 0, stderr: [] });
  const rows = csvOf(asked.stdout);
  expect(valuesOf(rows)).toEqual(values.slice(5));
  expect(rows[0]).toMatchObject({ topic: 't', partition: '1', offset: '5', key_encoding: 'null' });
  const read = await run('t', '--data-dir', dataDir);
  expect(read).toMatchObject({ code: 0, stderr: [] });
  expect(read.stdout).toEqual(asked.stdout);
  const lines = await fromBrokers('t', '--format', 'ndjson', '-p', '1');
  expect(lines.stdout.map((line) => (JSON.parse(line) as { offset: number }).offset)).toEqual(
    values.map((_, i) => i).slice(5),
  );
  expect((await fromBrokers('t', '-p', '0')).stdout).toEqual([asked.stdout[0]]);
});

test('there is a file per segment or partition; one that is there is left as it is', async () => {
  const out = join(folder, 'out');
  const files = async (...args: string[]): Promise<ExportedFile[]> => {
    const { code, stdout } = await fromBrokers('t', '--out', out, '--json', ...args);
    expect(code).toBe(0);
    return JSON.parse(stdout.join('\n')) as ExportedFile[];
  };
  const whole = await files();
  expect(whole).toMatchObject([{ partition: 1, firstOffset: 5, lastOffset: 59, isNew: true }]);
  const read = (path: string) => readCsvTable(readFileSync(path, 'utf8'));
  expect(valuesOf(read(whole[0]?.path ?? ''))).toEqual(values.slice(5));
  const segments = await files('--data-dir', dataDir);
  expect(segments.length).toBeGreaterThan(3);
  expect(segments.at(-1)).toMatchObject({ lastOffset: 59, isNew: true });
  expect(valuesOf(segments.flatMap(({ path }) => read(path)))).toEqual(values.slice(5));
  writeFileSync(segments[0]?.path ?? '', 'mine');
  const again = await files('--data-dir', dataDir);
  expect(again.map(({ isNew }) => isNew)).toEqual(segments.map(() => false));
  expect(readFileSync(segments[0]?.path ?? '', 'utf8')).toBe('mine');
});

test('what cannot be: another topic, another partition, no such directory', async () => {
  expect(await run('nope', '--data-dir', dataDir)).toMatchObject({
    code: 1,
    stderr: [`tidelog: ${dataDir} has no partition of topic nope`],
  });
  expect(await run('t', '--data-dir', dataDir, '-p', '7')).toMatchObject({ code: 2 });
  expect(await run('t', '--data-dir', join(folder, 'absent'))).toMatchObject({
    code: 1,
    stdout: [],
  });
  expect(await run('t', '--format', 'xml')).toMatchObject({ code: 2 });
});

test('a torn end is left out, damage is told with exit code 1, and the rest comes all the same', async () => {
  await group.stop();
  const log = join(dataDir, 't-1');
  const segments = readdirSync(log).filter((name) => name.endsWith('.log'));
  const last = join(log, segments.at(-1) ?? '');
  truncateSync(last, statSync(last).size - 3);
  const torn = await run('t', '--data-dir', dataDir);
  expect(torn.code).toBe(0);
  expect(torn.stderr.join('\n')).toContain('what follows is torn, or is being written');
  const left = valuesOf(csvOf(torn.stdout));
  expect(left).toEqual(values.slice(5, 5 + left.length));
  expect(left.length).toBeLessThan(55);

  const damaged = join(log, segments[1] ?? '');
  const content = readFileSync(damaged);
  content[100] = (content[100] as number) ^ 1;
  writeFileSync(damaged, content);
  const rest = await run('t', '--data-dir', dataDir);
  expect(rest.code).toBe(1);
  expect(rest.stderr.join('\n')).toContain(`${damaged} is damaged`);
  const kept = valuesOf(csvOf(rest.stdout));
  expect(kept.length).toBeGreaterThan(0);
  expect(kept.length).toBeLessThan(left.length);
});
