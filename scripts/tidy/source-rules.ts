/** Rules about one file by itself: its size, module-level state, unfinished work, tests that do not run, packages. */
import type { ParsedFile } from './imports.ts';
import type { Problem } from './problem.ts';
import type { Token } from './tokens.ts';

export const linesMax = 800;
/** What marks unfinished work, named here to be looked for; in this line it marks nothing. */
const markers = /\b(TODO|FIXME|XXX|HACK)\b/;
const testFunctions: ReadonlySet<string> = new Set(['test', 'it', 'describe', 'suite', 'bench']);
const switches: ReadonlySet<string> = new Set(['only', 'skip', 'todo']);
const emptyCollections: ReadonlySet<string> = new Set(['Map', 'Set', 'WeakMap', 'WeakSet']);

export function checkSize(file: ParsedFile): Problem[] {
  const lines = file.text.replace(/\n$/, '').split('\n').length;
  if (lines <= linesMax) {
    return [];
  }
  const message = `${lines} lines, of at most ${linesMax}; find the second thing this file does, and give it a file of its own`;
  return [{ path: file.path, line: lines, rule: 'size', message }];
}

export function checkMarkers(file: ParsedFile): Problem[] {
  const problems: Problem[] = [];
  for (const { text, line } of file.comments) {
    for (const [index, part] of text.split('\n').entries()) {
      const marker = markers.exec(part)?.[0];
      if (marker !== undefined) {
        const message = `${marker} in a comment; do it now, or write an issue`;
        problems.push({ path: file.path, line: line + index, rule: 'unfinished', message });
      }
    }
  }
  return problems;
}

/** Counters, pools and caches live in an instance [SIM-1], or two brokers in one process would share them. */
export function checkModuleState(file: ParsedFile): Problem[] {
  if (!file.path.startsWith('src/')) {
    return [];
  }
  const problems: Problem[] = [];
  const report = (token: Token, what: string): void => {
    const message = `${what} is mutable state of the whole process [SIM-1]; make it a field of an instance`;
    problems.push({ path: file.path, line: token.line, rule: 'module-state', message });
  };
  for (const [index, token] of file.tokens.entries()) {
    if (token.kind !== 'word' || isMemberOrKey(file.tokens, index)) {
      continue;
    }
    const name = file.tokens[index + 1];
    if (token.depth === 0 && (token.text === 'let' || token.text === 'var') && name !== undefined) {
      report(token, `${token.text} ${name.text}`);
    } else if (token.depth === 0 && token.text === 'new' && isEmptyCollection(file.tokens, index)) {
      report(token, `an empty ${name?.text ?? 'collection'} at the top level`);
    } else if (token.text === 'static' && isMutableStatic(file.tokens, index)) {
      report(token, `static ${name?.text ?? ''}`);
    }
  }
  return problems;
}

function isMemberOrKey(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1]?.text;
  const after = tokens[index + 1]?.text;
  return before === '.' || before === '?.' || after === ':' || after === '=';
}

/** `new Map()` with or without type arguments: it can only be there to be filled later. */
function isEmptyCollection(tokens: readonly Token[], index: number): boolean {
  if (!emptyCollections.has(tokens[index + 1]?.text ?? '')) {
    return false;
  }
  const open = tokens.findIndex(
    (token, at) => at > index && token.text === '(' && token.depth === 0,
  );
  return tokens[open + 1]?.text === ')';
}

/** A static field without `readonly`; methods, accessors and static blocks are none. */
function isMutableStatic(tokens: readonly Token[], index: number): boolean {
  const name = tokens[index + 1];
  const after = tokens[index + 2]?.text ?? '';
  return name !== undefined && name.text !== '{' && ['=', ':', ';', '?', '!'].includes(after);
}

/** A switch left on a test hides all others, or the test itself, while the run stays green. */
export function checkTestSwitches(file: ParsedFile): Problem[] {
  const problems: Problem[] = [];
  for (const [index, token] of file.tokens.entries()) {
    if (
      token.kind !== 'word' ||
      !testFunctions.has(token.text) ||
      file.tokens[index - 1]?.text === '.'
    ) {
      continue;
    }
    for (let at = index + 1; file.tokens[at]?.text === '.'; at += 2) {
      const member = file.tokens[at + 1];
      if (member !== undefined && switches.has(member.text)) {
        const message = `${token.text}.${member.text} keeps tests from running; take it away, and mend or remove the test`;
        problems.push({ path: file.path, line: member.line, rule: 'test-switch', message });
      }
    }
  }
  return problems;
}

/** A test waits for an event or moves a simulated clock; one that sleeps is slow and still fails on a slow machine. */
export function checkSleeps(file: ParsedFile): Problem[] {
  const isTest = file.path.startsWith('test/');
  return file.imports
    .filter(({ specifier }) => isTest && specifier?.endsWith('timers/promises') === true)
    .map(({ line }) => ({
      path: file.path,
      line,
      rule: 'sleep',
      message: 'a test does not sleep; wait for an event, or move a simulated clock',
    }));
}

/** What is published may import only what its users get: `dependencies`, and nothing that is there by chance. */
export function checkPackages(file: ParsedFile, dependencies: ReadonlySet<string>): Problem[] {
  if (!file.path.startsWith('src/')) {
    return [];
  }
  const problems: Problem[] = [];
  for (const { specifier, line } of file.imports) {
    if (specifier === undefined || /^(\.|node:)/.test(specifier)) {
      continue;
    }
    const name = /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
    if (!dependencies.has(name)) {
      const message = `${name} is not in the dependencies of package.json; add it there, or do without it`;
      problems.push({ path: file.path, line, rule: 'packages', message });
    }
  }
  return problems;
}
