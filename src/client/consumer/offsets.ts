// Offsets by name or by time, from the leaders of the partitions.
import { assertDefined } from '../../base/assert.ts';
import { TidelogError } from '../../base/errors.ts';
import { uuidFromBytes, uuidToBytes } from '../../base/uuid.ts';
import { errorFromWire } from '../../protocol/error-codes.ts';
import type { ListOffsetsResponse } from '../../protocol/messages.ts';
import type { TopicMetadata } from '../cluster-metadata.ts';
import { type ClientContext, connectToBroker, type RetryOptions, withRetries } from '../context.ts';
import { UnknownTopicError } from '../errors.ts';
import { checkPartition } from '../producer/partitioner.ts';
import type { ConsumerPosition, Position } from './position.ts';

export interface OffsetQuery {
  topic: string;
  partition: number;
  /** `'latest'` is the offset after the last record that may be read. */
  at: 'earliest' | 'latest' | { timestamp: number };
}

export interface OffsetAnswer {
  topic: string;
  partition: number;
  /** -1 when no record has such a timestamp or a later one. */
  offset: number;
  /** Of the record found; -1 for 'earliest' and 'latest'. */
  timestamp: number;
  /** Of the record found, else the leader's. */
  leaderEpoch: number;
}

/** Answers in the order of the queries. Rejects when one of them cannot be answered before the deadline. */
export async function listOffsets(
  context: ClientContext,
  queries: readonly OffsetQuery[],
  options: RetryOptions,
): Promise<OffsetAnswer[]> {
  const answers: (OffsetAnswer | undefined)[] = queries.map(() => undefined);
  await withRetries(context, options, async () => {
    const left = queries.map((_, index) => index).filter((index) => answers[index] === undefined);
    const byLeader = new Map<number, number[]>();
    for (const index of left) {
      const leaderId = await findLeader(context, queries[index] as OffsetQuery, options);
      byLeader.set(leaderId, [...(byLeader.get(leaderId) ?? []), index]);
    }
    const asked = await Promise.allSettled(
      [...byLeader].map(([leaderId, indexes]) =>
        askLeader(context, leaderId, queries, indexes, answers),
      ),
    );
    const failed = asked.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
  });
  return answers.map((answer) => assertDefined(answer, 'every query has its answer'));
}

/** Throws LEADER_NOT_AVAILABLE, which may pass, or INVALID_PARTITION. */
export async function findLeader(
  { metadata }: ClientContext,
  { topic, partition }: { topic: string; partition: number },
  options: RetryOptions,
): Promise<number> {
  const known = await metadata.awaitTopic(topic, options);
  checkPartition(partition, topic, known.partitions.length, 'the caller');
  const leaderId = metadata.leaderId(topic, partition);
  if (leaderId >= 0) return leaderId;
  throw new TidelogError('LEADER_NOT_AVAILABLE', `${topic}-${partition} has no leader now`, {
    retriable: true,
  });
}

interface TopicQuestion {
  topic: TopicMetadata;
  /** Of the queries, in the order in which they are asked. */
  indexes: number[];
}

async function askLeader(
  context: ClientContext,
  leaderId: number,
  queries: readonly OffsetQuery[],
  indexes: readonly number[],
  answers: (OffsetAnswer | undefined)[],
): Promise<void> {
  const connection = await connectToBroker(context, leaderId, 'control');
  const questions = new Map<string, TopicQuestion>();
  for (const index of indexes) {
    const topic = context.metadata.topic((queries[index] as OffsetQuery).topic);
    if (!topic) continue;
    const question = questions.get(topic.id) ?? { topic, indexes: [] };
    questions.set(topic.id, question);
    question.indexes.push(index);
  }
  const topics = [...questions.values()].map((question) => requestTopic(question, queries));
  const { requestTimeoutMs: timeoutMs } = context;
  const response = await connection.request('listOffsets', { topics }, { timeoutMs });
  let failure: unknown;
  for (const question of questions.values()) {
    for (const [place, index] of question.indexes.entries()) {
      try {
        const query = queries[index] as OffsetQuery;
        answers[index] = readAnswer(context, query, question.topic, response, place);
      } catch (error) {
        failure ??= error;
      }
    }
  }
  if (failure !== undefined) throw failure;
  if (questions.size === 0)
    throw new UnknownTopicError((queries[indexes[0] ?? 0] as OffsetQuery).topic);
}

function requestTopic({ topic, indexes }: TopicQuestion, queries: readonly OffsetQuery[]) {
  const partitions = indexes.map((index) => {
    const { partition, at } = queries[index] as OffsetQuery;
    const timestamp = at === 'earliest' ? -2 : at === 'latest' ? -1 : at.timestamp;
    const currentLeaderEpoch = topic.partitions[partition]?.leaderEpoch;
    return {
      partition,
      timestamp,
      ...(currentLeaderEpoch === undefined ? {} : { currentLeaderEpoch }),
    };
  });
  return { topicId: uuidToBytes(topic.id), name: topic.name, partitions };
}

function readAnswer(
  { metadata }: ClientContext,
  { topic, partition }: OffsetQuery,
  { id: topicId }: TopicMetadata,
  response: ListOffsetsResponse,
  place: number,
): OffsetAnswer {
  const result = response.topics.find((answered) =>
    answered.topicId.length > 0
      ? uuidFromBytes(answered.topicId) === topicId
      : answered.name === topic,
  )?.partitions[place];
  if (result?.partition !== partition) {
    throw new TidelogError(
      'INVALID_RESPONSE',
      `the broker left ${topic}-${partition} out of its answer about offsets`,
    );
  }
  const { offset, timestamp, leaderId, leaderEpoch } = result;
  if (result.errorCode !== 0) {
    metadata.applyLeaderHint({ topic, topicId, partition, leaderId, leaderEpoch });
    const message = result.errorMessage || `no offsets of ${topic}-${partition}`;
    throw errorFromWire(result.errorCode, message);
  }
  return { topic, partition, offset, timestamp, leaderEpoch };
}

/** Where a position is now. */
export async function resolvePosition(
  context: ClientContext,
  { topic, partition }: { topic: string; partition: number },
  position: Position,
  options: RetryOptions,
): Promise<ConsumerPosition> {
  const ask = async (at: OffsetQuery['at']) => {
    const [answer] = await listOffsets(context, [{ topic, partition, at }], options);
    return assertDefined(answer, 'one answer for one query').offset;
  };
  if (typeof position !== 'string' && 'offset' in position) return position;
  if (typeof position !== 'string' && 'last' in position) {
    const [start, end] = await Promise.all([ask('earliest'), ask('latest')]);
    return { offset: Math.max(start, end - position.last) };
  }
  const found = await ask(position);
  // No record is that late.
  return { offset: found >= 0 ? found : await ask('latest') };
}
