/** Bugs that replication has been built with before: high watermarks, in-sync replicas, divergence, zombies and damaged copies. */
import type { Mutant } from './mutant.ts';

const leader = 'src/broker/leader-role.ts';
const follower = 'src/broker/follower-role.ts';
const partition = 'src/broker/partition.ts';
const unit = (name: string) => `test/unit/broker/${name}.test.ts`;
const leaderTests = [unit('leader-role')];
const followerTests = [unit('follower-role')];
const cluster = 'test/integration/replication/replication.test.ts';
const refusals = 'test/integration/replication/refusals.test.ts';

export const replicationMutants: readonly Mutant[] = [
  {
    name: 'truncate to the high watermark when another leader is followed',
    file: partition,
    search: 'this.follower.follow(leaderId, leaderEpoch);',
    replace:
      'this.follower.follow(leaderId, leaderEpoch);\n      void this.log.truncateTo(this.#highWatermark, { highWatermark: this.#highWatermark });',
    tests: [cluster],
    named: 'keeps what it has',
  },
  {
    name: 'take an answer that was asked for in another epoch',
    file: follower,
    search: 'if (answer.leaderEpoch !== leaderEpoch) {',
    replace: 'if (answer.leaderEpoch > leaderEpoch) {',
    tests: followerTests,
  },
  {
    name: 'take an answer for an offset that is not the end any more',
    file: follower,
    search: 'if (answer.fetchOffset !== log.logEndOffset) {',
    replace: 'if (answer.fetchOffset > log.logEndOffset) {',
    tests: followerTests,
  },
  {
    name: 'agree by the epoch alone, wherever it ends',
    file: follower,
    search: 'const agrees = end.epoch === lastFetchedEpoch && end.endOffset >= fetchOffset;',
    replace: 'const agrees = end.epoch === lastFetchedEpoch;',
    tests: followerTests,
  },
  {
    name: 'cut by the leader’s epochs alone',
    file: follower,
    search:
      'return Math.min(leader.endOffset, own?.endOffset ?? log.logEndOffset, log.logEndOffset);',
    replace: 'return Math.min(leader.endOffset, own ? log.logEndOffset : log.logEndOffset);',
    tests: followerTests,
  },
  {
    name: 'high watermark on the shrunk ISR before the controller has agreed',
    file: leader,
    search: 'this.#maximalIsr = [...new Set([...this.#committed.isr, ...proposed])];',
    replace: 'this.#maximalIsr = proposed.length > 0 ? proposed : this.#committed.isr;',
    tests: leaderTests,
  },
  {
    name: 'high watermark without those who may be let in already',
    file: leader,
    search: 'this.#maximalIsr = [...new Set([...this.#committed.isr, ...proposed])];',
    replace: 'this.#maximalIsr = proposed.length < 0 ? proposed : this.#committed.isr;',
    tests: leaderTests,
  },
  {
    name: 'move the high watermark with too few in sync',
    file: leader,
    search: 'if (!this.hasEnoughInSync) return false;',
    replace: '',
    tests: leaderTests,
  },
  {
    name: 'let the high watermark go back',
    file: leader,
    search: 'if (least <= this.#highWatermark) return false;',
    replace: 'if (least === this.#highWatermark) return false;',
    tests: leaderTests,
  },
  {
    name: 'take a write with fewer in sync than min.insync.replicas',
    file: partition,
    search: 'else if (!role.hasEnoughInSync) throw this.#notEnoughReplicas(role);',
    replace: '',
    tests: [cluster],
    named: 'with too few in sync',
  },
  {
    name: 'acknowledge acks all when the leader holds it',
    file: partition,
    search: 'await this.#waiters.reached(result.lastOffset + 1, this.#highWatermark);',
    replace: '',
    tests: [cluster],
    named: 'on every in-sync replica',
  },
  {
    name: 'let a replica in whose broker was registered anew since it fetched',
    file: leader,
    search: 'if (broker.brokerEpoch !== follower.brokerEpoch) return false;',
    replace: '',
    tests: leaderTests,
  },
  {
    name: 'let a replica in that lacks the end of the last epoch',
    file: leader,
    search: 'return durableEnd >= this.#highWatermark && durableEnd >= this.epochStartOffset;',
    replace: 'return durableEnd >= this.#highWatermark;',
    tests: leaderTests,
  },
  {
    name: 'two proposals at a time',
    file: leader,
    search: 'if (this.#proposal !== undefined) return undefined;\n    const { isr, replicas',
    replace: 'const { isr, replicas',
    tests: leaderTests,
  },
  {
    name: 'keep one in the ISR that holds nothing new for ever',
    file: leader,
    search: 'return !holdsAll && nowMs - caughtUpMs > lagMaxMs;',
    replace: 'return !holdsAll && nowMs - caughtUpMs > lagMaxMs && durableEnd !== undefined;',
    tests: leaderTests,
  },
  {
    name: 'count what a follower holds though its log has gone another way',
    file: leader,
    search: 'follower.durableEnd = undefined;',
    replace: '',
    tests: leaderTests,
  },
  {
    name: 'count progress before a fetch in this epoch',
    file: leader,
    search:
      'if (follower?.durableEnd === undefined) return false;\n    if (report.brokerEpoch !== follower.brokerEpoch || report.durableEnd <= follower.durableEnd) {',
    replace:
      'if (follower === undefined) return false;\n    if (report.durableEnd <= (follower.durableEnd ?? -1)) {',
    tests: leaderTests,
  },
  {
    name: 'the leader counts itself before its sync',
    file: partition,
    search: 'if (hasSynced) this.#apply((role) => role.ownDurable(log.durableEndOffset));',
    replace: 'this.#apply((role) => role.ownDurable(log.writtenEndOffset));',
    tests: [unit('partition')],
  },
  {
    name: 'a follower skips the producers of what it copies',
    file: 'src/storage/log-appender.ts',
    search: 'return { baseOffset, lastOffset, logAppendTimeMs: -1, held };',
    replace:
      'this.#parts.derived.producers.rollBackTo(baseOffset);\n    return { baseOffset, lastOffset, logAppendTimeMs: -1, held };',
    tests: [cluster],
    named: 'known to the next leader',
  },
  {
    name: 'tell "latest" before the high watermark has reached the epoch',
    file: partition,
    search: 'if (role.knowsLatest) return this.#highWatermark;',
    replace: 'if (role) return this.#highWatermark;',
    tests: [cluster],
    named: 'tells no latest offset',
  },
  {
    name: 'answer acks 1 when the lease is over',
    file: partition,
    search: 'if (acks === 1) {\n      this.checkLease();\n      return;\n    }',
    replace: 'if (acks === 1) return;',
    tests: [cluster],
    named: 'ends the answer to acks 1',
  },
  {
    name: 'a lease as long as the session',
    file: 'src/cluster/broker-lease.ts',
    search: 'const leaseShareOfSession = 0.8;',
    replace: 'const leaseShareOfSession = 1;',
    tests: ['test/unit/cluster/broker-lease.test.ts'],
  },
  {
    name: 'lead while the end of the log is still being cut',
    file: partition,
    search: 'if (!follower.isChanging) this.#takeRole(placement);',
    replace: 'this.#takeRole(placement);',
    tests: [unit('partition')],
  },
  {
    name: 'answer followers of another epoch',
    file: partition,
    search: 'this.checkLeader(question.leaderEpoch);',
    replace: 'this.checkLeader(null);',
    tests: [refusals],
  },
  {
    name: 'listen to a broker that was registered anew',
    file: 'src/broker/handlers/follower-brokers.ts',
    search: 'if (known.brokerEpoch === brokerEpoch) return;',
    replace: 'if (known) return;',
    tests: [refusals],
  },
  {
    name: 'copy records without looking at their CRC',
    file: 'src/broker/follower.ts',
    search: '      checkBatch(batch);\n',
    replace: '',
    tests: [cluster],
    named: 'records that arrive damaged',
  },
  {
    name: 'lead on with a damaged copy',
    file: 'src/broker/replica-manager.ts',
    search: 'if (problem === undefined) {',
    replace: 'if (problem === undefined || offset >= 0) {',
    tests: [cluster],
    named: 'a leader whose copy is damaged',
  },
  {
    name: 'make a damaged replica anew while it counts as in sync',
    file: 'src/broker/replica-manager.ts',
    search: 'return hasLeader && !image.isr.includes(nodeId) && !image.elr.includes(nodeId);',
    replace: 'return hasLeader;',
    tests: [cluster],
    named: 'a damaged replica is made anew',
  },
  {
    name: 'every replica expires records by itself',
    file: 'src/broker/retention-schedule.ts',
    search: 'if (!partition.isLeader) return;',
    replace: '',
    tests: [unit('retention-schedule')],
  },
  {
    name: 'a log that begins anew keeps the snapshots of its producers',
    file: 'src/storage/restart.ts',
    search: '  await derived.dropAllSnapshots();\n',
    replace: '',
    tests: ['test/sim/crash/crash-at-every-step.test.ts'],
    named: 'begins anew',
  },
  {
    name: 'the new start of a log before the old records are gone',
    file: 'src/storage/restart.ts',
    search: 'if (isAbove) await logStart?.restart(to);',
    replace: 'await logStart?.restart(to);',
    tests: ['test/sim/crash/crash-at-every-step.test.ts'],
    named: 'begins anew',
  },
  {
    name: 'a leader believes the answer to a proposal before what was committed ahead of it',
    file: 'src/broker/isr-changes.ts',
    search:
      '    await store.reached(answer.metadataOffset ?? 0, imageWaitMs);\n    changes.forEach((change, at) => {\n      const result = answer.partitions?.[at];\n',
    replace:
      '    changes.forEach((change, at) => {\n      const result = answer.partitions?.[at];\n      const { partition } = change;\n      const { role } = partition;\n      if (role && result) partition.place({ ...role.committedPartition, ...result, leaderId: role.nodeId });\n',
    tests: [cluster],
    named: 'a smaller ISR does not count before',
  },
  {
    name: 'a failed log is not told while it only counts as eligible',
    file: 'src/broker/replica-manager.ts',
    search: 'const counts = image.isr.includes(nodeId) || image.elr.includes(nodeId);',
    replace: 'const counts = image.isr.includes(nodeId);',
    tests: [cluster],
    named: 'a failed log is told',
  },
];
