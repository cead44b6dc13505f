// A disk that fails under a running broker [LOG-4]: a partition's log goes offline and the rest is served; the metadata log
// stops the broker.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { codeOf } from '../../../src/base/errors.ts';
import { Broker } from '../../../src/broker/broker.ts';
import { errorNumber } from '../../../src/protocol/error-codes.ts';
import { eventually } from '../../support/eventually.ts';
import { MemoryFileSystem } from '../../support/memory-file-system.ts';
import { batchOf, TestBroker, TestClient } from '../../support/test-broker.ts';

let disk: MemoryFileSystem;
let target: TestBroker;

beforeEach(async () => {
  disk = new MemoryFileSystem();
  target = await TestBroker.start({
    dataDirectory: '/data',
    seams: { fileSystem: disk.process() },
  });
  await target.client.createTopic('t', 2);
  await target.client.append('t', 0, 'before');
});

afterEach(() => target.stop());

const storageError = { errorCode: errorNumber('STORAGE_ERROR') };

test.each(['sync', 'write'] as const)(
  'a failed %s takes that partition offline for writes, and nothing else',
  async (operation) => {
    const { client } = target;
    disk.failNext(operation, 'EIO', { pathPart: '/t-0/' });
    const failed = await client.produce({ name: 't' }, 0, batchOf('lost'));
    expect(failed).toMatchObject(storageError);
    // Never tried again [LOG-4]: what a failed sync left is unknown.
    expect(await client.produce({ name: 't' }, 0, batchOf('later'))).toMatchObject(storageError);
    expect(await client.readValues('t', 0)).toEqual(['before']);
    expect(await client.append('t', 1, 'the other')).toBe(0);
    await target.expectUnharmed();
  },
);

test('a write for which there is no space is refused, and the log goes on when there is some [LOG-9]', async () => {
  const { client } = target;
  disk.failNext('write', 'ENOSPC', { pathPart: '/t-0/' });
  const refused = await client.produce({ name: 't' }, 0, batchOf('refused'));
  expect(refused).toMatchObject(storageError);
  const { baseOffset } = await eventually(
    () => client.produce({ name: 't' }, 0, batchOf('later')),
    ({ errorCode }) => errorCode === 0,
  );
  expect(baseOffset).toBe(1);
  expect(await client.readValues('t', 0)).toEqual(['before', 'later']);
  await target.expectUnharmed();
});

test('what was not acknowledged by a failing disk may be there after a restart, what was is', async () => {
  disk.failNext('sync', 'EIO', { pathPart: '/t-0/' });
  await target.client.produce({ name: 't' }, 0, batchOf('unknown'));
  target.client.close();
  await target.broker.close();
  disk.kill();
  const again = await Broker.start({
    dataDirectory: '/data',
    seams: { fileSystem: disk.process() },
  });
  const client = await TestClient.open(again.clientAddress);
  const values = await client.readValues('t', 0);
  expect(values[0]).toBe('before');
  expect(['unknown', undefined]).toContain(values[1]);
  expect(await client.append('t', 0, 'goes on')).toBe(values.length);
  client.close();
  await again.close();
});

test('a failed metadata log stops the broker', async () => {
  disk.failNext('sync', 'EIO', { pathPart: '/__cluster_metadata-0/' });
  const created = await target.client.createTopic('never').then(() => 'created', codeOf);
  expect(created).not.toBe('created');
  const reason = await target.broker.failed;
  expect(reason.message).toContain('metadata log');
});
