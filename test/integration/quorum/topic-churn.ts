import { messageOf, TidelogError, toError } from '../../../src/base/errors.ts';
import type { Random } from '../../../src/base/random.ts';
import { errorFromWire } from '../../../src/protocol/error-codes.ts';
import type { TestClient } from '../../support/test-broker.ts';
import type { QuorumProcesses } from './quorum-processes.ts';

/** How long a broker may try for one operation. */
const timeoutMs = 10_000;
/** On top of it, for the answer. */
const marginMs = 5_000;
const partitionsMax = 5;
/** A worker that has made so many topics deletes one before it makes another. */
const topicsPerWorker = 8;

interface Topic {
  partitions: number;
  /** `maybe`: an operation on it had no good answer, so it may be done or not. */
  state: 'there' | 'gone' | 'maybe';
}

/** What the outcome of all operations allows a cluster to have. */
export interface ChurnVerdict {
  problems: string[];
  created: number;
  deleted: number;
  /** Operations that were refused, or of which the outcome is not known. */
  unanswered: number;
}

/**
 * Creates and deletes topics through random brokers, whatever happens to these, until it is stopped, and remembers what was
 * acknowledged. A name is used once, so that nothing stands in place of something else.
 */
export class TopicChurn {
  readonly #cluster: QuorumProcesses;
  readonly #random: Random;
  readonly #topics = new Map<string, Topic>();
  readonly #failures: string[] = [];
  readonly #workers: Promise<void>[] = [];
  #created = 0;
  #deleted = 0;
  #unanswered = 0;
  #isStopped = false;
  #onProgress: () => void = () => {};

  constructor(cluster: QuorumProcesses, random: Random) {
    this.#cluster = cluster;
    this.#random = random;
  }

  start(workers: number): void {
    this.#isStopped = false;
    for (let id = 0; id < workers; id++) this.#workers.push(this.#work(`w${id}`));
  }

  /** Resolves as soon as so many more operations are acknowledged. Rejects when one was refused for good. */
  async acknowledged(count: number): Promise<void> {
    const target = this.#created + this.#deleted + count;
    while (this.#created + this.#deleted < target) {
      if (this.#failures.length > 0) throw new Error(this.#failures.join('; '));
      await new Promise<void>((resolve) => {
        this.#onProgress = resolve;
      });
    }
  }

  /** Waits for what is under way. It can be started again. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await Promise.all(this.#workers.splice(0));
  }

  /** `topics` is what a broker has. Nothing may be under way. */
  judge(topics: readonly { name: string; partitions: readonly unknown[] }[]): ChurnVerdict {
    const problems = [...this.#failures];
    const found = new Map(topics.map(({ name, partitions }) => [name, partitions.length]));
    for (const [name, { partitions, state }] of this.#topics) {
      const has = found.get(name);
      found.delete(name);
      if (state === 'there' && has === undefined) problems.push(`LOST: ${name} was acknowledged`);
      if (state === 'gone' && has !== undefined) problems.push(`BACK: ${name} was deleted`);
      if (has !== undefined && has !== partitions) {
        problems.push(`HALF DONE: ${name} has ${has} partitions of ${partitions}`);
      }
    }
    for (const name of found.keys()) problems.push(`FOREIGN: nobody has made ${name}`);
    return {
      problems,
      created: this.#created,
      deleted: this.#deleted,
      unanswered: this.#unanswered,
    };
  }

  async #work(worker: string): Promise<void> {
    const own: string[] = [];
    while (!this.#isStopped) {
      const nodeId = this.#anyOf(this.#cluster.running);
      // The cluster has ended, as it does when the test has failed.
      if (nodeId === undefined) return;
      try {
        const client = await this.#cluster.client(nodeId);
        if (own.length < topicsPerWorker) await this.#create(client, worker, own);
        else await this.#delete(client, own);
        this.#onProgress();
      } catch (error) {
        this.#unanswered += 1;
        // Who is told to try again later has no other trouble.
        if (!(error instanceof TidelogError && error.retriable)) {
          this.#failures.push(`NOT RETRIABLE: ${messageOf(toError(error))}`);
          this.#onProgress();
          return;
        }
      }
    }
  }

  async #create({ connection }: TestClient, worker: string, own: string[]): Promise<void> {
    const name = `${worker}-${this.#topics.size}`;
    const partitions = 1 + this.#random.integerBelow(partitionsMax);
    const topic: Topic = { partitions, state: 'maybe' };
    this.#topics.set(name, topic);
    const { topics } = await connection.request(
      'createTopics',
      { topics: [{ name, partitions, replicationFactor: 1 }], timeoutMs },
      { timeoutMs: timeoutMs + marginMs },
    );
    throwIfFailed(topics[0]);
    topic.state = 'there';
    own.push(name);
    this.#created += 1;
  }

  async #delete({ connection }: TestClient, own: string[]): Promise<void> {
    const [name = ''] = own.splice(this.#random.integerBelow(own.length), 1);
    const topic = this.#topics.get(name) as Topic;
    topic.state = 'maybe';
    const { topics } = await connection.request(
      'deleteTopics',
      { topics: [{ name }], timeoutMs },
      { timeoutMs: timeoutMs + marginMs },
    );
    throwIfFailed(topics[0]);
    topic.state = 'gone';
    this.#deleted += 1;
  }

  #anyOf(nodeIds: readonly number[]): number | undefined {
    return nodeIds[this.#random.integerBelow(Math.max(1, nodeIds.length))];
  }
}

function throwIfFailed(result: { errorCode: number; errorMessage: string } | undefined): void {
  if (!result) throw new Error('an operation on one topic is answered with one result');
  if (result.errorCode !== 0) throw errorFromWire(result.errorCode, result.errorMessage);
}
