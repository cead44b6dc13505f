import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type BrokerConfigSources, loadBrokerConfig } from '../../../src/cli/broker-config.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidelog-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(content: string): string {
  const path = join(folder, `${Buffer.from(content).toString('hex').slice(-40)}.yaml`);
  writeFileSync(path, content);
  return path;
}

function load(sources: {
  flags?: Record<string, unknown>;
  environment?: BrokerConfigSources['environment'];
  file?: string;
}) {
  const flags = new Map(
    Object.entries(sources.flags ?? {}).map(([key, value]) => [
      key,
      { value, source: `--${key.replace('.', '-')}` },
    ]),
  );
  return loadBrokerConfig({
    flags,
    environment: sources.environment ?? {},
    file: sources.file ?? file(''),
  });
}

describe('defaults', () => {
  test('make a broker of its own on this machine', async () => {
    expect(await load({})).toMatchObject({
      nodeId: 1,
      dataDirectory: 'tidelog-data/1',
      client: { listen: { host: '127.0.0.1', port: 9092 } },
      internal: { listen: { host: '127.0.0.1', port: 19_092 } },
      logLevel: 'info',
      logFormat: 'auto',
      warnings: [],
    });
    expect(await load({})).not.toHaveProperty('quorum');
  });

  test('of the internal port follow the client port, and port 0 gives port 0 [NET-6]', async () => {
    const { internal } = await load({ flags: { listen: '127.0.0.1:0' } });
    expect(internal.listen.port).toBe(0);
    await expect(load({ flags: { listen: '127.0.0.1:60000' } })).rejects.toThrow(
      /^internal\.listen must be given: .*60000.* plus 10000, which is above 65535/,
    );
  });
});

describe('precedence', () => {
  const yaml = file(
    'node.id: 2\nnum.partitions: 2\nsegment:\n  bytes: 2048\nquorum: [1@a:1, 2@b:2, 3@c:3]\n',
  );
  const environment = { TIDELOG_NUM_PARTITIONS: '3', TIDELOG_SEGMENT_MS: '3000' };
  const flags = { 'segment.ms': '4000' };

  test('is flags over environment over file', async () => {
    const { nodeId, settings, quorum } = await load({ flags, environment, file: yaml });
    expect(nodeId).toBe(2);
    expect(settings).toMatchObject({ numPartitions: 3, segmentBytes: 2048, segmentMs: 4000 });
    expect(quorum).toEqual([
      { nodeId: 1, host: 'a', port: 1 },
      { nodeId: 2, host: 'b', port: 2 },
      { nodeId: 3, host: 'c', port: 3 },
    ]);
  });

  test('lets the environment name the file', async () => {
    const path = file('node.id: 9\n');
    const sources = { flags: new Map(), environment: { TIDELOG_CONFIG: path } };
    expect(await loadBrokerConfig(sources)).toMatchObject({ nodeId: 9 });
  });
});

describe('errors', () => {
  test.each([
    [
      { flags: { 'node.id': 'x' } },
      /^node\.id is "x" in --node-id; it must be a whole number from 0 to 2147483647$/,
    ],
    [
      { flags: { listen: 'here' } },
      /^listen is "here" in --listen; it must be host:port with a port/,
    ],
    [
      { environment: { TIDELOG_DURABILITY: 'max' } },
      /^durability is "max" in TIDELOG_DURABILITY; it must be one of sync, async$/,
    ],
    [
      { environment: { TIDELOG_LISTEN: '' } },
      /^listen is "" in TIDELOG_LISTEN; it must be host:port/,
    ],
    [
      { file: file('segment.bytes: 10\n') },
      /^segment\.bytes is 10 in .*\.yaml; it must be a whole number from 1024 to 2147483647$/,
    ],
    [{ file: file('quorum: 5\n') }, /^quorum is 5 in .*\.yaml; it must be voters/],
    [{ file: file('log.level: loud\n') }, /^log\.level is "loud".*one of debug, info/],
    [{ file: file('insecure.listen: maybe\n') }, /^insecure\.listen is "maybe".*true or false/],
    [{ file: file('data.dir: ""\n') }, /^data\.dir is "".*not empty/],
    [
      { file: file('segment.byte: 10\n') },
      /^there is no setting segment\.byte \(did you mean segment\.bytes\?\); it is 10 in /,
    ],
    [
      { flags: { 'num.partition': '3' } },
      /^there is no setting num\.partition \(did you mean num\.partitions\?\)/,
    ],
    [{ file: file('- a\n- b\n') }, /^the configuration file .* must hold "key: value" lines/],
    [{ file: file('a: [\n') }, /^the configuration file .* cannot be read: .*line 2/s],
    [
      { file: join(folder, 'absent.yaml') },
      /^the configuration file .*absent\.yaml cannot be read: ENOENT/,
    ],
    [{ flags: { quorum: '1@a:1' } }, /^node\.id is not given; it must be with quorum/],
    [
      { flags: { 'broker.session.ms': '200' } },
      /^broker\.session\.ms is 200; it must be at least 1000/,
    ],
  ])('%j', async (sources, message) => {
    await expect(load(sources)).rejects.toMatchObject({
      code: 'INVALID_CONFIG',
      message: expect.stringMatching(message),
    });
  });

  test('are no errors for foreign variables, only warnings', async () => {
    const environment = {
      TIDELOG_PORT: 'tcp://10.0.0.1:9092',
      TIDELOG_NODE_IDD: '4',
      TIDELOG_DIST: '1',
    };
    const { warnings, nodeId } = await load({ environment });
    expect(nodeId).toBe(1);
    expect(warnings).toEqual([
      expect.stringMatching(/^the variable TIDELOG_PORT means nothing/),
      'the variable TIDELOG_NODE_IDD means nothing (did you mean TIDELOG_NODE_ID?); it is ignored',
    ]);
  });
});

describe('addresses that other machines reach [NET-6]', () => {
  test.each(['0.0.0.0:9092', '192.168.1.5:9092', '[::]:9092', 'example.org:9092'])(
    'such as %s are refused without --insecure-listen',
    async (listen) => {
      await expect(load({ flags: { listen } })).rejects.toThrow(
        /^listen is on .*; it must be on 127\.0\.0\.1, ::1 or localhost, unless --insecure-listen/,
      );
    },
  );

  test('are refused on the internal listener too', async () => {
    await expect(load({ flags: { 'internal.listen': '10.0.0.1:1' } })).rejects.toThrow(
      /^internal\.listen is on/,
    );
  });

  test('are taken when it is meant, with something to advertise in place of a wildcard', async () => {
    const meant = {
      'insecure.listen': 'true',
      listen: '0.0.0.0:9092',
      'internal.listen': '127.0.0.1:1',
    };
    await expect(load({ flags: meant })).rejects.toThrow(
      /^advertise must be given, because listen is 0\.0\.0\.0/,
    );
    const { client } = await load({ flags: { ...meant, advertise: 'b1.example.org:9092' } });
    expect(client).toEqual({
      listen: { host: '0.0.0.0', port: 9092 },
      advertise: { host: 'b1.example.org', port: 9092 },
    });
  });
});
