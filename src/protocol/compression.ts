// The codecs of a batch's records, in Kafka's framing. Everything after the 61-byte header is one compressed block; the
// broker stores it as it came and never compresses it again. Decompression is bounded: a small block may claim to be a
// very large one.
//
//   none    the records
//   gzip    RFC 1952, one member or several
//   snappy  xerial framing or one raw block (snappy-framing.ts)
//   lz4     LZ4 frames (lz4-frame.ts)
//   zstd    Zstandard frames (zstd-frame.ts)
import {
  constants,
  gunzipSync,
  gzipSync,
  type ZlibOptions,
  type ZstdOptions,
  zstdCompressSync,
  zstdDecompressSync,
} from 'node:zlib';
import { codeOf, messageOf } from '../base/errors.ts';
import { badBlock, largeBlock } from './compression-errors.ts';
import { WireError } from './error-codes.ts';
import { compressLz4, decompressLz4 } from './lz4-frame.ts';
import { attributeBits } from './record-batch.ts';
import { compressSnappy, decompressSnappy } from './snappy-framing.ts';
import { splitZstdFrames } from './zstd-frame.ts';

/** Kafka's numbers. */
export const codecIds = { none: 0, gzip: 1, snappy: 2, lz4: 3, zstd: 4 } as const;
export type CodecName = keyof typeof codecIds;
export const codecNames = Object.keys(codecIds) as CodecName[];

interface Codec {
  compress(records: Buffer): Buffer;
  /** Throws CORRUPT_MESSAGE, also when there would be more than `bytesMax` bytes. */
  decompress(block: Buffer, bytesMax: number): Buffer;
}

const codecs: Readonly<Record<CodecName, Codec>> = {
  none: { compress: (records) => records, decompress: (block) => block },
  gzip: {
    compress: (records) => gzipSync(records, { level: constants.Z_DEFAULT_COMPRESSION }),
    decompress: (block, bytesMax) => inflate('gzip', gunzipSync, { block, bytesMax }),
  },
  snappy: { compress: compressSnappy, decompress: decompressSnappy },
  lz4: { compress: compressLz4, decompress: decompressLz4 },
  zstd: { compress: (records) => zstdCompressSync(records), decompress: decompressZstd },
};

/** Throws UNSUPPORTED_COMPRESSION_TYPE. */
export function codecOf(attributes: number): CodecName {
  const id = attributes & attributeBits.codec;
  const name = codecNames[id];
  if (name !== undefined) return name;
  throw new WireError(
    'UNSUPPORTED_COMPRESSION_TYPE',
    `compression codec ${id} does not exist; use one of: ${codecNames.join(', ')}`,
  );
}

/** Throws UNSUPPORTED_COMPRESSION_TYPE where the codec's library cannot be loaded. */
export function compress(codec: CodecName, records: Buffer): Buffer {
  return codecs[codec].compress(records);
}

/** Throws CORRUPT_MESSAGE, also when there would be more than `bytesMax` bytes; and UNSUPPORTED_COMPRESSION_TYPE as `compress`. */
export function decompress(codec: CodecName, block: Buffer, bytesMax: number): Buffer {
  return codecs[codec].decompress(block, bytesMax);
}

/**
 * The window that a frame asks for is reserved, up to 128 MiB, but only the part of it that is filled takes memory, and
 * that is bounded like the output.
 */
function decompressZstd(block: Buffer, bytesMax: number): Buffer {
  const parts: Buffer[] = [];
  let total = 0;
  for (const frame of splitZstdFrames(block, bytesMax)) {
    const part = inflate('zstd', zstdDecompressSync, { block: frame, bytesMax: bytesMax - total });
    total += part.length;
    parts.push(part);
  }
  return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
}

function inflate(
  codec: CodecName,
  decode: (block: Buffer, options: ZlibOptions & ZstdOptions) => Buffer,
  { block, bytesMax }: { block: Buffer; bytesMax: number },
): Buffer {
  let output: Buffer;
  try {
    // Node takes no bound below 1.
    output = decode(block, { maxOutputLength: Math.max(1, bytesMax) });
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') throw largeBlock(codec, bytesMax, error);
    throw badBlock(codec, messageOf(error), error);
  }
  if (output.length > bytesMax) throw largeBlock(codec, bytesMax);
  return output;
}
