import { RingQueue } from './ring-queue.ts';
import type { Tasks } from './tasks.ts';

interface Piece {
  /** Pieces have rising numbers. */
  number: number;
  key: string;
  work: () => Promise<void>;
}

/**
 * Runs pieces of work, those of one key one after the other and only a few at the same time, in the order in which they came.
 * What waits costs next to nothing, so many thousands can be asked for at once [SIM-6].
 */
export class KeyedQueue {
  readonly #tasks: Tasks;
  readonly #runningMax: number;
  readonly #waiting = new RingQueue<Piece>();
  /** Of each key that has a piece which waits or runs: those behind it. */
  readonly #behind = new Map<string, RingQueue<Piece> | undefined>();
  /** Those that have not ended, the oldest first. */
  readonly #unfinished = new Set<number>();
  #idleListeners: { before: number; resolve: () => void }[] = [];
  #running = 0;
  #nextNumber = 0;

  /** A piece that fails is a task that fails, and holds up nobody. */
  constructor(tasks: Tasks, runningMax: number) {
    this.#tasks = tasks;
    this.#runningMax = runningMax;
  }

  add(key: string, work: () => Promise<void>): void {
    const piece = { number: this.#nextNumber++, key, work };
    this.#unfinished.add(piece.number);
    if (this.#behind.has(key)) {
      const behind = this.#behind.get(key) ?? new RingQueue<Piece>();
      behind.push(piece);
      this.#behind.set(key, behind);
      return;
    }
    this.#behind.set(key, undefined);
    this.#waiting.push(piece);
    this.#startNext();
  }

  /** Resolves when all that was asked for before this call has ended. */
  idle(): Promise<void> {
    const before = this.#nextNumber;
    return new Promise((resolve) => {
      this.#idleListeners.push({ before, resolve });
      this.#tellIdle();
    });
  }

  #startNext(): void {
    while (this.#running < this.#runningMax) {
      const piece = this.#waiting.shift();
      if (piece === undefined) return;
      this.#running += 1;
      this.#tasks.start(piece.key, () => this.#run(piece));
    }
  }

  async #run({ number, key, work }: Piece): Promise<void> {
    try {
      await work();
    } finally {
      this.#running -= 1;
      this.#unfinished.delete(number);
      const next = this.#behind.get(key)?.shift();
      if (next === undefined) this.#behind.delete(key);
      else this.#waiting.push(next);
      this.#tellIdle();
      this.#startNext();
    }
  }

  #tellIdle(): void {
    if (this.#idleListeners.length === 0) return;
    const [oldest = this.#nextNumber] = this.#unfinished;
    this.#idleListeners = this.#idleListeners.filter(({ before, resolve }) => {
      if (oldest < before) return true;
      resolve();
      return false;
    });
  }
}
