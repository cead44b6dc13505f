// A partition over a real log on a disk in memory whose syncs take as long as the test wants.
import type { Lease } from '../../../src/base/byte-ledger.ts';
import { silentLogger } from '../../../src/base/logger.ts';
import { Tasks } from '../../../src/base/tasks.ts';
import type { Uuid } from '../../../src/base/uuid.ts';
import type { IsrProposal } from '../../../src/broker/leader-role.ts';
import { Partition, type Placement } from '../../../src/broker/partition.ts';
import { TopicConfig } from '../../../src/cluster/topic-config.ts';
import type { PartitionLog } from '../../../src/storage/partition-log.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { MemoryFileSystem } from '../../support/memory-file-system.ts';
import { batchOf, openLog } from '../storage/fixture.ts';

export const nodeId = 1;
export const syncMs = 10;

export class TestLease implements Lease {
  readonly bytes = 0;
  holders = 1;

  retain(): void {
    this.holders += 1;
  }

  release(): void {
    this.holders -= 1;
  }
}

/** Lets all promises have their turns. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export class TestPartition {
  readonly clock = new ManualClock();
  readonly fileSystem: MemoryFileSystem;
  readonly partition: Partition;
  readonly lease = { isHeld: true };
  readonly proposals: IsrProposal[] = [];
  readonly log: PartitionLog;

  static async open(index = 0, configs: Record<string, string> = {}): Promise<TestPartition> {
    const clock = new ManualClock();
    let isReady = false;
    const fileSystem = new MemoryFileSystem({
      clock: {
        monotonicMs: () => clock.monotonicMs(),
        wallMs: () => clock.wallMs(),
        // Until the log is open the disk takes no time.
        schedule: (delayMs, callback) => {
          if (isReady && delayMs > 0) return clock.schedule(delayMs, callback);
          queueMicrotask(callback);
          return { cancel() {} };
        },
      },
      latencyMs: (operation) => (operation === 'sync' ? syncMs : 0),
    });
    const config = new TopicConfig(new Map(Object.entries(configs)));
    const directory = `/data/t-${index}`;
    const log = await openLog(fileSystem, { clock, directory, config: config.toLogConfig() });
    isReady = true;
    return new TestPartition({ clock, fileSystem, log, index, config });
  }

  private constructor(parts: {
    clock: ManualClock;
    fileSystem: MemoryFileSystem;
    log: PartitionLog;
    index: number;
    config: TopicConfig;
  }) {
    this.clock = parts.clock;
    this.fileSystem = parts.fileSystem;
    this.log = parts.log;
    this.partition = new Partition({
      topicId: parts.log.topicId as Uuid,
      topicName: 't',
      index: parts.index,
      log: parts.log,
      config: parts.config,
      host: {
        nodeId,
        clock: parts.clock,
        logger: silentLogger,
        tasks: new Tasks((_name, error) => {
          throw error;
        }),
        lease: this.lease,
        lagMaxMs: 10_000,
        brokerOf: (id) => ({ brokerEpoch: 100 + id, isFenced: false }),
        isrProposed: (_partition, proposal) => this.proposals.push(proposal),
        followerChanged: () => {},
        followerDurable: () => {},
        logFailed: () => {},
        diskFull: () => {},
      },
    });
  }

  /** Leads in this epoch; alone, unless others are given. */
  lead(leaderEpoch: number, others: Partial<Placement> = {}): void {
    const alone = { replicas: [nodeId], isr: [nodeId], minInSync: 1, partitionEpoch: leaderEpoch };
    this.partition.place({ leaderId: nodeId, leaderEpoch, ...alone, ...others });
  }

  append(values: string[], acks: 0 | 1 | -1 = -1) {
    const wallMs = this.clock.wallMs();
    const appended = this.partition.append(batchOf(values, wallMs), {
      acks,
      wallMs,
      lease: new TestLease(),
    });
    // Tests look at it later than it may fail; the handler of produce looks at once.
    appended.acknowledged.catch(() => {});
    return appended;
  }

  /** What was written is synced, and whoever waited for that has heard. */
  async sync(): Promise<void> {
    for (let i = 0; i < 5; i++) {
      await settled();
      this.clock.advance(syncMs);
    }
    await settled();
  }

  /** Appends and syncs. */
  async hold(...values: string[]): Promise<void> {
    const { acknowledged } = this.append(values);
    await this.sync();
    await acknowledged;
  }
}

/** How a promise stands now. */
export async function outcomeOf(
  promise: Promise<unknown>,
): Promise<{ state: 'pending' | 'resolved' | 'rejected'; error?: unknown }> {
  const pending = { state: 'pending' as const };
  await settled();
  return Promise.race([
    promise.then(
      () => ({ state: 'resolved' as const }),
      (error: unknown) => ({ state: 'rejected' as const, error }),
    ),
    settled().then(() => pending),
  ]);
}
