// Three broker processes on real disks, killed all at once at any moment of their lives, again and again, while a producer
// goes on. What was acknowledged must be read back, and nothing may stand twice, however often it was sent.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SeededRandom } from '../../../src/base/random.ts';
import type { Address } from '../../../src/net/transport.ts';
import { checkHistory, type Verdict } from '../../sim/checkers/records-checker.ts';
import { BrokerProcess } from '../../support/broker-process.ts';
import { TestClient } from '../../support/test-broker.ts';
import { readTopic } from './read-topic.ts';
import { SteadyProducer } from './steady-producer.ts';

const nodeIds = [1, 2, 3];
const kills = process.env.TIDELOG_VERIFY === '1' ? 100 : 10;
const plantedKills = 8;
/** Every so many kills one comes while the brokers still recover from the one before. */
const killsWhileStarting = 5;
const acknowledgedPerLifeMax = 400;
const seed = Number(process.env.TIDELOG_SEED ?? Date.now() % 1_000_000);

/** Three brokers that keep their directories and ports over their lives. */
class Machine {
  readonly #root: string;
  readonly #ports = new Map<number, { client: Address; internal: Address }>();
  #brokers: BrokerProcess[] = [];

  constructor(root: string) {
    this.#root = root;
  }

  get addresses(): Address[] {
    return [...this.#ports.values()].map(({ client }) => client);
  }

  /** Resolves when all of them answer. Only the very first start must wait for the quorum's port to be known. */
  async start(): Promise<void> {
    if (this.#ports.size === 0) await this.#startOne(1);
    const missing = nodeIds.filter(
      (nodeId) => !this.#brokers.some((broker) => broker.nodeId === nodeId),
    );
    await Promise.all(missing.map((nodeId) => this.#startOne(nodeId)));
  }

  /** Only the first is up; the others have just begun. */
  async startAndKillMidway(): Promise<void> {
    const starting = nodeIds.map((nodeId) => BrokerProcess.spawn(this.#options(nodeId)));
    this.#brokers = starting;
    await Promise.race(starting.map((broker) => broker.ready().catch(() => broker.exited)));
    await this.kill();
  }

  async kill(): Promise<void> {
    const brokers = this.#brokers;
    this.#brokers = [];
    await Promise.all(brokers.map((broker) => broker.kill()));
  }

  async #startOne(nodeId: number): Promise<void> {
    const broker = await BrokerProcess.start(this.#options(nodeId));
    this.#brokers.push(broker);
    this.#ports.set(broker.nodeId, { client: broker.client, internal: broker.internal });
  }

  #options(nodeId: number) {
    const known = this.#ports.get(nodeId);
    const quorum = this.#ports.get(1)?.internal;
    return {
      nodeId,
      dataDirectory: join(this.#root, String(nodeId)),
      ...(known ? { client: { listen: known.client }, internal: { listen: known.internal } } : {}),
      ...(nodeId === 1 || !quorum ? {} : { quorum: [{ nodeId: 1, ...quorum }] }),
    };
  }
}

/** Kills all brokers again and again while a producer goes on, and judges what it was told by what there is. */
async function runWithKills(
  count: number,
  idempotent: boolean,
  onTestFinished: (cleanUp: () => Promise<void>) => void,
): Promise<Verdict & { sent: number }> {
  const root = await mkdtemp(join(tmpdir(), 'tidelog-kill-'));
  const machine = new Machine(root);
  onTestFinished(async () => {
    await machine.kill();
    await rm(root, { recursive: true });
  });
  const random = new SeededRandom(seed);
  await machine.start();
  const admin = await TestClient.open(machine.addresses[0] as Address);
  // Small segments, so that kills fall on rolls too.
  await admin.createTopic('t', 6, { 'segment.bytes': '20000', 'index.interval.bytes': '200' });
  admin.close();
  const producer = new SteadyProducer({
    brokers: machine.addresses,
    topic: 't',
    seed,
    inFlightMax: 60,
    idempotent,
  });
  producer.start();
  for (let kill = 1; kill <= count; kill++) {
    await producer.acknowledged(1 + random.integerBelow(acknowledgedPerLifeMax));
    await machine.kill();
    if (kill % killsWhileStarting === 0) {
      await machine.startAndKillMidway();
      kill += 1;
    }
    await machine.start();
  }
  await producer.stop();
  const { read, endOffsets } = await readTopic(machine.addresses[0] as Address, 't');
  const verdict = checkHistory({ isIdempotent: true, sent: producer.sent, read, endOffsets });
  return { ...verdict, sent: producer.sent.length };
}

test(`every acknowledged record survives ${kills} kills of all brokers, and stands once (seed ${seed})`, async ({
  onTestFinished,
}) => {
  const verdict = await runWithKills(kills, true, onTestFinished);
  process.stdout.write(
    `kill test, seed ${seed}: ${kills} kills, ${verdict.acknowledged} acknowledged, ` +
      `${verdict.retried} of them retried, ${verdict.duplicates} stand twice\n`,
  );
  expect(verdict.problems).toEqual([]);
  expect(verdict.duplicates).toBe(0);
  expect(verdict.acknowledged).toBe(verdict.sent);
  expect(verdict.acknowledged).toBeGreaterThan(kills);
  expect(verdict.retried).toBeGreaterThan(0);
});

test(`without sequences retried sends stand twice, and are found out (seed ${seed})`, async ({
  onTestFinished,
}) => {
  const verdict = await runWithKills(plantedKills, false, onTestFinished);
  process.stdout.write(`with idempotence switched off: ${verdict.duplicates} stand twice\n`);
  expect(verdict.problems.filter((problem) => problem.startsWith('TWICE'))).not.toEqual([]);
});
