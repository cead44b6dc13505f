// Who holds a data directory and does nothing holds it all the same [LOG-12]: a broker that was suspended, or that hangs, goes
// on to write as soon as it can.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { BrokerProcess } from '../../support/broker-process.ts';
import { eventually } from '../../support/eventually.ts';
import { batchOf, TestClient } from '../../support/test-broker.ts';

async function stateOf({ pid }: BrokerProcess): Promise<string> {
  return execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
}

test('a suspended broker keeps its data directory: another is refused, and it goes on when it is resumed', async () => {
  const root = await mkdtemp(join(tmpdir(), 'tidelog-lock-'));
  onTestFinished(() => rm(root, { recursive: true }));
  const options = { dataDirectory: join(root, 'data') };
  const broker = await BrokerProcess.start(options);
  onTestFinished(() => broker.kill());
  const client = await TestClient.open(broker.client);
  onTestFinished(() => client.close());
  await client.createTopic('t');
  await client.append('t', 0, 'before');

  broker.suspend();
  await eventually(
    () => stateOf(broker),
    (state) => state.startsWith('T'),
  );
  let isAnswered = false;
  const asked = client.produce({ name: 't' }, 0, batchOf('meanwhile')).finally(() => {
    isAnswered = true;
  });
  for (let tries = 0; tries < 2; tries++) {
    const second = BrokerProcess.spawn(options);
    await expect(second.ready()).rejects.toMatchObject({
      code: 'DATA_DIRECTORY_LOCKED',
      message: expect.stringContaining(options.dataDirectory),
    });
    await second.exited;
  }
  expect(isAnswered).toBe(false);

  broker.resume();
  expect(await asked).toMatchObject({ errorCode: 0, baseOffset: 1 });
  expect(await client.readValues('t', 0)).toEqual(['before', 'meanwhile']);
  await broker.kill();
  const third = await BrokerProcess.start(options);
  onTestFinished(() => third.kill());
  const reader = await TestClient.open(third.client);
  onTestFinished(() => reader.close());
  expect(await reader.readValues('t', 0)).toEqual(['before', 'meanwhile']);
});
