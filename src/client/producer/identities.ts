// Under which producer id and epoch each partition is written [LOG-11]. One id for the whole producer, asked for when the first
// batch is due; a partition behind a gap goes on under the next epoch, which fences what may still be under way.
import { codeOf, TidelogError, toError } from '../../base/errors.ts';
import type { RequestBodyInit } from '../../protocol/api-registry.ts';
import { type ClientContext, withRetries } from '../context.ts';
import type { Accumulator, PartitionQueue, ProducerIdentity } from './accumulator.ts';

export interface IdentitiesOptions {
  context: ClientContext;
  accumulator: Accumulator;
  /** How long one search for an identity goes on; then the next record starts another. */
  timeoutMs: number;
  signal: AbortSignal;
  /** An identity has come, or the next search may begin. */
  onChange: () => void;
  /** No broker will ever give one. */
  onRefused: (error: Error) => void;
}

export class Identities {
  readonly #options: IdentitiesOptions;
  #first: ProducerIdentity | undefined;
  #isAsking = false;

  constructor(options: IdentitiesOptions) {
    this.#options = options;
  }

  /** Whether the queue can give a sequence to a new batch. If not, what it needs is asked for; onChange says when to look again. */
  isReady(queue: PartitionQueue): boolean {
    if (queue.hasGap) {
      this.#renew(queue);
      return false;
    }
    queue.identity ??= this.#first;
    if (queue.identity) return true;
    if (!this.#isAsking) {
      this.#isAsking = true;
      this.#search(
        'ask for a producer id',
        async () => {
          this.#first = await this.#ask({});
        },
        () => {
          this.#isAsking = false;
        },
      );
    }
    return false;
  }

  #renew(queue: PartitionQueue): void {
    if (queue.isRenewing) return;
    queue.isRenewing = true;
    this.#search(
      'ask for a producer epoch',
      async () => {
        const { producerId, producerEpoch } = queue.identity ?? {};
        const body =
          producerId === undefined || producerEpoch === undefined
            ? {}
            : { producerId, producerEpoch };
        this.#options.accumulator.renew(queue, await this.#askForNext(body));
      },
      () => {
        queue.isRenewing = false;
      },
    );
  }

  #search(name: string, work: () => Promise<void>, finished: () => void): void {
    const { context, signal, onChange, onRefused } = this.#options;
    context.tasks.start(name, async () => {
      try {
        await work();
      } catch (error) {
        if (signal.aborted) return;
        const isFinal = !(error instanceof TidelogError && error.retriable);
        if (isFinal && codeOf(error) !== undefined) onRefused(toError(error));
        else if (isFinal) throw error;
      } finally {
        finished();
      }
      onChange();
    });
  }

  /** An id of which the broker asked knows nothing gives way to a new one. */
  async #askForNext(body: RequestBodyInit<'initProducerId'>): Promise<ProducerIdentity> {
    try {
      return await this.#ask(body);
    } catch (error) {
      if (codeOf(error) !== 'UNKNOWN_PRODUCER_ID') throw error;
      return await this.#ask({});
    }
  }

  #ask(body: RequestBodyInit<'initProducerId'>): Promise<ProducerIdentity> {
    const { context, timeoutMs, signal } = this.#options;
    const deadlineMs = context.clock.monotonicMs() + timeoutMs;
    return withRetries(context, { deadlineMs, signal }, async () => {
      const request = { ...body, timeoutMs: context.requestTimeoutMs };
      const { producerId, producerEpoch } = await context.metadata.askAny(
        'initProducerId',
        request,
      );
      return { producerId, producerEpoch };
    });
  }
}
