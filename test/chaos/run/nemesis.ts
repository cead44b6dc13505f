import { messageOf } from '../../../src/base/errors.ts';
import type { Random } from '../../../src/base/random.ts';
import { between, type Fault, type FaultContext, NotApplied } from '../faults/fault.ts';
import type { HistoryFile } from '../history/history-file.ts';
import { nowMs } from '../history/history-file.ts';
import { pause } from '../history/pause.ts';
import { areTooMuch } from './mixes.ts';

export interface NemesisOptions {
  context: FaultContext;
  history: HistoryFile;
  kinds: readonly string[];
  makeFault: (kind: string, context: FaultContext) => Fault;
  atOnce: number;
  /** Of exactly so many faults, one after the other with all replicas in sync between them, each lasting so long. */
  series: { faults: number; holdMs: number } | undefined;
  /** Told of what it does. */
  onNews: (line: string) => void;
}

const quietMsMin = 300;
const quietMsMax = 1_500;
const inSyncMsMax = 60_000;

interface Held {
  fault: Fault;
  nodes: number[];
  /** There was another one at the same time. */
  hadCompany: boolean;
  healed: Promise<void>;
}

/** Applies faults one after the other, or a few at a time, each for as long as it is meant to last. */
export class Nemesis {
  readonly #options: NemesisOptions;
  readonly #random: Random;
  readonly #held = new Set<Held>();
  /** Each kind comes before any comes again. */
  #left: string[] = [];

  constructor(options: NemesisOptions) {
    this.#options = options;
    this.#random = options.context.random;
  }

  /** Begins no new fault after `untilMs`, unless there is a series; resolves when all are healed. */
  async run(untilMs: number): Promise<void> {
    const { series } = this.#options;
    if (series) {
      await this.#runSeries(series.faults);
      return;
    }
    if (this.#options.kinds.length === 0) {
      await pause(Math.max(0, untilMs - nowMs()));
      return;
    }
    do {
      while (this.#held.size >= this.#options.atOnce) await this.#oneHealed();
      await this.#apply();
      // Two at a time begin at any distance; one alone has a quiet time behind it.
      if (this.#options.atOnce === 1) await this.#allHealed();
      await pause(between(this.#random, quietMsMin, quietMsMax));
    } while (nowMs() < untilMs);
    await this.#allHealed();
  }

  async #runSeries(faults: number): Promise<void> {
    const { context } = this.#options;
    for (let count = 0; count < faults; count++) {
      await this.#apply();
      await this.#allHealed();
      await context.watch.until(
        ({ leaderId, isr, replicas }) => leaderId >= 0 && isr.length === replicas.length,
        inSyncMsMax,
      );
      await pause(between(this.#random, quietMsMin, quietMsMax));
    }
  }

  async #allHealed(): Promise<void> {
    while (this.#held.size > 0) await this.#oneHealed();
  }

  async #oneHealed(): Promise<void> {
    await Promise.race([...this.#held].map(({ healed }) => healed));
  }

  #next(): string {
    if (this.#left.length === 0) this.#left = [...this.#options.kinds];
    const index = this.#random.integerBelow(this.#left.length);
    return this.#left.splice(index, 1)[0] as string;
  }

  async #apply(): Promise<void> {
    const { context, history, onNews, makeFault } = this.#options;
    const kind = this.#next();
    if ([...this.#held].some(({ fault: { kind: other } }) => areTooMuch(kind, other))) {
      await this.#allHealed();
    }
    const fault = makeFault(kind, context);
    const atMs = nowMs();
    try {
      const applied = await fault.apply();
      history.write({ op: 'fault', at: atMs, kind, type: 'applied', ...applied });
      const where = applied.nodes.length > 0 ? ` on ${applied.nodes.join(', ')}` : '';
      onNews(`${kind}${where}: ${applied.proof}`);
      const { nodes } = applied;
      const hadCompany = this.#held.size > 0;
      for (const other of this.#held) other.hadCompany = true;
      const held: Held = { fault, nodes, hadCompany, healed: Promise.resolve() };
      held.healed = this.#healLater(held);
      this.#held.add(held);
    } catch (error) {
      // With others under way there may be nobody left to choose from.
      if (!(error instanceof NotApplied)) throw error;
      if (this.#held.size === 0) this.#notApplied('not-applied', { kind, nodes: [] }, error);
    }
  }

  async #healLater(held: Held): Promise<void> {
    const { fault, nodes } = held;
    const { history } = this.#options;
    await pause(this.#options.series?.holdMs ?? fault.holdMs);
    try {
      await fault.heal();
      const healed = { op: 'fault', type: 'healed', kind: fault.kind, nodes } as const;
      history.write({ ...healed, at: nowMs(), proof: '' });
    } catch (error) {
      if (!(error instanceof NotApplied)) throw error;
      this.#notApplied(
        held.hadCompany ? 'void' : 'not-applied',
        { kind: fault.kind, nodes },
        error,
      );
    } finally {
      this.#held.delete(held);
    }
  }

  #notApplied(
    type: 'not-applied' | 'void',
    fault: { kind: string; nodes: number[] },
    error: unknown,
  ): void {
    const { history, onNews } = this.#options;
    const proof = messageOf(error);
    history.write({ op: 'fault', at: nowMs(), type, ...fault, proof });
    onNews(`${fault.kind} did not apply: ${proof}`);
  }
}
