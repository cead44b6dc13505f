// The records of the metadata log [QRM-1]: one record batch per operation, each record's value one MetadataRecord.
import { TidelogError } from '../../base/errors.ts';
import { parseUuid, type Uuid } from '../../base/uuid.ts';
import { version } from '../../base/version.ts';
import { type MetadataRecord, type MetadataRecordInit, wire } from '../../protocol/messages.ts';
import { baseOffsetAt, lastOffsetAt, leaderEpochAt } from '../../protocol/record-batch.ts';
import { encodeBatch, readRecords } from '../../protocol/records.ts';

/** The metadata log's topic and id; no user topic can have either. */
export const metadataTopicName = '__cluster_metadata';
export const metadataTopicId: Uuid = parseUuid('AAAAAAAAAAAAAAAAAAAAAQ');

/**
 * The feature level that this version writes, the first version that does, and the range that it understands, inclusive
 * [QRM-7]. Level 1 is the first that a release has.
 */
export const featureLevel = { current: 1, softwareVersion: '0.1.0', min: 1, max: 1 } as const;

/** The error for a level that this version cannot follow. */
export function unsupportedFeatureLevel(level: number, neededVersion: string): TidelogError {
  const remedy = neededVersion === '' ? 'run a newer version' : `run ${neededVersion} or newer`;
  return new TidelogError(
    'FEATURE_LEVEL_UNSUPPORTED',
    `the cluster is at feature level ${level}; tidelog ${version} supports ${featureLevel.min} to ${featureLevel.max}, so ${remedy}`,
  );
}

/** The records of one operation, applied whole or not at all. */
export interface MetadataBatch {
  baseOffset: number;
  lastOffset: number;
  /** Term of the controller that wrote it. */
  leaderEpoch: number;
  records: MetadataRecord[];
}

export function encodeMetadataBatch(
  records: readonly MetadataRecordInit[],
  timestampMs: number,
): Buffer {
  return encodeBatch(
    records.map((record) => ({
      timestamp: timestampMs,
      key: null,
      value: wire.MetadataRecord.encode(record).finish(),
      headers: [],
    })),
    'none',
  );
}

/** Throws METADATA_UNREADABLE for a record that this version does not know: skipping one would fork the cluster. */
export function decodeMetadataBatch(batch: Buffer): MetadataBatch {
  const records: MetadataRecord[] = [];
  for (const { offset, value } of readRecords(batch)) {
    const record = wire.MetadataRecord.decode(value ?? Buffer.alloc(0));
    if (record.change === undefined) {
      throw new TidelogError(
        'METADATA_UNREADABLE',
        `the metadata record at offset ${offset} is of a kind that needs a feature level above ${featureLevel.max}; tidelog ${version} supports ${featureLevel.min} to ${featureLevel.max}, so run a newer version`,
      );
    }
    records.push(record);
  }
  return {
    baseOffset: baseOffsetAt(batch, 0),
    lastOffset: lastOffsetAt(batch, 0),
    leaderEpoch: leaderEpochAt(batch, 0),
    records,
  };
}
