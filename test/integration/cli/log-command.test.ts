/** `tidelog log` as a process of its own, on the files of a broker that runs and of one that has stopped. */
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runCli } from '../../../scripts/processes/cli-process.ts';
import { Broker } from '../../../src/broker/broker.ts';
import { Client } from '../../../src/client/index.ts';
import { codecNames } from '../../../src/protocol/compression.ts';
import { readBatchHeader, splitBatches } from '../../../src/protocol/record-batch.ts';

let root: string;
let data: string;
/** Content of every file of the stopped broker, by path below `data`. */
const stopped = new Map<string, Buffer>();

const valuesOf = (codec: string) =>
  Array.from({ length: 300 }, (_, i) => `${codec} ${i} ${'x'.repeat(i % 40)}`);

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tidelog-log-'));
  data = join(root, 'data');
  const broker = await Broker.start({ dataDirectory: data });
  const { host, port } = broker.clientAddress;
  const client = new Client({ brokers: `${host}:${port}` });
  for (const codec of codecNames) {
    const configs = { 'segment.bytes': '4096', 'index.interval.bytes': '500' };
    await client.admin().createTopic({ name: codec, partitions: 1, configs });
    await using producer = client.producer({ compression: codec, batchBytes: 700 });
    const records = valuesOf(codec).map((value, i) => ({ topic: codec, key: `k${i}`, value }));
    await producer.sendBatch(records);
  }
  await client.close();
  // The files of a broker that runs.
  expect((await verify(data)).code).toBe(0);
  expect((await tidelog('dump', '--records', data)).code).toBe(0);
  await broker.close();
  for (const path of await readdir(data, { recursive: true })) {
    const content = await readFile(join(data, path)).catch(() => undefined);
    if (content !== undefined) stopped.set(path, content);
  }
});

/** Damaged anew by each test. */
let changed: string[];

beforeEach(() => {
  changed = [];
});

afterEach(async () => {
  for (const path of changed) await writeFile(join(data, path), stopped.get(path) ?? '');
});

afterAll(() => rm(root, { recursive: true }));

const tidelog = (...args: string[]) => runCli(['log', ...args]);
const verify = (...args: string[]) => tidelog('verify', ...args);

async function change(path: string, content: Buffer): Promise<void> {
  expect(stopped.has(path)).toBe(true);
  changed.push(path);
  await writeFile(join(data, path), content);
}

function flipped(path: string, at: number): Buffer {
  const content = Buffer.from(stopped.get(path) as Buffer);
  content[at] = (content[at] as number) ^ 1;
  return content;
}

const firstLog = (topic: string) => join(`${topic}-0`, '00000000000000000000.log');

async function jsonLines(...args: string[]) {
  const { stdout } = await tidelog(...args, '--json');
  return stdout.map((line) => JSON.parse(line));
}

describe('tidelog log dump', () => {
  test.each(codecNames)('prints batches and records of %s as they are', async (codec) => {
    const lines = await jsonLines('dump', '--records', join(data, `${codec}-0`));
    const batches = lines.filter(({ type }) => type === 'batch');
    const files = [...stopped.keys()].filter((path) => path.startsWith(`${codec}-0`));
    const logs = files.filter((path) => path.endsWith('.log')).sort();
    const headers = logs.flatMap((path) => {
      return [...splitBatches(stopped.get(path) as Buffer)].map((batch) => readBatchHeader(batch));
    });
    expect(batches).toHaveLength(headers.length);
    for (const [i, header] of headers.entries()) {
      expect(batches[i]).toMatchObject({
        baseOffset: header.baseOffset,
        count: header.recordCount,
        size: header.bytes,
        crc: header.crc,
        compresscodec: codec,
        isvalid: true,
      });
    }
    const records = lines.filter(({ type }) => type === 'record');
    expect(records.map(({ value }) => value)).toEqual(valuesOf(codec));
    expect(records.map(({ offset }) => offset)).toEqual(records.map((_, i) => i));
    const entries = lines.filter(({ type }) => type === 'index-entry');
    expect(entries.length).toBeGreaterThan(0);
    for (const { offset, position, file } of entries) {
      const at = batches.find((batch) => {
        return batch.position === position && batch.file === file.replace('.index', '.log');
      });
      expect(at).toMatchObject({ lastOffset: offset });
    }
    expect(lines.find(({ type }) => type === 'metadata')?.topicId).toMatch(/^[\w-]{22}$/);
  });

  test("prints the words of Kafka's own tool for people", async () => {
    const { stdout, code } = await tidelog('dump', '--records', join(data, firstLog('lz4')));
    expect(code).toBe(0);
    expect(stdout[0]).toBe(`Dumping ${join(data, firstLog('lz4'))}`);
    expect(stdout[1]).toMatch(
      /^baseOffset: 0 lastOffset: \d+ count: \d+ baseSequence: -?\d+ lastSequence: -?\d+ producerId: -?\d+ producerEpoch: -?\d+ partitionLeaderEpoch: 0 isTransactional: false isControl: false deleteHorizonMs: - position: 0 CreateTime: \d+ size: \d+ magic: 2 compresscodec: lz4 crc: \d+ isvalid: true$/,
    );
    expect(stdout[2]).toMatch(
      /^\| offset: 0 CreateTime: \d+ keySize: 2 valueSize: 6 sequence: -?\d+ headerKeys: \[\] key: k0 payload: lz4 0 $/,
    );
  });

  test('shows state with its checksum checked, and goes on behind what is damaged', async () => {
    const states = await jsonLines('dump', join(data, 'meta.json'));
    expect(states).toEqual([expect.objectContaining({ type: 'state', nodeId: 1 })]);
    const path = firstLog('gzip');
    await change(path, flipped(path, 100));
    const { stdout, code } = await tidelog('dump', join(data, path));
    expect(code).toBe(1);
    expect(stdout[1]).toMatch(/isvalid: false$/);
    expect(stdout[2]).toMatch(/^PROBLEM: corrupt record batch: the CRC is/);
    expect(stdout[3]).toMatch(/isvalid: true$/);
  });
});

describe('tidelog log verify', () => {
  test('takes nothing for damage that a broker is writing', async () => {
    const directory = join(root, 'busy');
    const broker = await Broker.start({ dataDirectory: directory });
    const { host, port } = broker.clientAddress;
    const client = new Client({ brokers: `${host}:${port}` });
    const configs = { 'segment.bytes': '300000', durability: 'async' };
    await client.admin().createTopic({ name: 'busy', partitions: 3, configs });
    let isDone = false;
    const writing = (async () => {
      await using producer = client.producer({ batchBytes: 4_000 });
      for (let count = 0; !isDone; count += 500) {
        const value = 'x'.repeat(count % 300);
        await producer.sendBatch(
          Array.from({ length: 500 }, (_, i) => ({ topic: 'busy', key: `${i}`, value })),
        );
      }
    })();
    for (let run = 0; run < 5; run++) {
      const { stdout, code } = await verify('--deep', directory);
      expect(stdout.join('\n')).toContain('nothing is wrong: 0 damaged, 0 torn');
      expect(code).toBe(0);
    }
    isDone = true;
    await writing;
    await client.close();
    await broker.close();
    const [summary] = (await verify('--json', directory)).stdout
      .map((line) => JSON.parse(line))
      .slice(-1);
    expect(summary).toMatchObject({ logs: 4, damage: 0, tornTails: 0, notes: 0 });
  });

  test('finds nothing wrong where nothing is', async () => {
    const { stdout, code } = await verify('--deep', data);
    expect(stdout.at(-1)).toBe('nothing is wrong: 0 damaged, 0 torn, 0 notes');
    expect(code).toBe(0);
    const lines = await jsonLines('verify', data);
    const log = lines.find(({ directory }) => directory === join(data, 'zstd-0'));
    expect(log).toMatchObject({ type: 'log', startOffset: 0, endOffset: 300, records: 300 });
    expect(lines.at(-1)).toEqual({ type: 'summary', logs: 6, damage: 0, tornTails: 0, notes: 0 });
  });

  test('a flipped bit anywhere gives exit code 1, and the place', async () => {
    const path = firstLog('none');
    await change(path, flipped(path, 200));
    for (const where of [data, join(data, 'none-0'), join(data, path)]) {
      const { stdout, code } = await verify(where);
      expect(code).toBe(1);
      expect(stdout.join('\n')).toMatch(/damage: \S+none-0\S+\.log at byte \d+: \d+ bytes: /);
    }
    expect((await verify(join(data, 'gzip-0'))).code).toBe(0);
    const index = path.replace('.log', '.index');
    await change(path, stopped.get(path) as Buffer);
    await change(index, flipped(index, 3));
    const { stdout, code } = await verify(data);
    expect(code).toBe(1);
    expect(stdout.join('\n')).toMatch(/damage: \S+\.index: entry 0 says relative offset/);
  });

  test('an end that is no whole batch gives exit code 3', async () => {
    const last = [...stopped.keys()]
      .filter((path) => /^none-0.*\.log$/.test(path))
      .sort()
      .at(-1);
    const path = last as string;
    changed.push(path, 'clean-shutdown.json');
    await truncate(join(data, path), (stopped.get(path) as Buffer).length - 1);
    await rm(join(data, 'clean-shutdown.json'));
    const index = [path.replace('.log', '.index'), path.replace('.log', '.timeindex')];
    // The last stop wrote the last entry of the time index.
    for (const one of index) await change(one, Buffer.alloc(0));
    // What was durable cannot be torn.
    const checkpoint = 'recovery-checkpoint';
    const { stdout, code } = await verify(data);
    expect(stdout.join('\n')).toMatch(/torn tail: \S+none-0.*it was durable up to 300/s);
    expect(code).toBe(1);
    changed.push(checkpoint);
    await rm(join(data, checkpoint));
    expect((await verify(data)).code).toBe(3);
    expect((await tidelog('dump', join(data, path))).code).toBe(3);
  });

  test('files of nothing but garbage are reported, quickly', async () => {
    for (const [path, content] of stopped) {
      if (!path.startsWith('snappy-0')) continue;
      await change(path, Buffer.alloc(content.length * 3 + 5, 'garbage \u0002\u0000'));
    }
    const { stdout, code } = await verify('--json', data);
    expect(code).toBe(1);
    expect(JSON.parse(stdout.at(-1) as string).damage).toBeGreaterThan(3);
    expect((await tidelog('dump', '--records', join(data, 'snappy-0'))).code).toBe(1);
  });

  test('what is no place of a broker is wrong usage', async () => {
    for (const path of [join(root, 'nowhere'), root, join(data, 'meta.json')]) {
      const { code, stderr } = await verify(path);
      expect(code, path).toBe(2);
      expect(stderr.join(' ')).toContain(path);
    }
  });
});
