// What people may set, and the checks. Every bad value is an INVALID_OPTION that names the key, the value and the range.
import type { Clock } from '../base/clock.ts';
import { limits } from '../base/limits.ts';
import type { Logger } from '../base/logger.ts';
import type { Random } from '../base/random.ts';
import { GIB, HOUR_MS, INT32_MAX, KIB, MIB, MINUTE_MS } from '../base/units.ts';
import type { Address, Transport } from '../net/transport.ts';
import { type CodecName, codecNames } from '../protocol/compression.ts';
import { parseAddresses } from './addresses.ts';
import type { Position, TopicPartitionPosition } from './consumer/position.ts';
import { checkPosition } from './consumer/position.ts';
import {
  checkWholeNumber,
  choiceOption,
  functionOption,
  integerOption,
  invalidOption,
} from './option-checks.ts';
import type { Partitioner } from './producer/partitioner.ts';

/** The largest batch that fits a request, in bytes; topics usually take less (`max.message.bytes`). */
export const batchBytesMax = limits.frameBytesMax - limits.frameOverheadBytesMax;

const timeout = (fallback: number) => ({
  fallback,
  min: 1,
  max: limits.requestTimeoutMsMax,
  unit: 'milliseconds',
});
const bytes = (fallback: number, min: number, max: number) => ({
  fallback,
  min,
  max,
  unit: 'bytes',
});

/** A leader that is silent for longer, in milliseconds, beyond what it may wait, may not be the leader any more. */
export const leaderPatienceMs = 2_000;

export interface ClientOptions {
  /** `host:port`, several with commas or as a list; an IPv6 host in brackets; without a port 9092. */
  brokers: string | readonly string[];
  /** Names the program in the brokers' logs. */
  clientId?: string | undefined;
  /** How long one connection may take, and how long the first contact to the cluster may. 3,000 ms. */
  connectTimeoutMs?: number | undefined;
  /** How long a broker may take for an answer. 30,000 ms. */
  requestTimeoutMs?: number | undefined;
  /** Says nothing by default. */
  logger?: Logger | undefined;
  /** Time, randomness and sockets, for simulation [SIM-1]. */
  seams?:
    | {
        clock?: Clock | undefined;
        random?: Random | undefined;
        transport?: Transport | undefined;
      }
    | undefined;
}

export interface ClientSettings {
  addresses: readonly Address[];
  clientId: string;
  connectTimeoutMs: number;
  requestTimeoutMs: number;
}

export function checkClientOptions(options: ClientOptions): ClientSettings {
  const clientId = options.clientId ?? 'tidelog';
  if (typeof clientId !== 'string' || clientId.length > limits.clientIdCharsMax) {
    throw invalidOption(
      'clientId',
      clientId,
      `text of at most ${limits.clientIdCharsMax} characters`,
    );
  }
  return {
    addresses: parseAddresses(options.brokers),
    clientId,
    connectTimeoutMs: integerOption('connectTimeoutMs', options.connectTimeoutMs, timeout(3_000)),
    requestTimeoutMs: integerOption('requestTimeoutMs', options.requestTimeoutMs, timeout(30_000)),
  };
}

export type Acks = 0 | 1 | 'all';

/** A batch that its leader has accepted. */
export interface BatchDelivered {
  topic: string;
  partition: number;
  /** Node id of the broker it went to. */
  leaderId: number;
  /** `host:port` of that broker. */
  brokerAddress: string;
  /** -1 with acks 0. */
  baseOffset: number;
  /** -1 with acks 0. */
  lastOffset: number;
  recordCount: number;
  /** How often it was sent. */
  attempts: number;
}

export interface ProducerOptions {
  /** `'all'` (default): every in-sync replica holds the record. 1: the leader does. 0: sent, no more is known. */
  acks?: Acks | undefined;
  /**
   * A send that is tried again stands once [LOG-11], and up to five batches of a partition are under way at a time. True by
   * default with acks `'all'`, which it needs; false with acks 0 or 1.
   */
  idempotent?: boolean | undefined;
  /**
   * Batches of one partition that may be under way, 1 to 5; 5 with idempotence, and without it always 1. With 1 a batch that the
   * broker refuses takes none behind it along (OutOfOrderSequenceError).
   */
  batchesInFlightMax?: number | undefined;
  /** How long a batch that is not full waits for more records. 5 ms. */
  lingerMs?: number | undefined;
  /** A batch is full at this size, before compression; a larger single record has a batch of its own. 16 KiB. */
  batchBytes?: number | undefined;
  /** Bytes of records that may wait or be under way; at the bound, `send` waits. 32 MiB. */
  bufferBytes?: number | undefined;
  compression?: CodecName | undefined;
  /** From `send` to the outcome, everything included. 120,000 ms. */
  deliveryTimeoutMs?: number | undefined;
  /** Pause after the first failure; it doubles up to 1,000 ms, with jitter. 50 ms. */
  retryBackoffMs?: number | undefined;
  /** Chooses partitions for records that name none. Default: murmur2 of the key; without a key, one partition per batch. */
  partitioner?: Partitioner | undefined;
  /** Told of each batch that was accepted, before its sends resolve. */
  onDelivery?: ((delivery: BatchDelivered) => void) | undefined;
  /** Ends the producer: what has no outcome yet rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
}

export interface ProducerSettings {
  acks: Acks;
  idempotent: boolean;
  batchesInFlightMax: number;
  lingerMs: number;
  batchBytes: number;
  bufferBytes: number;
  compression: CodecName;
  deliveryTimeoutMs: number;
  retryBackoffMs: number;
  partitioner: Partitioner | undefined;
  onDelivery: ((delivery: BatchDelivered) => void) | undefined;
  signal: AbortSignal | undefined;
}

export function checkProducerOptions(options: ProducerOptions): ProducerSettings {
  const batchBytes = integerOption(
    'batchBytes',
    options.batchBytes,
    bytes(16 * KIB, 1, batchBytesMax),
  );
  const acks = choiceOption<Acks>('acks', options.acks, {
    fallback: 'all',
    choices: [0, 1, 'all'],
  });
  const idempotent = checkIdempotent(options.idempotent, acks);
  const batchesInFlightMax = idempotent ? limits.producerBatchesInFlightMax : 1;
  return {
    acks,
    idempotent,
    batchesInFlightMax: integerOption('batchesInFlightMax', options.batchesInFlightMax, {
      fallback: batchesInFlightMax,
      min: 1,
      max: batchesInFlightMax,
      unit: 'batches',
    }),
    lingerMs: integerOption('lingerMs', options.lingerMs, { ...timeout(5), min: 0 }),
    batchBytes,
    bufferBytes: integerOption(
      'bufferBytes',
      options.bufferBytes,
      bytes(Math.max(32 * MIB, batchBytes), batchBytes, 16 * GIB),
    ),
    compression: choiceOption<CodecName>('compression', options.compression, {
      fallback: 'none',
      choices: codecNames,
    }),
    deliveryTimeoutMs: integerOption('deliveryTimeoutMs', options.deliveryTimeoutMs, {
      ...timeout(2 * MINUTE_MS),
      max: 24 * HOUR_MS,
    }),
    retryBackoffMs: integerOption('retryBackoffMs', options.retryBackoffMs, {
      ...timeout(50),
      max: 1_000,
    }),
    partitioner: functionOption('partitioner', options.partitioner),
    onDelivery: functionOption('onDelivery', options.onDelivery),
    signal: options.signal,
  };
}

function checkIdempotent(idempotent: unknown, acks: Acks): boolean {
  if (idempotent === undefined) return acks === 'all';
  if (typeof idempotent !== 'boolean') {
    throw invalidOption('idempotent', idempotent, 'true or false');
  }
  if (idempotent && acks !== 'all') {
    throw invalidOption('idempotent', idempotent, `false with acks ${acks}; true needs acks 'all'`);
  }
  return idempotent;
}

/** How records are fetched and handed out, for every kind of consumer. */
export interface ReadOptions {
  /** Where to start; `'earliest'` by default. `'latest'` is the end at the time of the first use. */
  from?: Position | undefined;
  /** How long a broker may wait for `minBytes`. 500 ms. */
  maxWaitMs?: number | undefined;
  /** A broker answers as soon as it has so many bytes. 1. */
  minBytes?: number | undefined;
  /** Most bytes of records in one answer; a larger single batch comes all the same. 8 MiB. */
  fetchBytes?: number | undefined;
  /** The same for one partition. 1 MiB. */
  partitionFetchBytes?: number | undefined;
  /** Bytes of records that are fetched ahead, over all partitions. 32 MiB. */
  prefetchBytes?: number | undefined;
  /** What to do when the position is not in the log: throw OFFSET_OUT_OF_RANGE (default), or go to one of its ends. */
  onOutOfRange?: 'error' | 'earliest' | 'latest' | undefined;
  /**
   * What to do when records that were read are not in the log any more [REP-12]: throw LOG_TRUNCATED (default), or read on where the
   * log still may be what was read.
   */
  onTruncated?: 'error' | 'rewind' | undefined;
  /** What to do about a batch that cannot be read: throw CORRUPT_MESSAGE (default), or leave it out with a warning. */
  onCorrupt?: 'error' | 'skip' | undefined;
  /** Ends the consumer and every loop over it. */
  signal?: AbortSignal | undefined;
}

export interface ConsumerOptions extends ReadOptions {
  /** The partitions to read, each with where to start (otherwise `from`). Not along with `topics`. */
  assignments?: readonly TopicPartitionPosition[] | undefined;
  /** Topics of which all partitions are read. Not along with `assignments`. */
  topics?: readonly string[] | undefined;
  /** Of a consumer in a group only: see GroupConsumerOptions. */
  groupId?: undefined;
}

export interface ReadSettings {
  from: Position;
  maxWaitMs: number;
  minBytes: number;
  fetchBytes: number;
  partitionFetchBytes: number;
  prefetchBytes: number;
  onOutOfRange: 'error' | 'earliest' | 'latest';
  onTruncated: 'error' | 'rewind';
  onCorrupt: 'error' | 'skip';
  signal: AbortSignal | undefined;
}

export interface ConsumerSettings extends ReadSettings {
  assignments: readonly { topic: string; partition: number; from: Position }[];
  topics: readonly string[];
}

export function checkConsumerOptions(options: ConsumerOptions): ConsumerSettings {
  const settings = checkReadOptions(options);
  return { ...checkAssignments(options, settings.from), ...settings };
}

export function checkReadOptions(options: ReadOptions): ReadSettings {
  return {
    from: checkPosition('from', options.from ?? 'earliest'),
    maxWaitMs: integerOption('maxWaitMs', options.maxWaitMs, {
      fallback: 500,
      min: 0,
      max: limits.fetchWaitMsMax,
      unit: 'milliseconds',
    }),
    minBytes: integerOption('minBytes', options.minBytes, bytes(1, 0, INT32_MAX)),
    fetchBytes: integerOption(
      'fetchBytes',
      options.fetchBytes,
      bytes(8 * MIB, 1, limits.fetchResponseBytesMax),
    ),
    partitionFetchBytes: integerOption(
      'partitionFetchBytes',
      options.partitionFetchBytes,
      bytes(MIB, 1, limits.fetchResponseBytesMax),
    ),
    prefetchBytes: integerOption(
      'prefetchBytes',
      options.prefetchBytes,
      bytes(32 * MIB, 1, 16 * GIB),
    ),
    onOutOfRange: choiceOption<'error' | 'earliest' | 'latest'>(
      'onOutOfRange',
      options.onOutOfRange,
      { fallback: 'error', choices: ['error', 'earliest', 'latest'] },
    ),
    onTruncated: choiceOption<'error' | 'rewind'>('onTruncated', options.onTruncated, {
      fallback: 'error',
      choices: ['error', 'rewind'],
    }),
    onCorrupt: choiceOption<'error' | 'skip'>('onCorrupt', options.onCorrupt, {
      fallback: 'error',
      choices: ['error', 'skip'],
    }),
    signal: options.signal,
  };
}

function checkAssignments(
  { assignments, topics }: ConsumerOptions,
  from: Position,
): Pick<ConsumerSettings, 'assignments' | 'topics'> {
  if ((assignments === undefined) === (topics === undefined)) {
    const given = assignments === undefined ? undefined : { assignments, topics };
    throw invalidOption('assignments', given, 'given, or else topics must be, but not both');
  }
  const seen = new Set<string>();
  const checked = (assignments ?? []).map((assignment) => {
    const { topic, partition } = assignment;
    checkTopicOption('assignments.topic', topic);
    checkWholeNumber('assignments.partition', partition);
    if (seen.has(`${topic}/${partition}`)) {
      throw invalidOption('assignments', { topic, partition }, 'a list without repetition');
    }
    seen.add(`${topic}/${partition}`);
    const start = assignment.from ?? from;
    return { topic, partition, from: checkPosition('assignments.from', start) };
  });
  for (const topic of topics ?? []) checkTopicOption('topics', topic);
  if (checked.length === 0 && (topics ?? []).length === 0) {
    throw invalidOption(
      topics === undefined ? 'assignments' : 'topics',
      [],
      'a list with at least one entry',
    );
  }
  return { assignments: checked, topics: [...new Set(topics ?? [])] };
}

export function checkTopicOption(key: string, topic: unknown): void {
  if (typeof topic !== 'string' || topic === '')
    throw invalidOption(key, topic, 'the name of a topic');
}
