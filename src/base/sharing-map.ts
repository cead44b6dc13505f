// A map for states that follow each other: one that is made from another by a few changes shares the rest with it. To change one
// entry of many takes a copy of its bucket and of the list of buckets, and not of all there is.
const bucketCount = 64;

type Bucket<Key, Value> = ReadonlyMap<Key, Value>;

/** Never changes. In order of buckets, so in the same order for the same changes. */
export class SharingMap<Key extends string, Value> implements ReadonlyMap<Key, Value> {
  /** Not private: who compares two of these by their properties, as tests do, compares all that they hold. */
  readonly buckets: readonly Bucket<Key, Value>[];

  constructor(buckets?: readonly Bucket<Key, Value>[]) {
    this.buckets = buckets ?? new Array<Bucket<Key, Value>>(bucketCount).fill(new Map());
  }

  get size(): number {
    let size = 0;
    for (const bucket of this.buckets) size += bucket.size;
    return size;
  }

  get(key: Key): Value | undefined {
    return this.buckets[bucketOf(key)]?.get(key);
  }

  has(key: Key): boolean {
    return this.buckets[bucketOf(key)]?.has(key) === true;
  }

  *entries(): Generator<[Key, Value], undefined> {
    for (const bucket of this.buckets) yield* bucket;
  }

  *keys(): Generator<Key, undefined> {
    for (const bucket of this.buckets) yield* bucket.keys();
  }

  *values(): Generator<Value, undefined> {
    for (const bucket of this.buckets) yield* bucket.values();
  }

  [Symbol.iterator](): Generator<[Key, Value], undefined> {
    return this.entries();
  }

  forEach(each: (value: Value, key: Key, map: ReadonlyMap<Key, Value>) => void): void {
    for (const [key, value] of this) each(value, key, this);
  }
}

/** The next map while it is being made. */
export class SharingMapDraft<Key extends string, Value> {
  /** Shows each change at once; it is for nobody else until there are no more. */
  readonly map: SharingMap<Key, Value>;
  readonly #buckets: Map<Key, Value>[];
  readonly #isOwn: boolean[] = new Array(bucketCount).fill(false);

  constructor(base: ReadonlyMap<Key, Value>) {
    const buckets = base instanceof SharingMap ? base.buckets : new SharingMap().buckets;
    // Only those are changed that have been copied.
    this.#buckets = [...buckets] as Map<Key, Value>[];
    this.map = new SharingMap(this.#buckets);
    if (!(base instanceof SharingMap)) for (const [key, value] of base) this.set(key, value);
  }

  set(key: Key, value: Value): void {
    this.#own(key).set(key, value);
  }

  delete(key: Key): void {
    this.#own(key).delete(key);
  }

  #own(key: Key): Map<Key, Value> {
    const at = bucketOf(key);
    if (!this.#isOwn[at]) {
      this.#isOwn[at] = true;
      this.#buckets[at] = new Map(this.#buckets[at]);
    }
    return this.#buckets[at] as Map<Key, Value>;
  }
}

/** FNV-1a of the characters. */
function bucketOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 15)) & (bucketCount - 1);
}
