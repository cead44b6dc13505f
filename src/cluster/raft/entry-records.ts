// What the quorum itself reads in the entries of its log: who its members are, and whether this version understands what is
// there at all [QRM-7]. Looks at the first bytes of a record, and decodes only those that matter.
//
// A MetadataRecord is one field, so its first byte, or two, are the tag of that field: the kind of the record.
import { type Uuid, uuidFromBytes } from '../../base/uuid.ts';
import { wire } from '../../protocol/messages.ts';
import { baseOffsetAt, lastOffsetAt, leaderEpochAt } from '../../protocol/record-batch.ts';
import { readRecords } from '../../protocol/records.ts';
import { decodeMetadataBatch, featureLevel, unsupportedFeatureLevel } from '../metadata/records.ts';
import type { LogEntry, Member, MemberSet } from './raft-types.ts';

/** Tags of the fields 2 and 3, with their length before them. */
const featureLevelSetTag = (2 << 3) | 2;
const votersSetTag = (3 << 3) | 2;

/** `batch` is whole and intact. Throws METADATA_UNREADABLE or FEATURE_LEVEL_UNSUPPORTED. */
export function entryOf(batch: Buffer, knownTags: Set<number>): LogEntry {
  let members: MemberSet | undefined;
  for (const { value } of readRecords(batch)) {
    const bytes = value ?? Buffer.alloc(0);
    const first = bytes[0] ?? 0;
    const tag = first < 0x80 ? first : first | ((bytes[1] ?? 0) << 8);
    if (!knownTags.has(tag)) {
      // Throws for a kind that this version does not know.
      decodeMetadataBatch(batch);
      knownTags.add(tag);
    }
    if (tag === votersSetTag) members = membersOf(bytes);
    if (tag === featureLevelSetTag) checkFeatureLevel(bytes);
  }
  const entry = {
    baseOffset: baseOffsetAt(batch, 0),
    lastOffset: lastOffsetAt(batch, 0),
    term: leaderEpochAt(batch, 0),
    bytes: batch,
  };
  return members === undefined ? entry : { ...entry, members };
}

function checkFeatureLevel(bytes: Buffer): void {
  const { level = 0, softwareVersion = '' } =
    wire.MetadataRecord.decode(bytes).featureLevelSet ?? {};
  if (level >= featureLevel.min && level <= featureLevel.max) return;
  throw unsupportedFeatureLevel(level, softwareVersion);
}

type VotersSet = NonNullable<ReturnType<typeof wire.MetadataRecord.decode>['votersSet']>;

function membersOf(bytes: Buffer): MemberSet {
  const { votersSet } = wire.MetadataRecord.decode(bytes);
  return {
    voters: (votersSet?.voters ?? []).map(memberOf),
    learners: (votersSet?.learners ?? []).map(memberOf),
  };
}

function memberOf({ nodeId, directoryId, internalEndpoint }: VotersSet['voters'][number]): Member {
  const { host = '', port = 0 } = internalEndpoint ?? {};
  return { nodeId, directoryId: uuidFromBytes(directoryId), internalAddress: { host, port } };
}

/** The cluster that this batch founds. */
export function clusterFoundedIn(batch: Buffer): Uuid | undefined {
  const clusterId = decodeMetadataBatch(batch).records[0]?.clusterFounded?.clusterId;
  return clusterId && uuidFromBytes(clusterId);
}
