// Whole brokers on disks in memory that fail under one log: what the cluster makes of it while the broker runs, and after its restart.
import { afterEach, expect, test } from 'vitest';
import { errorNumber } from '../../../src/protocol/error-codes.ts';
import { eventually } from '../../support/eventually.ts';
import { MemoryFileSystem } from '../../support/memory-file-system.ts';
import { QuorumCluster } from '../../support/quorum-cluster.ts';
import { batchOf } from '../../support/test-broker.ts';

const ids = [1, 2, 3];
const disks = new Map(ids.map((id) => [id, new MemoryFileSystem()]));
let cluster: QuorumCluster;

afterEach(async () => {
  await cluster.close();
});

async function start(nodeId: number): Promise<void> {
  const fileSystem = disks.get(nodeId)?.process();
  if (!fileSystem) throw new Error(`there is no disk ${nodeId}`);
  await cluster.start(nodeId, { seams: { fileSystem } });
}

/** As a broker that is there knows it. */
async function partition(asked: number) {
  const client = await cluster.client(asked);
  const { topics } = await client.metadata({ topics: [{ name: 't' }] });
  client.close();
  const [found] = topics[0]?.partitions ?? [];
  if (!found) throw new Error('the topic has no partition');
  return found;
}

async function append(value: string): Promise<void> {
  const { leaderId } = await eventually(
    () => partition(1),
    (now) => now.leaderId > 0,
  );
  const leader = await cluster.client(leaderId);
  await leader.append('t', 0, value);
  leader.close();
}

test('[LOG-4] a replica whose log has failed leads no more and leaves the ISR, at the leader and at a follower, until its broker is restarted', async () => {
  cluster = await QuorumCluster.prepare('/data', 3);
  await Promise.all(ids.map(start));
  const client = await cluster.client(1);
  await client.createTopic('t', 1, { 'min.insync.replicas': '1' });
  client.close();
  const { leaderId: first } = await eventually(
    () => partition(1),
    ({ leaderId, isr }) => leaderId > 0 && isr.length === 3,
  );
  await append('a');

  disks.get(first)?.failNext('sync', 'EIO', { pathPart: '/t-0/' });
  const leader = await cluster.client(first);
  const refused = await leader.produce({ name: 't' }, 0, batchOf('not acknowledged'));
  expect(refused.errorCode).toBe(errorNumber('STORAGE_ERROR'));
  leader.close();
  const moved = await eventually(
    () => partition(1),
    ({ leaderId, isr }) => leaderId !== first && leaderId > 0 && !isr.includes(first),
  );
  await append('b');

  const follower = moved.isr.find((id) => id !== moved.leaderId) as number;
  disks.get(follower)?.failNext('sync', 'EIO', { pathPart: '/t-0/' });
  await append('c');
  const alone = await eventually(
    () => partition(1),
    ({ isr }) => isr.length === 1,
  );
  expect(alone).toMatchObject({ leaderId: moved.leaderId, isr: [moved.leaderId] });
  await append('d');

  // Whatever comes after the failure, the log stays closed in the process that saw it.
  for (const id of [first, follower]) {
    await cluster.stop(id);
    await start(id);
  }
  await eventually(
    () => partition(1),
    ({ isr }) => isr.length === 3,
  );
  const reader = await cluster.client((await partition(1)).leaderId);
  const values = await reader.readValues('t', 0);
  expect(values.filter((value) => value !== 'not acknowledged')).toEqual(['a', 'b', 'c', 'd']);
  reader.close();
}, 120_000);

test('[LOG-9] the last replica in sync, whose log found no room when its broker started, leads again once there is some', async () => {
  cluster = await QuorumCluster.prepare('/room', 3);
  await Promise.all(ids.map(start));
  const client = await cluster.client(1);
  await client.createTopic('t', 1, { 'min.insync.replicas': '1' });
  client.close();
  const { leaderId: last } = await eventually(
    () => partition(1),
    ({ leaderId, isr }) => leaderId > 0 && isr.length === 3,
  );
  for (const id of ids.filter((one) => one !== last))
    disks.get(id)?.failNext('sync', 'EIO', { pathPart: '/t-0/' });
  await append('a');
  const witness = ids.find((id) => id !== last) as number;
  await eventually(
    () => partition(witness),
    ({ isr }) => isr.length === 1 && isr[0] === last,
  );

  await cluster.stop(last);
  const disk = disks.get(last) as MemoryFileSystem;
  await disk.remove(`/room/${last}/clean-shutdown.json`);
  disk.failNext('write', 'ENOSPC', { pathPart: '/t-0/' });
  await start(last);
  const messages = cluster.loggers.get(last)?.lines.map(({ message }) => message);
  expect(messages).toContain('a partition cannot be opened');
  await eventually(
    () => partition(witness),
    ({ leaderId }) => leaderId === last,
  );
  await append('b');
  const leader = await cluster.client(last);
  expect(await leader.readValues('t', 0)).toEqual(['a', 'b']);
  leader.close();
}, 120_000);
