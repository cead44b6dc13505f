// Changes of topics that are in use: more partitions, other settings, other leaders, other brokers. All of them say what is to be,
// not what to do, so whatever may pass is tried again.
import { codeOf, TidelogError } from '../base/errors.ts';
import { type Uuid, uuidFromBytes } from '../base/uuid.ts';
import type { ApiName, RequestBodyInit, ResponseBody } from '../protocol/api-registry.ts';
import { errorFromWire } from '../protocol/error-codes.ts';
import { type ClientContext, requestDeadlineMs, withRetries } from './context.ts';

export interface PartitionCount {
  name: string;
  id: Uuid;
  partitions: number;
  /** How many of them are new. */
  added: number;
}

export interface ConfigChange {
  /** By Kafka's names, such as `{ 'retention.ms': 60_000 }`. */
  set?: Readonly<Record<string, string | number | boolean>> | undefined;
  /** Settings that are to have their defaults again. */
  unset?: readonly string[] | undefined;
}

export interface LeaderElection {
  /** Absent: all topics. */
  topic?: string | undefined;
  /** Absent: all partitions. */
  partitions?: readonly number[] | undefined;
  /** Where nobody leads, let a live replica that may lack records lead; those records are lost then. */
  unclean?: boolean | undefined;
}

export interface ElectedLeader {
  topic: string;
  partition: number;
  /** -1 when nobody leads. */
  leaderId: number;
  leaderEpoch: number;
}

export interface ReplicaMove {
  topic: string;
  partition: number;
  /** The brokers that are to have the partition, the preferred leader first; `'cancel'` takes a move under way back. */
  replicas: readonly number[] | 'cancel';
}

export interface MoveUnderWay {
  topic: string;
  partition: number;
  replicas: number[];
  isr: number[];
  /** The move is done when all of these are in `isr`; those in `removing` go then. */
  adding: number[];
  removing: number[];
}

/** These speak of names that the caller gave, so waiting does not help. */
const finalCodes: ReadonlySet<string> = new Set(['UNKNOWN_TOPIC_OR_PARTITION']);

export async function createPartitions(
  context: ClientContext,
  name: string,
  totalCount: number,
): Promise<PartitionCount> {
  const topics = [{ name, totalCount }];
  const answer = await change(context, 'createPartitions', { topics }, ({ topics: [result] }) =>
    checked(result),
  );
  // This client's own producers and consumers need not wait to hear of them.
  await context.metadata.refresh();
  return {
    name,
    id: uuidFromBytes(answer.topicId),
    partitions: answer.totalCount,
    added: answer.createdCount,
  };
}

export async function alterConfigs(
  context: ClientContext,
  name: string,
  { set = {}, unset = [] }: ConfigChange,
): Promise<void> {
  const settings = Object.entries(set).map(([key, value]) => ({ name: key, value: String(value) }));
  const topics = [{ name, set: settings, unset: [...unset] }];
  await change(context, 'alterConfigs', { topics }, ({ topics: [result] }) => checked(result));
}

/** Those that lead after it. Of named partitions all, and a partition whose leader is right already is no error. */
export async function electLeaders(
  context: ClientContext,
  { topic, partitions = [], unclean = false }: LeaderElection,
): Promise<ElectedLeader[]> {
  const topics = topic === undefined ? [] : [{ name: topic, partitions: [...partitions] }];
  return await change(context, 'electLeaders', { topics, unclean }, (response) =>
    response.topics.flatMap((result) =>
      checked(result).partitions.map((elected) => {
        const { partition, leaderId, leaderEpoch } = checked(elected, 'ELECTION_NOT_NEEDED');
        return { topic: result.name, partition, leaderId, leaderEpoch };
      }),
    ),
  );
}

/** Rejects with the first refusal; moves that were not refused have begun all the same. */
export async function moveReplicas(
  context: ClientContext,
  moves: readonly ReplicaMove[],
): Promise<void> {
  const names = [...new Set(moves.map(({ topic }) => topic))];
  const topics = names.map((name) => ({
    name,
    partitions: moves
      .filter(({ topic }) => topic === name)
      .map(({ partition, replicas }) => ({
        partition,
        replicas: replicas === 'cancel' ? [] : [...replicas],
        cancel: replicas === 'cancel',
      })),
  }));
  await change(context, 'alterReassignments', { topics }, (response) => {
    for (const result of response.topics)
      for (const partition of checked(result).partitions) checked(partition);
  });
}

/** As the broker that is asked knows of them. */
export async function listMoves(context: ClientContext): Promise<MoveUnderWay[]> {
  const deadlineMs = requestDeadlineMs(context);
  const { reassignments } = await withRetries(context, { deadlineMs }, () =>
    context.metadata.askAny('listReassignments', {}),
  );
  return reassignments.map(({ name, partition, replicas, isr, adding, removing }) => ({
    topic: name,
    partition,
    replicas,
    isr,
    adding,
    removing,
  }));
}

type ChangeApi = Extract<
  ApiName,
  'createPartitions' | 'alterConfigs' | 'electLeaders' | 'alterReassignments'
>;

/** `read` takes what is wanted from the answer, and throws what was refused. */
async function change<Api extends ChangeApi, Result>(
  context: ClientContext,
  api: Api,
  body: RequestBodyInit<Api>,
  read: (response: ResponseBody<Api>) => Result,
): Promise<Result> {
  const deadlineMs = requestDeadlineMs(context);
  const request = { ...body, timeoutMs: context.requestTimeoutMs };
  const outcome = await withRetries(context, { deadlineMs }, async () => {
    const response = await context.metadata.askOne(api, request);
    context.metadata.requireOffset(response.metadataOffset);
    try {
      return { result: read(response) };
    } catch (error) {
      if (finalCodes.has(codeOf(error) ?? '')) return { error };
      throw error;
    }
  });
  if ('error' in outcome) throw outcome.error;
  return outcome.result;
}

/** The result, unless it is an error other than `allowed`. */
function checked<Result extends { errorCode: number; errorMessage: string }>(
  result: Result | undefined,
  allowed?: string,
): Result {
  if (!result) throw new TidelogError('INVALID_RESPONSE', 'the broker left something out');
  if (result.errorCode === 0) return result;
  const error = errorFromWire(result.errorCode, result.errorMessage);
  if (error.code === allowed) return result;
  throw error;
}
