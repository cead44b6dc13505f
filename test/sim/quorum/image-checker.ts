// What every node of a run has published as the metadata [QRM-5]. The first image at an offset stands for all: whoever gets to that
// offset, live, by replay after a restart or from a snapshot, must have the same.
import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../../../src/base/clock.ts';
import {
  type MetadataImage,
  type TopicImage,
  topicByName,
} from '../../../src/cluster/metadata/image.ts';
import { imageRecords, SnapshotLoader } from '../../../src/cluster/metadata/image-records.ts';
import { MetadataStore } from '../../../src/cluster/metadata/metadata-store.ts';
import { decodeMetadataBatch, encodeMetadataBatch } from '../../../src/cluster/metadata/records.ts';

/** Nobody waits for these images. */
const noClock: Clock = {
  monotonicMs: () => 0,
  wallMs: () => 0,
  schedule: () => ({ cancel() {} }),
};

export class ImageChecker {
  readonly counters = { published: 0, imagesCompared: 0, snapshotsCompared: 0, tailsCompared: 0 };
  readonly #fail: (problem: string) => void;
  readonly #byOffset = new Map<number, MetadataImage>();
  readonly #current = new Map<string, MetadataImage>();
  #newest: MetadataImage | undefined;

  constructor(fail: (problem: string) => void) {
    this.#fail = fail;
  }

  /** The image with the greatest offset that any node ever published. */
  get newest(): MetadataImage | undefined {
    return this.#newest;
  }

  imageOf(node: string): MetadataImage | undefined {
    return this.#current.get(node);
  }

  published(node: string, image: MetadataImage): void {
    this.counters.published += 1;
    const before = this.#current.get(node);
    if (before && image.endOffset <= before.endOffset) {
      this.#fail(`${node} published offset ${image.endOffset} after ${before.endOffset}`);
    }
    this.#current.set(node, image);
    const first = this.#byOffset.get(image.endOffset);
    if (first === undefined) this.#byOffset.set(image.endOffset, image);
    if (image.endOffset > (this.#newest?.endOffset ?? -1)) this.#newest = image;
  }

  /** The node's process has ended. */
  ended(node: string): void {
    this.#current.delete(node);
  }

  /** Compares what each live node has now with what the first one at that offset had. */
  compareAll(): void {
    for (const [node, image] of this.#current) {
      const first = this.#byOffset.get(image.endOffset);
      if (first === image) continue;
      this.counters.imagesCompared += 1;
      const difference = differenceOf(first, image);
      if (difference !== undefined) {
        this.#fail(`${node} has another image at offset ${image.endOffset}: ${difference}`);
      }
    }
  }

  /**
   * The newest image comes out the same from a snapshot of itself, and from a snapshot of an older one with all that was committed
   * since. `drawBelow` draws the older one.
   */
  compareSnapshots(
    committedFrom: (offset: number) => Buffer[] | undefined,
    drawBelow: (bound: number) => number,
  ): void {
    const newest = this.#newest;
    if (newest === undefined) return;
    this.counters.snapshotsCompared += 1;
    this.#compareSnapshot(newest, newest, []);
    const offsets = [...this.#byOffset.keys()];
    const older = this.#byOffset.get(offsets[drawBelow(offsets.length)] ?? -1);
    const tail = older && committedFrom(older.endOffset);
    if (!older || !tail) return;
    this.counters.tailsCompared += 1;
    this.#compareSnapshot(newest, older, tail);
  }

  #compareSnapshot(wanted: MetadataImage, from: MetadataImage, tail: readonly Buffer[]): void {
    const loader = new SnapshotLoader();
    for (const records of imageRecords(from))
      loader.add(decodeMetadataBatch(encodeMetadataBatch(records, 0)));
    const store = new MetadataStore(noClock);
    store.load(loader.finish(from.endOffset));
    for (const batch of tail) store.publish(batch);
    // What was committed and has reached nobody's image yet is left out of the comparison.
    const reached = this.#byOffset.get(store.image.endOffset) ?? wanted;
    const difference = differenceOf(reached, store.image);
    if (difference === undefined) return;
    this.#fail(
      `a snapshot at ${from.endOffset} with what follows up to ${store.image.endOffset} differs: ${difference}`,
    );
  }

  /** The topic as it was at `offset`, for what a broker answered with that offset. Undefined as a whole: nobody had that image. */
  topicAt(offset: number, name: string): { topic: TopicImage | undefined } | undefined {
    const image = this.#byOffset.get(offset);
    return image && { topic: topicByName(image, name) };
  }
}

/** The first part that differs, or undefined. */
export function differenceOf(
  first: MetadataImage | undefined,
  second: MetadataImage,
): string | undefined {
  if (first === undefined) return 'nobody else has that offset';
  if (isDeepStrictEqual(first, second)) return undefined;
  for (const name of Object.keys({ ...first, ...second }) as (keyof MetadataImage)[]) {
    const [one, other] = [first[name], second[name]];
    if (!isDeepStrictEqual(one, other)) return `${name}: ${shown(one)} and ${shown(other)}`;
  }
  return 'their parts are of other kinds';
}

function shown(value: unknown): string {
  const plain = (_key: string, one: unknown) => (one instanceof Map ? [...one] : one);
  return JSON.stringify(value, plain)?.slice(0, 2_000) ?? 'undefined';
}
