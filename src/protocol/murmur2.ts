// MurmurHash2 exactly as the Java client has it (Apache Kafka, clients/.../common/utils/Utils.java, murmur2),
// so that a key lands in the partition where every Kafka client would put it.

const seed = 0x9747b28c;
const m = 0x5bd1e995;
const r = 24;

/** The hash as a signed 32-bit number. */
export function murmur2(data: Uint8Array): number {
  const length = data.length;
  let h = seed ^ length;
  const wordsEnd = length & ~3;
  for (let i = 0; i < wordsEnd; i += 4) {
    let k =
      (data[i] as number) |
      ((data[i + 1] as number) << 8) |
      ((data[i + 2] as number) << 16) |
      ((data[i + 3] as number) << 24);
    k = Math.imul(k, m);
    k ^= k >>> r;
    k = Math.imul(k, m);
    h = Math.imul(h, m) ^ k;
  }
  const tail = length - wordsEnd;
  if (tail >= 3) h ^= (data[wordsEnd + 2] as number) << 16;
  if (tail >= 2) h ^= (data[wordsEnd + 1] as number) << 8;
  if (tail >= 1) h = Math.imul(h ^ (data[wordsEnd] as number), m);
  h ^= h >>> 13;
  h = Math.imul(h, m);
  h ^= h >>> 15;
  return h | 0;
}

/** The partition of a key, in [0, partitionCount). */
export function partitionForKey(key: Uint8Array, partitionCount: number): number {
  return (murmur2(key) & 0x7fffffff) % partitionCount;
}
