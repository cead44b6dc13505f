/** Bugs of consumer groups that have been made before, here or elsewhere. */
import type { Mutant } from './mutant.ts';

const groups = 'src/broker/groups';
const state = `${groups}/group-state.ts`;
const offsets = `${groups}/group-offsets.ts`;
const shard = `${groups}/group-shard.ts`;
const client = 'src/client/consumer';
const stateTests = ['test/unit/broker/groups/group-state.test.ts'];
const shardTests = ['test/unit/broker/groups/group-shard.test.ts'];
const consumerTests = ['test/integration/groups/consumer.test.ts'];

export const groupsMutants: readonly Mutant[] = [
  {
    name: 'a member that takes its first assignment on says all the while that it joins',
    file: 'src/client/consumer/membership.ts',
    search: 'if (this.#epoch === epochs.join) this.#epoch = memberEpoch - 1;',
    replace: '',
    tests: ['test/unit/client/consumer/membership.test.ts'],
  },
  {
    name: 'a commit is not fenced: who does not own the partition may commit',
    file: offsets,
    search: 'if (since === undefined) {',
    replace: 'if (since === undefined && memberEpoch < 0) {',
    tests: stateTests,
  },
  {
    name: 'a commit is not fenced, seen from outside',
    file: offsets,
    search: 'if (since === undefined) {',
    replace: 'if (since === undefined && memberEpoch < 0) {',
    simulation: 'groups',
  },
  {
    name: 'a commit with an epoch before the assignment is taken',
    file: offsets,
    search: 'if (memberEpoch < since) {',
    replace: 'if (memberEpoch < 0) {',
    tests: stateTests,
  },
  {
    name: 'a commit that comes late undoes a later one',
    file: state,
    search: 'if (sequence <= session.lastSequence) {',
    replace: 'if (sequence < 0) {',
    tests: stateTests,
  },
  {
    name: 'an epoch from the future is taken',
    file: state,
    search: 'if (isAway || memberEpoch > epoch || memberEpoch < epoch - 1) {',
    replace: 'if (isAway || memberEpoch < epoch - 1) {',
    tests: stateTests,
  },
  {
    name: 'double owner at handover: partitions are free as soon as they are taken away',
    file: state,
    search: '(target.has(key) ? assigned : revoking).set(key, epoch);',
    replace: 'if (target.has(key)) assigned.set(key, epoch);',
    tests: stateTests,
  },
  {
    name: 'a heartbeat with the old epoch counts as having let go',
    file: state,
    search: 'if (memberEpoch === epoch) {\n      this.#letGo(memberId);',
    replace: 'if (memberEpoch <= epoch) {\n      this.#letGo(memberId);',
    tests: stateTests,
  },
  {
    name: 'who replaces a static member does not fence it',
    file: state,
    search: '    this.#remove(memberId);\n    return old;',
    replace: '    return old;',
    tests: stateTests,
  },
  {
    name: 'a member that does not let go keeps its partitions for ever',
    file: state,
    search: 'if (session) session.letGoByMs = nowMs + timeoutMs;',
    replace: 'if (session) session.letGoByMs = nowMs + timeoutMs * 1e6;',
    tests: stateTests,
  },
  {
    name: 'offsets of a group with members expire',
    file: offsets,
    search: 'const isOld = isEmpty && ',
    replace: 'const isOld = ',
    tests: stateTests,
  },
  {
    name: 'members keep more than their share',
    file: `${groups}/assignors.ts`,
    search: 'const target = new Set(own.slice(0, quotas.get(memberId)));',
    replace: 'const target = new Set(own);',
    tests: stateTests,
  },
  {
    name: 'the coordinator serves before it has loaded',
    file: shard,
    search: "if (this.#phase === 'ready') return;",
    replace: "if (this.#phase !== 'over') return;",
    tests: shardTests,
  },
  {
    name: 'the coordinator serves before it has loaded, seen from outside',
    file: shard,
    search: "if (this.#phase === 'ready') return;",
    replace: "if (this.#phase !== 'over') return;",
    simulation: 'groups',
  },
  {
    name: 'a decision is answered before its records are committed',
    file: shard,
    search: '    await committed;\n',
    replace: '',
    tests: shardTests,
  },
  {
    name: 'the state lives on after an append that failed',
    file: shard,
    search: '      this.#failedAtMs = clock.monotonicMs();\n      this.#end(messageOf(error));\n',
    replace: '',
    tests: shardTests,
  },
  {
    name: 'a coordinator that may have been replaced answers what is committed',
    file: shard,
    search: 'if (!committed) this.#checkLease();',
    replace: '',
    tests: shardTests,
  },
  {
    name: 'a change that cannot be stored ends the broker',
    file: shard,
    search: 'if (!(error instanceof TidelogError)) throw error;\n        return;',
    replace: 'throw error;',
    tests: shardTests,
  },
  {
    name: 'a new coordinator has no sessions, so that dead members stay',
    file: shard,
    search: 'if (state.data.head) state.loaded(nowMs);',
    replace: 'if (state.data.head) continue;',
    simulation: 'groups',
  },
  {
    name: 'what was prefetched is committed',
    file: `${client}/owned-partition.ts`,
    search: 'const point = progress.uncommitted;',
    replace:
      'const at = queue.fetchOffset;\n    const point = at === undefined ? progress.uncommitted : { offset: at, leaderEpoch: -1 };',
    tests: consumerTests,
    named: 'what the loop has passed',
  },
  {
    name: 'a record counts as processed when it is handed out',
    file: `${client}/partition-progress.ts`,
    search: '    this.#inHand.add(offset);\n',
    replace: '',
    tests: ['test/unit/client/consumer/partition-progress.test.ts'],
  },
  {
    name: 'a member says that it let go before it has',
    file: `${client}/membership.ts`,
    search: 'await this.#options.takeOn(assigned, assignment.reason);',
    replace: 'void this.#options.takeOn(assigned, assignment.reason);',
    tests: consumerTests,
    named: 'only after onRevoked',
  },
  {
    name: 'a partition is let go with records left below one that was processed',
    file: `${client}/record-runner.ts`,
    search: 'if (offset <= furthest) return true;',
    replace: '',
    tests: ['test/unit/client/consumer/record-runner.test.ts'],
  },
  {
    name: 'a loop that is left counts its record as processed',
    file: `${client}/group-consumer.ts`,
    search: '      return: () => {\n        this.#putBack();',
    replace: '      return: () => {\n        this.#pass();',
    tests: consumerTests,
    named: 'what the loop has passed',
  },
];
