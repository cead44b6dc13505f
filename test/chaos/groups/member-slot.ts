import type { HistoryFile } from '../history/history-file.ts';
import { type MemberPlan, MemberProcess } from './member-process.ts';

/** A place for a member, with one process after the other. */
export class MemberSlot {
  readonly name: string;
  readonly #plan: Omit<MemberPlan, 'life'>;
  readonly #history: HistoryFile;
  #process: MemberProcess | undefined;
  #lives = 0;
  /** Some fault is at work on it. */
  isHeld = false;

  constructor(plan: Omit<MemberPlan, 'life'>, history: HistoryFile) {
    this.name = plan.slot;
    this.#plan = plan;
    this.#history = history;
  }

  get process(): MemberProcess {
    if (!this.#process) throw new Error(`member ${this.name} has not been started`);
    return this.#process;
  }

  get isUp(): boolean {
    return this.#process?.isUp ?? false;
  }

  /** In the group, with partitions, and it has processed something. */
  get isAtWork(): boolean {
    return this.isUp && this.process.assignments > 0 && this.process.processed > 0;
  }

  start(): void {
    if (this.isUp) return;
    this.#lives += 1;
    const life = `${this.name}.${this.#lives}`;
    this.#process = new MemberProcess({ ...this.#plan, life }, this.#history);
  }

  /** At once, whatever it does. */
  async end(): Promise<void> {
    if (this.isUp) await this.process.kill();
  }
}
