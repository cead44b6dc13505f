// Broker processes that lose their disks one after the other, down to the last one in sync: a partition goes on by itself where
// somebody is known to have everything that was acknowledged, and waits for a decision where nobody is.
import { rm } from 'node:fs/promises';
import { afterEach, expect, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { QuorumProcesses } from '../quorum/quorum-processes.ts';

/** Keeps the metadata, and nothing of the topic. */
const controller = 1;
const [first, second, last] = [2, 3, 4] as const;

let cluster: QuorumProcesses;

afterEach(async () => {
  await cluster.end();
});

/** `t` on the three brokers that can be killed, preferred in this order. */
async function start(minInsync: string): Promise<void> {
  cluster = await QuorumProcesses.start({ brokers: 4, voters: 1 });
  await tidelog('topic', 'create', 't', '--config', `min.insync.replicas=${minInsync}`);
  await tidelog('topic', 'move', 't', '--partition', '0', '--to', `${first},${second},${last}`);
  await until(({ replicas, isr }) => replicas.length === 3 && isr.length === 3 && !isr.includes(1));
}

async function tidelog(...args: string[]): Promise<string[]> {
  const { code, stdout, stderr } = await cluster.tidelog(...args);
  expect(stderr).toEqual([]);
  expect(code).toBe(0);
  return stdout;
}

async function partition() {
  const client = await cluster.client(controller);
  const { topics } = await client.metadata({ topics: [{ name: 't' }] });
  const [found] = topics[0]?.partitions ?? [];
  if (!found) throw new Error('the topic has no partition');
  return found;
}

function until(isSo: (now: Awaited<ReturnType<typeof partition>>) => boolean) {
  return eventually(partition, isSo);
}

async function append(...values: string[]): Promise<void> {
  const { leaderId } = await until((now) => now.leaderId > 0);
  const leader = await cluster.client(leaderId);
  await leader.append('t', 0, ...values);
}

async function read(): Promise<string[]> {
  const { leaderId } = await until((now) => now.leaderId > 0);
  const leader = await cluster.client(leaderId);
  return await leader.readValues('t', 0);
}

/** The partition is in sync on these alone afterwards. */
async function kill(nodeId: number, left: number[]): Promise<void> {
  await cluster.kill(nodeId);
  await until(({ isr }) => isr.length === left.length && left.every((id) => isr.includes(id)));
}

/** Its broker comes back on an empty disk. */
async function wipe(nodeId: number): Promise<void> {
  await cluster.kill(nodeId);
  await until(({ leaderId }) => leaderId === -1);
  await rm(cluster.directory(nodeId), { recursive: true });
  await cluster.start(nodeId);
}

async function problems(): Promise<string[]> {
  const { code, stdout } = await cluster.tidelog('cluster', 'status');
  expect(code).toBe(1);
  return stdout.filter((line) => /^PROBLEM: .* without a leader/.test(line));
}

test('[REP-9] when the last one in sync loses its disk, one that is known to have everything leads by itself', async () => {
  await start('2');
  await append('a');
  await kill(first, [second, last]);
  await append('b');
  await kill(second, [last]);
  await wipe(last);
  await until(({ lost, eligible }) => lost.includes(last) && eligible.includes(second));
  // This one left while two were in sync, and lacks what they had taken since.
  await cluster.start(first);
  expect(await partition()).toMatchObject({ leaderId: -1, isr: [last] });
  expect(await problems()).toEqual([
    expect.stringMatching(/t-0; waiting for broker 3, with everything .* start broker 3/),
  ]);
  await cluster.start(second);
  expect(await until(({ leaderId }) => leaderId > 0)).toMatchObject({ leaderId: second });
  await until(({ isr }) => isr.length === 3);
  await append('c');
  expect(await read()).toEqual(['a', 'b', 'c']);
}, 180_000);

test('[REP-9] where the last one in sync had gone on alone, somebody must say that records may be lost', async () => {
  await start('1');
  await append('a');
  await kill(first, [second, last]);
  await kill(second, [last]);
  await append('b');
  await wipe(last);
  for (const nodeId of [first, second]) await cluster.start(nodeId);
  await until(({ lost }) => lost.includes(last));
  expect(await partition()).toMatchObject({ leaderId: -1, isr: [last], eligible: [] });
  const remedy = 'tidelog topic elect-leaders t --partition 0 --unclean';
  const found = await problems();
  expect(found).toEqual([expect.stringMatching(/t-0; broker 4, in sync last, came back without/)]);
  expect(found[0]).toContain(remedy);
  expect((await tidelog('topic', 'describe', 't')).join('\n')).toContain(remedy);
  const told = await tidelog('topic', 'elect-leaders', 't', '--partition', '0', '--unclean');
  expect(told.at(-1)).toMatch(/what the new leaders did not have is lost/);
  expect(await partition()).toMatchObject({ leaderId: first });
  await until(({ isr }) => isr.length === 3);
  await append('c');
  expect(await read()).toEqual(['a', 'c']);
}, 180_000);
