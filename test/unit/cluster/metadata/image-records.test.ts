import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Random, SeededRandom } from '../../../../src/base/random.ts';
import { type Uuid, uuidToBytes } from '../../../../src/base/uuid.ts';
import { applyMetadataBatch, type MetadataChange } from '../../../../src/cluster/metadata/delta.ts';
import {
  emptyImage,
  type MetadataImage,
  type TopicImage,
} from '../../../../src/cluster/metadata/image.ts';
import { diffImages } from '../../../../src/cluster/metadata/image-diff.ts';
import { imageRecords, SnapshotLoader } from '../../../../src/cluster/metadata/image-records.ts';
import { MetadataStore } from '../../../../src/cluster/metadata/metadata-store.ts';
import { decodeMetadataBatch } from '../../../../src/cluster/metadata/records.ts';
import { PlacedReplicas } from '../../../../src/cluster/placed-replicas.ts';
import { type MetadataRecordInit, wire } from '../../../../src/protocol/messages.ts';
import { ManualClock } from '../../../support/manual-clock.ts';
import {
  apply,
  clusterId,
  directoryOf,
  foundedImage,
  registration,
  storedBatch,
} from '../fixture.ts';

type Body<Kind extends MetadataChange> = NonNullable<MetadataRecordInit[Kind]>;
type Draw<Kind extends MetadataChange> = (
  image: MetadataImage,
  random: Random,
) => Body<Kind> | undefined;

const pick = <T>(list: readonly T[], random: Random): T | undefined =>
  list.length === 0 ? undefined : list[random.integerBelow(list.length)];
const some = <T>(list: readonly T[], random: Random): T[] =>
  list.filter(() => random.fraction() < 0.5);
const anyId = (random: Random): Buffer => uuidToBytes(random.uuid());

/** A next record of each kind that may follow an image; undefined when none may. A kind without a row does not compile. */
const draws: { [Kind in MetadataChange]: Draw<Kind> } = {
  clusterFounded: ({ clusterId: known }) =>
    known === undefined ? { clusterId: uuidToBytes(clusterId) } : undefined,
  featureLevelSet: (_, random) => ({
    level: 1,
    softwareVersion: pick(['0.1.0', '0.1.1'], random) ?? '',
  }),
  votersSet: (_, random) => ({ voters: voters(random, 1), learners: voters(random, 7) }),
  controllerElected: ({ controllerEpoch }, random) => ({
    nodeId: random.integerBelow(4),
    term: controllerEpoch + 1 + random.integerBelow(3),
  }),
  brokerRegistered: (_, random) => ({
    ...registration(1 + random.integerBelow(4)),
    incarnationId: anyId(random),
    softwareVersion: `${random.integerBelow(9)}`,
  }),
  brokerFencingChanged: ({ brokers }, random) => {
    const broker = pick([...brokers.values()], random);
    if (!broker) return undefined;
    const { nodeId, brokerEpoch } = broker;
    const fenced = random.fraction() < 0.5;
    return { nodeId, brokerEpoch, fenced, shuttingDown: random.fraction() < 0.3, reason: 'x' };
  },
  topicCreated: ({ topicIds }, random) => {
    const name = `t${random.integerBelow(5)}`;
    if (topicIds.has(name)) return undefined;
    return {
      topicId: anyId(random),
      name,
      configs: [{ name: 'segment.ms', value: `${random.integerBelow(99)}` }],
      replicasWanted: random.integerBelow(4),
      minInsyncWanted: random.integerBelow(3),
      unsyncedSince: random.integerBelow(3),
    };
  },
  topicChanged: ({ topics }, random) => {
    const topic = pick([...topics.values()], random);
    if (!topic) return undefined;
    return {
      topicId: uuidToBytes(topic.topicId),
      setConfigs: [{ name: 'retention.ms', value: `${random.integerBelow(99)}` }],
      removedConfigs: some(['segment.ms'], random),
      ...(random.fraction() < 0.5 ? { replicasWanted: random.integerBelow(4) } : {}),
      ...(random.fraction() < 0.5 ? { minInsyncWanted: random.integerBelow(3) } : {}),
      ...(random.fraction() < 0.5 ? { unsyncedSince: random.integerBelow(3) } : {}),
    };
  },
  partitionCreated: ({ topics }, random) => {
    const topic = pick([...topics.values()], random);
    return topic && partitionBody(topic, topic.partitions.length, random, { leaderEpoch: 0 });
  },
  partitionChanged: ({ topics }, random) => {
    const topic = pick([...topics.values()], random);
    const before = topic && pick(topic.partitions, random);
    if (!before) return undefined;
    const leaderEpoch = before.leaderEpoch + 1;
    const body = partitionBody(topic, before.partition, random, { leaderEpoch });
    const partitionEpoch = before.partitionEpoch + 1;
    if (random.fraction() < 0.5) return { ...body, partitionEpoch };
    const isr = [before.replicas[0] as number];
    return { ...body, partitionEpoch, replicas: [], isr, elr: [], leaderId: -1 };
  },
  topicDeleted: ({ topics }, random) => {
    const topic = random.fraction() < 0.3 ? pick([...topics.values()], random) : undefined;
    return topic && { topicId: uuidToBytes(topic.topicId) };
  },
  topicIdsRetired: (_, random) => ({ topicIds: [anyId(random), anyId(random)] }),
  producerIdsAllocated: ({ nextProducerId }, random) => ({
    nodeId: 1,
    nextProducerId: nextProducerId + 1 + random.integerBelow(1_000),
  }),
};

const kinds = Object.keys(draws) as MetadataChange[];

function voters(random: Random, first: number) {
  return Array.from({ length: random.integerBelow(4) }, (_, at) => ({
    nodeId: first + at,
    directoryId: uuidToBytes(directoryOf(first + at, random.integerBelow(2))),
    internalEndpoint: { host: 'h', port: 1 + random.integerBelow(9) },
  }));
}

function partitionBody(
  topic: TopicImage,
  partition: number,
  random: Random,
  { leaderEpoch }: { leaderEpoch: number },
) {
  const first = 1 + random.integerBelow(4);
  const replicas = [first, ...some([5, 6, 7], random)];
  const isr = [first, ...some(replicas.slice(1), random)];
  return {
    topicId: uuidToBytes(topic.topicId),
    partition,
    replicas,
    isr,
    elr: some(
      replicas.filter((nodeId) => !isr.includes(nodeId)),
      random,
    ),
    impaired: some(replicas, random).map((nodeId) => ({ nodeId, lastEpoch: -1, endOffset: 7 })),
    adding: some(replicas, random),
    removing: some(replicas, random),
    leaderId: pick([-1, first], random) ?? -1,
    leaderEpoch,
  };
}

function drawRecord(
  kind: MetadataChange,
  image: MetadataImage,
  random: Random,
): MetadataRecordInit | undefined {
  const body = (draws[kind] as Draw<MetadataChange>)(image, random);
  return body && { [kind]: body };
}

interface History {
  /** Stored batches, in order. */
  batches: Buffer[];
  /** images[i] is that after i batches. */
  images: MetadataImage[];
  kinds: Set<string>;
}

/** Batches of a few random records each; every record is valid after those before it. */
function randomHistory(seed: number, batchCount: number): History {
  const random = new SeededRandom(seed);
  const history: History = { batches: [], images: [emptyImage], kinds: new Set() };
  for (let at = 0; at < batchCount; at++) {
    const before = history.images.at(-1) as MetadataImage;
    let image = before;
    const records: MetadataRecordInit[] = [];
    for (let count = 1 + random.integerBelow(4); count > 0; count--) {
      const record = drawRecord(pick(kinds, random) as MetadataChange, image, random);
      if (!record) continue;
      image = apply(image, [record]).image;
      history.kinds.add(Object.keys(record)[0] as string);
      records.push(record);
    }
    if (records.length === 0) continue;
    history.batches.push(storedBatch(records, before.endOffset));
    history.images.push(image);
  }
  return history;
}

function loadSnapshot(image: MetadataImage): MetadataImage {
  const loader = new SnapshotLoader();
  for (const records of imageRecords(image))
    loader.add(decodeMetadataBatch(storedBatch(records, 0)));
  return loader.finish(image.endOffset);
}

function newStore(): MetadataStore {
  return new MetadataStore(new ManualClock());
}

const seed = fc.integer({ min: 0, max: 2 ** 31 });

describe('the image [QRM-5]', () => {
  test('by live updates, by replay, and by a snapshot and what follows it are equal, at every offset', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(seed, fc.integer({ min: 1, max: 30 }), (from, count) => {
        const { batches, images, kinds: used } = randomHistory(from, count);
        for (const kind of used) seen.add(kind);
        const replayed = newStore();
        batches.forEach((batch, at) => {
          replayed.publish(batch);
          expect(replayed.image).toEqual(images[at + 1]);
        });
        const cut = from % images.length;
        const snapshot = loadSnapshot(images[cut] as MetadataImage);
        expect(snapshot).toEqual(images[cut]);
        const restored = newStore();
        restored.load(snapshot);
        // Those that the snapshot has are passed over.
        for (const batch of batches) restored.publish(batch);
        expect(restored.image).toEqual(images.at(-1));
      }),
      { numRuns: 200 },
    );
    // A kind of record that was never drawn would have been compared by nobody.
    expect([...seen].sort()).toEqual([...kinds].sort());
  });

  test('has something to show for every kind of record: one that is passed over makes another image', () => {
    const shown = new Set<string>();
    for (let from = 0; from < 40; from++) {
      const { images } = randomHistory(from, 12);
      const image = images.at(-1) as MetadataImage;
      const random = new SeededRandom(1_000_000 + from);
      for (const kind of kinds) {
        const record = drawRecord(kind, kind === 'clusterFounded' ? emptyImage : image, random);
        if (!record) continue;
        const before = kind === 'clusterFounded' ? emptyImage : image;
        const after = apply(before, [record]).image;
        const { endOffset } = before;
        const isShown =
          JSON.stringify(plain({ ...after, endOffset })) !== JSON.stringify(plain(before));
        if (isShown) shown.add(kind);
      }
    }
    expect([...shown].sort()).toEqual([...kinds].sort());
  });

  test('comes in batches of bounded size, and one topic may fill several', () => {
    const topicId = uuidToBytes(directoryOf(9));
    const partition = { topicId, replicas: [1], isr: [1], leaderId: 1, leaderEpoch: 3 };
    const { image } = apply(foundedImage, [
      { topicCreated: { topicId, name: 'big' } },
      ...Array.from({ length: 2_500 }, (_, index) => ({
        partitionCreated: { ...partition, partition: index },
      })),
    ]);
    const sizes = [...imageRecords(image)].map((records) => records.length);
    expect(sizes).toHaveLength(6);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(500);
    expect(loadSnapshot(image)).toEqual(image);
  });
});

test('every kind of record that the message has is drawn above', () => {
  const fields = Object.entries(wire.MetadataRecord.prototype);
  const bodies = fields.filter(([, value]) => value === null).map(([name]) => name);
  expect(bodies.sort()).toEqual([...kinds].sort());
});

test('what was counted of the replicas goes from image to image, and is what counting them all anew gives', () => {
  fc.assert(
    fc.property(seed, fc.integer({ min: 1, max: 25 }), (from, count) => {
      const { batches, images } = randomHistory(from, count);
      const placed = new PlacedReplicas();
      for (const [at, batch] of batches.entries()) {
        const before = images[at] as MetadataImage;
        const { image, delta } = applyMetadataBatch(before, decodeMetadataBatch(batch));
        placed.follow(before.topics, image.topics, delta);
        const anew = new PlacedReplicas(image.topics);
        expect(placed.partitions).toBe(anew.partitions);
        for (let nodeId = 0; nodeId < 12; nodeId++) {
          expect(placed.shareOf(nodeId)).toEqual(anew.shareOf(nodeId));
        }
      }
    }),
  );
});

describe('the difference of two images', () => {
  test('is that of the batches between them, but for what came and went', () => {
    fc.assert(
      fc.property(seed, fc.integer({ min: 2, max: 25 }), (from, count) => {
        const { batches, images } = randomHistory(from, count);
        const start = from % images.length;
        const before = images[start] as MetadataImage;
        const after = images.at(-1) as MetadataImage;
        const changedTopics = new Set<Uuid>();
        const changedBrokers = new Set<number>();
        for (const [at, batch] of batches.entries()) {
          if (at < start) continue;
          const step = applyMetadataBatch(images[at] as MetadataImage, decodeMetadataBatch(batch));
          for (const topicId of step.delta.changedTopics) changedTopics.add(topicId);
          for (const nodeId of step.delta.changedBrokers) changedBrokers.add(nodeId);
        }
        const delta = diffImages(before, loadSnapshot(after));
        const gone = [...before.topics.keys()].filter((topicId) => !after.topics.has(topicId));
        expect(delta.deletedTopics.map(({ topicId }) => topicId)).toEqual(gone);
        for (const topicId of delta.changedTopics) expect(changedTopics).toContain(topicId);
        for (const nodeId of delta.changedBrokers) expect(changedBrokers).toContain(nodeId);
        for (const topicId of after.topics.keys()) {
          if (delta.changedTopics.has(topicId)) continue;
          expect(after.topics.get(topicId)).toEqual(before.topics.get(topicId));
        }
        for (const nodeId of after.brokers.keys()) {
          if (delta.changedBrokers.has(nodeId)) continue;
          expect(after.brokers.get(nodeId)).toEqual(before.brokers.get(nodeId));
        }
      }),
    );
  });
});

describe('loading a snapshot', () => {
  test('tells every listener once, with the difference, and wakes those who wait', async () => {
    const store = newStore();
    const { images, batches } = randomHistory(5, 20);
    store.publish(batches[0] as Buffer);
    const before = store.image;
    const last = images.at(-1) as MetadataImage;
    const seen: unknown[] = [];
    store.onPublish((image, delta) => seen.push([image.endOffset, delta]));
    const waiting = store.reached(last.endOffset, 1_000);
    store.load(last);
    await waiting;
    expect(seen).toEqual([[last.endOffset, diffImages(before, last)]]);
    store.load(images[1] as MetadataImage);
    expect(store.image).toBe(last);
    expect(seen).toHaveLength(1);
  });

  test('of another cluster breaks an invariant', () => {
    const store = newStore();
    store.load(foundedImage);
    const foreign = { ...foundedImage, endOffset: 99, clusterId: directoryOf(1) };
    expect(() => store.load(foreign)).toThrow('does not follow an image of cluster');
    expect(store.image).toBe(foundedImage);
  });

  test('of a feature level that this version does not know is refused', () => {
    const loader = new SnapshotLoader();
    const records = [{ featureLevelSet: { level: 3, softwareVersion: '9.0.0' } }];
    const batch = decodeMetadataBatch(storedBatch(records, 0));
    expect(() => loader.add(batch)).toThrow(/feature level 3; .* supports 1 to 1, so run 9\.0\.0/);
  });
});

/** Maps as arrays, so that text shows them. */
function plain(value: unknown): unknown {
  if (value instanceof Map || value instanceof Set) return [...value].map(plain);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, plain(field)]));
}
