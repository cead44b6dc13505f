/** A file as the rules see it: its path from the root, with forward slashes, and its text. */
export interface SourceText {
  path: string;
  text: string;
}

/** One breach of a rule. `line` counts from 1. */
export interface Problem {
  path: string;
  line: number;
  rule: string;
  /** What was found, and what to do about it. */
  message: string;
}
