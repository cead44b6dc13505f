// A broker whose files were damaged or taken away while it was down [LOG-5, LOG-6]: it starts, says what is wrong, and serves
// what there is.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Broker } from '../../../src/broker/broker.ts';
import { errorNumber } from '../../../src/protocol/error-codes.ts';
import { RecordingLogger } from '../../support/recording-logger.ts';
import { TestClient } from '../../support/test-broker.ts';

const logName = `${'0'.repeat(20)}.log`;

async function start(dataDirectory: string) {
  const logger = new RecordingLogger();
  const broker = await Broker.start({ dataDirectory, logger });
  onTestFinished(() => broker.close());
  const client = await TestClient.open(broker.clientAddress);
  onTestFinished(() => client.close());
  return { broker, client, logger };
}

test('one log lost, one damaged, one whole: errors where they belong, and everything else is served', async () => {
  const root = await mkdtemp(join(tmpdir(), 'tidelog-damage-'));
  onTestFinished(() => rm(root, { recursive: true }));
  const first = await start(root);
  await first.client.createTopic('t', 3);
  for (let i = 0; i < 5; i++) {
    for (const partition of [0, 1, 2]) await first.client.append('t', partition, `value ${i}`);
  }
  await first.broker.close();
  await rm(join(root, 't-0'), { recursive: true });
  // Without the marker of the orderly stop the logs are scanned.
  await rm(join(root, 'clean-shutdown.json'));
  const path = join(root, 't-1', logName);
  const content = await readFile(path);
  const batchBytes = content.length / 5;
  const place = 2 * batchBytes + 65;
  content.writeUInt8(content.readUInt8(place) ^ 4, place);
  await writeFile(path, content);

  for (const life of ['first', 'second']) {
    const { broker, client, logger } = await start(root);
    const lost = await client.fetch({ name: 't' }, 0, 0);
    expect(lost.errorCode, life).toBe(errorNumber('STORAGE_ERROR'));
    expect(await client.readValues('t', 2)).toHaveLength(5 + (life === 'first' ? 0 : 1));
    const gap = await client.fetch({ name: 't' }, 1, 2);
    expect(gap).toMatchObject({
      errorCode: errorNumber('CORRUPT_MESSAGE'),
      errorMessage: expect.stringContaining('read on from offset 3'),
    });
    expect(await client.read('t', 1, 3)).toHaveLength(2 + (life === 'first' ? 0 : 1));
    for (const partition of [1, 2]) await client.append('t', partition, 'it goes on');
    const faults = logger.lines.filter(({ message }) => message.startsWith('this replica is'));
    expect(faults.map(({ message }) => message)).toEqual([
      'this replica is lost',
      'this replica is damaged',
    ]);
    await broker.close();
  }
  expect((await readdir(join(root, 't-1'))).filter((name) => /damage/.test(name))).toEqual([
    `${logName}.${2 * batchBytes}.damaged`,
    'damage-report',
  ]);
  expect(await readdir(root)).not.toContain('t-0');
});
