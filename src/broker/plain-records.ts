// From batches to the plain form of records [NET-9], at the broker's edge, for clients that know protobuf only.
import { limits } from '../base/limits.ts';
import type { PlainRecordInit } from '../protocol/messages.ts';
import { lastOffsetAt, splitBatches } from '../protocol/record-batch.ts';
import { readRecords } from '../protocol/records.ts';

/** What a record takes beside its key, value and headers, about. */
const recordOverheadBytes = 32;

/** The records from `fromOffset` on, until they take `maxBytes`; at least one when there is one. */
export function toPlainRecords(
  chunks: readonly Buffer[],
  { fromOffset, maxBytes }: { fromOffset: number; maxBytes: number },
): { records: PlainRecordInit[]; bytes: number } {
  const records: PlainRecordInit[] = [];
  let bytes = 0;
  for (const chunk of chunks) {
    for (const batch of splitBatches(chunk)) {
      if (lastOffsetAt(batch, 0) < fromOffset) continue;
      for (const record of readRecords(batch, limits.decompressedBytesMax)) {
        if (record.offset < fromOffset) continue;
        const recordBytes = bytesOf(record);
        if (records.length > 0 && bytes + recordBytes > maxBytes) return { records, bytes };
        records.push(record);
        bytes += recordBytes;
      }
    }
  }
  return { records, bytes };
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
