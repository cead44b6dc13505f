// The checker of images is shown nodes that agree, and each way in which they may not.
import { expect, test } from 'vitest';
import { SeededRandom } from '../../../../src/base/random.ts';
import { SharingMapDraft } from '../../../../src/base/sharing-map.ts';
import { uuidToBytes } from '../../../../src/base/uuid.ts';
import { applyMetadataBatch } from '../../../../src/cluster/metadata/delta.ts';
import { emptyImage, type MetadataImage } from '../../../../src/cluster/metadata/image.ts';
import {
  decodeMetadataBatch,
  encodeMetadataBatch,
} from '../../../../src/cluster/metadata/records.ts';
import type { MetadataRecordInit } from '../../../../src/protocol/messages.ts';
import { assignOffset } from '../../../../src/protocol/record-batch.ts';
import { ImageChecker } from '../../../sim/quorum/image-checker.ts';

const random = new SeededRandom(1);

/** Images after one, two and three topics, and the batches that make them. */
function images(): { images: MetadataImage[]; batches: Buffer[] } {
  let image = emptyImage;
  const all: MetadataImage[] = [];
  const batches: Buffer[] = [];
  for (const name of ['a', 'b', 'c']) {
    const topicId = uuidToBytes(random.uuid());
    const records: MetadataRecordInit[] = [
      { topicCreated: { topicId, name, configs: [{ name: 'retention.ms', value: '7' }] } },
      {
        partitionCreated: {
          topicId,
          partition: 0,
          replicas: [1],
          isr: [1],
          leaderId: 1,
          leaderEpoch: 0,
        },
      },
    ];
    const bytes = encodeMetadataBatch(records, 0);
    assignOffset(bytes, { baseOffset: image.endOffset, leaderEpoch: 1 });
    batches.push(bytes);
    image = applyMetadataBatch(image, decodeMetadataBatch(bytes)).image;
    all.push(image);
  }
  return { images: all, batches };
}

function checker() {
  const problems: string[] = [];
  return { problems, checker: new ImageChecker((problem) => problems.push(problem)) };
}

/** Equal, and sharing nothing with it. */
function copyOf(image: MetadataImage): MetadataImage {
  const topics = new SharingMapDraft(structuredClone(new Map(image.topics))).map;
  const topicIds = new SharingMapDraft(new Map(image.topicIds)).map;
  const brokers = structuredClone(image.brokers);
  return { ...image, brokers, topics, topicIds };
}

test('[QRM-5] nodes with equal images, and their snapshots, raise no objection', () => {
  const { images: all, batches } = images();
  const { problems, checker: one } = checker();
  for (const image of all) one.published('first', image);
  for (const image of all) one.published('second', copyOf(image));
  one.compareAll();
  for (let i = 0; i < all.length; i++) {
    one.compareSnapshots(
      (offset) => batches.slice(offset / 2),
      () => i,
    );
  }
  expect(problems).toEqual([]);
  expect(one.counters).toMatchObject({ imagesCompared: 1, snapshotsCompared: 3, tailsCompared: 3 });
});

test('[QRM-5] an image that differs in any part is objected to', () => {
  const [, , newest] = images().images as [MetadataImage, MetadataImage, MetadataImage];
  const changes: Partial<MetadataImage>[] = [
    { topics: new Map([...newest.topics].slice(1)) },
    { controllerEpoch: 9 },
    { nextProducerId: 1_000 },
    {
      topics: new Map([...newest.topics].map(([id, topic]) => [id, { ...topic, partitions: [] }])),
    },
  ];
  for (const change of changes) {
    const { problems, checker: one } = checker();
    one.published('first', newest);
    one.published('second', { ...newest, ...change });
    one.compareAll();
    expect(problems[0]).toContain('second has another image');
  }
});

test('a node that goes back, or a snapshot that lacks a change, is objected to', () => {
  const { images: all, batches } = images();
  const { problems, checker: one } = checker();
  for (const image of all) one.published('first', image);
  one.compareSnapshots(
    () => batches.slice(1, 2),
    () => 0,
  );
  expect(problems).toEqual([]);
  one.published('first', all[0] as MetadataImage);
  expect(problems[0]).toContain('after');
  const altered = { ...(all[1] as MetadataImage), topicIds: new Map() };
  const { problems: others, checker: other } = checker();
  other.published('first', altered);
  other.compareSnapshots(
    () => [],
    () => 0,
  );
  expect(others[0]).toContain('differs: topicIds');
});
