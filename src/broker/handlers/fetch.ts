// Fetch: records of the partitions that this broker leads, up to their high watermarks. It answers when min_bytes are
// there, when a partition has an error to tell, or when max_wait_ms has passed [NET-7]; in between it is parked and is
// woken by the partitions.
import type { Lease } from '../../base/byte-ledger.ts';
import { limits } from '../../base/limits.ts';
import { uuidToBytes } from '../../base/uuid.ts';
import type { TopicImage } from '../../cluster/metadata/image.ts';
import type { RequestContext } from '../../net/server.ts';
import type { RequestBody, ResponseBodyInit } from '../../protocol/api-registry.ts';
import { errorToWire, WireError } from '../../protocol/error-codes.ts';
import { type PlainRecordInit, wire } from '../../protocol/messages.ts';
import { bytesField } from '../../protocol/scatter-writer.ts';
import type { BrokerContext, Handler } from '../broker-context.ts';
import { parkUntilChange } from '../delayed-operations.ts';
import type { EpochEnd } from '../follower-role.ts';
import type { Partition } from '../partition.ts';
import { toPlainRecords } from '../plain-records.ts';
import { checkPartitionCount } from './request-bounds.ts';

type FetchRequest = RequestBody<'fetch'>;
type FetchPartition = FetchRequest['topics'][number]['partitions'][number];
type TopicResult = NonNullable<ResponseBodyInit<'fetch'>['topics']>[number];
type PartitionResult = NonNullable<TopicResult['partitions']>[number];

/** One partition's part of a request, looked up once per try. */
type Target = { asked: FetchPartition; topic: TopicImage | undefined } & (
  | { partition: Partition; leaderEpoch: number; diverging: EpochEnd | undefined }
  | { error: unknown }
);

export const handleFetch: Handler<'fetch'> = async (broker, request, context) => {
  checkPartitionCount(request.topics);
  const deadlineMs =
    broker.clock.monotonicMs() + Math.min(request.maxWaitMs, limits.fetchWaitMsMax);
  let targets = findTargets(broker, request);
  while (!isReady(targets, request) && !context.signal.aborted) {
    const waitMs = deadlineMs - broker.clock.monotonicMs();
    if (waitMs <= 0) break;
    const partitions = targets.flatMap((target) => ('partition' in target ? target.partition : []));
    await parkUntilChange(partitions, { clock: broker.clock, waitMs, signal: context.signal });
    // Leadership may have moved while it was parked.
    targets = findTargets(broker, request);
  }
  return readAll(broker, request, targets, context);
};

function findTargets(broker: BrokerContext, request: FetchRequest): Target[] {
  return request.topics.flatMap(({ topicId, name, partitions }) => {
    let topic: TopicImage | undefined;
    return partitions.map((asked): Target => {
      try {
        topic ??= broker.replicas.findTopic(topicId, name);
        const partition = broker.replicas.find(topic, asked.partition);
        const leaderEpoch = partition.checkLeader(asked.currentLeaderEpoch);
        const diverging = divergenceOf(partition, asked);
        if (diverging === undefined) checkOffset(partition, asked.fetchOffset);
        return { asked, topic, partition, leaderEpoch, diverging };
      } catch (error) {
        return { asked, topic, error };
      }
    });
  });
}

/** [REP-12] What the consumer has read may not be what this leader has. */
function divergenceOf(
  partition: Partition,
  { fetchOffset, lastFetchedEpoch }: FetchPartition,
): EpochEnd | undefined {
  if (lastFetchedEpoch === null) return undefined;
  // Who has read from a leader that came later knows more than this one, which is none any more and has not heard of it.
  if (lastFetchedEpoch > partition.checkLeader(null)) partition.checkLeader(lastFetchedEpoch);
  return partition.divergenceAt({ fetchOffset, lastFetchedEpoch });
}

/** Consumers see the log from its start up to the high watermark, where they may wait. */
function checkOffset({ log, highWatermark, knowsLatest, name }: Partition, offset: number): void {
  if (offset >= log.logStartOffset && offset <= highWatermark) return;
  // A new leader's high watermark may lie behind what the one before it has shown [REP-7]: who is ahead waits for it.
  if (offset > highWatermark && !knowsLatest) return;
  throw new WireError(
    'OFFSET_OUT_OF_RANGE',
    `offset ${offset} of ${name} is not there; it has ${log.logStartOffset} to ${highWatermark}`,
  );
}

function isReady(targets: Target[], { minBytes }: FetchRequest): boolean {
  let bytes = 0;
  for (const target of targets) {
    if ('error' in target || target.diverging) return true;
    bytes += target.partition.log.readBytesAvailable(
      target.asked.fetchOffset,
      target.partition.highWatermark,
    );
  }
  return bytes >= minBytes;
}

async function readAll(
  broker: BrokerContext,
  request: FetchRequest,
  targets: Target[],
  context: RequestContext,
): Promise<ResponseBodyInit<'fetch'>> {
  const budget = new ReadBudget(broker, context, request.maxBytes);
  const topics: TopicResult[] = [];
  let next = 0;
  for (const { topicId, name, partitions: asked } of request.topics) {
    const partitions: PartitionResult[] = [];
    const topic = targets[next]?.topic;
    for (const _ of asked)
      partitions.push(await readOne(broker, request, targets[next++] as Target, budget));
    topics.push({
      topicId: topic ? uuidToBytes(topic.topicId) : topicId,
      name: topic?.name ?? name,
      partitions,
    });
  }
  return { topics };
}

async function readOne(
  broker: BrokerContext,
  request: FetchRequest,
  target: Target,
  budget: ReadBudget,
): Promise<PartitionResult> {
  const { asked } = target;
  try {
    if ('error' in target) throw target.error;
    const { partition, leaderEpoch, diverging } = target;
    const { highWatermark } = partition;
    const leader = { leaderId: broker.identity.nodeId, leaderEpoch };
    if (diverging !== undefined) {
      const state = partitionState(partition, highWatermark);
      return { ...state, partition: asked.partition, ...leader, diverging };
    }
    const isPlain = request.form === wire.RecordForm.RECORD_FORM_PLAIN;
    const records = isPlain
      ? { plainRecords: await readPlain(budget, partition, asked, highWatermark) }
      : { records: bytesField((await budget.read(partition, asked, highWatermark)).chunks) };
    // What was read may no longer be this leader's to tell.
    partition.checkLeader(leaderEpoch);
    return {
      ...partitionState(partition, highWatermark),
      partition: asked.partition,
      ...leader,
      ...records,
    };
  } catch (error) {
    return failure(broker, target, error);
  }
}

/**
 * The records of the first batches that have some. Compaction leaves batches without records [LOG-10], or without any from
 * the offset on; in the plain form nothing would show them, and the client would ask for the same again for ever.
 */
async function readPlain(
  budget: ReadBudget,
  partition: Partition,
  asked: FetchPartition,
  highWatermark: number,
): Promise<PlainRecordInit[]> {
  for (let from = asked; ; ) {
    const { chunks, nextOffset } = await budget.read(partition, from, highWatermark);
    const records = budget.plainRecords(chunks, from);
    if (records.length > 0 || chunks.length === 0 || !budget.hasRoom) return records;
    budget.forgetLast();
    from = { ...asked, fetchOffset: nextOffset };
  }
}

function partitionState({ log }: Partition, highWatermark: number) {
  return { highWatermark, lastStableOffset: highWatermark, logStartOffset: log.logStartOffset };
}

function failure(broker: BrokerContext, target: Target, error: unknown): PartitionResult {
  const { asked, topic } = target;
  const { code, message } = errorToWire(error);
  if (code === -1)
    broker.logger.error(
      { topic: topic?.name, partition: asked.partition, err: error },
      'fetch failed',
    );
  const known = topic && broker.store.image.topics.get(topic.topicId)?.partitions[asked.partition];
  const local = topic && broker.replicas.openPartition(topic.topicId, asked.partition);
  return {
    ...(local ? partitionState(local, local.highWatermark) : {}),
    partition: asked.partition,
    errorCode: code,
    errorMessage: message,
    leaderId: known?.leaderId ?? -1,
    leaderEpoch: known?.leaderEpoch ?? -1,
  };
}

/**
 * The bytes that one answer may take: what the client asks for, bounded, and taken from the ledger [NET-10]. With none
 * left there is still one batch for the first partition that has one, so that a consumer always gets on.
 */
class ReadBudget {
  readonly #broker: BrokerContext;
  readonly #context: RequestContext;
  /** Of batches as they are stored. */
  #leftBytes: number;
  /** Of records in the plain form, which may be far more when batches are compressed. */
  #plainLeftBytes: number;
  #isFirst = true;
  #wasFirst = true;

  constructor(broker: BrokerContext, context: RequestContext, maxBytes: number) {
    this.#broker = broker;
    this.#context = context;
    this.#leftBytes = Math.min(Math.max(maxBytes, 0), limits.fetchResponseBytesMax);
    this.#plainLeftBytes = this.#leftBytes;
  }

  /** Whether records in the plain form may still be added. */
  get hasRoom(): boolean {
    return this.#plainLeftBytes > 0;
  }

  /** What was read last gave nothing to send: the next batch may be of any size again, if that one might be. */
  forgetLast(): void {
    this.#isFirst = this.#wasFirst;
  }

  async read(
    partition: Partition,
    asked: Pick<FetchPartition, 'fetchOffset' | 'maxBytes'>,
    highWatermark: number,
  ): Promise<{ chunks: Buffer[]; nextOffset: number }> {
    const nothing = { chunks: [], nextOffset: asked.fetchOffset };
    this.#wasFirst = this.#isFirst;
    const available = partition.log.readBytesAvailable(asked.fetchOffset, highWatermark);
    const wanted = Math.min(asked.maxBytes, this.#leftBytes, available);
    if (available === 0 || (wanted <= 0 && !this.#isFirst)) return nothing;
    const lease = wanted > 0 ? this.#broker.ledger.tryReserve(wanted) : undefined;
    if (!lease && !this.#isFirst) return nothing;
    try {
      const { chunks, bytes, nextOffset } = await partition.read({
        offset: asked.fetchOffset,
        maxBytes: lease ? wanted : 1,
        minOneBatch: this.#isFirst,
      });
      this.#leftBytes -= bytes;
      if (bytes > 0) this.#isFirst = false;
      // The first batch may be larger than what was reserved.
      if (bytes > (lease?.bytes ?? 0))
        this.#keep(this.#broker.ledger.reserveOverdraft(bytes - (lease?.bytes ?? 0)));
      return { chunks: bytes > 0 ? chunks : [], nextOffset };
    } finally {
      if (lease) this.#keep(lease);
    }
  }

  /** [NET-9] From the very offset asked for, up to the byte limits; compressed batches count as they are decompressed. */
  plainRecords(chunks: readonly Buffer[], asked: FetchPartition) {
    if (this.#plainLeftBytes <= 0) return [];
    const maxBytes = Math.min(asked.maxBytes, this.#plainLeftBytes);
    const { records, bytes } = toPlainRecords(chunks, { fromOffset: asked.fetchOffset, maxBytes });
    this.#plainLeftBytes -= bytes;
    this.#keep(this.#broker.ledger.reserveOverdraft(bytes));
    return records;
  }

  #keep(lease: Lease): void {
    this.#context.releaseWhenSent(lease);
  }
}
