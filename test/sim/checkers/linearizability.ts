// Is there an order of the operations on one object, each at one moment between its call and its answer, in which a sequential
// model gives the answers that were given? The search of Wing and Gong with Lowe's memory: take any operation that was called
// before the first answer still to come, apply it, go on; come back when the model objects. What was seen with the same operations
// taken and the same state is not tried again.
//
// An operation without an answer may have happened at any time after its call, or never: it stays open until the end.

export interface TimedOperation<Operation> {
  operation: Operation;
  callMs: number;
  /** Infinity when there was no answer. */
  answerMs: number;
}

export interface SequentialModel<Operation, State> {
  initial: State;
  /** The state after it, or undefined when the answer does not fit. */
  apply: (state: State, operation: Operation) => State | undefined;
  /** Equal for states that are. */
  nameOf: (state: State) => string;
}

export type LinearizabilityVerdict = 'linearizable' | 'violated' | 'undecided';

/** Enough for the histories of a run; a search beyond it decides nothing. */
const stepsMaxDefault = 300_000;

interface Frame<State> {
  index: number;
  stateBefore: State;
}

/** `undecided` when there would be more than `stepsMax` steps. */
export function checkLinearizable<Operation, State>(
  history: readonly TimedOperation<Operation>[],
  model: SequentialModel<Operation, State>,
  stepsMax = stepsMaxDefault,
): LinearizabilityVerdict {
  // What has an answer is tried first: most of what has none needs never be taken.
  const operations = [...history].sort(
    (a, b) => Number(isOpen(a)) - Number(isOpen(b)) || a.callMs - b.callMs,
  );
  const search = new Search(operations, model);
  for (let steps = 0; steps < stepsMax; steps++) {
    const outcome = search.step();
    if (outcome !== undefined) return outcome;
  }
  return 'undecided';
}

function isOpen({ answerMs }: TimedOperation<unknown>): boolean {
  return answerMs === Number.POSITIVE_INFINITY;
}

class Search<Operation, State> {
  readonly #operations: readonly TimedOperation<Operation>[];
  readonly #model: SequentialModel<Operation, State>;
  readonly #seen = new Set<string>();
  readonly #frames: Frame<State>[] = [];
  readonly #isTaken: boolean[];
  /** Taken operations, one bit each. */
  #taken = 0n;
  #answersLeft: number;
  #state: State;
  /** Where to look for the next operation to take. */
  #from = 0;

  constructor(
    operations: readonly TimedOperation<Operation>[],
    model: SequentialModel<Operation, State>,
  ) {
    this.#operations = operations;
    this.#model = model;
    this.#isTaken = operations.map(() => false);
    this.#answersLeft = operations.filter((one) => !isOpen(one)).length;
    this.#state = model.initial;
  }

  /** Takes one operation or gives one back. */
  step(): LinearizabilityVerdict | undefined {
    if (this.#answersLeft === 0) return 'linearizable';
    const limitMs = this.#firstAnswerMs();
    for (let index = this.#from; index < this.#operations.length; index++) {
      const candidate = this.#operations[index] as TimedOperation<Operation>;
      // Answers at the very moment of a call came before it or after it: both orders are allowed.
      if (this.#isTaken[index] || candidate.callMs > limitMs) continue;
      const state = this.#model.apply(this.#state, candidate.operation);
      if (state !== undefined && this.#take(index, state)) return undefined;
    }
    return this.#giveBack() ? undefined : 'violated';
  }

  #firstAnswerMs(): number {
    let first = Number.POSITIVE_INFINITY;
    for (let index = 0; index < this.#operations.length; index++) {
      const { answerMs } = this.#operations[index] as TimedOperation<Operation>;
      if (!this.#isTaken[index] && answerMs < first) first = answerMs;
    }
    return first;
  }

  #take(index: number, state: State): boolean {
    const taken = this.#taken | (1n << BigInt(index));
    const name = `${taken.toString(36)} ${this.#model.nameOf(state)}`;
    if (this.#seen.has(name)) return false;
    this.#seen.add(name);
    this.#frames.push({ index, stateBefore: this.#state });
    this.#taken = taken;
    this.#isTaken[index] = true;
    if (!isOpen(this.#operations[index] as TimedOperation<Operation>)) this.#answersLeft -= 1;
    this.#state = state;
    this.#from = 0;
    return true;
  }

  #giveBack(): boolean {
    const frame = this.#frames.pop();
    if (!frame) return false;
    const { index } = frame;
    this.#taken &= ~(1n << BigInt(index));
    this.#isTaken[index] = false;
    if (!isOpen(this.#operations[index] as TimedOperation<Operation>)) this.#answersLeft += 1;
    this.#state = frame.stateBefore;
    this.#from = index + 1;
    return true;
  }
}
