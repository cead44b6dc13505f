// What is going to happen, the earliest first. Events of one time come in the order of a random draw, so that no code may
// rely on which of two timers of the same instant fires first; the order in which they were added breaks the last ties.

export interface SimulatedEvent {
  timeMs: number;
  tie: number;
  sequence: number;
  /** A word for the trace. */
  kind: string;
  /** Whose it is; undefined for what belongs to no node, such as bytes on the wire. */
  life: { readonly node: string; readonly isAlive: boolean } | undefined;
  isCancelled: boolean;
  run: () => void;
}

function isBefore(a: SimulatedEvent, b: SimulatedEvent): boolean {
  if (a.timeMs !== b.timeMs) return a.timeMs < b.timeMs;
  if (a.tie !== b.tie) return a.tie < b.tie;
  return a.sequence < b.sequence;
}

/** A binary heap: the children of place i are at 2i + 1 and 2i + 2, and none is before its parent. */
export class EventQueue {
  readonly #heap: SimulatedEvent[] = [];

  get size(): number {
    return this.#heap.length;
  }

  /** In no order. */
  [Symbol.iterator](): Iterator<SimulatedEvent> {
    return this.#heap[Symbol.iterator]();
  }

  push(event: SimulatedEvent): void {
    let place = this.#heap.length;
    this.#heap.push(event);
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = this.#heap[parent] as SimulatedEvent;
      if (!isBefore(event, above)) break;
      this.#heap[place] = above;
      place = parent;
    }
    this.#heap[place] = event;
  }

  shift(): SimulatedEvent | undefined {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (first !== undefined && last !== undefined && this.#heap.length > 0) this.#sink(last);
    return first;
  }

  /** Puts `event` in place of the first one. */
  #sink(event: SimulatedEvent): void {
    const heap = this.#heap;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= heap.length) break;
      const right = heap[child + 1];
      if (right !== undefined && isBefore(right, heap[child] as SimulatedEvent)) child += 1;
      const below = heap[child] as SimulatedEvent;
      if (!isBefore(below, event)) break;
      heap[place] = below;
      place = child;
    }
    heap[place] = event;
  }
}
