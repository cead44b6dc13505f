// The producer ids that this broker hands out [LOG-11]: blocks from the controller, one at a time. What is left of a block when
// the broker stops is never used; there are enough.
import { assert } from '../base/assert.ts';
import type { ControllerChannel } from '../cluster/controller-channel.ts';

export class ProducerIds {
  readonly #nodeId: number;
  readonly #controller: ControllerChannel;
  #next = 0;
  /** One past the last of the block. */
  #end = 0;
  #asking: Promise<void> | undefined;

  constructor(nodeId: number, controller: ControllerChannel) {
    this.#nodeId = nodeId;
    this.#controller = controller;
  }

  /** An id that nobody had before. Rejects when the controller does not give a new block. */
  async next(timeoutMs: number): Promise<number> {
    // Others may have used up the block that came.
    while (this.#next === this.#end) {
      this.#asking ??= this.#ask(timeoutMs);
      await this.#asking;
    }
    const producerId = this.#next;
    this.#next += 1;
    return producerId;
  }

  async #ask(timeoutMs: number): Promise<void> {
    try {
      const body = { nodeId: this.#nodeId };
      const block = await this.#controller.request('allocateProducerIds', body, timeoutMs);
      const { firstProducerId = 0, count = 0 } = block;
      assert(firstProducerId !== null && firstProducerId >= this.#end, 'blocks rise');
      assert(count !== null && count > 0, 'a block has ids');
      this.#next = firstProducerId;
      this.#end = firstProducerId + count;
    } finally {
      this.#asking = undefined;
    }
  }
}
