/** How a verdict is told to people and to programs. */
import type { Verdict } from '../../test/chaos/checker/history-checker.ts';

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function durations(name: string, found: Verdict['figures']['failover']): string {
  const { count, median, p99, max } = found;
  const values = [median, p99, max].map((ms) => `${Math.round(ms)} ms`);
  return `${name}: ${count} (median ${values[0]}, p99 ${values[1]}, max ${values[2]})`;
}

/** Figures first, then what was wrong. */
export function tell(verdict: Verdict): void {
  const { figures, anomalies, tolerated } = verdict;
  const { acknowledged, withoutLeader } = figures;
  const faults = Object.entries(figures.faults).map(([kind, count]) => `${kind} ${count}`);
  print(
    `acknowledged: ${acknowledged.all} by all, ${acknowledged.one} by the leader, ${acknowledged.zero} sent only; ` +
      `${figures.failed} failed, ${figures.unknown} unknown; ${figures.recordsRead} read`,
  );
  print(`faults: ${faults.join(', ') || 'none'}`);
  print(durations('partitions written again after their leader', figures.failover));
  print(durations('  and after a leader that was the controller', figures.failoverOfController));
  print(
    `without a leader: ${withoutLeader.partitions} times, ${withoutLeader.totalMs} ms in all, at most ${withoutLeader.maxMs} ms`,
  );
  print(
    `tolerated: ${tolerated.lostAcksOne} lost with acks 1, ${tolerated.lostAcksZero} with acks 0, ` +
      `${tolerated.duplicatesNotIdempotent} twice without idempotence; ${verdict.batchesCompared} batches compared`,
  );
  if (figures.stallMsMax > 0) {
    print(`the machine was busy: the harness stood still for up to ${figures.stallMsMax} ms`);
  }
  const counts = Object.entries(anomalies).map(([name, count]) => `${name} ${count}`);
  print(`anomalies: ${counts.join(', ')}`);
  for (const example of verdict.examples) print(`  ${example}`);
  for (const problem of verdict.invalid) print(`INVALID: ${problem}`);
}
