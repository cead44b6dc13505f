// Snappy as it stands in a batch. Kafka's Java client, and so we, write the framing of the xerial library; others write
// one raw snappy block. Both are read.
//
//   xerial:  82 'SNAPPY' 00 | int32 version 1 | int32 least version that can read it 1 |
//            repeated { int32 bytes of the block | raw block of up to 32 KiB of input }
//   raw:     varint length when decompressed | literals and copies
//
// Integers of the framing are big-endian. Source: Apache Kafka by way of snappy-java, SnappyOutputStream.java; the raw
// format: google/snappy, format_description.txt.
import { KIB } from '../base/units.ts';
import { snappyLibrary } from './codec-libraries.ts';
import { badBlock, largeBlock } from './compression-errors.ts';

const xerialMagic = Buffer.from('82534e4150505900', 'hex');
const xerialHeaderBytes = 16;
const xerialVersion = 1;
const blockInputBytes = 32 * KIB;

/** A copy of 3 bytes makes 64, the best that the format has; a block that claims more is a lie. */
const expansionMax = 64;

export function compressSnappy(input: Buffer): Buffer {
  const library = snappyLibrary();
  const header = Buffer.alloc(xerialHeaderBytes);
  xerialMagic.copy(header);
  header.writeInt32BE(xerialVersion, 8);
  header.writeInt32BE(xerialVersion, 12);
  const parts: Buffer[] = [header];
  for (let start = 0; start < input.length; start += blockInputBytes) {
    const block = library.compressSync(input.subarray(start, start + blockInputBytes));
    const length = Buffer.alloc(4);
    length.writeInt32BE(block.length);
    parts.push(length, block);
  }
  return Buffer.concat(parts);
}

/** Throws CORRUPT_MESSAGE, before anything is allocated when the blocks claim more than `bytesMax` or more than can be. */
export function decompressSnappy(bytes: Buffer, bytesMax: number): Buffer {
  const blocks = startsWithMagic(bytes, 0) ? splitXerial(bytes) : [bytes];
  let total = 0;
  for (const block of blocks) total += claimedBytes(block);
  if (total > bytesMax) throw largeBlock('snappy', bytesMax);
  const library = snappyLibrary();
  const parts = blocks.map((block) => {
    try {
      return library.uncompressSync(block);
    } catch (error) {
      throw badBlock('snappy', 'a block is damaged', error);
    }
  });
  return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
}

function startsWithMagic(bytes: Buffer, position: number): boolean {
  const start = bytes.subarray(position, position + xerialMagic.length);
  return bytes.length - position >= xerialHeaderBytes && start.equals(xerialMagic);
}

function splitXerial(bytes: Buffer): Buffer[] {
  const blocks: Buffer[] = [];
  let position = 0;
  while (position < bytes.length) {
    // A header may stand between two blocks too: where one stream was put behind another.
    if (startsWithMagic(bytes, position)) {
      const versionNeeded = bytes.readInt32BE(position + 12);
      if (versionNeeded > xerialVersion)
        throw badBlock('snappy', `its framing needs version ${versionNeeded}`);
      position += xerialHeaderBytes;
      continue;
    }
    if (bytes.length - position < 4) throw badBlock('snappy', 'the length of a block is cut off');
    const blockBytes = bytes.readInt32BE(position);
    position += 4;
    if (blockBytes < 0 || blockBytes > bytes.length - position)
      throw badBlock('snappy', `a block of ${blockBytes} bytes does not fit`);
    blocks.push(bytes.subarray(position, position + blockBytes));
    position += blockBytes;
  }
  return blocks;
}

/** What a raw block says it holds. */
function claimedBytes(block: Buffer): number {
  let value = 0;
  for (let i = 0, scale = 1; i < 5; i++, scale *= 128) {
    const byte = block[i];
    if (byte === undefined) break;
    value += (byte & 127) * scale;
    if (byte >= 128) continue;
    if (value > block.length * expansionMax)
      throw badBlock('snappy', `${block.length} bytes cannot hold ${value}`);
    return value;
  }
  throw badBlock('snappy', 'a block does not begin with its length');
}
