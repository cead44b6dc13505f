// One rebalance in words, for the broker's log [promise 4]: why, how much, how long.
const reasonsMax = 5;

export function describeRebalance(
  groupId: string,
  { reasons, moved, tookMs }: { reasons: readonly string[]; moved: number; tookMs: number },
  members: number,
): string {
  const what = moved === 0 ? 'nothing had to move' : `${count(moved, 'partition')} got a new owner`;
  return `group ${groupId} was rebalanced because ${describeReasons(reasons)}: ${what}, ${count(members, 'member')} now, in ${Math.round(tookMs)} ms`;
}

/** As many as are of use to a reader. */
export function describeReasons(reasons: readonly string[]): string {
  const told = reasons.slice(0, reasonsMax).join('; ');
  const left = reasons.length - reasonsMax;
  return left > 0 ? `${told}; and ${left} more reasons` : told;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
