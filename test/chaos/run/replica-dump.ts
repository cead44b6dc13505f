// What the replicas have in their files after an orderly stop, written into the history for the checker to compare.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openNodeFileSystem } from '../../../src/base/node-file-system.ts';
import { readRecords } from '../../../src/protocol/records.ts';
import { parseSegmentFileName, segmentSuffixes } from '../../../src/storage/file-names.ts';
import { type WalkedBatch, walkSegment } from '../../../src/storage/segment-walk.ts';
import type { ChaosNode } from '../cluster/chaos-cluster.ts';
import type { ReplicaEntry } from '../history/history-entry.ts';
import type { HistoryFile } from '../history/history-file.ts';
import type { TopicPlan } from '../workload/records.ts';

const batchesPerEntry = 500;

/** Topics of which only the last value of each key counts. */
class KeyTable {
  readonly #last = new Map<string, [string, number, string]>();

  take({ batch }: WalkedBatch): void {
    for (const { key, value, offset } of readRecords(batch)) {
      const text = value?.toString() ?? '';
      const name = text.slice(0, text.indexOf(' '));
      this.#last.set(`${key}`, [`${key}`, offset, name]);
    }
  }

  rows(): [string, number, string][] {
    return [...this.#last.values()].sort();
  }
}

async function segmentsOf(directory: string): Promise<{ path: string; baseOffset: number }[]> {
  const names = await readdir(directory).catch(() => []);
  return names
    .flatMap((name) => {
      const baseOffset = parseSegmentFileName(name, segmentSuffixes.log);
      return baseOffset === undefined ? [] : [{ path: join(directory, name), baseOffset }];
    })
    .sort((a, b) => a.baseOffset - b.baseOffset);
}

/** One replica; none when the broker has no directory for it. */
async function dumpReplica(
  history: HistoryFile,
  node: ChaosNode,
  { name: topic, isCompacted }: TopicPlan,
  at: { partition: number; highWatermark: number },
): Promise<boolean> {
  const { partition, highWatermark } = at;
  const directory = join(node.dataDirectory, `${topic}-${partition}`);
  const segments = await segmentsOf(directory);
  if (segments.length === 0) return false;
  const fileSystem = openNodeFileSystem();
  const keys = new KeyTable();
  let batches: ReplicaEntry['batches'] = [];
  let end = segments[0]?.baseOffset ?? 0;
  const flush = () => {
    const replica = { op: 'replica', node: node.id, topic, partition } as const;
    if (batches.length > 0) history.write({ ...replica, batches });
    batches = [];
  };
  for (const { path, baseOffset } of segments) {
    const file = await fileSystem.open(path);
    try {
      const fileBytes = await file.size();
      for await (const item of walkSegment(file, { fileBytes, baseOffset })) {
        if (item.kind === 'bad-bytes') continue;
        const first = item.header.baseOffset;
        end = first + item.header.lastOffsetDelta + 1;
        if (isCompacted) keys.take(item);
        else batches.push([first, end - 1, item.header.leaderEpoch, item.batch.readUInt32BE(17)]);
        if (batches.length === batchesPerEntry) flush();
      }
    } finally {
      await file.close();
    }
  }
  flush();
  const start = segments[0]?.baseOffset ?? 0;
  const found = {
    op: 'replica-end',
    node: node.id,
    topic,
    partition,
    start,
    end,
    highWatermark,
  } as const;
  history.write(isCompacted ? { ...found, lastOfKeys: keys.rows() } : found);
  return true;
}

/** Returns how many replicas were found. `endOf` says where each partition ended for readers. */
export async function dumpReplicas(
  history: HistoryFile,
  nodes: readonly ChaosNode[],
  topics: readonly TopicPlan[],
  endOf: (topic: string, partition: number) => number,
): Promise<number> {
  let found = 0;
  for (const node of nodes) {
    for (const topic of topics) {
      for (let partition = 0; partition < topic.partitions; partition++) {
        const at = { partition, highWatermark: endOf(topic.name, partition) };
        if (await dumpReplica(history, node, topic, at)) found += 1;
      }
    }
  }
  return found;
}
