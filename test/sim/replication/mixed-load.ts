// Producers that ask for different acks, a consumer and somebody who asks for the ends of partitions, as users have them, on the topics of
// a simulated cluster; and what they are told, for the checkers. The topics are read twice: while faults come and go, and once more
// from their start after these have ended.
import { delay } from '../../../src/base/clock.ts';
import { codeOf, messageOf } from '../../../src/base/errors.ts';
import type { Random } from '../../../src/base/random.ts';
import { Client } from '../../../src/client/client.ts';
import type { Acks } from '../../../src/client/options.ts';
import { type Address, formatAddress } from '../../../src/net/transport.ts';
import { checkHistory, type ReadRecord, type SentRecord } from '../checkers/records-checker.ts';
import { describeError } from '../record-load.ts';
import type { Life } from '../simulated-clock.ts';
import type { SimulatedNetwork } from '../simulated-network.ts';
import type { Simulation } from '../simulation.ts';
import type { TopicPlan } from './replication-swarm.ts';

export interface MixedLoadOptions {
  simulation: Simulation;
  network: SimulatedNetwork;
  addresses: readonly Address[];
  topics: readonly TopicPlan[];
  timerSlackMs: number;
  /** Without faults nothing is lost, whatever the acks. */
  isCalm: boolean;
  /** Told at once, before anybody else can act. */
  onAcknowledged: (at: Place, acks: Acks) => void;
  onRead: (at: Place) => void;
}

export interface Place {
  topic: string;
  partition: number;
  offset: number;
}

interface TopicRecords {
  readonly plan: TopicPlan;
  readonly sent: SentRecord[];
  readonly read: ReadRecord[];
  readonly readAgain: ReadRecord[];
  ends: number[];
}

interface Work {
  acks: Acks;
  records: number;
}

const works: readonly Work[] = [
  { acks: 'all', records: 130 },
  { acks: 1, records: 60 },
  { acks: 0, records: 40 },
];
const keyCount = 6;
const readMsMax = 120_000;
const createTriesMax = 20;
const askEveryMsMax = 400;
const askTimeoutMs = 3_000;

export class MixedLoad {
  readonly counters = { acknowledged: 0, acknowledged1: 0, lost1: 0, sent0: 0, ends: 0 };
  readonly nodes = ['producer-all', 'producer-1', 'producer-0', 'consumer', 'asker'];
  readonly #options: MixedLoadOptions;
  readonly #random: Random;
  readonly #lives: ReadonlyMap<string, Life>;
  readonly #clients = new Map<string, Client>();
  readonly #topics: readonly TopicRecords[];
  readonly #problems: string[] = [];
  readonly #stoppingReads = new AbortController();
  readonly #stoppingAsks = new AbortController();
  readonly #loops: Promise<void>[] = [];

  constructor(options: MixedLoadOptions) {
    this.#options = options;
    const { simulation, timerSlackMs, topics } = options;
    this.#random = simulation.splitRandom();
    this.#lives = new Map(
      this.nodes.map((node) => [node, simulation.begin(node, { timerSlackMs })]),
    );
    this.#topics = topics.map((plan) => ({ plan, sent: [], read: [], readAgain: [], ends: [] }));
  }

  /** Makes the topics. */
  async open(): Promise<void> {
    for (const node of this.nodes) this.#clients.set(node, this.#client(node));
    for (const plan of this.#options.topics) await this.#createTopic(plan);
  }

  startReading(): void {
    this.#loops.push(this.#consume((topic) => topic.read));
    this.#loops.push(this.#askForEnds());
  }

  /** Resolves when every record has its outcome. */
  async produce(): Promise<void> {
    await Promise.all(works.map((work) => this.#produce(work)));
  }

  /** After all faults have ended: reads to the end, once more from the start, and takes leave. */
  async finish(): Promise<void> {
    this.#stoppingAsks.abort();
    for (const topic of this.#topics) {
      const partitions = Array.from({ length: topic.plan.partitions }, (_, at) => at);
      topic.ends = await Promise.all(partitions.map((one) => this.#endOffset(topic, one)));
    }
    this.#loops.push(this.#consume((topic) => topic.readAgain));
    await this.#readToEnd();
    this.#stoppingReads.abort();
    await Promise.all(this.#loops);
    for (const client of this.#clients.values()) await client.close();
  }

  /** What was not as promised; to be called after `finish`. `wasCut`: some replica has lost the end of its log. */
  problems(wasCut: boolean): string[] {
    return [
      ...this.#problems,
      ...this.#topics.flatMap((topic) => {
        const { name } = topic.plan;
        const found = this.#topicProblems(topic, wasCut);
        return found.map((problem) => `topic ${name}: ${problem}`);
      }),
    ];
  }

  #topicProblems({ sent, read, readAgain, ends }: TopicRecords, wasCut: boolean): string[] {
    if (!sent.some(({ acknowledged }) => acknowledged)) return [];
    const shared = { isIdempotent: true, sent, endOffsets: ends };
    const first = checkHistory({ ...shared, read });
    const again = checkHistory({ ...shared, read: readAgain });
    this.counters.lost1 += again.lostAsAllowed;
    const problems = [
      ...first.problems,
      ...again.problems.map((problem) => `${problem} (read again)`),
      ...differences(read, readAgain),
    ];
    if (again.lostAsAllowed > 0 && !wasCut)
      problems.push(`${again.lostAsAllowed} records with acks 1 are lost, and no log was ever cut`);
    if (!this.#options.isCalm) return problems;
    const there = new Set(readAgain.map(({ value }) => value));
    const missing = sent.filter(({ value }) => !there.has(value));
    if (missing.length > 0) problems.push(`without a fault ${missing.length} records are lost`);
    return problems;
  }

  #client(node: string): Client {
    const { simulation, network, addresses } = this.#options;
    const { clock } = this.#life(node);
    return new Client({
      brokers: addresses.map(formatAddress),
      clientId: node,
      ...(node === 'asker' ? { requestTimeoutMs: askTimeoutMs } : {}),
      seams: {
        clock,
        random: simulation.splitRandom(),
        transport: network.transportFor(this.#life(node)),
      },
    });
  }

  #life(node: string): Life {
    const life = this.#lives.get(node);
    if (!life) throw new Error(`there is no node ${node}`);
    return life;
  }

  #clientOf(node: string): Client {
    const client = this.#clients.get(node);
    if (!client) throw new Error('open() comes first');
    return client;
  }

  /** The answer may be lost although the topic was made. */
  async #createTopic(plan: TopicPlan): Promise<void> {
    const { name, partitions, durability, minInSync, segmentBytes } = plan;
    const configs = {
      durability,
      'min.insync.replicas': minInSync,
      'segment.bytes': segmentBytes,
    };
    for (let tries = 1; ; tries++) {
      try {
        const topic = { name, partitions, replicationFactor: 3, configs };
        await this.#clientOf('producer-all').admin().createTopic(topic);
        return;
      } catch (error) {
        if (codeOf(error) === 'TOPIC_ALREADY_EXISTS' && tries > 1) return;
        if (tries === createTriesMax) throw error;
        await delay(this.#life('producer-all').clock, 500);
      }
    }
  }

  /** Sends without waiting for what was sent before. */
  async #produce({ acks, records }: Work): Promise<void> {
    const node = `producer-${acks}`;
    const { clock } = this.#life(node);
    const producer = this.#clientOf(node).producer({ acks, lingerMs: 5, batchBytes: 1_500 });
    const outcomes: Promise<void>[] = [];
    for (let at = 0; at < records; at++) {
      const topic = this.#topics[this.#random.integerBelow(this.#topics.length)] as TopicRecords;
      const key = `${acks}-${this.#random.integerBelow(keyCount)}`;
      const value = `${acks}:${at}:${'x'.repeat(this.#random.integerBelow(300))}`;
      const record: SentRecord = { key, value, acks, acknowledged: undefined, wasRetried: true };
      topic.sent.push(record);
      const sending = producer.send({ topic: topic.plan.name, key, value }).then(
        ({ partition, offset, attempts }) => {
          record.wasRetried = attempts > 1;
          this.#acknowledged(topic, record, { partition, offset });
        },
        (error: unknown) => this.#options.simulation.remark(node, `gave up: ${messageOf(error)}`),
      );
      outcomes.push(sending);
      const pauseMs = this.#random.integerBelow(2) === 0 ? this.#random.integerBelow(180) : 0;
      if (pauseMs > 0) await delay(clock, pauseMs);
    }
    await Promise.all(outcomes);
  }

  #acknowledged(
    topic: TopicRecords,
    record: SentRecord,
    at: { partition: number; offset: number },
  ): void {
    const { counters } = this;
    if (record.acks === 0) {
      counters.sent0 += 1;
      return;
    }
    if (record.acks === 1) counters.acknowledged1 += 1;
    else counters.acknowledged += 1;
    record.acknowledged = at;
    this.#options.onAcknowledged({ topic: topic.plan.name, ...at }, record.acks ?? 'all');
  }

  /** A consumer that has never reached a broker gives up after a while; a new loop over it tries again. */
  async #consume(into: (topic: TopicRecords) => ReadRecord[]): Promise<void> {
    const { signal } = this.#stoppingReads;
    const byName = new Map(this.#topics.map((topic) => [topic.plan.name, into(topic)]));
    const topics = [...byName.keys()];
    const consumer = this.#clientOf('consumer').consumer({ topics, from: 'earliest', signal });
    while (!signal.aborted) {
      try {
        for await (const { topic, partition, offset, key, value } of consumer) {
          this.#options.onRead({ topic, partition, offset });
          const record = { partition, offset, key: key?.toString(), value: value?.toString() };
          byName.get(topic)?.push(record);
        }
        if (!signal.aborted) throw new Error('its loop ended by itself');
      } catch (error) {
        if (signal.aborted) return;
        if (codeOf(error) !== 'NO_BROKER_REACHABLE') {
          this.#problems.push(`the consumer failed: ${describeError(error)}`);
          return;
        }
        await delay(this.#life('consumer').clock, 100);
      }
    }
  }

  /** The end of a partition that somebody was told never goes back, whoever leads [REP-7]. */
  async #askForEnds(): Promise<void> {
    const { signal } = this.#stoppingAsks;
    const { clock } = this.#life('asker');
    const admin = this.#clientOf('asker').admin();
    const known = new Map<string, number>();
    const places = this.#topics.flatMap(({ plan: { name: topic, partitions } }) =>
      Array.from({ length: partitions }, (_, partition) => ({ topic, partition })),
    );
    while (!signal.aborted) {
      const place = places[this.#random.integerBelow(places.length)];
      await delay(clock, this.#random.integerBelow(askEveryMsMax));
      if (place === undefined) return;
      try {
        const [answer] = await admin.listOffsets([{ ...place, at: 'latest' }]);
        const key = `${place.topic}-${place.partition}`;
        const before = known.get(key) ?? 0;
        const offset = answer?.offset ?? 0;
        if (offset < before)
          this.#problems.push(`the end of ${key} was ${before} and then ${offset}`);
        known.set(key, Math.max(before, offset));
        this.counters.ends += 1;
      } catch (error) {
        this.#options.simulation.remark('asker', messageOf(error));
      }
    }
  }

  /** Of a partition that cannot tell, the end that the acknowledgements promise. */
  async #endOffset({ plan, sent }: TopicRecords, partition: number): Promise<number> {
    const { name: topic } = plan;
    try {
      const admin = this.#clientOf('producer-all').admin();
      const [answer] = await admin.listOffsets([{ topic, partition, at: 'latest' }]);
      return answer?.offset ?? 0;
    } catch (error) {
      this.#problems.push(`${topic}-${partition} does not tell its end: ${messageOf(error)}`);
      const promised = sent.flatMap(({ acknowledged, acks }) =>
        acks === 'all' && acknowledged?.partition === partition ? acknowledged.offset + 1 : [],
      );
      return Math.max(0, ...promised);
    }
  }

  async #readToEnd(): Promise<void> {
    const { clock } = this.#life('consumer');
    const endMs = clock.monotonicMs() + readMsMax;
    const isRead = ({ read, readAgain, ends }: TopicRecords) => {
      const total = ends.reduce((sum, end) => sum + end, 0);
      return Math.min(read.length, readAgain.length) >= total;
    };
    while (!this.#topics.every(isRead) && clock.monotonicMs() < endMs) await delay(clock, 50);
    // Whoever reads more than there is gets the time to show it.
    await delay(clock, 500);
  }
}

/** What was read once stays as it was read. */
function differences(read: readonly ReadRecord[], again: readonly ReadRecord[]): string[] {
  const placeOf = ({ partition, offset }: ReadRecord) => `${partition}/${offset}`;
  const values = new Map(again.map((record) => [placeOf(record), record.value]));
  return read
    .filter((record) => values.has(placeOf(record)) && values.get(placeOf(record)) !== record.value)
    .map((record) => `${placeOf(record)} was read as two different records`);
}
