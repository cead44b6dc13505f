/** Bugs that controllers have had before: decisions about replicas, leaders, sessions and snapshots that lose data or split a cluster. */
import type { Mutant } from './mutant.ts';

const rules = 'src/cluster/controller/partition-rules.ts';
const reports = 'src/cluster/controller/replica-reports.ts';
const isrChanges = 'src/cluster/controller/isr-changes.ts';
const brokers = 'src/cluster/controller/broker-decisions.ts';
const moves = 'src/cluster/controller/reassignments.ts';
const creation = 'src/cluster/controller/topic-creation.ts';
const voters = 'src/cluster/controller/voter-decisions.ts';
const delta = 'src/cluster/metadata/delta.ts';
const snapshot = 'src/cluster/metadata/image-records.ts';

const unit = (name: string) => `test/unit/cluster/controller/${name}.test.ts`;
const model = unit('controller-model');
const images = 'test/unit/cluster/metadata/image-records.test.ts';

export const controllerMutants: readonly Mutant[] = [
  {
    name: 'refuse, or keep a session alive, without being sure to be the controller still',
    file: 'src/cluster/controller-node.ts',
    search: 'if (!hasProposed) await this.#confirmOffice();',
    replace: '',
    tests: ['test/unit/cluster/controller-node.test.ts'],
  },
  {
    name: 'keep the leader epoch when a leadership ends',
    file: rules,
    search: 'leaderEpoch: before.leaderEpoch + (leaderId === before.leaderId ? 0 : 1),',
    replace: 'leaderEpoch: before.leaderEpoch + (leaderId <= 0 ? 0 : 1),',
    tests: [model],
  },
  {
    name: 'keep fenced brokers in sync',
    file: rules,
    search: 'return isAlive(brokers, nodeId) || brokers.get(nodeId)?.isStarting === true;',
    replace: 'return brokers.has(nodeId);',
    tests: [model],
  },
  {
    name: 'let any live replica lead',
    file: rules,
    search: 'if (!electUnclean) return led(-1);',
    replace: '',
    tests: [model],
  },
  {
    name: 'let an impaired replica lead',
    file: rules,
    search:
      'partition.isr.includes(nodeId) && isAlive(brokers, nodeId) && !isImpaired(partition, nodeId)',
    replace: 'partition.isr.includes(nodeId) && isAlive(brokers, nodeId)',
    tests: [model],
  },
  {
    name: 'keep eligible replicas beside an ISR that is large enough',
    file: rules,
    search: 'if (isBegunAnew || isr.length >= minInsync) return none;',
    replace: 'if (isBegunAnew) return none;',
    tests: [model],
  },
  {
    name: 'keep eligible replicas after an unclean election',
    file: rules,
    search: 'if (isBegunAnew || isr.length >= minInsync) return none;',
    replace: 'if (isr.length >= minInsync) return none;',
    tests: [model],
  },
  {
    name: 'with durability sync nobody is eligible, so a lost disk leaves a partition without a leader for ever',
    file: rules,
    search: '{ minInsync }: TopicRules,\n): readonly number[] {\n  if (isBegunAnew',
    replace:
      '{ isAsync, minInsync }: TopicRules,\n): readonly number[] {\n  if (!isAsync || isBegunAnew',
    tests: [unit('broker-decisions')],
    named: 'eligible replicas',
  },
  {
    name: 'take who left while enough were in sync for eligible',
    file: rules,
    search: '      (elr.includes(nodeId) || before.isr.includes(nodeId)) &&\n',
    replace: '',
    tests: [model],
  },
  {
    name: 'take a topic for sync before its replicas have synced what they held',
    file: rules,
    search: 'isAsync: config.isAsync || topic.unsyncedSince > 0,',
    replace: 'isAsync: config.isAsync,',
    tests: [model],
  },
  {
    name: 'take one synced replica of a topic that turned sync for all',
    file: 'src/cluster/controller/topic-changes.ts',
    search: 'if (![...nodeIds].every((nodeId)',
    replace: 'if (![...nodeIds].some((nodeId)',
    tests: [unit('broker-decisions')],
    named: 'that becomes sync counts as async',
  },
  {
    name: 'say that a topic is sync before live brokers have synced what they held',
    file: 'src/cluster/controller-node.ts',
    search: 'if (part.awaitsBrokers && offsets) await this.#carriedOut(offsets.endOffset);',
    replace: '',
    tests: ['test/unit/cluster/controller-node.test.ts'],
  },
  {
    name: 'elect the first suspect instead of the one with the most',
    file: rules,
    search: 'b.lastEpoch - a.lastEpoch || b.endOffset - a.endOffset ||',
    replace: '',
    tests: [unit('broker-decisions')],
    named: 'when all are suspect',
  },
  {
    name: 'elect among suspects before all have reported',
    file: rules,
    search: '  if (!isr.every(isSuspect)) return undefined;\n',
    replace: '',
    tests: [model],
  },
  {
    name: 'remove replicas before the new ones are in sync',
    file: rules,
    search: '  if (!adding.every((nodeId) => isr.includes(nodeId))) return draft;\n',
    replace: '',
    tests: [unit('leaderships-and-moves')],
  },
  {
    name: 'finish a move below what must be in sync',
    file: rules,
    search: 'const isEnough = staying.length >= Math.min(minInsync, isr.length);',
    replace: 'const isEnough = true;',
    tests: [unit('leaderships-and-moves')],
  },
  {
    name: 'keep a broker with durability async in sync after it crashed',
    file: reports,
    search: 'if (state === INTACT && !(isAsync && this.#wasUnclean)) return undefined;',
    replace: 'if (state === INTACT) return undefined;',
    tests: [model],
  },
  {
    name: 'take a broker for eligible that crashed',
    file: rules,
    search: '      !isr.includes(nodeId) &&\n      !isImpaired(draft, nodeId),',
    replace: '      !isr.includes(nodeId),',
    tests: [model],
  },
  {
    name: 'keep a broker with another directory in sync',
    file: reports,
    search: 'if (this.#isWiped || state === LOST) return',
    replace: 'if (state === LOST) return',
    tests: [model],
  },
  {
    name: 'take a lost log for found because nobody speaks of it',
    file: reports,
    search: 'replica.nodeId === nodeId && replica.endOffset === logOffline',
    replace: 'replica.nodeId === nodeId && replica.endOffset < 0',
    tests: [unit('broker-decisions')],
  },
  {
    name: 'let a suspect make up for a lost log',
    file: reports,
    search: 'const mark = known?.endOffset === logLost ? known : fault;',
    replace: 'const mark = fault;',
    tests: [unit('broker-decisions')],
  },
  {
    name: 'accept an ISR from a leader of an old epoch',
    file: isrChanges,
    search: 'if (asked.leaderEpoch < leaderEpoch) {',
    replace: 'if (asked.leaderEpoch < 0 && leaderEpoch < 0) {',
    tests: [unit('isr-changes')],
  },
  {
    name: 'accept an ISR that builds on an old state',
    file: isrChanges,
    search: 'if (asked.partitionEpoch !== before.partitionEpoch) {',
    replace: 'if (asked.partitionEpoch < 0) {',
    tests: [model],
  },
  {
    name: 'accept an ISR from who does not lead',
    file: isrChanges,
    search: 'if (leaderId !== nodeId) {',
    replace: 'if (leaderId === -2) {',
    tests: [unit('isr-changes')],
  },
  {
    name: 'admit a replica without its broker epoch',
    file: isrChanges,
    search: 'if (broker?.brokerEpoch !== brokerEpoch) {',
    replace: 'if (broker === undefined) {',
    tests: [model],
  },
  {
    name: 'admit a fenced replica',
    file: isrChanges,
    search: 'if (!stays && !isAlive(brokers, nodeId)) {',
    replace: 'if (!stays && broker.isShuttingDown) {',
    tests: [unit('isr-changes')],
  },
  {
    name: 'leave the leaderships to a new incarnation',
    file: brokers,
    search: 'records: [{ brokerRegistered: registeredFields(request) }, ...records],',
    replace: 'records: [{ brokerRegistered: registeredFields(request) }],',
    tests: [unit('broker-decisions')],
  },
  {
    name: 'register the same incarnation twice',
    file: brokers,
    search: 'known.incarnationId === uuidFromBytes(request.incarnationId)) {',
    replace: 'known.incarnationId === request.softwareVersion) {',
    tests: [unit('broker-decisions')],
  },
  {
    name: 'let a broker stop before it has seen that others lead',
    file: brokers,
    search:
      'const hasSeen = request.metadataOffset >= (session?.stopOffset ?? Number.POSITIVE_INFINITY);',
    replace: 'const hasSeen = true;',
    tests: [unit('broker-decisions')],
  },
  {
    name: 'forget what a lost controller has left half done',
    file: brokers,
    search: 'return this.#sweep(\n      (brokers) => brokers,',
    replace:
      'if (this.#lastExpiryMs >= 0) return nothing;\n    return this.#sweep(\n      (brokers) => brokers,',
    tests: [unit('broker-decisions')],
  },
  {
    name: 'fence brokers after standing still oneself',
    file: brokers,
    search:
      'if (stoodStill) for (const session of this.#sessions.values()) session.lastHeardMs = nowMs;',
    replace: '',
    tests: ['test/unit/cluster/controller.test.ts'],
  },
  {
    name: 'stop a sweep after its first step',
    file: 'src/cluster/controller/partition-sweep.ts',
    search: 'return this.#topicAt === this.#topicIds.length;',
    replace: 'return true;',
    tests: [unit('broker-decisions'), unit('leaderships-and-moves')],
  },
  {
    name: 'move replicas to fewer than must be in sync',
    file: moves,
    search: 'if (target.length < minInsync) {',
    replace: 'if (target.length < 1) {',
    tests: [unit('leaderships-and-moves')],
  },
  {
    name: 'create a topic again when its answer was lost',
    file: creation,
    search: 'if (before) return { records: [], result: before };',
    replace: '',
    tests: [unit('topic-decisions')],
  },
  {
    name: 'place replicas on a broker that is not alive as if it were in sync',
    file: creation,
    search: 'const isr = replicas.filter((nodeId) => isAlive(brokers, nodeId));',
    replace: 'const isr = replicas;',
    tests: [model],
  },
  {
    name: 'change voters while the last change is not committed',
    file: voters,
    search: '    this.#checkNoneUnderWay(committedEndOffset);\n',
    replace: '',
    tests: [unit('voter-decisions')],
  },
  {
    name: 'promote a learner of an old directory',
    file: voters,
    search: 'const found = learners.find((one) => isSameMember(one, learner));',
    replace: 'const found = learners.find((one) => one.nodeId === learner.nodeId);',
    tests: [unit('voter-decisions')],
  },
  {
    name: 'leave the broker epochs out of snapshots',
    file: snapshot,
    search: '      nodeId,\n      brokerEpoch,\n      directoryId',
    replace: '      nodeId,\n      directoryId',
    tests: [images],
  },
  {
    name: 'leave who is eligible out of snapshots',
    file: snapshot,
    search: '      elr: [...partition.elr],\n',
    replace: '',
    tests: [images],
  },
  {
    name: 'leave the learners out of snapshots',
    file: snapshot,
    search: 'learners: learners.map(toWire)',
    replace: 'learners: []',
    tests: [images],
  },
  {
    name: 'lose the last batch of a snapshot',
    file: snapshot,
    search: '  if (batch.length > 0) yield batch;\n',
    replace: '',
    tests: [images],
  },
  {
    name: 'skip a kind of record at replay',
    file: delta,
    search: '  topicChanged: applyTopicChanged,',
    replace: '  topicChanged: () => {},',
    tests: [images],
  },
  {
    name: 'bring a deleted topic back when its creation is repeated',
    file: creation,
    search: 'if (retiredTopicIds.has(topicId)) {',
    replace: 'if (retiredTopicIds.has(topicId) && topicIds.size < 0) {',
    tests: [unit('topic-decisions')],
  },
];
