// What a look at the files of a log or of a data directory has found (log-check.ts). Nothing is changed by it.
//
//   damage      bytes are not what was written, or something is missing: the broker would refuse the log, or rebuild what
//               can be rebuilt
//   torn-tail   the end of the last segment is no whole batch, and nothing good stands behind it: what a crash may leave,
//               or damage at the very end; nobody can tell
//   note        worth knowing and harmless

export type FindingKind = 'damage' | 'torn-tail' | 'note';

export interface Finding {
  kind: FindingKind;
  path: string;
  /** Byte in the file; undefined when it is about the whole file. */
  position?: number;
  what: string;
}

/** A garbage file has one at each step, and nobody reads the thousandth. */
const findingsPerFileMax = 20;

/** Collects findings, of each file only the first so many. */
export class Findings {
  readonly #list: Finding[] = [];
  readonly #counts = new Map<string, number>();

  add(finding: Finding): void {
    const count = (this.#counts.get(finding.path) ?? 0) + 1;
    this.#counts.set(finding.path, count);
    if (count <= findingsPerFileMax) this.#list.push(finding);
  }

  /** In the order of finding; at the end how many are not listed. */
  all(): Finding[] {
    const more = [...this.#counts].flatMap(([path, count]): Finding[] => {
      const hidden = count - findingsPerFileMax;
      return hidden > 0 ? [{ kind: 'note', path, what: `${hidden} more findings not listed` }] : [];
    });
    return [...this.#list, ...more];
  }
}
