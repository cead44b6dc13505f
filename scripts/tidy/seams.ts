/**
 * [SIM-1]: below floor 5, time, timers, randomness, files and sockets are reached only through the interfaces of `src/base`
 * and `src/net`. The files of `seams` implement these interfaces, and each may use only what it is there for.
 */
import type { Import, ParsedFile } from './imports.ts';
import { isSimulated } from './layers.ts';
import type { Problem } from './problem.ts';
import type { Token } from './tokens.ts';

type Subject =
  | 'time'
  | 'randomness'
  | 'files'
  | 'sockets'
  | 'compression'
  | 'threads'
  | 'output'
  | 'globals';

/** The only exceptions: which file may use what. */
const seams: readonly { path: string; subject: Subject }[] = [
  { path: 'src/base/clock.ts', subject: 'time' },
  { path: 'src/base/random.ts', subject: 'randomness' },
  { path: 'src/base/node-file-system.ts', subject: 'files' },
  { path: 'src/base/pino-logger.ts', subject: 'output' },
  { path: 'src/net/tcp-transport.ts', subject: 'sockets' },
  { path: 'src/protocol/compression.ts', subject: 'compression' },
  // Loads its libraries by require, when they are first needed.
  { path: 'src/protocol/codec-libraries.ts', subject: 'globals' },
];

const remedies: Readonly<Record<Subject, string>> = {
  time: 'use the Clock of src/base/clock.ts',
  randomness: 'use the Random of src/base/random.ts',
  files: 'use the FileSystem of src/base/file-system.ts',
  sockets: 'use the Transport of src/net/transport.ts',
  compression: 'use src/protocol/compression.ts, which calls synchronous functions only',
  threads: 'other threads and processes belong to floor 5; put them behind a seam',
  output: 'nothing below floor 5 prints; use the Logger of src/base/logger.ts',
  globals: 'name the member that is needed, so that the seams can be checked',
};

/** Built-in modules that reach nothing outside the process and bring no chance or time with them. */
const modulesAllowed: ReadonlySet<string> = new Set([
  ...['node:assert', 'node:assert/strict', 'node:async_hooks', 'node:buffer', 'node:crypto'],
  ...['node:diagnostics_channel', 'node:events', 'node:path', 'node:path/posix', 'node:stream'],
  ...['node:stream/promises', 'node:string_decoder', 'node:url', 'node:util'],
]);

const moduleSubjects: ReadonlyMap<string, Subject> = new Map([
  ...list('files', 'node:fs', 'node:fs/promises', 'node:os', 'node:sqlite'),
  ...list('sockets', 'node:net', 'node:tls', 'node:dgram', 'node:http', 'node:https', 'node:http2'),
  ...list('sockets', 'node:dns', 'node:dns/promises'),
  ...list('time', 'node:timers', 'node:timers/promises', 'node:perf_hooks'),
  ...list('compression', 'node:zlib', 'snappy', 'lz4-napi'),
  ...list('threads', 'node:worker_threads', 'node:child_process', 'node:cluster'),
  ...list('globals', 'node:process', 'node:module'),
]);

const globalSubjects: ReadonlyMap<string, Subject> = new Map([
  ...list('time', 'Date', 'performance', 'setTimeout', 'setInterval', 'setImmediate', 'Temporal'),
  ...list('output', 'console'),
  ...list('sockets', 'fetch', 'WebSocket'),
  ...list('threads', 'Worker', 'SharedWorker'),
  ...list('globals', 'globalThis', 'require'),
]);

/** Members that are forbidden of objects that are not. */
const memberSubjects: ReadonlyMap<string, ReadonlyMap<string, Subject>> = new Map([
  ['Math', new Map(list('randomness', 'random'))],
  ['AbortSignal', new Map(list('time', 'timeout'))],
  ['Atomics', new Map(list('threads', 'wait', 'waitAsync'))],
  [
    'process',
    new Map([
      ...list('time', 'hrtime', 'uptime'),
      ...list('output', 'stdout', 'stderr', 'stdin'),
      ...list('globals', 'getBuiltinModule', 'binding'),
    ]),
  ],
]);
/** Objects that a program could take apart to reach a forbidden member without naming it after a dot. */
const namedByMemberOnly: ReadonlySet<string> = new Set(['Math', 'process']);
const randomName = /^(random|getRandomValues|webcrypto|generateKey|generatePrime|\*$|default$)/;

function list(subject: Subject, ...names: string[]): [string, Subject][] {
  return names.map((name) => [name, subject]);
}

export function checkSeams(file: ParsedFile): Problem[] {
  if (!isSimulated(file.path)) {
    return [];
  }
  const own = seams.find((seam) => seam.path === file.path)?.subject;
  const problems: Problem[] = [];
  const report = (line: number, what: string, subject: Subject): void => {
    if (subject !== own) {
      const message = `${what} is not for floors 0 to 4 [SIM-1]; ${remedies[subject]}`;
      problems.push({ path: file.path, line, rule: 'seams', message });
    }
  };
  for (const item of file.imports) {
    checkImport(item, report);
  }
  if (own === 'compression') {
    problems.push(...checkSynchronous(file));
  }
  for (const [index, token] of file.tokens.entries()) {
    if (token.kind === 'word' && isGlobal(file.tokens, index)) {
      checkGlobal(file.tokens, index, report);
    }
  }
  return problems;
}

type Report = (line: number, what: string, subject: Subject) => void;

function checkImport({ specifier, names, line }: Import, report: Report): void {
  if (specifier === undefined) {
    report(line, 'an import() whose module is computed', 'globals');
    return;
  }
  const subject = moduleSubjects.get(specifier);
  if (subject !== undefined) {
    report(line, specifier, subject);
  } else if (specifier.startsWith('node:') && !modulesAllowed.has(specifier)) {
    report(line, specifier, 'globals');
  }
  if (specifier === 'node:crypto') {
    for (const name of names.filter((candidate) => randomName.test(candidate))) {
      report(line, name === '*' || name === 'default' ? 'all of node:crypto' : name, 'randomness');
    }
  }
}

/** The asynchronous functions of zlib use the thread pool, whose order no simulation controls. */
function checkSynchronous(file: ParsedFile): Problem[] {
  const problems: Problem[] = [];
  for (const { specifier, names, line } of file.imports) {
    const bad = names.filter((name) => !/(Sync|^constants|Options|^crc32)$/.test(name));
    if (specifier === 'node:zlib' && bad.length > 0) {
      const message = `${bad.join(', ')} of node:zlib may be asynchronous [SIM-1]; import the functions ending in Sync by name`;
      problems.push({ path: file.path, line, rule: 'seams', message });
    }
  }
  return problems;
}

/** Neither a member (`x.Date`), nor a private name, nor a key of an object literal. */
function isGlobal(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1]?.text;
  const after = tokens[index + 1]?.text;
  const isMember = before === '.' || before === '?.';
  const isKey =
    (before === '{' || before === ',' || before === ';') && (after === ':' || after === '?');
  return !isMember && !isKey;
}

function checkGlobal(tokens: readonly Token[], index: number, report: Report): void {
  const token = tokens[index];
  if (token === undefined) {
    return;
  }
  const name = token.text;
  const subject = globalSubjects.get(name);
  if (subject !== undefined) {
    report(token.line, name, subject);
    return;
  }
  const after = tokens[index + 1]?.text;
  const dotted = after === '.' || after === '?.';
  const member = dotted ? tokens[index + 2]?.text : undefined;
  if (name === 'crypto' && member !== undefined && randomName.test(member)) {
    report(token.line, `crypto.${member}`, 'randomness');
    return;
  }
  const memberSubject = member === undefined ? undefined : memberSubjects.get(name)?.get(member);
  if (memberSubject !== undefined) {
    report(token.line, `${name}.${member}`, memberSubject);
  } else if (!dotted && namedByMemberOnly.has(name)) {
    report(token.line, `${name} as a whole`, 'globals');
  }
}
