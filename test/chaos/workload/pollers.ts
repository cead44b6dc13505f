// Those who only ask: where partitions end, who leads them, and topics that come and go.

import { codeOf, messageOf } from '../../../src/base/errors.ts';
import type { Client } from '../../../src/client/index.ts';
import type { HistoryFile } from '../history/history-file.ts';
import { nowMs } from '../history/history-file.ts';
import { pause } from '../history/pause.ts';
import type { TopicPlan } from './records.ts';

const offsetPauseMs = 100;
const leaderPauseMs = 50;
const adminPauseMs = 700;

interface PollerOptions {
  client: Client;
  topics: readonly TopicPlan[];
  history: HistoryFile;
}

function partitionsOf(topics: readonly TopicPlan[]): { topic: string; partition: number }[] {
  return topics.flatMap(({ name: topic, partitions }) =>
    Array.from({ length: partitions }, (_, partition) => ({ topic, partition })),
  );
}

/** Something that goes on until it is told to stop. */
abstract class Poller {
  protected isStopped = false;
  #running: Promise<unknown> | undefined;

  protected abstract run(): Promise<unknown>;

  start(): void {
    this.#running ??= this.run();
  }

  /** Ends some time later; nobody waits for it. */
  abandon(): void {
    this.isStopped = true;
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await this.#running;
  }
}

/** Asks for the end of every partition, each on its own. */
export class OffsetPoller extends Poller {
  readonly #options: PollerOptions & { name: string };
  #n = 0;

  constructor(options: PollerOptions & { name: string }) {
    super();
    this.#options = options;
  }

  protected async run(): Promise<void> {
    await Promise.all(partitionsOf(this.#options.topics).map((at) => this.#follow(at)));
  }

  async #follow(at: { topic: string; partition: number }): Promise<void> {
    const { client, history, name: p } = this.#options;
    while (!this.isStopped) {
      const asked = { op: 'latest', p, n: this.#n++, ...at } as const;
      history.write({ ...asked, type: 'invoke', at: nowMs() });
      try {
        const [answer] = await client.admin().listOffsets([{ ...at, at: 'latest' }]);
        history.write({ ...asked, type: 'ok', at: nowMs(), offset: answer?.offset ?? -1 });
      } catch (error) {
        const code = codeOf(error) ?? messageOf(error);
        history.write({ ...asked, type: 'fail', at: nowMs(), code });
      }
      await pause(offsetPauseMs);
    }
  }
}

export interface PartitionState {
  topic: string;
  partition: number;
  leaderId: number;
  leaderEpoch: number;
  replicas: readonly number[];
  isr: readonly number[];
}

/** Knows who leads what, as far as any broker tells, and records every change. */
export class LeaderWatch extends Poller {
  readonly #options: PollerOptions;
  readonly #known = new Map<string, PartitionState>();
  controllerId = -1;

  constructor(options: PollerOptions) {
    super();
    this.#options = options;
  }

  states(): PartitionState[] {
    return [...this.#known.values()];
  }

  /** What a broker leads, as `topic/partition`. */
  ledBy(nodeId: number): string[] {
    return this.states()
      .filter(({ leaderId }) => leaderId === nodeId)
      .map(({ topic, partition }) => `${topic}/${partition}`);
  }

  /** Resolves when all of it is as asked for; false after `limitMs`. */
  async until(isGood: (state: PartitionState) => boolean, limitMs: number): Promise<boolean> {
    const deadlineMs = nowMs() + limitMs;
    while (this.#known.size === 0 || !this.states().every(isGood)) {
      if (nowMs() > deadlineMs) return false;
      await pause(leaderPauseMs);
    }
    return true;
  }

  protected async run(): Promise<void> {
    const { client, topics } = this.#options;
    const names = topics.map(({ name }) => name);
    while (!this.isStopped) {
      try {
        const found = await client.admin().describeTopics(names);
        for (const { name, partitions } of found) {
          for (const partition of partitions) this.#learn({ ...partition, topic: name });
        }
        this.controllerId = (await client.admin().describeCluster()).controllerId;
      } catch {
        // Nobody can tell now: that is what the faults are for.
      }
      await pause(leaderPauseMs);
    }
  }

  #learn(state: PartitionState): void {
    const { topic, partition, leaderId, leaderEpoch } = state;
    const key = `${topic}/${partition}`;
    const before = this.#known.get(key);
    // Brokers that are behind tell old news.
    if (before && before.leaderEpoch > leaderEpoch) return;
    this.#known.set(key, state);
    if (before?.leaderId === leaderId && before.leaderEpoch === leaderEpoch) return;
    const { history } = this.#options;
    history.write({ op: 'leader', at: nowMs(), topic, partition, leaderId, leaderEpoch });
  }
}

/** Creates topics and deletes some of them again. */
export class TopicChurn extends Poller {
  readonly #options: { client: Client; history: HistoryFile };
  #n = 0;

  constructor(options: { client: Client; history: HistoryFile }) {
    super();
    this.#options = options;
  }

  protected async run(): Promise<void> {
    for (let round = 0; !this.isStopped; round++) {
      // Every second topic goes again, and every fourth comes back under its name.
      const topic = `churn-${round}`;
      const admin = this.#options.client.admin();
      await this.#change('create', topic, () => admin.createTopic({ name: topic, partitions: 1 }));
      if (round % 2 === 0) await this.#change('delete', topic, () => admin.deleteTopic(topic));
      if (round % 4 === 0) {
        await this.#change('create', topic, () =>
          admin.createTopic({ name: topic, partitions: 1 }),
        );
      }
      await pause(adminPauseMs);
    }
  }

  async #change(
    what: 'create' | 'delete',
    topic: string,
    work: () => Promise<unknown>,
  ): Promise<void> {
    const { history } = this.#options;
    const asked = { op: 'admin', p: 'admin', n: this.#n++ } as const;
    history.write({ ...asked, type: 'invoke', at: nowMs(), what, topic });
    try {
      await work();
      history.write({ ...asked, type: 'ok', at: nowMs() });
    } catch (error) {
      const code = codeOf(error) ?? messageOf(error);
      history.write({ ...asked, type: 'unknown', at: nowMs(), code });
    }
  }
}
