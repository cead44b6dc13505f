/** Bugs that have been made in storage engines before, as changes of a text, each with the tests that must catch it. */
import type { Mutant } from './mutant.ts';

const crash = 'test/sim/crash/crash-at-every-step.test.ts';
const model = 'test/sim/storage/storage.test.ts';
const unit = (name: string) => `test/unit/storage/${name}.test.ts`;

const appender = 'src/storage/log-appender.ts';

const loader = 'src/storage/log-loader.ts';
const manager = 'src/storage/log-manager.ts';

export const storageMutants: readonly Mutant[] = [
  {
    name: 'acknowledge before fdatasync',
    file: appender,
    search: 'if (isSync) await use.file.sync();',
    replace: 'if (isSync) use.file.sync().catch(() => {});',
    tests: [model],
  },
  {
    name: 'acknowledge with a group the one that is still to be written',
    file: appender,
    search: 'this.#queuedBytes -= group.bytes;\n    group.held.resolve();\n',
    replace:
      'this.#queuedBytes -= group.bytes;\n    group.held.resolve();\n    this.#queue.peek()?.held.resolve();\n',
    tests: [model],
  },
  {
    name: 'try a failed fdatasync again',
    file: appender,
    search: 'if (isSync) await use.file.sync();',
    replace: 'if (isSync) await use.file.sync().catch(() => use.file.sync());',
    tests: [model],
  },
  {
    name: 'acknowledge what was pending when the disk failed',
    file: appender,
    search: 'if (!isPublished) releaseLeases(group);\n      group.held.reject(this.#failure);',
    replace: 'if (!isPublished) releaseLeases(group);\n      group.held.resolve();',
    tests: [model],
  },
  {
    name: 'publish a batch to readers before its write has returned',
    file: appender,
    search: 'let isSync = false;',
    replace:
      'this.#parts.tail.add(group.entries);\n    this.#writtenEndOffset = (group.entries.at(-1) as TailEntry).lastOffset + 1;\n    this.#parts.tail.add = () => {};\n    let isSync = false;',
    tests: [unit('log-appender')],
  },
  {
    name: 'release the memory of a batch while it is in use',
    file: appender,
    search: '    lease?.retain();\n',
    replace: '',
    tests: [unit('partition-log')],
  },
  {
    name: 'rename a state file without syncing its directory',
    file: 'src/storage/state-file.ts',
    search: '  await fileSystem.syncDirectory(dirname(path));\n',
    replace: '',
    tests: [crash],
    named: 'first use',
  },
  {
    name: 'rename a state file before its bytes are synced',
    file: 'src/storage/state-file.ts',
    search: '    await file.sync();\n',
    replace: '',
    tests: [crash],
    named: 'first use',
  },
  {
    name: 'start a segment without syncing its directory',
    file: 'src/storage/segment-creation.ts',
    search: '    await fileSystem.syncDirectory(directory);\n  } catch (error) {\n    if',
    replace: '  } catch (error) {\n    if',
    tests: [crash],
    named: 'roll',
  },
  {
    name: 'start a segment before the one before is synced',
    file: appender,
    search: '      await this.#flushNow();\n      const indexes',
    replace: '      const indexes',
    tests: [crash],
    named: 'roll',
  },
  {
    name: 'let a relative offset overflow',
    file: appender,
    search: '      lastOffset - planned.baseOffset > segmentPositionMax ||\n',
    replace: '',
    tests: [unit('log-appender')],
  },
  {
    name: 'give no offset out again that a full disk refused',
    file: appender,
    search: '    this.#nextOffset = this.#writtenEndOffset;\n',
    replace: '',
    tests: [model],
  },
  {
    name: 'let the time index fall',
    file: 'src/storage/time-index.ts',
    search: '    if (timestamp <= this.lastTimestamp) return;\n',
    replace: '',
    tests: [model],
  },
  {
    name: 'serve a deleted topic under its old name',
    file: manager,
    search: 'if (topicIdFound !== undefined && topicIdFound !== topicId) {',
    replace: 'if (topicIdFound === "") {',
    tests: [crash],
    named: 'made again',
  },
  {
    name: 'set a directory aside without syncing its parent',
    file: manager,
    search: '    await fileSystem.syncDirectory(directory);\n    this.#local.delete(name);',
    replace: '    this.#local.delete(name);',
    tests: [crash],
    named: 'deleted',
  },
  {
    name: 'build on names that a killed process left unsynced',
    file: 'src/storage/data-directory.ts',
    search: '      await fileSystem.syncDirectory(directory);\n      const meta',
    replace: '      const meta',
    tests: [crash],
    named: 'first use',
  },
  {
    name: 'scan only the active segment after a crash',
    file: loader,
    search: 'const firstScanned = this.#firstScanned(baseOffsets);',
    replace: 'const firstScanned = baseOffsets.length - 1;',
    tests: [unit('log-loader')],
  },
  {
    name: 'check no CRC in recovery',
    file: loader,
    search: '          checkCrc: true,\n',
    replace: '          checkCrc: false,\n',
    tests: [model],
  },
  {
    name: 'cut the log at a bad batch with good ones behind it',
    file: loader,
    search: 'if (proof !== undefined) {',
    replace: 'if (proof === -1) {',
    tests: [unit('log-loader')],
  },
  {
    name: 'serve what recovery found without writing it again',
    file: loader,
    search: '    await this.#writeAgain(segment, unsyncedFrom ?? segment.bytes);\n',
    replace: '',
    tests: [model],
  },
  {
    name: 'leave the indexes as a crash left them',
    file: loader,
    search: '    await replaceIndexFiles(files, segment, indexes, priority);\n',
    replace: '',
    tests: [crash],
    named: 'append: ',
  },
  {
    name: 'leave the indexes longer than a log that was cut',
    file: 'src/storage/truncation.ts',
    search: '  await replaceIndexFiles(files, active, indexes, priority);\n',
    replace: '',
    tests: [unit('truncation')],
  },
  {
    name: 'append after a cut that is not durable',
    file: 'src/storage/truncation.ts',
    search: '    await file.truncate(cut.bytes);\n    await file.sync();\n',
    replace: '    await file.truncate(cut.bytes);\n',
    tests: [crash],
    named: 'truncation',
  },
  {
    name: 'keep the marker of an orderly stop while the log is written',
    file: 'src/storage/data-directory.ts',
    search:
      '  await fileSystem.remove(path);\n  await fileSystem.syncDirectory(directory);\n  return',
    replace: '  return',
    tests: [unit('log-manager')],
  },
  {
    name: 'remove trimmed segments before the new start is durable',
    file: 'src/storage/partition-log.ts',
    search: '      await this.#logStart?.save(offset);\n',
    replace: '      this.#tasks.start("save", async () => this.#logStart?.save(offset));\n',
    tests: [crash],
    named: 'trim',
  },
  {
    name: 'remember four batches of a producer instead of five',
    file: 'src/storage/producer-state.ts',
    search: 'const batchesRememberedMax = limits.producerBatchesInFlightMax;',
    replace: 'const batchesRememberedMax = 4;',
    tests: [unit('producer-state')],
  },
  {
    name: 'wrap sequences to 1',
    file: 'src/protocol/sequence.ts',
    search: 'sum > INT32_MAX ? sum - INT32_MAX - 1 : sum',
    replace: 'sum > INT32_MAX ? sum - INT32_MAX : sum',
    tests: [unit('producer-state')],
  },
  {
    name: 'compact above the high watermark',
    file: 'src/storage/compactor.ts',
    search: '      if (segment.endOffset > highWatermark) break;\n',
    replace: '',
    tests: [unit('compactor')],
  },
  {
    name: 'let a compacted segment take its place before that is durable',
    file: 'src/storage/compaction-swap.ts',
    search: '  await fileSystem.syncDirectory(directory);\n  const removed',
    replace: '  const removed',
    tests: [crash],
    named: 'compaction',
  },
  {
    name: 'finish a swap whose name is not durable',
    file: 'src/storage/compaction-swap.ts',
    search:
      '  if (ranges.length > 0 || leftovers.length > 0) await fileSystem.syncDirectory(directory);\n',
    replace: '',
    tests: [crash],
    named: 'compaction',
  },
];
