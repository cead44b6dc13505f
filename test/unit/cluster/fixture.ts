// What the tests of the controller and of its image share: a cluster in memory whose log is a list of batches.
import { SeededRandom } from '../../../src/base/random.ts';
import { type Uuid, uuidToBytes } from '../../../src/base/uuid.ts';
import type { CommittedOffsets, DecisionNote } from '../../../src/cluster/controller/decision.ts';
import {
  Controller,
  type ControllerSettings,
  type Decision,
  foundingRecords,
} from '../../../src/cluster/controller.ts';
import { applyMetadataBatch } from '../../../src/cluster/metadata/delta.ts';
import {
  emptyImage,
  type MetadataImage,
  type PartitionImage,
} from '../../../src/cluster/metadata/image.ts';
import {
  decodeMetadataBatch,
  encodeMetadataBatch,
  type MetadataBatch,
} from '../../../src/cluster/metadata/records.ts';
import type { RequestBody, RequestBodyInit } from '../../../src/protocol/api-registry.ts';
import { type MetadataRecordInit, wire } from '../../../src/protocol/messages.ts';
import { assignOffset } from '../../../src/protocol/record-batch.ts';

export const clusterId = 'CCCCCCCCCCCCCCCCCCCCCA' as Uuid;
export const sessionTimeoutMs = 1_000;

export function directoryOf(nodeId: number, disk = 0): Uuid {
  return Buffer.from(`node ${nodeId} disk ${disk}`.padEnd(16)).toString('base64url') as Uuid;
}

/** A batch as the log stores it, from `baseOffset` on. */
export function storedBatch(records: readonly MetadataRecordInit[], baseOffset: number): Buffer {
  const bytes = encodeMetadataBatch(records, 1_000);
  assignOffset(bytes, { baseOffset, leaderEpoch: 1 });
  return bytes;
}

export function apply(image: MetadataImage, records: readonly MetadataRecordInit[]) {
  return applyMetadataBatch(image, decodeMetadataBatch(storedBatch(records, image.endOffset)));
}

export const founding: MetadataRecordInit[] = [
  ...foundingRecords(clusterId, {
    nodeId: 1,
    directoryId: directoryOf(1),
    internalEndpoint: { host: '127.0.0.1', port: 19_092 },
  }),
  { controllerElected: { nodeId: 1, term: 1 } },
];

export const foundedImage: MetadataImage = apply(emptyImage, founding).image;

export function registration(
  nodeId: number,
  change: Partial<RequestBody<'registerBroker'>> = {},
): RequestBody<'registerBroker'> {
  return wire.RegisterBrokerRequest.create({
    nodeId,
    clusterId: uuidToBytes(clusterId),
    directoryId: uuidToBytes(directoryOf(nodeId)),
    incarnationId: uuidToBytes(directoryOf(nodeId, 9)),
    clientEndpoint: { host: '127.0.0.1', port: 9_091 + nodeId },
    internalEndpoint: { host: '127.0.0.1', port: 19_091 + nodeId },
    featureLevelMin: 1,
    featureLevelMax: 1,
    softwareVersion: '0.1.0',
    ...change,
  });
}

interface Codec<Message, Init> {
  encode(message: Init): { finish(): Uint8Array };
  decode(bytes: Uint8Array): Message;
}

/** As it comes from the wire: what is absent has its default. */
export function received<Message, Init>(codec: Codec<Message, Init>, init: NoInfer<Init>): Message {
  return codec.decode(codec.encode(init).finish());
}

/** A controller whose decisions are committed when the test says so; at once by `commit`. */
export class TestController {
  readonly controller: Controller;
  readonly batches: Buffer[] = [];
  readonly notes: DecisionNote[] = [];
  nowMs: number;
  /** All that was appended. */
  image = foundedImage;

  constructor(
    options: Partial<ControllerSettings> & {
      image?: MetadataImage;
      nowMs?: number;
      seed?: number;
    } = {},
  ) {
    const { image = foundedImage, nowMs = 0, seed = 1, ...settings } = options;
    this.image = image;
    this.nowMs = nowMs;
    this.controller = new Controller(
      image,
      {
        sessionTimeoutMs,
        partitionCountDefault: 1,
        replicationFactorDefault: 1,
        replicationFactorMax: 5,
        topicConfigDefaults: new Map(),
        ...settings,
      },
      new SeededRandom(seed),
      nowMs,
    );
  }

  /** Appends the records and hands them back, as the driver does. Returns the answer. */
  commit<Answer>(decision: Decision<Answer>): Answer {
    this.notes.push(...(decision.notes ?? []));
    const offsets = this.#append(decision.records);
    return decision.next ? this.commit(decision.next()) : decision.answer(offsets);
  }

  #append(records: readonly MetadataRecordInit[]): CommittedOffsets {
    const { endOffset } = this.image;
    if (records.length === 0) return { baseOffset: endOffset, endOffset };
    const bytes = storedBatch(records, endOffset);
    const batch: MetadataBatch = decodeMetadataBatch(bytes);
    this.batches.push(bytes);
    this.controller.applied(batch);
    this.image = applyMetadataBatch(this.image, batch).image;
    return { baseOffset: batch.baseOffset, endOffset: batch.lastOffset + 1 };
  }

  /** Registers and unfences a broker. Returns its epoch. */
  join(nodeId: number, nowMs = 0, change: Partial<RequestBody<'registerBroker'>> = {}): number {
    const answer = this.commit(this.controller.registerBroker(registration(nodeId, change), nowMs));
    const brokerEpoch = answer.brokerEpoch ?? -1;
    this.beat(nodeId, brokerEpoch, nowMs);
    return brokerEpoch;
  }

  beat(nodeId: number, brokerEpoch: number, nowMs: number, wantsShutdown = false) {
    const metadataOffset = this.image.endOffset;
    const request = { nodeId, brokerEpoch, metadataOffset, wantsShutdown };
    return this.commit(
      this.controller.heartbeat(wire.BrokerHeartbeatRequest.create(request), nowMs),
    );
  }

  /** Of a new process on the same disk; it may be suspended before its first heartbeat. */
  register(nodeId: number, incarnation: number, change: object = {}, nowMs = 0): number {
    const incarnationId = uuidToBytes(directoryOf(nodeId, incarnation));
    const request = registration(nodeId, { incarnationId, ...change });
    return this.commit(this.controller.registerBroker(request, nowMs)).brokerEpoch ?? -1;
  }

  epochOf(nodeId: number): number {
    return this.image.brokers.get(nodeId)?.brokerEpoch ?? -1;
  }

  create(...topics: NonNullable<RequestBodyInit<'createTopics'>['topics']>) {
    const request = received(wire.CreateTopicsRequest, { topics });
    return this.commit(this.controller.createTopics(request)).topics ?? [];
  }

  alterConfigs(name: string, set: Record<string, string>, unset: string[] = []) {
    const settings = Object.entries(set).map(([key, value]) => ({ name: key, value }));
    const request = received(wire.AlterConfigsRequest, {
      topics: [{ name, set: settings, unset }],
    });
    return this.commit(this.controller.alterConfigs(request)).topics?.[0];
  }

  /** The leader's change of its in-sync replicas; `change` replaces what it would send. */
  alterIsr(name: string, isr: readonly number[], change: object = {}, partition = 0) {
    const topicId = uuidToBytes(this.image.topicIds.get(name) as Uuid);
    const { leaderId, leaderEpoch, partitionEpoch } = this.partition(name, partition);
    const newIsr = isr.map((nodeId) => ({ nodeId, brokerEpoch: this.epochOf(nodeId) }));
    const asked = { topicId, partition, leaderEpoch, partitionEpoch, newIsr, ...change };
    const brokerEpoch = this.epochOf(leaderId);
    const request = { nodeId: leaderId, brokerEpoch, partitions: [asked], ...change };
    const decision = this.controller.alterPartition(received(wire.AlterPartitionRequest, request));
    return this.commit(decision).partitions?.[0];
  }

  /** Lets brokers miss their session, while the others do not. */
  fence(...nodeIds: number[]): void {
    const fromMs = this.nowMs;
    for (; this.nowMs <= fromMs + sessionTimeoutMs; this.nowMs += 100) {
      for (const { nodeId, brokerEpoch, isFenced } of this.image.brokers.values())
        if (!isFenced && !nodeIds.includes(nodeId)) this.beat(nodeId, brokerEpoch, this.nowMs);
      this.expire(this.nowMs);
    }
  }

  expire(nowMs: number): void {
    this.commit(this.controller.expireSessions(nowMs));
  }

  /** Looks at the sessions as often as the driver does, up to `untilMs`. */
  passTime(fromMs: number, untilMs: number): void {
    for (let nowMs = fromMs; nowMs <= untilMs; nowMs += sessionTimeoutMs / 6) this.expire(nowMs);
    this.expire(untilMs);
  }

  partitions(name: string) {
    const topicId = this.image.topicIds.get(name);
    return topicId === undefined ? [] : (this.image.topics.get(topicId)?.partitions ?? []);
  }

  partition(name: string, index = 0): PartitionImage {
    return this.partitions(name)[index] as PartitionImage;
  }
}
