// One time for which one member had one partition, as the member saw it.

export interface Processing {
  since: number;
  at: number;
  offset: number;
  key: string;
}

export type StintEnd = 'revoked' | 'lost' | 'killed' | 'open';

export class Stint {
  readonly member: string;
  readonly partition: number;
  readonly fromMs: number;
  toMs = Number.POSITIVE_INFINITY;
  end: StintEnd = 'open';
  /** In the order in which they ended. */
  readonly processed: Processing[] = [];
  /** When a commit of what it had processed failed, the last time. */
  failedCommitMs = Number.NEGATIVE_INFINITY;

  constructor(member: string, partition: number, fromMs: number) {
    this.member = member;
    this.partition = partition;
    this.fromMs = fromMs;
  }

  close(end: StintEnd, atMs: number): void {
    // Who was killed after it had been told to let go has let go.
    if (this.end !== 'open') return;
    this.end = end;
    this.toMs = atMs;
  }

  get name(): string {
    return `${this.member} with partition ${this.partition} from ${Math.round(this.fromMs)} ms`;
  }

  /** Why a record that was processed here may come again elsewhere; undefined when it may not. */
  excuse(processedMs: number): 'crash' | 'loss' | 'failed-commit' | undefined {
    if (this.end === 'killed') return 'crash';
    if (this.end === 'lost') return 'loss';
    return this.failedCommitMs >= processedMs ? 'failed-commit' : undefined;
  }
}
