import type { HistoryFile } from '../history/history-file.ts';
import { nowMs } from '../history/history-file.ts';

const tickMs = 50;
const stallMsMin = 250;

/** Records when this process did not get to run for a while. Returns what ends the watch. */
export function watchStalls(history: HistoryFile): () => void {
  let lastMs = nowMs();
  const timer = setInterval(() => {
    const atMs = nowMs();
    const ms = Math.round(atMs - lastMs - tickMs);
    if (ms >= stallMsMin) history.write({ op: 'stall', at: atMs, ms });
    lastMs = atMs;
  }, tickMs);
  return () => clearInterval(timer);
}
