// How the log and the snapshots of a member fit together when it starts:
//
//   snapshots        40          90
//   log         |....40..........90......120|      starts at 40 or below; the image begins with 90, the rest is told by the leader
//   log         |....40....70|                     ends below 90: a crash came between the snapshot and the restart of the log
//   log         |....40..........90'.....120'|     has another term at 90: the same crash, over entries that never counted
//
// In the last two cases the log begins anew at the snapshot, which is committed in full. A log that starts above all snapshots has lost
// what is below: that is damage.
import { TidelogError } from '../../base/errors.ts';
import type { MetadataImage } from '../metadata/image.ts';
import { type LogStorage, RaftLog, type RaftLogEvents, type ScannedLog } from './raft-log.ts';
import type { LogPosition } from './raft-types.ts';
import type { SnapshotStore } from './snapshot-store.ts';

export interface LogOverSnapshots {
  log: RaftLog;
  scanned: ScannedLog;
  /** The newest; at 0 when there is none. */
  snapshot: LogPosition;
  image: MetadataImage | undefined;
}

const beginning: LogPosition = { offset: 0, term: 0 };

/** Throws METADATA_SNAPSHOT_LOST, and what the scan of the log throws. */
export async function openLogOverSnapshots(
  storage: LogStorage,
  snapshots: SnapshotStore,
  events: RaftLogEvents,
): Promise<LogOverSnapshots> {
  const snapshot = snapshots.newest ?? beginning;
  const image = snapshots.newest && (await snapshots.load(snapshots.newest));
  const start = startOf(storage, snapshots.positions);
  if (start === undefined && storage.logStartOffset > snapshot.offset) {
    throw new TidelogError(
      'METADATA_SNAPSHOT_LOST',
      `the metadata log starts at offset ${storage.logStartOffset}, and there is no valid snapshot of what was below`,
    );
  }
  if (start !== undefined && storage.logEndOffset >= snapshot.offset) {
    const log = new RaftLog(storage, start, events);
    const scanned = await log.scan();
    if (log.termBefore(snapshot.offset) === snapshot.term) return { log, scanned, snapshot, image };
    await log.close();
  }
  await storage.restartAt(snapshot.offset);
  const log = new RaftLog(storage, snapshot, events);
  return { log, scanned: await log.scan(), snapshot, image };
}

/** The lowest place in the log of which the term is known. */
function startOf(storage: LogStorage, positions: readonly LogPosition[]): LogPosition | undefined {
  const { logStartOffset, logEndOffset } = storage;
  if (logStartOffset === 0) return beginning;
  return positions.find(({ offset }) => offset >= logStartOffset && offset <= logEndOffset);
}
