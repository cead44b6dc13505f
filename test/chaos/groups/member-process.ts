// The process of one member of a group, from its start to its end.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { stateOf } from '../faults/process-faults.ts';
import type { HistoryFile } from '../history/history-file.ts';
import { nowMs } from '../history/history-file.ts';
import { pause } from '../history/pause.ts';
import type { GroupHistoryEntry, MemberEntry } from './group-entries.ts';

const mainPath = fileURLToPath(new URL('member-main.ts', import.meta.url));
const lookMs = 20;

export interface MemberPlan {
  slot: string;
  /** `slot.number`, of one process. */
  life: string;
  brokers: string;
  groupId: string;
  topic: string;
  partitions: number;
  /** Of each partition at a time; 1: a loop. */
  handlers: number;
  /** Every few records; only a loop does, for what several handlers have in hand lies in no order. */
  commitsByHand: boolean;
  isStatic: boolean;
  maxProcessingMs: number;
}

/** What the times of all processes lie behind those of this one, in milliseconds. */
function clockShiftMs(): number {
  return nowMs() - Number(process.hrtime.bigint() / 100_000n) / 10;
}

export class MemberProcess {
  readonly plan: MemberPlan;
  readonly #child: ChildProcess;
  readonly #history: HistoryFile;
  readonly #shiftMs = clockShiftMs();
  /** Everything that it wrote has been read, and it is gone. */
  readonly #gone: Promise<void>;
  readonly #news: MemberEntry[] = [];
  #stderr = '';
  #isToEnd = false;
  /** How many records it has told of. */
  processed = 0;
  /** How often it was given partitions. */
  assignments = 0;

  constructor(plan: MemberPlan, history: HistoryFile) {
    this.plan = plan;
    this.#history = history;
    this.#child = spawn(process.execPath, [mainPath, JSON.stringify(plan)], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr += text;
    });
    this.#child.stdin?.on('error', () => {
      // The pipe of a killed process breaks; `#gone` tells of it.
    });
    this.#gone = this.#watch();
  }

  get isUp(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** The last thing of a kind that it told. */
  last(type: MemberEntry['type']): MemberEntry | undefined {
    return this.#news.findLast((entry) => entry.type === type);
  }

  /** Resolves with whether it was so within the time. */
  async until(isTrue: () => boolean, limitMs: number): Promise<boolean> {
    const endMs = nowMs() + limitMs;
    while (!isTrue()) {
      if (nowMs() > endMs) return false;
      await pause(lookMs);
    }
    return true;
  }

  /** SIGKILL. Resolves when it is gone; what it had told before is in the history. */
  async kill(): Promise<string> {
    this.#isToEnd = true;
    this.#child.kill('SIGKILL');
    await this.#gone;
    this.#history.write({ op: 'member', type: 'killed', m: this.plan.life, at: nowMs() });
    return `SIGKILL, and process ${this.#child.pid} ended by ${this.#child.signalCode}`;
  }

  /** SIGTERM. Resolves with its exit code when it is gone; null when that took too long and it was killed. */
  async leave(limitMs: number): Promise<number | null> {
    this.#isToEnd = true;
    this.#child.kill('SIGTERM');
    let isGone = false;
    void this.#gone.then(() => {
      isGone = true;
    });
    if (await this.until(() => isGone, limitMs)) return this.#child.exitCode;
    await this.kill();
    return null;
  }

  /** SIGSTOP. Resolves with its state as the system tells it. */
  async suspend(): Promise<string> {
    this.#child.kill('SIGSTOP');
    return await stateOf(this.#child.pid ?? 0);
  }

  resume(): void {
    this.#child.kill('SIGCONT');
  }

  /** It will take too long for its next record. */
  stall(): void {
    this.#child.stdin?.write('stall\n');
  }

  async #watch(): Promise<void> {
    const { stdout } = this.#child;
    if (!stdout) throw new Error('the process has a stdout');
    const exited = once(this.#child, 'exit');
    for await (const line of createInterface({ input: stdout })) this.#hear(line);
    await exited;
    if (this.#isToEnd && this.#child.exitCode !== 1) return;
    const { exitCode, signalCode } = this.#child;
    const lines = this.#stderr.trim().split('\n').slice(-12).join(' | ').slice(-1_500);
    const detail = `ended with ${exitCode ?? signalCode}: ${lines}`;
    this.#history.write({ op: 'member-crash', m: this.plan.life, at: nowMs(), detail });
  }

  #hear(line: string): void {
    let entry: Extract<GroupHistoryEntry, { m: string }>;
    try {
      entry = JSON.parse(line);
    } catch {
      // The last words of a process that was killed.
      return;
    }
    const since = 'since' in entry ? { since: this.#here(entry.since) } : {};
    this.#history.write({ ...entry, ...since, at: this.#here(entry.at) });
    if (entry.op === 'processed') this.processed += 1;
    if (entry.op !== 'member') return;
    if (entry.type === 'assigned') this.assignments += 1;
    this.#news.push(entry);
  }

  #here(ms: number): number {
    return Math.round((ms + this.#shiftMs) * 10) / 10;
  }
}
