import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { uuidFromBytes, uuidToBytes } from '../../../../src/base/uuid.ts';
import { version } from '../../../../src/base/version.ts';
import { applyMetadataBatch } from '../../../../src/cluster/metadata/delta.ts';
import {
  countPartitions,
  emptyImage,
  type MetadataImage,
  topicByName,
} from '../../../../src/cluster/metadata/image.ts';
import { MetadataStore } from '../../../../src/cluster/metadata/metadata-store.ts';
import { decodeMetadataBatch } from '../../../../src/cluster/metadata/records.ts';
import type { MetadataRecordInit } from '../../../../src/protocol/messages.ts';
import { wire } from '../../../../src/protocol/messages.ts';
import { ManualClock } from '../../../support/manual-clock.ts';
import {
  apply,
  clusterId,
  directoryOf,
  foundedImage,
  founding,
  registration,
  storedBatch,
  TestController,
} from '../fixture.ts';

const topicId = uuidToBytes(directoryOf(77));
const otherId = uuidToBytes(directoryOf(78));

function topicRecords(id: Uint8Array, name: string, partitions: number): MetadataRecordInit[] {
  return [
    { topicCreated: { topicId: id, name, configs: [{ name: 'segment.ms', value: '5' }] } },
    ...Array.from({ length: partitions }, (_, partition) => ({
      partitionCreated: {
        topicId: id,
        partition,
        replicas: [1],
        isr: [1],
        leaderId: 1,
        leaderEpoch: 0,
      },
    })),
  ];
}

function partitionChange(change: object): MetadataRecordInit {
  const same = { topicId, partition: 0, leaderId: 1, leaderEpoch: 0, isr: [1], partitionEpoch: 1 };
  return { partitionChanged: { ...same, ...change } };
}

describe('one batch', () => {
  test('founds a cluster', () => {
    expect(foundedImage).toMatchObject({
      endOffset: 4,
      clusterId,
      featureLevel: 1,
      controllerId: 1,
      controllerEpoch: 1,
      voters: [{ nodeId: 1, directoryId: directoryOf(1) }],
    });
  });

  test('copies only the maps and topics that it changes [QRM-5]', () => {
    const one = apply(foundedImage, topicRecords(topicId, 't', 3)).image;
    const two = apply(one, topicRecords(otherId, 'other', 1)).image;
    const id = uuidFromBytes(topicId);
    const changed = apply(two, [
      {
        partitionChanged: {
          topicId,
          partition: 1,
          leaderId: -1,
          leaderEpoch: 1,
          isr: [1],
          partitionEpoch: 1,
        },
      },
    ]).image;
    expect(changed.brokers).toBe(two.brokers);
    expect(changed.topicIds).toBe(two.topicIds);
    expect(changed.voters).toBe(two.voters);
    expect(changed.topics).not.toBe(two.topics);
    expect(changed.topics.get(uuidFromBytes(otherId))).toBe(two.topics.get(uuidFromBytes(otherId)));
    expect(changed.topics.get(id)?.partitions[0]).toBe(two.topics.get(id)?.partitions[0]);
    expect(changed.topics.get(id)?.partitions[1]).toMatchObject({ leaderId: -1, leaderEpoch: 1 });
    // The image before is what it was.
    expect(two.topics.get(id)?.partitions[1]).toMatchObject({ leaderId: 1, leaderEpoch: 0 });
    const registered = apply(changed, [{ brokerRegistered: registration(2) }]).image;
    expect(registered.topics).toBe(changed.topics);
    expect(registered.brokers).not.toBe(changed.brokers);
  });

  test('says what it changed', () => {
    const created = apply(foundedImage, topicRecords(topicId, 't', 2));
    expect([...created.delta.changedTopics]).toEqual([uuidFromBytes(topicId)]);
    expect([...created.delta.changedBrokers]).toEqual([]);
    const registered = apply(created.image, [{ brokerRegistered: registration(3) }]);
    expect([...registered.delta.changedBrokers]).toEqual([3]);
    expect(registered.image.brokers.get(3)?.brokerEpoch).toBe(created.image.endOffset);
    const deleted = apply(registered.image, [{ topicDeleted: { topicId } }]);
    expect(deleted.delta.deletedTopics.map(({ name }) => name)).toEqual(['t']);
    expect([...deleted.delta.changedTopics]).toEqual([]);
    expect(topicByName(deleted.image, 't')).toBeUndefined();
  });

  test('may delete a name and create it again', () => {
    const before = apply(foundedImage, topicRecords(topicId, 't', 2)).image;
    const { image, delta } = apply(before, [
      { topicDeleted: { topicId } },
      ...topicRecords(otherId, 't', 1),
    ]);
    expect(topicByName(image, 't')).toMatchObject({ topicId: uuidFromBytes(otherId) });
    expect(delta.deletedTopics.map((topic) => topic.topicId)).toEqual([uuidFromBytes(topicId)]);
    expect([...delta.changedTopics]).toEqual([uuidFromBytes(otherId)]);
  });

  test.each<[string, MetadataRecordInit]>([
    ['founds the cluster twice', { clusterFounded: { clusterId: uuidToBytes(clusterId) } }],
    ['goes back a term', { controllerElected: { nodeId: 1, term: 1 } }],
    ['names a topic that is not there', { topicDeleted: { topicId: otherId } }],
    [
      'skips a partition',
      {
        partitionCreated: {
          topicId,
          partition: 5,
          replicas: [1],
          isr: [1],
          leaderId: 1,
          leaderEpoch: 0,
        },
      },
    ],
    [
      'lowers a leader epoch',
      {
        partitionChanged: {
          topicId,
          partition: 0,
          leaderId: 1,
          leaderEpoch: -1,
          isr: [1],
          partitionEpoch: 1,
        },
      },
    ],
    [
      'repeats a partition epoch',
      {
        partitionChanged: {
          topicId,
          partition: 0,
          leaderId: 1,
          leaderEpoch: 1,
          isr: [1],
          partitionEpoch: 0,
        },
      },
    ],
    ['changes leaders within an epoch', partitionChange({ leaderId: -1, leaderEpoch: 0 })],
    ['leaves nobody in sync', partitionChange({ isr: [] })],
    ['has somebody in sync who is no replica', partitionChange({ isr: [1, 2] })],
    ['lets somebody lead who is not in sync', partitionChange({ leaderId: 2, leaderEpoch: 1 })],
    ['has one replica in sync and eligible', partitionChange({ elr: [1] })],
    ['gives a topic an id that is taken', { topicCreated: { topicId, name: 'u' } }],
    [
      'fences an unknown broker',
      { brokerFencingChanged: { nodeId: 9, brokerEpoch: 1, fenced: true } },
    ],
  ])('that %s breaks an invariant and changes nothing', (_, record) => {
    const before = apply(foundedImage, topicRecords(topicId, 't', 1)).image;
    const copy = structuredClone(before);
    expect(() => apply(before, [record])).toThrow();
    expect(before).toEqual(copy);
  });

  test('must begin where the image ends', () => {
    const batch = decodeMetadataBatch(storedBatch(founding, 1));
    expect(() => applyMetadataBatch(emptyImage, batch)).toThrow('does not follow');
  });

  test('of a feature level that this version does not know is refused, with the levels and the version that is needed', () => {
    const record = { featureLevelSet: { level: 2, softwareVersion: '7.1.0' } };
    expect(() => apply(foundedImage, [record])).toThrow(
      expect.objectContaining({
        code: 'FEATURE_LEVEL_UNSUPPORTED',
        message: `the cluster is at feature level 2; tidelog ${version} supports 1 to 1, so run 7.1.0 or newer`,
      }),
    );
  });
});

test('a record of an unknown kind stops the reader instead of being skipped [QRM-7]', () => {
  const known = storedBatch([{ featureLevelSet: { level: 1 } }], 4);
  const unknown = storedBatch([wire.MetadataRecord.create({})], 4);
  expect(decodeMetadataBatch(known).records).toHaveLength(1);
  expect(() => decodeMetadataBatch(unknown)).toThrow(
    expect.objectContaining({
      code: 'METADATA_UNREADABLE',
      message: expect.stringMatching(/needs a feature level above 1; tidelog \S+ supports 1 to 1/),
    }),
  );
});

test('countPartitions counts leaders and replicas', () => {
  const image = apply(foundedImage, [
    ...topicRecords(topicId, 't', 3),
    {
      partitionChanged: {
        topicId,
        partition: 0,
        leaderId: -1,
        leaderEpoch: 1,
        isr: [1],
        partitionEpoch: 1,
      },
    },
  ]).image;
  const { leaders, replicas } = countPartitions(image);
  expect([...leaders]).toEqual([[1, 2]]);
  expect([...replicas]).toEqual([[1, 3]]);
});

type Step =
  | { kind: 'join'; nodeId: number }
  | { kind: 'leave'; nodeId: number }
  | { kind: 'create'; name: string; partitions: number }
  | { kind: 'delete'; name: string }
  | { kind: 'wait'; ms: number };

const nodeId = fc.integer({ min: 1, max: 4 });
const name = fc.constantFrom('a', 'b', 'c', 'constructor');
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('join' as const), nodeId }),
  fc.record({ kind: fc.constant('leave' as const), nodeId }),
  fc.record({
    kind: fc.constant('create' as const),
    name,
    partitions: fc.integer({ min: 1, max: 5 }),
  }),
  fc.record({ kind: fc.constant('delete' as const), name }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 900 }) }),
);

/** Runs the steps against a controller. Returns what it appended and the image that it decided on. */
function run(steps: readonly Step[]): TestController {
  const cluster = new TestController();
  let nowMs = 0;
  for (const one of steps) {
    const registered = 'nodeId' in one ? cluster.image.brokers.get(one.nodeId) : undefined;
    switch (one.kind) {
      case 'join':
        cluster.join(one.nodeId, nowMs);
        break;
      case 'leave':
        if (registered) cluster.beat(one.nodeId, registered.brokerEpoch, nowMs, true);
        break;
      case 'create':
        cluster.create({ name: one.name, partitions: one.partitions });
        break;
      case 'delete': {
        const request = wire.DeleteTopicsRequest.encode({ topics: [{ name: one.name }] }).finish();
        cluster.commit(cluster.controller.deleteTopics(wire.DeleteTopicsRequest.decode(request)));
        break;
      }
      case 'wait':
        cluster.passTime(nowMs, nowMs + one.ms);
        nowMs += one.ms;
    }
  }
  return cluster;
}

describe('for any sequence of operations', () => {
  test('the image of a node that replays the log equals the one that was decided on [QRM-5]', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const cluster = run(steps);
        const store = new MetadataStore(new ManualClock());
        const images: MetadataImage[] = [];
        store.onPublish((image) => images.push(image));
        store.publish(storedBatch(founding, 0));
        for (const batch of cluster.batches) store.publish(batch);
        expect(store.image).toEqual(cluster.image);
        // One publication per batch.
        expect(images).toHaveLength(1 + cluster.batches.length);
      }),
    );
  });

  test('a partition is led by a live replica or by nobody, and its epochs only rise', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const cluster = run(steps);
        let image = foundedImage;
        for (const bytes of cluster.batches) {
          const next = applyMetadataBatch(image, decodeMetadataBatch(bytes)).image;
          for (const topic of next.topics.values()) {
            for (const partition of topic.partitions) {
              const { leaderId, replicas } = partition;
              if (leaderId !== -1) {
                expect(replicas).toContain(leaderId);
                expect(next.brokers.get(leaderId)?.isFenced).toBe(false);
              } else {
                // Nobody who could lead is passed over.
                for (const id of partition.isr) {
                  expect(next.brokers.get(id)?.isFenced).toBe(true);
                }
              }
              const before = image.topics.get(topic.topicId)?.partitions[partition.partition];
              if (before && before.leaderId !== leaderId) {
                expect(partition.leaderEpoch).toBeGreaterThan(before.leaderEpoch);
              }
            }
          }
          image = next;
        }
      }),
    );
  });
});
