// What a log of __consumer_offsets must show, read with nothing but the layout of its records: never two owners of a partition,
// no commit but by the owner with an epoch at or above the one at which it was assigned [GRP-4]. It knows nothing of how the
// coordinator decides.
import type { GroupRecordKey, GroupRecordValue } from '../../../src/protocol/messages.ts';

/** A record of the log, and for an offset who committed it, as the broker that appended it said. */
export interface LoggedGroupRecord {
  shard: number;
  offset: number;
  key: GroupRecordKey;
  value: GroupRecordValue | null;
  by: { memberId: string; memberEpoch: number } | undefined;
}

type Holdings = Map<string, number>;

interface GroupModel {
  /** By member: partitions with the epoch of each, given or being taken away. */
  holdings: Map<string, Holdings>;
  epochs: Map<string, number>;
}

/** Records in the order of the log, shard by shard. */
export function checkGroupLog(records: readonly LoggedGroupRecord[]): string[] {
  const problems: string[] = [];
  const groups = new Map<string, GroupModel>();
  for (const record of records) {
    const { groupId } = record.key;
    const model = groups.get(groupId) ?? { holdings: new Map(), epochs: new Map() };
    groups.set(groupId, model);
    const problem =
      record.key.part === 'offset' ? checkCommit(model, record) : follow(model, record);
    if (problem) problems.push(`${problem} (group ${groupId}, record ${record.offset})`);
  }
  return problems;
}

function follow(model: GroupModel, { key, value }: LoggedGroupRecord): string | undefined {
  if (key.part !== 'assignment') return undefined;
  const memberId = key.assignment?.memberId ?? '';
  const assignment = value?.assignment;
  if (!assignment) {
    model.holdings.delete(memberId);
    model.epochs.delete(memberId);
    return undefined;
  }
  const holdings: Holdings = new Map();
  for (const { topicId, partitions, epochs } of [...assignment.assigned, ...assignment.revoking]) {
    const id = Buffer.from(topicId).toString('hex');
    for (const [index, partition] of partitions.entries()) {
      holdings.set(`${id}/${partition}`, epochs[index] ?? 0);
    }
  }
  const before = model.epochs.get(memberId) ?? 0;
  model.holdings.set(memberId, holdings);
  model.epochs.set(memberId, assignment.memberEpoch);
  if (assignment.memberEpoch < before) {
    return `EPOCH BACK: member ${memberId} goes from ${before} to ${assignment.memberEpoch}`;
  }
  for (const [other, theirs] of model.holdings) {
    const shared =
      other === memberId ? undefined : [...holdings.keys()].find((one) => theirs.has(one));
    if (shared) return `TWO OWNERS: ${memberId} and ${other} have ${shared}`;
  }
  return undefined;
}

function checkCommit(model: GroupModel, { key, value, by }: LoggedGroupRecord): string | undefined {
  if (!value) return undefined;
  if (!by) return 'UNKNOWN COMMIT: nobody said who committed it';
  if (!key.offset) return 'BAD KEY: an offset without a partition';
  const name = `${Buffer.from(key.offset.topicId).toString('hex')}/${key.offset.partition}`;
  const since = model.holdings.get(by.memberId)?.get(name);
  if (since === undefined)
    return `STRANGER: ${by.memberId} committed ${name}, which it does not have`;
  if (by.memberEpoch < since) {
    return `STALE COMMIT: ${by.memberId} committed ${name} with epoch ${by.memberEpoch}, and has it since ${since}`;
  }
  return undefined;
}
