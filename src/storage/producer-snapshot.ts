// `<20-digit offset>.snapshot`: the producer state [LOG-11] of everything below that offset, in Kafka's format, big-endian:
//
//    0  int16   version              1
//    2  uint32  crc                  CRC-32C of byte 6 to the end
//    6  int32   count
//   10          entries of 46 bytes:
//                 int64 producerId, int16 epoch, int32 lastSequence, int64 lastOffset, int32 offsetDelta (to the first record),
//                 int64 timestamp, int32 coordinatorEpoch (-1), int64 currentTxnFirstOffset (-1)
//
// Kafka keeps the last batch of each producer; here each of its last five has an entry of its own, the oldest first. A
// reader that takes one entry per producer takes the last, so Kafka reads our files, and we read Kafka's.
//
// One is written when a segment is rolled and when the log is closed in order, by temp file, sync, rename and directory sync.
// A missing or damaged one costs time, never data: recovery takes the newest one that is valid and replays what follows.
// Source of the layout: Apache Kafka, storage/.../log/ProducerStateManager.java.
import { crc32c } from '@node-rs/crc32';
import { messageOf } from '../base/errors.ts';
import { INT32_MAX } from '../base/units.ts';
import { readInt64, writeInt64 } from '../protocol/int64.ts';
import { sequenceAfter } from '../protocol/sequence.ts';
import type { BatchMark } from './producer-state.ts';

const version = 1;
const headerBytes = 10;
const crcCoversFrom = 6;
const entryBytes = 46;

export function encodeProducerSnapshot(
  producers: ReadonlyMap<number, readonly BatchMark[]>,
): Buffer {
  let count = 0;
  for (const marks of producers.values()) count += marks.length;
  const content = Buffer.alloc(headerBytes + count * entryBytes);
  content.writeInt16BE(version, 0);
  content.writeInt32BE(count, crcCoversFrom);
  let at = headerBytes;
  // By producer id, so that equal states are equal files.
  for (const [producerId, marks] of [...producers].sort(([a], [b]) => a - b)) {
    for (const mark of marks) {
      writeInt64(content, producerId, at);
      content.writeInt16BE(mark.epoch, at + 8);
      content.writeInt32BE(mark.lastSequence, at + 10);
      writeInt64(content, mark.lastOffset, at + 14);
      content.writeInt32BE(mark.lastOffset - mark.baseOffset, at + 22);
      writeInt64(content, mark.timestamp, at + 26);
      content.writeInt32BE(-1, at + 34);
      writeInt64(content, -1, at + 38);
      at += entryBytes;
    }
  }
  content.writeUInt32BE(crc32c(content.subarray(crcCoversFrom)), 2);
  return content;
}

/** The marks of each producer, or in words what is wrong with the file. `endOffset` is the one in its name. */
export function decodeProducerSnapshot(
  content: Buffer,
  endOffset: number,
): Map<number, BatchMark[]> | string {
  if (content.length < headerBytes) return `it has ${content.length} bytes, a header has 10`;
  const found = content.readInt16BE(0);
  if (found !== version) return `its version is ${found}, this program reads ${version}`;
  const crc = crc32c(content.subarray(crcCoversFrom));
  if (crc !== content.readUInt32BE(2)) return 'its checksum does not match';
  const count = content.readInt32BE(crcCoversFrom);
  if (content.length !== headerBytes + count * entryBytes) {
    return `it has ${content.length} bytes, which are not ${count} entries`;
  }
  const producers = new Map<number, BatchMark[]>();
  try {
    for (let at = headerBytes; at < content.length; at += entryBytes) {
      const producerId = readInt64(content, at);
      const mark = markAt(content, at);
      const marks = producers.get(producerId) ?? [];
      const before = marks.at(-1)?.lastOffset ?? -1;
      if (mark.baseOffset <= before || mark.lastOffset >= endOffset) {
        return `producer ${producerId} has a batch at ${mark.baseOffset} to ${mark.lastOffset}, which cannot be`;
      }
      marks.push(mark);
      producers.set(producerId, marks);
    }
  } catch (error) {
    return messageOf(error);
  }
  return producers;
}

function markAt(content: Buffer, at: number): BatchMark {
  const lastSequence = content.readInt32BE(at + 10);
  const lastOffset = readInt64(content, at + 14);
  const offsetDelta = content.readInt32BE(at + 22);
  return {
    epoch: content.readInt16BE(at + 8),
    // Counting on by the rest of the circle is counting back.
    baseSequence: sequenceAfter(lastSequence, INT32_MAX + 1 - offsetDelta),
    lastSequence,
    baseOffset: lastOffset - offsetDelta,
    lastOffset,
    timestamp: readInt64(content, at + 26),
  };
}
