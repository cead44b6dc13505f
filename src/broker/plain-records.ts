// From batches to the plain form of records [NET-9], at the broker's edge, for clients that know protobuf only.
import { TidelogError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import type { PlainRecordInit } from '../protocol/messages.ts';
import { lastOffsetAt, splitBatches } from '../protocol/record-batch.ts';
import { type LogRecord, readRecords } from '../protocol/records.ts';

/** What a record takes beside its key, value and headers, about. */
const recordOverheadBytes = 32;

/**
 * The records from `fromOffset` on, until they take `maxBytes`; at least one when there is one. A batch that cannot be
 * decoded ends them; throws what is wrong with it when it is the first.
 */
export function toPlainRecords(
  chunks: readonly Buffer[],
  { fromOffset, maxBytes }: { fromOffset: number; maxBytes: number },
): { records: PlainRecordInit[]; bytes: number } {
  const records: PlainRecordInit[] = [];
  let bytes = 0;
  try {
    for (const record of recordsFrom(chunks, fromOffset)) {
      const recordBytes = bytesOf(record);
      if (records.length > 0 && bytes + recordBytes > maxBytes) break;
      records.push(record);
      bytes += recordBytes;
    }
  } catch (error) {
    // What comes before the damage is good. The reader goes on behind it, where it is told.
    if (records.length === 0 || !(error instanceof TidelogError)) throw error;
  }
  return { records, bytes };
}

function* recordsFrom(chunks: readonly Buffer[], fromOffset: number): Generator<LogRecord> {
  for (const chunk of chunks) {
    for (const batch of splitBatches(chunk)) {
      if (lastOffsetAt(batch, 0) < fromOffset) continue;
      for (const record of readRecords(batch, limits.decompressedBytesMax)) {
        if (record.offset >= fromOffset) yield record;
      }
    }
  }
}

function bytesOf({
  key,
  value,
  headers,
}: {
  key: Buffer | null;
  value: Buffer | null;
  headers: { key: string; value: Buffer | null }[];
}): number {
  let bytes = recordOverheadBytes + (key?.length ?? 0) + (value?.length ?? 0);
  for (const header of headers) bytes += header.key.length + (header.value?.length ?? 0) + 8;
  return bytes;
}
