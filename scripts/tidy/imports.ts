/** Finds what a file imports: statements, re-exports, type-only imports, `import()` of values and of types. */
import { posix } from 'node:path';
import type { SourceText } from './problem.ts';
import { type Token, tokenize } from './tokens.ts';

export interface Import {
  /** As written, such as `../base/assert.ts` or `node:fs`; undefined when an `import()` computes it. */
  specifier: string | undefined;
  /** The names in braces, as their module exports them; `*` for a namespace, `default` for a default import. */
  names: readonly string[];
  line: number;
}

/** A file with all that the rules need of it, worked out once. */
export interface ParsedFile extends SourceText {
  tokens: readonly Token[];
  comments: readonly { text: string; line: number }[];
  imports: readonly Import[];
}

export function parseFile(file: SourceText): ParsedFile {
  const { tokens, comments } = tokenize(file.text);
  return { ...file, tokens, comments, imports: findImports(tokens) };
}

/** The path from the root that a relative import means, or undefined for a package or a built-in module. */
export function resolveImport(fromPath: string, specifier: string): string | undefined {
  return specifier.startsWith('.') ? posix.join(posix.dirname(fromPath), specifier) : undefined;
}

function findImports(tokens: readonly Token[]): Import[] {
  const found: Import[] = [];
  for (const [index, token] of tokens.entries()) {
    const property = tokens[index - 1]?.text === '.' || tokens[index - 1]?.text === '?.';
    if (token.kind !== 'word' || property) {
      continue;
    }
    const item =
      token.text === 'import'
        ? readImport(tokens, index)
        : token.text === 'export' && token.depth === 0
          ? readReExport(tokens, index)
          : undefined;
    if (item !== undefined) {
      found.push(item);
    }
  }
  return found;
}

function readImport(tokens: readonly Token[], index: number): Import | undefined {
  const token = tokens[index];
  const next = tokens[index + 1];
  if (token === undefined || next === undefined || next.text === '.' || next.text === ':') {
    return undefined;
  }
  if (next.text === '(' && next.kind === 'punctuation') {
    const argument = tokens[index + 2];
    const specifier = argument?.kind === 'string' ? argument.text : undefined;
    return { specifier, names: ['*'], line: token.line };
  }
  return token.depth === 0 ? readClause(tokens, index) : undefined;
}

/** `export {…} from '…'` and `export * from '…'`; any other export imports nothing. */
function readReExport(tokens: readonly Token[], index: number): Import | undefined {
  const afterType = tokens[index + 1]?.text === 'type' ? index + 2 : index + 1;
  const opener = tokens[afterType];
  if (opener?.kind !== 'punctuation' || (opener.text !== '{' && opener.text !== '*')) {
    return undefined;
  }
  return readClause(tokens, index);
}

/** Reads names up to the specifier: the first string, with nothing but names, commas, braces and `*` before it. */
function readClause(tokens: readonly Token[], index: number): Import | undefined {
  const line = tokens[index]?.line ?? 1;
  const names: string[] = [];
  for (let at = index + 1; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined || token.text === ';') {
      return undefined;
    }
    if (token.kind === 'string') {
      const previous = tokens[at - 1]?.text;
      return previous === 'from' || at === index + 1
        ? { specifier: token.text, names, line }
        : undefined;
    }
    if (token.text === '*') {
      names.push('*');
    } else if (token.kind === 'word' && isImportedName(tokens, at)) {
      names.push(token.depth > (tokens[index]?.depth ?? 0) ? token.text : 'default');
    }
  }
  return undefined;
}

/** Leaves out the words that name nothing of the module: `type`, `from`, `as`, and what follows `as`. */
function isImportedName(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  const next = tokens[at + 1];
  const endsName =
    next?.text === ',' || next?.text === '}' || next?.text === 'as' || next?.text === 'from';
  return token?.text !== 'as' && tokens[at - 1]?.text !== 'as' && endsName;
}
