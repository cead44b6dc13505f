// What a data directory does on disk, as procedures that can be ended at every step: its first use, opening and deleting
// logs, a topic that is made again under its old name, an orderly stop, the small state files.

import type { FileSystem } from '../../../src/base/file-system.ts';
import { silentLogger } from '../../../src/base/logger.ts';
import { SeededRandom } from '../../../src/base/random.ts';
import type { Uuid } from '../../../src/base/uuid.ts';
import { logConfigDefaults } from '../../../src/storage/log-config.ts';
import { LogManager } from '../../../src/storage/log-manager.ts';
import type { PartitionLog } from '../../../src/storage/partition-log.ts';
import type { Procedure } from '../../support/crash-at-every-step.ts';
import { derivedFileProblems } from '../../support/derived-files.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import {
  describeLog,
  indexIntervalBytes,
  type LogLeft,
  type Records,
  recordProblems,
  smallConfig,
} from './log-procedures.ts';

const root = '/srv/tidelog/data';
const topic = 'flights';

export const idA = 'AAAAAAAAAAAAAAAAAAAAAA' as Uuid;
export const idB = 'BBBBBBBBBBBBBBBBBBBBBA' as Uuid;

export interface ManagerPromises {
  /** Of partition 0 of the topic, by topic id. */
  records: Map<Uuid, Records>;
  /** Topic ids whose log may be there, and those that may not come back. */
  mayBeThere: Set<Uuid>;
  clusterId: Uuid | undefined;
}

export interface ManagerLeft {
  topicIds: Uuid[];
  log: LogLeft | undefined;
  clusterId: Uuid | undefined;
}

export type ManagerProcedure = Procedure<ManagerPromises, ManagerLeft>;

export function openManager(fileSystem: FileSystem): Promise<LogManager> {
  return LogManager.open({
    directory: root,
    fileSystem,
    clock: new ManualClock(),
    random: new SeededRandom(1),
    logger: silentLogger,
    nodeId: 1,
  });
}

export function openTopic(manager: LogManager, topicId: Uuid): Promise<PartitionLog> {
  const config = { ...logConfigDefaults, ...smallConfig };
  return manager.openPartition({ topic, partition: 0, topicId, config });
}

export function deleteTopic(manager: LogManager, topicId: Uuid): Promise<void> {
  return manager.deletePartition({ topic, partition: 0, topicId });
}

export function recordsOf(promises: ManagerPromises, topicId: Uuid): Records {
  const present = promises.records.get(topicId) ?? { sent: [], acknowledged: 0 };
  promises.records.set(topicId, present);
  return present;
}

async function describeManager(fileSystem: FileSystem): Promise<ManagerLeft> {
  const manager = await openManager(fileSystem);
  const topicIds = manager.localPartitions().map((partition) => partition.topicId);
  const [topicId] = topicIds;
  const log =
    topicId === undefined ? undefined : await describeLog(await openTopic(manager, topicId));
  return { topicIds, log, clusterId: manager.meta.clusterId };
}

function managerProblems(left: ManagerLeft, promises: ManagerPromises): string[] {
  const problems: string[] = [];
  const [topicId] = left.topicIds;
  if (left.topicIds.length > 1) problems.push('one name has the logs of two topics');
  if (topicId !== undefined && !promises.mayBeThere.has(topicId)) {
    problems.push(`CAME BACK: the log of ${topicId}, which was deleted`);
  }
  if (topicId !== undefined && left.log !== undefined) {
    problems.push(...recordProblems(left.log, recordsOf(promises, topicId)));
  }
  for (const [id, { acknowledged }] of promises.records) {
    const mustBeThere = promises.mayBeThere.size === 1 && promises.mayBeThere.has(id);
    if (mustBeThere && acknowledged > 0 && topicId !== id) problems.push(`LOST: the log of ${id}`);
  }
  if (promises.clusterId !== undefined && left.clusterId !== promises.clusterId) {
    problems.push(`LOST: the cluster id ${promises.clusterId}`);
  }
  return problems;
}

export function managerProcedure(
  name: string,
  run: (fileSystem: FileSystem, promises: ManagerPromises) => Promise<void>,
  before?: (fileSystem: FileSystem, promises: ManagerPromises) => Promise<void>,
): ManagerProcedure {
  const none = (): ManagerPromises => ({
    records: new Map(),
    mayBeThere: new Set(),
    clusterId: undefined,
  });
  let made = none();
  return {
    name,
    promises: () => structuredClone(made),
    prepare: async (disk) => {
      made = none();
      await before?.(disk.process(), made);
    },
    run,
    recover: describeManager,
    problems: (left, promises, disk) => [
      ...managerProblems(left, promises),
      ...derivedFileProblems(disk, { directory: `${root}/${topic}-0`, indexIntervalBytes }),
    ],
  };
}
