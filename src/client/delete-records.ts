// Deletes the heads of partitions, each through its leader. Deleting is idempotent, so whatever may pass is tried again.
import { assertDefined } from '../base/assert.ts';
import { TidelogError } from '../base/errors.ts';
import { uuidFromBytes, uuidToBytes } from '../base/uuid.ts';
import { errorFromWire } from '../protocol/error-codes.ts';
import type { DeleteRecordsResponse } from '../protocol/messages.ts';
import type { TopicMetadata } from './cluster-metadata.ts';
import { findLeader } from './consumer/offsets.ts';
import { type ClientContext, connectToBroker, type RetryOptions, withRetries } from './context.ts';

export interface RecordDeletion {
  topic: string;
  partition: number;
  /** Records with a smaller offset go; `'latest'` means all that can be read now. */
  before: number | 'latest';
}

/** What became of one partition of several. */
export type RecordDeletionOutcome =
  | { topic: string; partition: number; logStartOffset: number; error?: undefined }
  | { topic: string; partition: number; logStartOffset?: undefined; error: TidelogError };

/** The outcomes in the order of the deletions. What did not work out before the deadline has the last error. */
export async function deleteRecords(
  context: ClientContext,
  deletions: readonly RecordDeletion[],
  options: RetryOptions,
): Promise<RecordDeletionOutcome[]> {
  const outcomes: (RecordDeletionOutcome | undefined)[] = deletions.map(() => undefined);
  try {
    await withRetries(context, options, () => deleteOnce(context, deletions, outcomes, options));
  } catch (error) {
    if (!(error instanceof TidelogError) || outcomes.every((outcome) => !outcome)) throw error;
    for (const [index, { topic, partition }] of deletions.entries()) {
      outcomes[index] ??= { topic, partition, error };
    }
  }
  return outcomes.map((outcome) => assertDefined(outcome, 'every deletion has its outcome'));
}

/** Asks for all that has no outcome yet. Throws an error that another try may mend. */
async function deleteOnce(
  context: ClientContext,
  deletions: readonly RecordDeletion[],
  outcomes: (RecordDeletionOutcome | undefined)[],
  options: RetryOptions,
): Promise<void> {
  const byLeader = new Map<number, number[]>();
  for (const [index, deletion] of deletions.entries()) {
    if (outcomes[index]) continue;
    const leaderId = await findLeader(context, deletion, options);
    byLeader.set(leaderId, [...(byLeader.get(leaderId) ?? []), index]);
  }
  const asked = await Promise.allSettled(
    [...byLeader].map(([leaderId, indexes]) =>
      askLeader(context, leaderId, { deletions, outcomes, indexes }),
    ),
  );
  const failed = asked.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
}

interface Work {
  deletions: readonly RecordDeletion[];
  outcomes: (RecordDeletionOutcome | undefined)[];
  /** Which of them this leader is asked for. */
  indexes: readonly number[];
}

async function askLeader(context: ClientContext, leaderId: number, work: Work): Promise<void> {
  const { deletions, outcomes, indexes } = work;
  const connection = await connectToBroker(context, leaderId, 'control');
  const questions = new Map<TopicMetadata, number[]>();
  for (const index of indexes) {
    const topic = context.metadata.topic((deletions[index] as RecordDeletion).topic);
    if (topic) questions.set(topic, [...(questions.get(topic) ?? []), index]);
  }
  const topics = [...questions].map(([topic, asked]) => ({
    topicId: uuidToBytes(topic.id),
    name: topic.name,
    partitions: asked.map((index) => {
      const { partition, before } = deletions[index] as RecordDeletion;
      const currentLeaderEpoch = topic.partitions[partition]?.leaderEpoch;
      const offset = before === 'latest' ? -1 : before;
      return {
        partition,
        offset,
        ...(currentLeaderEpoch === undefined ? {} : { currentLeaderEpoch }),
      };
    }),
  }));
  const timeoutMs = context.requestTimeoutMs;
  const response = await connection.request('deleteRecords', { topics }, { timeoutMs });
  let failure: TidelogError | undefined;
  for (const [topic, asked] of questions) {
    for (const [place, index] of asked.entries()) {
      const deletion = deletions[index] as RecordDeletion;
      const outcome = readAnswer(deletion, topic, response, place);
      if (outcome.error?.retriable) failure ??= outcome.error;
      else outcomes[index] = outcome;
    }
  }
  if (failure) throw failure;
}

function readAnswer(
  { topic, partition }: RecordDeletion,
  { id }: TopicMetadata,
  response: DeleteRecordsResponse,
  place: number,
): RecordDeletionOutcome {
  const answered = response.topics.find(({ topicId }) => uuidFromBytes(topicId) === id);
  const result = answered?.partitions[place];
  if (result?.partition !== partition) {
    const message = `the broker left ${topic}-${partition} out of its answer`;
    return { topic, partition, error: new TidelogError('INVALID_RESPONSE', message) };
  }
  if (result.errorCode === 0) return { topic, partition, logStartOffset: result.logStartOffset };
  const message = result.errorMessage || `records of ${topic}-${partition} cannot be deleted`;
  return { topic, partition, error: errorFromWire(result.errorCode, message) };
}
