// A member of a group as a process that somebody keeps alive: it reads in a loop or with a handler, commits by itself or by hand,
// crashes, stops in order, stands still, and comes again.
import { delay } from '../../src/base/clock.ts';
import { codeOf, messageOf, TidelogError } from '../../src/base/errors.ts';
import type { Random } from '../../src/base/random.ts';
import { Client } from '../../src/client/client.ts';
import type { ConsumerRecord } from '../../src/client/consumer/consumer.ts';
import type { GroupConsumer } from '../../src/client/consumer/group-consumer.ts';
import type { PartitionName } from '../../src/client/errors.ts';
import { describeError } from './record-load.ts';
import type { Life } from './simulated-clock.ts';
import type { SimulatedNetwork } from './simulated-network.ts';
import type { Simulation } from './simulation.ts';

/** What all members tell of themselves. */
export interface GroupHistory {
  /** How often each value was processed. */
  processed: Map<string, number>;
  /** Greatest offset of each partition that a member was told is committed. */
  acknowledged: Map<number, number>;
  problems: string[];
  counters: { commits: number; refusals: number; lost: number; rounds: number };
}

export interface GroupMemberOptions {
  simulation: Simulation;
  network: SimulatedNetwork;
  brokers: readonly string[];
  name: string;
  groupId: string;
  topic: string;
  history: GroupHistory;
  timerSlackMs: number;
  random: Random;
  isCalm: boolean;
}

export class SimulatedMember {
  readonly name: string;
  readonly #options: GroupMemberOptions;
  readonly #commitsByHand: boolean;
  readonly #hasHandler: boolean;
  readonly #isStatic: boolean;
  #life: Life | undefined;
  #client: Client | undefined;
  #consumer: GroupConsumer | undefined;
  #ended: Promise<void> = Promise.resolve();
  #isStopping = false;

  constructor(options: GroupMemberOptions) {
    this.#options = options;
    this.name = options.name;
    this.#commitsByHand = options.random.integerBelow(2) === 0;
    this.#hasHandler = options.random.integerBelow(2) === 0;
    this.#isStatic = options.random.integerBelow(4) === 0;
  }

  get isUp(): boolean {
    return this.#life?.isAlive ?? false;
  }

  get memberId(): string {
    return this.#consumer?.memberId ?? '';
  }

  start(): void {
    if (this.isUp) return;
    this.#isStopping = false;
    const { simulation, network, brokers, timerSlackMs, groupId, topic } = this.#options;
    const life = simulation.begin(this.name, { timerSlackMs });
    this.#life = life;
    const client = new Client({
      brokers,
      clientId: this.name,
      seams: {
        clock: life.clock,
        random: simulation.splitRandom(),
        transport: network.transportFor(life),
      },
    });
    this.#client = client;
    const lastOffsets = new Map<number, number>();
    const forget = (partitions: readonly PartitionName[]) => {
      for (const { partition } of partitions) lastOffsets.delete(partition);
    };
    const consumer = client.consumer({
      groupId,
      topics: [topic],
      ...(this.#isStatic ? { instanceId: this.name } : {}),
      autoCommit: !this.#commitsByHand,
      autoCommitIntervalMs: 250,
      maxProcessingMs: 2_000,
      closeTimeoutMs: 1_000,
      onAssigned: forget,
      onRevoked: forget,
      onLost: (partitions) => {
        forget(partitions);
        if (life.isAlive) this.#options.history.counters.lost += 1;
      },
    });
    this.#consumer = consumer;
    this.#ended = this.#live(life, consumer, lastOffsets);
  }

  /** Up, and to stay so: one that is stopping ends at once, and comes again. */
  insist(): void {
    if (this.#isStopping) this.crash();
    this.start();
  }

  /** Ends the process at once. */
  crash(): void {
    const life = this.#life;
    if (!life?.isAlive) return;
    this.#options.simulation.kill(this.name);
    this.#options.network.dropNode(life, 'killed');
  }

  /** Leaves in order. */
  async stop(): Promise<void> {
    const life = this.#life;
    if (!life?.isAlive || this.#isStopping) return;
    this.#isStopping = true;
    await this.#client?.close();
    await this.#ended;
    if (life.isAlive) this.#options.simulation.kill(this.name);
  }

  async #live(
    life: Life,
    consumer: GroupConsumer,
    lastOffsets: Map<number, number>,
  ): Promise<void> {
    const handle = (record: ConsumerRecord) => this.#process(life, consumer, record, lastOffsets);
    for (;;) {
      try {
        if (this.#hasHandler) {
          await consumer.run(handle, { concurrency: 2 });
        } else {
          for await (const record of consumer) await handle(record);
        }
        return;
      } catch (error) {
        if (!life.isAlive) return;
        this.#check(error);
        await delay(life.clock, 200).catch(() => {});
      }
    }
  }

  /** What a user may meet while brokers come and go is tried again; anything else is a problem. */
  #check(error: unknown): void {
    const isKnown = error instanceof TidelogError && error.retriable;
    if (isKnown || codeOf(error) === 'FENCED_INSTANCE_ID') return;
    this.#options.history.problems.push(`${this.name} failed: ${describeError(error)}`);
  }

  async #process(
    life: Life,
    consumer: GroupConsumer,
    record: ConsumerRecord,
    lastOffsets: Map<number, number>,
  ): Promise<void> {
    const { history, random, isCalm, simulation } = this.#options;
    if (!life.isAlive) return;
    const { partition, offset } = record;
    const last = lastOffsets.get(partition) ?? -1;
    // Two handlers of a partition are at work at a time, on records of different keys; loops have no such excuse.
    if (!this.#hasHandler && offset <= last) {
      history.problems.push(
        `ORDER: ${this.name} got offset ${offset} of partition ${partition} after ${last}`,
      );
    }
    lastOffsets.set(partition, offset);
    // Now and then a handler is slow, rarely too slow.
    const draw = random.integerBelow(200);
    const ms = draw === 0 && !isCalm ? 4_000 : draw < 20 ? random.integerBelow(60) : 0;
    if (ms > 0) await delay(life.clock, ms);
    if (!life.isAlive) return;
    const value = String(record.value);
    history.processed.set(value, (history.processed.get(value) ?? 0) + 1);
    simulation.note('processed', this.name, partition, offset);
    if (!this.#commitsByHand) return;
    try {
      await consumer.commit(record);
      if (!life.isAlive) return;
      const known = history.acknowledged.get(partition) ?? -1;
      history.acknowledged.set(partition, Math.max(known, offset + 1));
      history.counters.commits += 1;
    } catch (error) {
      // It belongs to somebody else by now, or nobody answers; then it comes again.
      history.counters.refusals += 1;
      simulation.remark(this.name, `commit of ${partition}@${offset} refused: ${messageOf(error)}`);
    }
  }
}
