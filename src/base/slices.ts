// Long loops in turns of bounded length, so that whatever else has to be done is done between them [SIM-6]. Turns end by
// count and not by time: in a simulation they end at the same place every time.
import { type Clock, delay } from './clock.ts';

/** Calls `each` with one item after the other; all others have their turn after every `perTurn` of them. */
export async function inSlices<Item>(
  clock: Clock,
  items: Iterable<Item>,
  perTurn: number,
  each: (item: Item) => void,
): Promise<void> {
  let left = perTurn;
  for (const item of items) {
    if (left === 0) {
      await delay(clock, 0);
      left = perTurn;
    }
    each(item);
    left -= 1;
  }
}
