// What the clients of a run asked about topics, and what they were told: for the checker of linearizability, and for the counts.
import {
  checkLinearizable,
  type LinearizabilityVerdict,
  type TimedOperation,
} from '../checkers/linearizability.ts';
import { type TopicOperation, topicModel } from '../checkers/topic-model.ts';

export class TopicHistory {
  readonly counters = { changes: 0, refusals: 0, unknown: 0, reads: 0, notSent: 0 };
  readonly #byName = new Map<string, TimedOperation<TopicOperation>[]>();
  #settingNext: number;

  /** Settings are whole numbers from `settingFirst` on. */
  constructor(settingFirst: number) {
    this.#settingNext = settingFirst;
  }

  get names(): string[] {
    return [...this.#byName.keys()].sort();
  }

  /** A value that nobody has written before. */
  nextSetting(): string {
    return String(this.#settingNext++);
  }

  add(name: string, operation: TopicOperation, time: { callMs: number; answerMs: number }): void {
    const isOpen = time.answerMs === Number.POSITIVE_INFINITY;
    const isChange = 'outcome' in operation;
    if (isOpen) this.counters.unknown += 1;
    else if (isChange) this.counters.changes += 1;
    else if (operation.kind === 'read') this.counters.reads += 1;
    else this.counters.refusals += 1;
    const operations = this.#byName.get(name) ?? [];
    operations.push({ operation, ...time });
    this.#byName.set(name, operations);
  }

  /** Names whose history is none of a register; a name too hard to decide is in `undecided`. */
  check(): { problems: string[]; undecided: number } {
    const problems: string[] = [];
    let undecided = 0;
    for (const name of this.names) {
      const verdict: LinearizabilityVerdict = checkLinearizable(
        this.#byName.get(name) ?? [],
        topicModel,
      );
      if (verdict === 'undecided') undecided += 1;
      if (verdict === 'violated')
        problems.push(`NOT LINEARIZABLE: topic ${name}: ${this.#shown(name)}`);
    }
    return { problems, undecided };
  }

  #shown(name: string): string {
    const operations = this.#byName.get(name) ?? [];
    return operations
      .map(({ operation, callMs, answerMs }) => {
        const end = Number.isFinite(answerMs) ? answerMs.toFixed(0) : '…';
        return `[${callMs.toFixed(0)}-${end}] ${JSON.stringify(operation)}`;
      })
      .join(' ');
  }
}
