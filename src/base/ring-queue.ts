import { assert } from './assert.ts';

/**
 * A first-in first-out queue on a ring that doubles when full. `head` is the next to leave, `tail` the next free place:
 *
 *   [ . . h x x x t . ]        [ x x t . . . h x ]
 */
export class RingQueue<T> {
  // The length is a power of two, so that `& mask` wraps around.
  #places: (T | undefined)[] = new Array(16);
  #head = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(item: T): void {
    if (this.#size === this.#places.length) this.#grow();
    this.#places[(this.#head + this.#size) & (this.#places.length - 1)] = item;
    this.#size += 1;
  }

  /** Removes and returns the oldest item, or undefined when there is none. */
  shift(): T | undefined {
    if (this.#size === 0) return undefined;
    const item = this.#places[this.#head];
    this.#places[this.#head] = undefined;
    this.#head = (this.#head + 1) & (this.#places.length - 1);
    this.#size -= 1;
    return item;
  }

  peek(): T | undefined {
    return this.#size === 0 ? undefined : this.#places[this.#head];
  }

  clear(): void {
    this.#places = new Array(16);
    this.#head = 0;
    this.#size = 0;
  }

  *[Symbol.iterator](): Iterator<T> {
    for (let i = 0; i < this.#size; i++) {
      yield this.#places[(this.#head + i) & (this.#places.length - 1)] as T;
    }
  }

  #grow(): void {
    assert(this.#size === this.#places.length, 'only a full ring grows');
    const places: (T | undefined)[] = new Array(this.#places.length * 2);
    let i = 0;
    for (const item of this) places[i++] = item;
    this.#places = places;
    this.#head = 0;
  }
}
