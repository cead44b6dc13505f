// Produce: appends to the partitions that this broker leads. All appends of a request happen before its first await, so
// that pipelined requests are appended in the order of their arrival [NET-5]. Each partition is answered by itself; a bad
// batch changes nothing and does not touch the others. With acks 0 there is no answer; a failure closes the connection.
import type { Clock, Timer } from '../../base/clock.ts';
import { limits } from '../../base/limits.ts';
import { uuidToBytes } from '../../base/uuid.ts';
import type { TopicImage } from '../../cluster/metadata/image.ts';
import type { RequestContext } from '../../net/server.ts';
import type { RequestBody, ResponseBodyInit } from '../../protocol/api-registry.ts';
import { errorToWire, WireError } from '../../protocol/error-codes.ts';
import type { PlainRecord } from '../../protocol/messages.ts';
import { encodeBatch } from '../../protocol/records.ts';
import type { BrokerContext, Handler } from '../broker-context.ts';
import { checkNotOffsetsTopic } from '../groups/offsets-topic.ts';
import type { Acks, Appended, Partition } from '../partition.ts';
import { checkPartitionCount, waitingTimeMs } from './request-bounds.ts';

type ProduceTopic = RequestBody<'produce'>['topics'][number];
type ProducePartition = ProduceTopic['partitions'][number];
type PartitionResult = NonNullable<
  NonNullable<ResponseBodyInit<'produce'>['topics']>[number]['partitions']
>[number];

/** Timestamps are stored as differences within a batch, which must fit a varint (varint.ts). */
const timestampMax = 2 ** 52 - 1;

/** One partition's part of a request, after its append. */
type Outcome = { partition: Partition; appended: Appended } | { error: unknown };

export const handleProduce: Handler<'produce'> = async (broker, request, context) => {
  const acks = checkAcks(request.acks);
  checkPartitionCount(request.topics);
  const timeoutMs = waitingTimeMs(request.timeoutMs);
  const parts = request.topics.map((topic) => appendTopic(broker, topic, acks, context));
  if (acks === 0) {
    for (const { outcomes } of parts) {
      for (const outcome of outcomes) if ('error' in outcome) throw outcome.error;
    }
    return undefined;
  }
  const deadline = new Deadline(broker.clock, timeoutMs);
  try {
    const topics = await Promise.all(
      parts.map(async ({ asked, topic, outcomes }) => ({
        topicId: topic ? uuidToBytes(topic.topicId) : asked.topicId,
        name: topic?.name ?? asked.name,
        partitions: await Promise.all(
          outcomes.map((outcome, i) =>
            answer(broker, asked.partitions[i]?.partition ?? 0, topic, outcome, deadline),
          ),
        ),
      })),
    );
    return { topics };
  } finally {
    deadline.cancel();
  }
};

function checkAcks(asked: number | null): Acks {
  const acks = asked ?? -1;
  if (acks === 0 || acks === 1 || acks === -1) return acks;
  throw new WireError('INVALID_REQUIRED_ACKS', `acks is ${acks}; it must be 0, 1 or -1 (all)`);
}

function appendTopic(
  broker: BrokerContext,
  asked: ProduceTopic,
  acks: Acks,
  context: RequestContext,
) {
  let topic: TopicImage | undefined;
  const outcomes = asked.partitions.map((part): Outcome => {
    try {
      topic ??= broker.replicas.findTopic(asked.topicId, asked.name);
      checkNotOffsetsTopic(topic.name, 'written to by clients');
      const partition = broker.replicas.find(topic, part.partition);
      const wallMs = broker.clock.wallMs();
      const appended = partition.append(batchOf(part, wallMs), {
        acks,
        wallMs,
        lease: context.lease,
      });
      return { partition, appended };
    } catch (error) {
      return { error };
    }
  });
  return { asked, topic, outcomes };
}

/** The batch form as it came, or one batch made of the plain form [NET-9]. */
function batchOf({ records, plainRecords }: ProducePartition, wallMs: number): Buffer {
  if (records && plainRecords.length > 0) {
    throw new WireError(
      'INVALID_REQUEST',
      'a partition has records in both forms; send one of them',
    );
  }
  if (records) return Buffer.from(records.buffer, records.byteOffset, records.length);
  if (plainRecords.length === 0)
    throw new WireError('INVALID_REQUEST', 'a partition has no records');
  if (plainRecords.length > limits.recordsPerBatchMax) {
    throw new WireError(
      'INVALID_RECORD',
      `${plainRecords.length} records are more than the ${limits.recordsPerBatchMax} that a batch may hold`,
    );
  }
  return encodeBatch(
    plainRecords.map((record) => recordOf(record, wallMs)),
    'none',
  );
}

function recordOf({ timestamp, key, value, headers }: PlainRecord, wallMs: number) {
  const stamp = timestamp ?? wallMs;
  if (stamp < 0 || stamp > timestampMax)
    throw new WireError('INVALID_TIMESTAMP', `timestamp ${stamp} is not milliseconds since 1970`);
  return { timestamp: stamp, key, value, headers };
}

async function answer(
  broker: BrokerContext,
  index: number,
  topic: TopicImage | undefined,
  outcome: Outcome,
  deadline: Deadline,
): Promise<PartitionResult> {
  try {
    if ('error' in outcome) throw outcome.error;
    const { partition, appended } = outcome;
    await deadline.orSooner(appended.acknowledged);
    return {
      partition: index,
      baseOffset: appended.baseOffset,
      logAppendTime: appended.logAppendTimeMs,
      logStartOffset: partition.log.logStartOffset,
      leaderId: broker.identity.nodeId,
      leaderEpoch: partition.leaderEpoch,
    };
  } catch (error) {
    const { code, message } = errorToWire(error);
    if (code === -1)
      broker.logger.error({ topic: topic?.name, partition: index, err: error }, 'produce failed');
    // The newest that is known here, for a client that must look elsewhere.
    const known = topic && broker.store.image.topics.get(topic.topicId)?.partitions[index];
    return {
      partition: index,
      errorCode: code,
      errorMessage: message,
      leaderId: known?.leaderId ?? -1,
      leaderEpoch: known?.leaderEpoch ?? -1,
    };
  }
}

/** One bound on the waiting of all partitions of a request. */
class Deadline {
  readonly #passed: Promise<never>;
  readonly #timer: Timer;

  constructor(clock: Clock, timeoutMs: number) {
    const { promise, reject } = Promise.withResolvers<never>();
    this.#passed = promise;
    // Raced only while somebody waits.
    this.#passed.catch(() => {});
    this.#timer = clock.schedule(timeoutMs, () =>
      reject(
        new WireError(
          'REQUEST_TIMED_OUT',
          `the records were not acknowledged within ${timeoutMs} ms; they may be later`,
        ),
      ),
    );
  }

  orSooner<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.#passed]);
  }

  cancel(): void {
    this.#timer.cancel();
  }
}
