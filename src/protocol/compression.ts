// The codecs of a batch's records. Everything after the 61-byte header is one compressed block; the broker stores it as
// it came. Decompression is bounded: a small block may claim to be a very large one.
import { constants, gunzipSync, gzipSync } from 'node:zlib';
import { codeOf } from '../base/errors.ts';
import { WireError } from './error-codes.ts';
import { attributeBits } from './record-batch.ts';

export const codecIds = { none: 0, gzip: 1 } as const;
export type CodecName = keyof typeof codecIds;
export const codecNames = Object.keys(codecIds) as CodecName[];

/** Kafka's codecs by number, for messages about those that this version does not have. */
const kafkaCodecs = ['none', 'gzip', 'snappy', 'lz4', 'zstd'];

/** Throws UNSUPPORTED_COMPRESSION_TYPE. */
export function codecOf(attributes: number): CodecName {
  const id = attributes & attributeBits.codec;
  const name = codecNames.find((candidate) => codecIds[candidate] === id);
  if (name !== undefined) return name;
  throw new WireError(
    'UNSUPPORTED_COMPRESSION_TYPE',
    `compression codec ${id} (${kafkaCodecs[id] ?? 'unknown'}) is not supported; use one of: ${codecNames.join(', ')}`,
  );
}

export function compress(codec: CodecName, records: Buffer): Buffer {
  return codec === 'none' ? records : gzipSync(records, { level: constants.Z_DEFAULT_COMPRESSION });
}

/** Throws CORRUPT_MESSAGE, also when there would be more than `bytesMax` bytes. */
export function decompress(codec: CodecName, block: Buffer, bytesMax: number): Buffer {
  if (codec === 'none') return block;
  try {
    return gunzipSync(block, { maxOutputLength: bytesMax });
  } catch (error) {
    const what =
      codeOf(error) === 'ERR_BUFFER_TOO_LARGE'
        ? `its records decompress to more than ${bytesMax} bytes`
        : 'its records cannot be decompressed';
    throw new WireError('CORRUPT_MESSAGE', `${codec} batch: ${what}`, error);
  }
}
