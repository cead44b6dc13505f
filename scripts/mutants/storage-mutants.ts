/** Bugs that have been made in storage engines before, as changes of a text, each with the tests that must catch it. */

export interface Mutant {
  name: string;
  file: string;
  /** Occurs in the file once. */
  search: string;
  replace: string;
  /** Files of tests, as vitest takes them. */
  tests: readonly string[];
  /** Part of the names of these tests, when one of them is to be shown to suffice. */
  named?: string;
}

const crash = 'test/sim/crash/crash-at-every-step.test.ts';
const model = 'test/sim/storage/storage.test.ts';
const unit = (name: string) => `test/unit/storage/${name}.test.ts`;

const appender = 'src/storage/log-appender.ts';

const manager = 'src/storage/log-manager.ts';

export const mutants: readonly Mutant[] = [
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
    search: 'group.held.resolve();\n',
    replace: 'group.held.resolve();\n    this.#queue.peek()?.held.resolve();\n',
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
    search: 'const isSync = this.#config.durability',
    replace:
      'this.#parts.tail.add(group.entries);\n    this.#writtenEndOffset = (group.entries.at(-1) as TailEntry).lastOffset + 1;\n    this.#parts.tail.add = () => {};\n    const isSync = this.#config.durability',
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
    file: appender,
    search: '    await fileSystem.syncDirectory(directory);\n    // Only now',
    replace: '    // Only now',
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
];
