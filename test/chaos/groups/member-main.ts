// One member of a group in a process of its own: it processes what it is handed and tells of everything on stdout, a JSON object a
// line, so that it is known whatever becomes of the process. SIGTERM makes it leave in order; a line `stall` on stdin makes it take
// too long for one record; the end of stdin ends it.
import { createInterface } from 'node:readline';
import { codeOf, messageOf, TidelogError } from '../../../src/base/errors.ts';
import { silentLogger } from '../../../src/base/logger.ts';
import { SerialQueue } from '../../../src/base/serial-queue.ts';
import {
  Client,
  type ConsumerRecord,
  type GroupConsumer,
  type OffsetToCommit,
  type PartitionName,
} from '../../../src/client/index.ts';
import { pause } from '../history/pause.ts';
import { nameOf } from '../workload/records.ts';
import type { GroupHistoryEntry } from './group-entries.ts';
import type { MemberPlan } from './member-process.ts';

const requestTimeoutMs = 5_000;
const retryMs = 200;
const lookMs = 20;
const recordsPerCommit = 10;
const commitMs = 200;
/** A record takes up to so long, so that there is something in hand when partitions go. */
const workMsMax = 4;

const plan = JSON.parse(process.argv[2] ?? '') as MemberPlan;
const m = plan.life;

/** The machine's clock, the same in all processes; the harness turns it into its own. */
function nowMs(): number {
  return Number(process.hrtime.bigint() / 100_000n) / 10;
}

type Told = GroupHistoryEntry extends infer Entry
  ? Entry extends { m: string }
    ? Omit<Entry, 'm' | 'at'>
    : never
  : never;

function tell(entry: Told): void {
  process.stdout.write(`${JSON.stringify({ ...entry, m, at: nowMs() })}\n`);
}

const numbersOf = (names: readonly PartitionName[]) => names.map(({ partition }) => partition);

const client = new Client({
  brokers: plan.brokers,
  clientId: m,
  connectTimeoutMs: 60_000,
  requestTimeoutMs,
  logger: silentLogger,
});
const consumer: GroupConsumer = client.consumer({
  groupId: plan.groupId,
  topics: [plan.topic],
  ...(plan.isStatic ? { instanceId: plan.slot } : {}),
  autoCommit: !plan.commitsByHand,
  autoCommitIntervalMs: 250,
  maxProcessingMs: plan.maxProcessingMs,
  onAssigned: (names) => tell({ op: 'member', type: 'assigned', partitions: numbersOf(names) }),
  onRevoked: async (names) => {
    await commitByHand();
    tell({ op: 'member', type: 'revoked', partitions: numbersOf(names) });
  },
  onLost: (names, reason) => {
    toCommit.clear();
    tell({ op: 'member', type: 'lost', partitions: numbersOf(names), reason: reason.message });
  },
});

/** By partition. */
const toCommit = new Map<number, OffsetToCommit>();
const commits = new SerialQueue();
let isToStall = false;
let isLeaving = false;
let failedCommits = 0;

/** By itself it commits in the background; by hand each record tells. */
function tellFailedCommits(): void {
  const { commitsFailed } = consumer.metrics();
  if (plan.commitsByHand || commitsFailed === failedCommits) return;
  failedCommits = commitsFailed;
  tell({ op: 'member', type: 'uncommitted' });
}

async function handle(record: ConsumerRecord): Promise<void> {
  const since = nowMs();
  const { partition, offset, key } = record;
  const isTooLong = isToStall;
  isToStall = false;
  await pause(isTooLong ? 1.5 * plan.maxProcessingMs : (offset * 7) % workMsMax);
  const value = nameOf(record, plan.partitions);
  tell({ op: 'processed', since, partition, offset, key: String(key), value });
  if (!plan.commitsByHand) return;
  toCommit.set(partition, { topic: plan.topic, partition, offset: offset + 1 });
  if (offset % recordsPerCommit === 0) await commitByHand();
}

/** All that was processed and not committed yet; resolves when it is known what came of it, and of every commit before. */
function commitByHand(): Promise<void> {
  return commits.run(commitAll);
}

async function commitAll(): Promise<void> {
  const offsets = [...toCommit.values()];
  toCommit.clear();
  if (offsets.length === 0) return;
  const since = nowMs();
  try {
    await consumer.commit(offsets);
    for (const { partition, offset } of offsets) {
      tell({ op: 'commit', type: 'ok', since, partition, offset });
    }
  } catch (error) {
    const code = codeOf(error) ?? messageOf(error);
    for (const { partition, offset } of offsets) {
      tell({ op: 'commit', type: 'refused', since, partition, offset, code });
    }
  }
}

async function live(): Promise<void> {
  while (!isLeaving) {
    try {
      if (plan.handlers > 1) await consumer.run(handle, { concurrency: plan.handlers });
      else for await (const record of consumer) await handle(record);
      return;
    } catch (error) {
      const isKnown = error instanceof TidelogError && error.retriable;
      // A static member that was replaced is not the one that counts.
      if (!isKnown) throw error;
      await pause(retryMs);
    }
  }
}

async function leave(): Promise<void> {
  isLeaving = true;
  await client.close();
  await living;
  clearInterval(looking);
  clearInterval(committing);
  await commitByHand();
  tellFailedCommits();
  tell({ op: 'member', type: 'left' });
  process.exit(0);
}

tell({ op: 'member', type: 'started', handlers: plan.handlers });
const looking = setInterval(tellFailedCommits, lookMs);
const committing = setInterval(() => void commitByHand(), commitMs);
const living = live();
process.once('SIGTERM', () => void leave());
const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  if (line === 'stall') isToStall = true;
});
// Whoever started it is gone.
lines.on('close', () => process.exit(1));
