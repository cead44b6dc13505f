// Brings proposals of new in-sync replicas to the controller [REP-5]: those that come while a request is under way go together in
// the next one, or, of very many, in the next ones [SIM-6]. A proposal stays one until it is known what became of it, for the
// controller may have committed it though no answer came: it is sent again, and is the same. What was committed is told by the image, never by the answer alone, which may
// be ahead of it: a leader that saw a smaller ISR before a greater min.insync.replicas would go on with too few [REP-4].
import { type Clock, delay } from '../base/clock.ts';
import { messageOf } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import type { Logger } from '../base/logger.ts';
import type { Random } from '../base/random.ts';
import type { Tasks } from '../base/tasks.ts';
import { uuidToBytes } from '../base/uuid.ts';
import type { MetadataStore } from '../cluster/metadata/metadata-store.ts';
import type { RequestBodyInit, ResponseBodyInit } from '../protocol/api-registry.ts';
import type { IsrProposal } from './leader-role.ts';
import type { Partition } from './partition.ts';

type AlterPartition = RequestBodyInit<'alterPartition'>;
type AlterPartitionResult = NonNullable<ResponseBodyInit<'alterPartition'>['partitions']>[number];

export interface IsrChangesParts {
  nodeId: number;
  clock: Clock;
  random: Random;
  logger: Logger;
  tasks: Tasks;
  /** Of this broker's registration; undefined while it is not registered. */
  brokerEpoch: () => number | undefined;
  ask: (request: AlterPartition) => Promise<ResponseBodyInit<'alterPartition'>>;
  store: Pick<MetadataStore, 'reached'>;
}

interface Change {
  partition: Partition;
  proposal: IsrProposal;
}

const retryMsMin = 100;
const retryMsMax = 2_000;
/** Before what was refused may be proposed again. */
const refusedPauseMs = 500;
/** For the image to be as new as an answer; then the controller is asked again. */
const imageWaitMs = 5_000;

export class IsrChanges {
  readonly #parts: IsrChangesParts;
  #waiting: Change[] = [];
  #isSending = false;
  readonly #closing = new AbortController();

  constructor(parts: IsrChangesParts) {
    this.#parts = parts;
  }

  propose(partition: Partition, proposal: IsrProposal): void {
    this.#waiting.push({ partition, proposal });
    if (this.#isSending || this.#closing.signal.aborted) return;
    this.#isSending = true;
    this.#parts.tasks.start('change in-sync replicas', () => this.#sendAll());
  }

  close(): void {
    this.#closing.abort();
    this.#waiting = [];
  }

  async #sendAll(): Promise<void> {
    const { signal } = this.#closing;
    for (let failures = 0; this.#waiting.length > 0 && !signal.aborted; ) {
      const changes = this.#waiting.splice(0, limits.partitionChangesPerStep).filter(isCurrent);
      if (changes.length === 0) continue;
      try {
        await this.#send(changes);
        failures = 0;
      } catch (error) {
        this.#parts.logger.debug(
          { partitions: changes.length, reason: messageOf(error) },
          'in-sync replicas cannot be changed now',
        );
        this.#waiting.push(...changes);
        await this.#pause(Math.min(retryMsMin * 2 ** Math.min(failures, 10), retryMsMax));
        failures += 1;
      }
    }
    this.#isSending = false;
  }

  async #send(changes: readonly Change[]): Promise<void> {
    const { nodeId, brokerEpoch, ask, store } = this.#parts;
    const isrBefore = changes.map(({ partition }) => partition.role?.isr);
    const answer = await ask({
      nodeId,
      brokerEpoch: brokerEpoch() ?? -1,
      partitions: changes.map(({ partition, proposal }) => ({
        topicId: uuidToBytes(partition.topicId),
        partition: partition.index,
        leaderEpoch: proposal.leaderEpoch,
        partitionEpoch: proposal.partitionEpoch,
        newIsr: [...proposal.isr],
      })),
    });
    await store.reached(answer.metadataOffset ?? 0, imageWaitMs);
    changes.forEach((change, at) => {
      const result = answer.partitions?.[at];
      if (result !== undefined) this.#answered(change, result, isrBefore[at]);
    });
  }

  #answered(
    { partition, proposal }: Change,
    result: AlterPartitionResult,
    from: readonly number[] | undefined,
  ): void {
    const { errorCode, errorMessage, leaderEpoch, partitionEpoch = -1, isr = [] } = result;
    const fields = { partition: partition.name, leaderEpoch, partitionEpoch };
    if (!errorCode) {
      this.#parts.logger.info({ ...fields, from, to: isr }, 'the in-sync replicas have changed');
    } else {
      const asked = proposal.isr.map(({ nodeId }) => nodeId);
      this.#parts.logger.info({ ...fields, asked, reason: errorMessage }, 'an ISR was refused');
    }
    // Of another epoch, or state of the partition, the image has told.
    if (leaderEpoch !== proposal.leaderEpoch || partitionEpoch > proposal.partitionEpoch) return;
    if (errorCode) this.#refusedLater(partition, proposal);
  }

  #refusedLater(partition: Partition, proposal: IsrProposal): void {
    this.#parts.tasks.start('an ISR was refused', async () => {
      await this.#pause(refusedPauseMs);
      partition.isrRefused(proposal);
    });
  }

  async #pause(ms: number): Promise<void> {
    const { clock, random } = this.#parts;
    const { signal } = this.#closing;
    await delay(clock, ms * (0.5 + random.fraction() / 2), signal).catch((reason: unknown) => {
      if (!signal.aborted) throw reason;
    });
  }
}

/** The partition may have been given to another leader, or deleted. */
function isCurrent({ partition, proposal }: Change): boolean {
  return partition.role?.proposal === proposal;
}
