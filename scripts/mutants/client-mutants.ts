/** Bugs that clients have had when leaders change, each with the tests that must catch it. */
import type { Mutant } from './mutant.ts';

const unit = (name: string) => `test/unit/client/${name}.test.ts`;

const accumulator = 'src/client/producer/accumulator.ts';
const sender = 'src/client/producer/sender.ts';
const fetcher = 'src/client/consumer/fetcher.ts';
const partitionQueue = 'src/client/consumer/partition-queue.ts';
const clusterMetadata = 'src/client/cluster-metadata.ts';

export const clientMutants: readonly Mutant[] = [
  {
    name: 'believe a broker that knows of an older leader epoch',
    file: clusterMetadata,
    search: 'return rival && rival.leaderEpoch > partition.leaderEpoch ? rival : partition;',
    replace: 'return rival ? partition : partition;',
    tests: [unit('cluster-metadata')],
  },
  {
    name: 'follow a hint to a leader of no newer epoch',
    file: clusterMetadata,
    search: 'if (hint.leaderEpoch <= known.leaderEpoch || ',
    replace: 'if (',
    tests: [unit('cluster-metadata')],
  },
  {
    name: 'come back all at once after a failure',
    file: 'src/client/retry.ts',
    search: 'return Math.ceil(whole * (0.5 + random.fraction() / 2));',
    replace: 'return whole;',
    tests: [unit('retry')],
  },
  {
    name: 'wait for a silent broker while those that failed would answer by now',
    file: 'src/client/retry.ts',
    search: 'if (waitMs !== undefined) {',
    replace: 'if (waitMs === null) {',
    tests: [unit('retry'), unit('metadata-cache')],
  },
  {
    name: 'come back as often after many failures as after one',
    file: 'src/client/retry.ts',
    search: 'baseMs * 2 ** Math.min(failures - 1, 30)',
    replace: 'baseMs',
    tests: [unit('retry')],
  },
  {
    name: 'give a batch that is sent again another sequence',
    file: accumulator,
    search: 'if (identity && !batch.sequence) {',
    replace: 'if (identity) {',
    tests: [unit('producer/idempotence')],
  },
  {
    name: 'send a failed batch again beside those that were behind it',
    file: accumulator,
    search: 'return isAlone && queue.inFlight > 0 ? undefined : batch;',
    replace: 'return batch;',
    tests: [unit('producer/accumulator'), unit('producer/idempotence')],
  },
  {
    name: 'send several batches to a partition that would take any of them for the first',
    file: accumulator,
    search: 'let left = queue.isKnown ? this.#options.inFlightMax : 1;',
    replace: 'let left = this.#options.inFlightMax;',
    tests: [unit('producer/accumulator'), unit('producer/idempotence')],
  },
  {
    name: 'forget a batch that may still arrive when its time is over',
    file: accumulator,
    search: 'if (head.isInFlight) break;',
    replace: '',
    tests: [unit('producer/accumulator'), unit('producer/idempotence')],
  },
  {
    name: 'send what is behind a gap under the old epoch',
    file: accumulator,
    search: 'queue.hasGap = true;',
    replace: 'queue.hasGap = false;',
    tests: [unit('producer/idempotence')],
  },
  {
    name: 'give up what was refused because of a batch that is sent again',
    file: sender,
    search: 'if (isOutOfOrder && accumulator.hasEarlier(queue, batch)) {',
    replace: 'if (isOutOfOrder && batch.attempts > 1_000) {',
    tests: [unit('producer/idempotence')],
  },
  {
    name: 'number the halves of a batch that was too large as if each were whole',
    file: accumulator,
    search: 'const baseSequence = index === 0 ? first : sequenceAfter(first, middle);',
    replace: 'const baseSequence = first;',
    tests: [unit('producer/idempotence')],
  },
  {
    name: 'wait for the request timeout of a leader that is none any more',
    file: 'src/client/context.ts',
    search: 'if (leaderId !== brokerId) connection.close();',
    replace: '',
    tests: [unit('leader-changes')],
  },
  {
    name: 'go on sending with acks 0 to who closes every connection',
    file: sender,
    search: 'this.#watchOneWay(connection);',
    replace: '',
    tests: [unit('leader-changes')],
  },
  {
    name: 'wait for the end of a pause when there is another leader',
    file: 'src/client/leader-expectations.ts',
    search: 'onLeader(this.#options.known(topic, partition)?.leaderId ?? -1);',
    replace: '',
    tests: [unit('leader-changes')],
  },
  {
    name: 'send records for a deleted topic to the one that has its name now',
    file: sender,
    search: 'if (known && known.id !== topicId) {',
    replace: 'if (known && known.id === undefined) {',
    tests: [unit('producer/producer')],
  },
  {
    name: 'apply an answer that was asked for before a seek',
    file: fetcher,
    search: 'return !this.signal.aborted && queue.generation === generation;',
    replace: 'return !this.signal.aborted && generation >= 0;',
    tests: [unit('consumer/consumer')],
  },
  {
    name: 'go to an end of the log without being told to',
    file: fetcher,
    search: "if (settings.onOutOfRange === 'error') {",
    replace: "if (settings.onOutOfRange === 'latest') {",
    tests: [unit('consumer/consumer')],
  },
  {
    name: 'read on after a truncation as if nothing had happened',
    file: fetcher,
    search: "if (settings.onTruncated === 'error') {",
    replace: 'if (epoch > 1_000) {',
    tests: [unit('consumer/truncation')],
  },
  {
    name: 'take a longer log for the same log',
    file: fetcher,
    search: '(epoch >= positionEpoch && endOffset >= offset)',
    replace: 'endOffset >= offset',
    tests: [unit('consumer/truncation')],
  },
  {
    name: 'hand out what was fetched ahead and is gone',
    file: fetcher,
    search: '    queue.dropAhead();\n',
    replace: '',
    tests: [unit('consumer/truncation')],
  },
  {
    name: 'ask without the epoch of what was read',
    file: partitionQueue,
    search: 'this.lastFetchedEpoch = header.leaderEpoch;',
    replace: '',
    tests: [unit('consumer/truncation'), unit('consumer/consumer')],
  },
  {
    name: 'hand out what lies before the position in its batch',
    file: partitionQueue,
    search: 'if (record.offset < (this.#position as number)) continue;',
    replace: '',
    tests: [unit('consumer/partition-queue')],
  },
  {
    name: 'go on behind a batch before the rest of it was handed out',
    file: partitionQueue,
    search: 'this.#position = record.offset + 1;',
    replace: 'this.#position = lastOffsetOf(batch.header) + 1;',
    tests: [unit('consumer/partition-queue'), unit('consumer/consumer')],
  },
  {
    name: 'ask a broker that has asked for a pause',
    file: 'src/net/connection.ts',
    search: 'if (response.throttleMs > 0) this.#pause(response.throttleMs);',
    replace: '',
    tests: ['test/unit/net/connection.test.ts'],
  },
];
