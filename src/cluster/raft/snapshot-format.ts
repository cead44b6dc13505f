// A snapshot of the metadata as bytes: what the log said up to an offset, as records that rebuild the image (metadata/image-records.ts).
//
//    0  4  "TLSN"
//    4  4  format version, 1
//    8  8  end offset: the log goes on there
//   16  4  term of the last entry below
//   20     record batches, back to back; their offsets say nothing
//   end-4  CRC-32C of all before it
//
// Numbers are big-endian. There is no recovery: a snapshot is whole, by its CRC, or it is none.
import { crc32c } from '@node-rs/crc32';
import { type Clock, delay } from '../../base/clock.ts';
import { TidelogError } from '../../base/errors.ts';
import { MIB } from '../../base/units.ts';
import { readInt64, writeInt64 } from '../../protocol/int64.ts';
import { batchBytesAt, batchHeaderBytes } from '../../protocol/record-batch.ts';
import type { MetadataImage } from '../metadata/image.ts';
import { imageRecords, SnapshotLoader } from '../metadata/image-records.ts';
import { decodeMetadataBatch, encodeMetadataBatch } from '../metadata/records.ts';
import type { LogPosition } from './raft-types.ts';

const magic = Buffer.from('TLSN');
const format = 1;
const headerBytes = 20;
const crcBytes = 4;
const readBytes = 1 * MIB;

/** Where the bytes of a snapshot are; `read` returns as many as asked for, or fewer at the end. */
export interface SnapshotSource {
  readonly name: string;
  readonly bytes: number;
  read(position: number, bytes: number): Promise<Buffer>;
}

export function sourceOf(name: string, content: Buffer): SnapshotSource {
  const read = async (position: number, bytes: number) =>
    content.subarray(position, position + bytes);
  return { name, bytes: content.length, read };
}

/** The pieces of a snapshot, of bounded size, made as they are asked for. */
export function* snapshotPieces(
  image: MetadataImage,
  position: LogPosition,
  wallMs: number,
): Generator<Buffer> {
  const header = Buffer.alloc(headerBytes);
  magic.copy(header);
  header.writeUInt32BE(format, 4);
  writeInt64(header, position.offset, 8);
  header.writeInt32BE(position.term, 16);
  let crc = crc32c(header);
  yield header;
  for (const records of imageRecords(image)) {
    const batch = encodeMetadataBatch(records, wallMs);
    crc = crc32c(batch, crc);
    yield batch;
  }
  const trailer = Buffer.alloc(crcBytes);
  trailer.writeUInt32BE(crc);
  yield trailer;
}

/** Checks all of it. Throws SNAPSHOT_DAMAGED, and STATE_FORMAT_UNKNOWN for one of a newer version. */
export async function checkSnapshot(source: SnapshotSource): Promise<LogPosition> {
  if (source.bytes < headerBytes + crcBytes) throw damaged(source, 'it is too short');
  const header = await source.read(0, headerBytes);
  if (!header.subarray(0, magic.length).equals(magic)) throw damaged(source, 'it is no snapshot');
  const found = header.readUInt32BE(4);
  let crc = 0;
  const end = source.bytes - crcBytes;
  for (let at = 0; at < end; ) {
    const piece = await source.read(at, Math.min(readBytes, end - at));
    if (piece.length === 0) throw damaged(source, `it ends at byte ${at}`);
    crc = crc32c(piece, crc);
    at += piece.length;
  }
  const trailer = await source.read(end, crcBytes);
  if (trailer.length < crcBytes || trailer.readUInt32BE() !== crc) {
    throw damaged(source, 'its checksum does not match');
  }
  if (found !== format) {
    throw new TidelogError(
      'STATE_FORMAT_UNKNOWN',
      `${source.name} has format ${found}, this version reads ${format}; use the version that wrote it`,
    );
  }
  return { offset: readInt64(header, 8), term: header.readInt32BE(16) };
}

/**
 * The image of a snapshot that has been checked. Of a source that is in memory, where reading lets nobody else have a turn, the
 * clock does between two batches [SIM-6]. Throws METADATA_UNREADABLE or FEATURE_LEVEL_UNSUPPORTED.
 */
export async function loadSnapshot(
  source: SnapshotSource,
  position: LogPosition,
  clock?: Clock,
): Promise<MetadataImage> {
  const loader = new SnapshotLoader();
  const end = source.bytes - crcBytes;
  for (let at = headerBytes; at < end; ) {
    const header = await source.read(at, batchHeaderBytes);
    const bytes = header.length < batchHeaderBytes ? 0 : batchBytesAt(header, 0);
    if (bytes < batchHeaderBytes || at + bytes > end) {
      throw damaged(source, `at byte ${at} there is no whole batch`);
    }
    if (clock !== undefined && at > headerBytes) await delay(clock, 0);
    loader.add(decodeMetadataBatch(await source.read(at, bytes)));
    at += bytes;
  }
  return loader.finish(position.offset);
}

function damaged({ name }: SnapshotSource, what: string): TidelogError {
  return new TidelogError('SNAPSHOT_DAMAGED', `the snapshot ${name} is damaged: ${what}`);
}
