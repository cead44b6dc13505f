/**
 * Splits TypeScript into tokens with the compiler's own scanner, so that no rule is fooled by a comment, a string or a template.
 *
 * The scanner leaves two things to a parser: whether `/` divides or opens a regular expression, and whether `}` ends a block
 * or an expression inside a template. The first is told from the token before it, the second by counting braces.
 */
import { SyntaxKind } from 'typescript/unstable/ast';
import { createScanner, type Scanner } from 'typescript/unstable/ast/scanner';

export type TokenKind = 'word' | 'string' | 'punctuation' | 'other';

export interface Token {
  kind: TokenKind;
  /** The token as written; for a string without its quotes, and with its escapes resolved. */
  text: string;
  /** From 1. */
  line: number;
  /** How many of `(`, `[`, `{` and `${` are open before this token: 0 is the module's top level. */
  depth: number;
}

export interface Comment {
  text: string;
  line: number;
}

export interface Tokens {
  tokens: Token[];
  comments: Comment[];
}

const comments: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.SingleLineCommentTrivia,
  SyntaxKind.MultiLineCommentTrivia,
]);
const templateOpeners: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.TemplateHead,
  SyntaxKind.TemplateMiddle,
]);
const strings: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.StringLiteral,
  SyntaxKind.NoSubstitutionTemplateLiteral,
]);
/** Words after which an expression begins, so that `/` opens a regular expression. */
const wordsBeforeExpression: ReadonlySet<string> = new Set([
  ...['return', 'typeof', 'case', 'in', 'of', 'delete', 'void', 'throw', 'new', 'do', 'else'],
  ...['await', 'yield', 'instanceof'],
]);
const punctuationAfterValue: ReadonlySet<string> = new Set([')', ']', '++', '--']);

/** Whether what ends with these tokens is a value, so that a `/` after it divides. */
function endsValue(tokens: readonly Token[]): boolean {
  const last = tokens.at(-1);
  if (last === undefined) {
    return false;
  }
  if (last.kind === 'word') {
    return !wordsBeforeExpression.has(last.text);
  }
  if (last.kind === 'punctuation') {
    // `value! / 2` divides, `!/x/.test(y)` does not.
    return last.text === '!'
      ? endsValue(tokens.slice(-2, -1))
      : punctuationAfterValue.has(last.text);
  }
  return true;
}

function kindOf(kind: SyntaxKind): TokenKind {
  if (strings.has(kind)) {
    return 'string';
  }
  if (kind === SyntaxKind.PrivateIdentifier) {
    return 'other';
  }
  if (
    kind === SyntaxKind.Identifier ||
    isBetween(kind, SyntaxKind.FirstKeyword, SyntaxKind.LastKeyword)
  ) {
    return 'word';
  }
  return isBetween(kind, SyntaxKind.FirstPunctuation, SyntaxKind.LastPunctuation)
    ? 'punctuation'
    : 'other';
}

function isBetween(kind: SyntaxKind, first: SyntaxKind, last: SyntaxKind): boolean {
  return kind >= first && kind <= last;
}

/** The depths at which a template's expression is open, innermost last. */
class TemplateDepths {
  readonly #depths: number[] = [];

  opened(depth: number): void {
    this.#depths.push(depth);
  }

  /** True once for the `}` that goes on with the template which `depth` is inside of. */
  closes(depth: number): boolean {
    if (this.#depths.at(-1) !== depth) {
      return false;
    }
    this.#depths.pop();
    return true;
  }
}

/** Counts lines up to a position; positions must not go back. */
function lineCounter(text: string): (position: number) => number {
  let line = 1;
  let next = text.indexOf('\n');
  return (position) => {
    while (next !== -1 && next < position) {
      line += 1;
      next = text.indexOf('\n', next + 1);
    }
    return line;
  };
}

/** Reads the next token, with the two decisions above made. */
function scanNext(
  scanner: Scanner,
  result: Tokens,
  templates: TemplateDepths,
  depth: number,
): SyntaxKind {
  const kind = scanner.scan();
  if (kind === SyntaxKind.SlashToken || kind === SyntaxKind.SlashEqualsToken) {
    return endsValue(result.tokens) ? kind : scanner.reScanSlashToken();
  }
  if (kind === SyntaxKind.CloseBraceToken && templates.closes(depth)) {
    return scanner.reScanTemplateToken(false);
  }
  return kind;
}

export function tokenize(text: string): Tokens {
  const result: Tokens = { tokens: [], comments: [] };
  const scanner = createScanner(false);
  scanner.setText(text);
  const templates = new TemplateDepths();
  const lineAt = lineCounter(text);
  let depth = 0;
  for (;;) {
    const kind = scanNext(scanner, result, templates, depth);
    if (kind === SyntaxKind.EndOfFile) {
      return result;
    }
    const written = scanner.getTokenText();
    const line = lineAt(scanner.getTokenStart());
    if (comments.has(kind)) {
      result.comments.push({ text: written, line });
    }
    if (isBetween(kind, SyntaxKind.FirstTriviaToken, SyntaxKind.LastTriviaToken)) {
      continue;
    }
    const closesTemplate = kind === SyntaxKind.TemplateMiddle || kind === SyntaxKind.TemplateTail;
    if (closesTemplate || (kindOf(kind) === 'punctuation' && ')]}'.includes(written))) {
      depth -= 1;
    }
    const tokenText = strings.has(kind) ? scanner.getTokenValue() : written;
    result.tokens.push({ kind: kindOf(kind), text: tokenText, line, depth });
    if (templateOpeners.has(kind)) {
      depth += 1;
      templates.opened(depth);
    } else if (kindOf(kind) === 'punctuation' && '([{'.includes(written)) {
      depth += 1;
    }
  }
}
