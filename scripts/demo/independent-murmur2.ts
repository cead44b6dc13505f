// A second murmur2, for checking the first: written from the description of the algorithm that Java's Kafka client uses (Austin
// Appleby's MurmurHash2, 32 bits, little-endian words, seed 0x9747b28c), on big integers and sharing no code with src/.

const bits32 = 0xffff_ffffn;
const multiplier = 0x5bd1_e995n;
const seed = 0x9747_b28cn;
const shift = 24n;

function multiply(a: bigint, b: bigint): bigint {
  return (a * b) & bits32;
}

/** The hash as an unsigned number. */
export function independentMurmur2(data: Uint8Array): bigint {
  let hash = seed ^ BigInt(data.length);
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  const wholeWords = Math.floor(data.length / 4);
  for (let word = 0; word < wholeWords; word++) {
    let mixed = multiply(BigInt(view.getUint32(word * 4, true)), multiplier);
    mixed = multiply(mixed ^ (mixed >> shift), multiplier);
    hash = multiply(hash, multiplier) ^ mixed;
  }
  // One to three bytes are left: they make a number, the first of them lowest.
  const rest = data.subarray(wholeWords * 4);
  if (rest.length > 0) {
    const number = rest.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
    hash = multiply(hash ^ number, multiplier);
  }
  hash = multiply(hash ^ (hash >> 13n), multiplier);
  return hash ^ (hash >> 15n);
}

/** Where the Java client puts a key: the hash without its sign bit, modulo the number of partitions. */
export function independentPartition(key: string, partitionCount: number): number {
  const positive = independentMurmur2(Buffer.from(key)) & 0x7fff_ffffn;
  return Number(positive % BigInt(partitionCount));
}
