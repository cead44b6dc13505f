// One rebalance in words, for the broker's log [promise 4]: why, how much, how long.
import type { Rebalance } from './group-state.ts';

const reasonsMax = 5;

export function describeRebalance(
  groupId: string,
  { reasons, moved, tookMs }: Rebalance & { tookMs: number },
  members: number,
): string {
  const told = reasons.slice(0, reasonsMax).join('; ');
  const more =
    reasons.length > reasonsMax ? `; and ${reasons.length - reasonsMax} more reasons` : '';
  const what = moved === 0 ? 'nothing had to move' : `${count(moved, 'partition')} got a new owner`;
  return `group ${groupId} was rebalanced because ${told}${more}: ${what}, ${count(members, 'member')} now, in ${Math.round(tookMs)} ms`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
