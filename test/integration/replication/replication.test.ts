// What three brokers make of the rules of replication, over real sockets, with a controller in the hands of the test.
import { afterEach, expect, test } from 'vitest';
import { SystemClock } from '../../../src/base/clock.ts';
import { codeOf } from '../../../src/base/errors.ts';
import { ReplicaStates } from '../../../src/broker/replica-states.ts';
import { WireError } from '../../../src/protocol/error-codes.ts';
import { wire } from '../../../src/protocol/messages.ts';
import { batchBytesAt } from '../../../src/protocol/record-batch.ts';
import { encodeBatch } from '../../../src/protocol/records.ts';
import { CompactionPace } from '../../../src/storage/compaction-pace.ts';
import { outcomeOf } from '../../unit/broker/fixture.ts';
import { readAll } from '../../unit/storage/fixture.ts';
import { MiniCluster, type MiniNode, until } from './mini-cluster.ts';

const { INTACT } = wire.ReplicaState;

let cluster: MiniCluster;

afterEach(async () => {
  const failures = [...cluster.nodes.values()].flatMap((node) => node.failures);
  await cluster.stop();
  expect(failures).toEqual([]);
});

const letters = (count: number, prefix = 'v') =>
  Array.from({ length: count }, (_, i) => `${prefix}${i}`);

/** All of them hold the same, and know that it is visible. */
async function settled(nodes: MiniNode[], values: string[]): Promise<void> {
  for (const node of nodes) {
    await until(async () => (await node.values()).join() === values.join());
    await until(() => node.partition.highWatermark === values.length);
  }
}

test('[REP-1, REP-4] what is acknowledged to acks all is on every in-sync replica, on disk', async () => {
  cluster = await MiniCluster.start();
  const [one, two, three] = [1, 2, 3].map((id) => cluster.node(id)) as MiniNode[] as [
    MiniNode,
    MiniNode,
    MiniNode,
  ];
  for (const value of letters(20)) {
    await one.write(value);
    for (const node of [one, two, three]) {
      expect(node.partition.log.durableEndOffset).toBe(one.partition.highWatermark);
    }
  }
  await settled([one, two, three], letters(20));
});

test('many writes at once, in batches, replicate in order', async () => {
  cluster = await MiniCluster.start();
  const leader = cluster.node(1);
  const writes = letters(300).map((value) => leader.append([value, `${value}'`]).acknowledged);
  await Promise.all(writes);
  await settled(
    [1, 2, 3].map((id) => cluster.node(id)),
    letters(300).flatMap((value) => [value, `${value}'`]),
  );
});

test('a leader dies: the next one has everything that was acknowledged, and the dead one comes back and follows', async () => {
  cluster = await MiniCluster.start();
  await cluster.node(1).write('a', 'b');
  await cluster.node(1).kill();
  cluster.change({ leaderId: 2, isr: [2, 3] });
  const two = cluster.node(2);
  await two.write('c');
  expect(await two.values()).toEqual(['a', 'b', 'c']);
  await cluster.startNode(1, cluster.node(1).disk);
  await until(() => cluster.partition.isr.includes(1));
  await two.write('d');
  await settled(
    [1, 2, 3].map((id) => cluster.node(id)),
    ['a', 'b', 'c', 'd'],
  );
});

test('[REP-3] what a leader wrote and nobody else has is cut, by epoch, when it comes back', async () => {
  cluster = await MiniCluster.start();
  const old = cluster.node(1);
  await old.write('a');
  await until(() => cluster.node(2).partition.highWatermark === 1);
  old.cut();
  const lost = old.append(['lost 1', 'lost 2', 'lost 3']);
  await until(() => old.partition.log.durableEndOffset === 4);
  cluster.change({ leaderId: 2, isr: [2, 3] }, (node) => node.id !== 1);
  await cluster.node(2).write('b');
  old.cut(false);
  cluster.tell(old);
  expect(codeOf((await outcomeOf(lost.acknowledged)).error)).toBe('NOT_LEADER_OR_FOLLOWER');
  await settled(
    [1, 2, 3].map((id) => cluster.node(id)),
    ['a', 'b'],
  );
  await until(() => cluster.partition.isr.includes(1));
  expect(
    old.logger.lines.some(({ message }) => message.includes('the end of the log is cut')),
  ).toBe(true);
});

test('[REP-3] two changes of leaders one after the other, each with records of its own: all agree in the end', async () => {
  cluster = await MiniCluster.start({ configs: { 'min.insync.replicas': '1' } });
  await cluster.node(1).write('a');
  await settled(
    [1, 2, 3].map((id) => cluster.node(id)),
    ['a'],
  );
  const lead = async (id: number, ...values: string[]) => {
    for (const node of cluster.nodes.values()) node.cut();
    cluster.change({ leaderId: id });
    for (const value of values) {
      cluster.node(id).append([value], 1);
    }
    const end = cluster.node(id).partition.log.logEndOffset;
    await until(() => cluster.node(id).partition.log.durableEndOffset === end);
  };
  await lead(2, 'x1', 'x2', 'x3');
  await lead(3, 'y1');
  await lead(2, 'x4');
  await lead(1, 'z1', 'z2');
  for (const node of cluster.nodes.values()) node.cut(false);
  await cluster.node(1).write('end');
  await settled(
    [1, 2, 3].map((id) => cluster.node(id)),
    ['a', 'z1', 'z2', 'end'],
  );
});

test('[REP-3] who follows another leader keeps what it has, though it does not know yet that it is visible', async () => {
  cluster = await MiniCluster.start();
  await cluster.node(1).write('a', 'b');
  const three = cluster.node(3);
  // Followers hear of the high watermark later than of the records.
  expect(three.partition.highWatermark).toBe(0);
  for (const node of cluster.nodes.values()) node.cut();
  cluster.change({ leaderId: 2, isr: [2, 3] });
  cluster.change({ leaderId: 3, isr: [2, 3] });
  expect(await three.values()).toEqual(['a', 'b']);
  for (const node of cluster.nodes.values()) node.cut(false);
  await three.write('c');
  await settled(
    [1, 2, 3].map((id) => cluster.node(id)),
    ['a', 'b', 'c'],
  );
});

test('[REP-6] with too few in sync a write is refused before anything is appended, and is taken again later', async () => {
  cluster = await MiniCluster.start();
  const leader = cluster.node(1);
  await leader.write('a');
  cluster.change({ isr: [1] });
  expect(() => leader.append(['b'])).toThrow(
    expect.objectContaining({ code: 'NOT_ENOUGH_REPLICAS', retriable: true }),
  );
  expect(leader.partition.log.logEndOffset).toBe(1);
  await until(() => cluster.partition.isr.length > 1);
  await leader.write('b');
});

test('[REP-5] a follower that is cut off leaves the ISR after the allowed lag, and comes back when it has caught up', async () => {
  cluster = await MiniCluster.start({ lagMaxMs: 300 });
  const leader = cluster.node(1);
  cluster.node(3).cut();
  const write = leader.append(['a']);
  await until(() => !cluster.partition.isr.includes(3));
  await write.acknowledged;
  expect(cluster.partition.isr).toEqual([1, 2]);
  cluster.node(3).cut(false);
  await until(() => cluster.partition.isr.includes(3));
  await leader.write('b');
  await settled([leader, cluster.node(2), cluster.node(3)], ['a', 'b']);
});

test('[REP-4] a smaller ISR does not count before a greater min.insync.replicas that was committed first', async () => {
  cluster = await MiniCluster.start({ lagMaxMs: 300, configs: { 'min.insync.replicas': '1' } });
  const leader = cluster.node(1);
  await leader.write('a');
  leader.isDeaf = true;
  cluster.setTopic({ 'min.insync.replicas': '2' });
  for (const id of [2, 3]) cluster.node(id).cut();
  const write = leader.append(['b']);
  // The controller agrees, and keeps both eligible: fewer than two in sync cannot make anything visible.
  await until(() => cluster.partition.isr.length === 1);
  expect((await outcomeOf(write.acknowledged)).state).toBe('pending');
  leader.isDeaf = false;
  cluster.tell(leader);
  expect(leader.partition.role?.isr).toEqual([1]);
  expect(leader.partition.highWatermark).toBe(1);
  for (const id of [2, 3]) cluster.node(id).cut(false);
  await write.acknowledged;
});

test('[REP-4] while a change of the ISR is under way the one that joins counts already', async () => {
  cluster = await MiniCluster.start();
  const leader = cluster.node(1);
  cluster.change({ isr: [1, 2] });
  const held = Promise.withResolvers<void>();
  cluster.holdIsrChanges = held.promise;
  await until(() => leader.partition.role?.maximalIsr.includes(3) === true);
  cluster.node(3).cut();
  const write = leader.append(['a']);
  await until(() => leader.partition.role?.durableEndOf(2) === 1);
  expect((await outcomeOf(write.acknowledged)).state).toBe('pending');
  cluster.node(3).cut(false);
  held.resolve();
  await write.acknowledged;
});

test('[REP-8] a leader that has not heard of the controller for its lease answers neither acks 1 nor "latest"', async () => {
  cluster = await MiniCluster.start();
  const zombie = cluster.node(1);
  await zombie.write('a');
  zombie.isDeaf = true;
  cluster.change({ leaderId: 2, isr: [2, 3] });
  zombie.lease.isHeld = false;
  expect(() => zombie.append(['b'], 1)).toThrow(
    expect.objectContaining({ code: 'NOT_LEADER_OR_FOLLOWER' }),
  );
  expect(() => zombie.append(['b'], 0)).toThrow();
  expect(() => zombie.partition.latestOffset()).toThrow(
    expect.objectContaining({ code: 'NOT_LEADER_OR_FOLLOWER' }),
  );
  // With acks all it need not know: its followers have gone.
  const write = zombie.append(['c'], -1);
  await cluster.node(2).write('b');
  expect((await outcomeOf(write.acknowledged)).state).toBe('pending');
  zombie.isDeaf = false;
  cluster.tell(zombie);
  await settled([zombie, cluster.node(2), cluster.node(3)], ['a', 'b']);
});

test('[REP-8] a lease that ends while the leader’s disk works ends the answer to acks 1', async () => {
  cluster = await MiniCluster.start();
  const zombie = cluster.node(1);
  const write = zombie.append(['a'], 1);
  zombie.lease.isHeld = false;
  await expect(write.acknowledged).rejects.toMatchObject({ code: 'NOT_LEADER_OR_FOLLOWER' });
  zombie.lease.isHeld = true;
});

test('[REP-7] a new leader tells no latest offset before its followers have said what they hold', async () => {
  cluster = await MiniCluster.start();
  await cluster.node(1).write('a', 'b', 'c');
  cluster.node(3).cut();
  cluster.change({ leaderId: 2 });
  const two = cluster.node(2);
  expect(two.partition.knowsLatest).toBe(false);
  expect(() => two.partition.latestOffset()).toThrow(
    expect.objectContaining({ code: 'OFFSET_NOT_AVAILABLE', retriable: true }),
  );
  cluster.node(3).cut(false);
  await until(() => two.partition.knowsLatest);
  expect(two.partition.latestOffset()).toBe(3);
});

test('[LOG-11] a producer’s sequences are known to the next leader', async () => {
  cluster = await MiniCluster.start();
  const { sequencedBatch } = await import('../../unit/storage/fixture.ts');
  const batch = (baseSequence: number) =>
    sequencedBatch({ producerId: 5, producerEpoch: 0, baseSequence }, ['x', 'y']);
  const append = (node: MiniNode, baseSequence: number) => {
    const appended = node.partition.append(batch(baseSequence), { acks: -1, wallMs: 2_000 });
    appended.acknowledged.catch(() => {});
    return appended;
  };
  await append(cluster.node(1), 0).acknowledged;
  await append(cluster.node(1), 2).acknowledged;
  cluster.change({ leaderId: 3 });
  const again = append(cluster.node(3), 2);
  expect(again.baseOffset).toBe(2);
  await again.acknowledged;
  expect(() => append(cluster.node(3), 6)).toThrow(
    expect.objectContaining({ code: 'OUT_OF_ORDER_SEQUENCE_NUMBER' }),
  );
  expect(append(cluster.node(3), 4).baseOffset).toBe(4);
});

test('a follower whose offset the leader has trimmed begins anew at the leader’s start', async () => {
  cluster = await MiniCluster.start();
  cluster.node(3).cut();
  cluster.change({ isr: [1, 2] });
  const leader = cluster.node(1);
  await leader.write('a', 'b', 'c');
  await leader.write('d', 'e', 'f');
  await leader.partition.log.trimBefore(4, { highWatermark: 6 });
  cluster.node(3).cut(false);
  await until(() => cluster.partition.isr.includes(3));
  expect(cluster.node(3).partition.log.logStartOffset).toBe(4);
  expect(await cluster.node(3).values()).toEqual(['e', 'f']);
  await leader.write('g');
  expect(await cluster.node(3).values()).toEqual(['e', 'f', 'g']);
});

test('followers move their log start behind the leader’s, and expire nothing themselves', async () => {
  cluster = await MiniCluster.start();
  const leader = cluster.node(1);
  await leader.write('a', 'b');
  await leader.write('c');
  await leader.partition.log.trimBefore(2, { highWatermark: 3 });
  await leader.write('d');
  for (const id of [2, 3]) {
    const { log, isLeader } = cluster.node(id).partition;
    await until(() => log.logStartOffset === 2);
    expect(isLeader).toBe(false);
  }
});

test('a failed log is told to the controller; with another leader the writes go on [LOG-4]', async () => {
  cluster = await MiniCluster.start();
  const leader = cluster.node(1);
  await leader.write('a');
  leader.disk.failNext('sync', 'EIO', { pathPart: '/t-0/' });
  const write = leader.append(['b']);
  await expect(write.acknowledged).rejects.toMatchObject({ code: 'STORAGE_ERROR' });
  const [offline] = leader.replicas.offlineReplicas;
  expect(offline).toMatchObject({ partition: 0 });
  cluster.change({ leaderId: 2, isr: [2, 3] });
  expect(leader.replicas.offlineReplicas).toEqual([]);
  await cluster.node(2).write('c');
  // Nor may it be elected as one that had everything when it left.
  cluster.change({ isr: [2], elr: [1, 3] });
  expect(leader.replicas.offlineReplicas).toMatchObject([{ partition: 0 }]);
});

test('[LOG-9] a leader without room hands over to another in-sync replica, once', async () => {
  cluster = await MiniCluster.start();
  const leader = cluster.node(1);
  await leader.write('a');
  const full = new WireError('STORAGE_ERROR', 'the disk is almost full');
  leader.partition.log.append = () => {
    throw full;
  };
  for (let i = 0; i < 3; i++) expect(() => leader.append(['b'])).toThrow('almost full');
  await until(() => cluster.partition.leaderId !== 1);
  expect(cluster.isrChanges).toBe(1);
  await cluster.node(cluster.partition.leaderId).write('b');
});

test('[LOG-6] a damaged replica is made anew from its leader once it is out of the ISR', async () => {
  cluster = await MiniCluster.start();
  await cluster.node(1).write('a', 'b');
  await cluster.node(1).write('c');
  await cluster.node(3).stop();
  cluster.node(3).isDeaf = true;
  const { disk } = cluster.node(3);
  const path = disk.paths.find((one) => one.endsWith('/t-0/00000000000000000000.log')) as string;
  const bytes = Buffer.from(disk.contentOf(path));
  bytes.writeUInt8(bytes.readUInt8(65) ^ 1, 65);
  disk.setContent(path, bytes);
  // As after a crash: what was durable is looked at.
  await disk.remove('/data/clean-shutdown.json');
  const again = await cluster.startNode(3, disk);
  expect(again.logs.damagedReplicas).toHaveLength(1);
  await again.replicas.opened();
  expect(again.replicas.offlineReplicas).toHaveLength(1);
  expect(() => again.partition).toThrow('no partition');
  cluster.change({ isr: [1, 2] });
  await until(() => cluster.partition.isr.includes(3));
  expect(again.logs.damagedReplicas).toEqual([]);
  expect(await again.values()).toEqual(['a', 'b', 'c']);
});

test('[LOG-7] records that arrive damaged are not taken; the leader looks at its copy, and sends them again if it is good', async () => {
  cluster = await MiniCluster.start();
  const leader = cluster.node(1);
  const { log } = leader.partition;
  const read = log.read.bind(log);
  let isDamaged = true;
  log.read = async (options) => {
    const result = await read(options);
    if (!isDamaged || result.bytes === 0) return result;
    isDamaged = false;
    const chunks = result.chunks.map((chunk) => {
      const copy = Buffer.from(chunk);
      copy.writeUInt8(copy.readUInt8(65) ^ 1, 65);
      return copy;
    });
    return { ...result, chunks };
  };
  await leader.write('a');
  await settled([leader, cluster.node(2), cluster.node(3)], ['a']);
  const messages = leader.logger.lines.map(({ message }) => message);
  expect(messages).toContain('a follower got damaged records; the copy here is good');
});

test('[LOG-9] a follower without room asks again, and does not blame the leader’s copy', async () => {
  cluster = await MiniCluster.start();
  const leader = cluster.node(1);
  const { log } = cluster.node(2).partition;
  const append = log.appendReplicated.bind(log);
  let refusals = 2;
  log.appendReplicated = (...args) => {
    if (refusals === 0) return append(...args);
    refusals -= 1;
    throw new WireError('STORAGE_ERROR', 'the disk is almost full');
  };
  await leader.write('a');
  await settled([leader, cluster.node(2), cluster.node(3)], ['a']);
  expect(refusals).toBe(0);
  const messages = leader.logger.lines.map(({ message }) => message);
  expect(messages).not.toContain('a follower got damaged records; the copy here is good');
});

test('[LOG-7] a leader whose copy is damaged leads no more', async () => {
  cluster = await MiniCluster.start();
  const leader = cluster.node(1);
  cluster.node(3).cut();
  cluster.change({ isr: [1, 2] });
  await leader.write('a');
  const path = leader.disk.paths.find((one) => one.endsWith('/t-0/00000000000000000000.log'));
  const bytes = Buffer.from(leader.disk.contentOf(path as string));
  bytes.writeUInt8(bytes.readUInt8(65) ^ 1, 65);
  leader.disk.setContent(path as string, bytes);
  leader.partition.log.evictTail();
  cluster.node(3).cut(false);
  const wasLookedAt = () =>
    leader.logger.lines.some(({ message }) => message.includes('the copy here'));
  await until(() => leader.replicas.offlineReplicas.length === 1 || wasLookedAt());
  expect(leader.replicas.offlineReplicas).toHaveLength(1);
  expect(() => leader.partition).toThrow('no partition');
  cluster.change({ leaderId: 2, isr: [2] });
  await until(() => cluster.partition.isr.length === 3);
  expect(await cluster.node(1).values()).toEqual(['a']);
});

test('[REP-11] with durability async a replica tells how much it has, also when its log is good', async () => {
  cluster = await MiniCluster.start({ configs: { durability: 'async' } });
  await cluster.node(1).write('a', 'b');
  await settled([cluster.node(2)], ['a', 'b']);
  await cluster.node(2).stop();
  const again = await cluster.startNode(2, cluster.node(2).disk);
  const report = () => new ReplicaStates(again).reports().map(({ topicId: _, ...told }) => told);
  expect(again.logs.suspectReplicas).toEqual([]);
  expect(report()).toEqual([{ partition: 0, state: INTACT, lastEpoch: 0, endOffset: 2 }]);
  cluster.setTopic({ durability: 'sync' });
  await until(() => !again.partition.config.isAsync);
  expect(report()).toEqual([]);
});

test('[LOG-7] a log with an epoch that is still to come leads nothing, and is made anew', async () => {
  cluster = await MiniCluster.start();
  await cluster.node(1).write('a');
  await cluster.node(1).write('b');
  await settled([cluster.node(2)], ['a', 'b']);
  await cluster.node(2).stop();
  const { disk } = cluster.node(2);
  const path = disk.paths.find((one) => one.endsWith('/t-0/00000000000000000000.log')) as string;
  const bytes = Buffer.from(disk.contentOf(path));
  const epochPosition = batchBytesAt(bytes, 0) + 12;
  bytes.writeUInt8(bytes.readUInt8(epochPosition + 3) ^ 64, epochPosition + 3);
  disk.setContent(path, bytes);
  await disk.remove('/data/clean-shutdown.json');
  cluster.change({ leaderId: 2 });
  const again = await cluster.startNode(2, disk);
  await until(() => again.replicas.offlineReplicas.length === 1);
  expect(() => again.partition).toThrow('no partition');
  cluster.change({ leaderId: 1, isr: [1, 3] });
  await until(() => cluster.partition.isr.includes(2));
  expect(await again.values()).toEqual(['a', 'b']);
});

test('an idle partition costs a request a second and pair of brokers, whatever there is of partitions', async () => {
  cluster = await MiniCluster.start();
  await cluster.node(1).write('a');
  await settled(
    [1, 2, 3].map((id) => cluster.node(id)),
    ['a'],
  );
  const before = cluster.node(1).fetches;
  const fromMs = performance.now();
  await until(() => cluster.node(1).fetches >= before + 4);
  // The second that the first ones wait may have begun a moment before.
  expect(performance.now() - fromMs).toBeGreaterThan(900);
});

test('[LOG-3] a log that becomes sync is synced before its broker says that it knows', async () => {
  cluster = await MiniCluster.start({ configs: { durability: 'async', 'flush.ms': '3600000' } });
  const leader = cluster.node(1);
  await leader.write('a', 'b');
  const { endOffset } = leader.store.image;
  for (const node of cluster.nodes.values()) expect(node.replicas.carriedOutOffset).toBe(endOffset);
  cluster.setTopic({ durability: 'sync' });
  for (const node of cluster.nodes.values()) expect(node.replicas.carriedOutOffset).toBe(endOffset);
  for (const node of cluster.nodes.values()) {
    await until(() => node.replicas.carriedOutOffset === node.store.image.endOffset);
    expect(node.partition.log.syncedEndOffset).toBe(2);
  }
});

test('[LOG-10] a follower that comes late takes a compacted log with its gaps, and stands a restart with it', async () => {
  cluster = await MiniCluster.start({
    configs: { 'cleanup.policy': 'compact', 'segment.bytes': '1024' },
  });
  const leader = cluster.node(1);
  cluster.node(3).cut();
  cluster.change({ isr: [1, 2] });
  for (let i = 0; i < 40; i++) {
    const record = { timestamp: Date.now(), key: Buffer.from(`key ${i % 3}`), headers: [] };
    const batch = encodeBatch([{ ...record, value: Buffer.from(`value ${i}`) }], 'none');
    const appended = leader.partition.append(batch, { acks: -1, wallMs: Date.now() });
    await appended.acknowledged;
  }
  const { log } = leader.partition;
  await log.compaction.run({
    highWatermark: leader.partition.highWatermark,
    bufferBytes: 1 << 20,
    pace: new CompactionPace({ clock: new SystemClock(), bytesPerSecond: 0 }),
    signal: new AbortController().signal,
  });
  const offsets = async (node: MiniNode) => {
    node.partition.log.evictTail();
    return (await readAll(node.partition.log)).map(({ offset }) => offset);
  };
  const expected = await offsets(leader);
  expect(expected.length).toBeLessThan(40);
  cluster.node(3).cut(false);
  await until(() => cluster.partition.isr.includes(3));
  expect(await offsets(cluster.node(3))).toEqual(expected);
  await cluster.node(3).kill();
  cluster.change({ isr: [1, 2] });
  const again = await cluster.startNode(3, cluster.node(3).disk);
  expect(again.logs.damagedReplicas).toEqual([]);
  expect(await offsets(again)).toEqual(expected);
});

test('[LOG-9] a replica whose log found no room when its broker started is in sync again once there is some', async () => {
  cluster = await MiniCluster.start();
  await cluster.node(1).write('a');
  await settled([cluster.node(3)], ['a']);
  await cluster.node(3).kill();
  cluster.change({ isr: [1, 2] });
  await cluster.node(1).write('b');
  const { disk } = cluster.node(3);
  disk.failNext('write', 'ENOSPC', { pathPart: '/t-0/leader-epoch-checkpoint' });
  const again = await cluster.startNode(3, disk);
  expect(again.replicas.partitions).toEqual([]);
  expect(again.logger.lines.map(({ message }) => message)).toContain(
    'a partition cannot be opened',
  );
  await until(() => cluster.partition.isr.includes(3));
  await settled([again], ['a', 'b']);
});
