/** Runs and judges a consumer group under faults: its members are processes, and so are the brokers. */
import { join } from 'node:path';
import { GroupChecker, type GroupVerdict } from '../../test/chaos/groups/group-checker.ts';
import type { GroupHistoryEntry } from '../../test/chaos/groups/group-entries.ts';
import { GroupsRun, type GroupsRunOptions } from '../../test/chaos/groups/groups-run.ts';
import { HistoryFile, readHistory } from '../../test/chaos/history/history-file.ts';
import { print } from './report.ts';

export async function checkGroupHistory(path: string): Promise<GroupVerdict> {
  const checker = new GroupChecker();
  for await (const entry of readHistory<GroupHistoryEntry>(path)) checker.accept(entry);
  return checker.verdict();
}

export async function runGroups(options: Omit<GroupsRunOptions, 'history'>): Promise<GroupVerdict> {
  const history = new HistoryFile(join(options.directory, 'history.jsonl'));
  await GroupsRun.execute({ ...options, history });
  await history.close();
  return await checkGroupHistory(history.path);
}

export function tellGroupVerdict({ figures, anomalies, examples, invalid }: GroupVerdict): void {
  const { acknowledged, processed, again, stints, commits, commitsRefused, audits } = figures;
  const { median, p99, max } = figures.delayMs;
  const faults = Object.entries(figures.faults).map(([kind, count]) => `${kind} ${count}`);
  print(
    `acknowledged: ${acknowledged}, processed ${processed} times; again ${again.crash} after a crash, ${again.loss} after a lost partition, ${again['failed-commit']} after a failed commit`,
  );
  print(
    `owners: ${stints}; ${commits} commits by hand, ${commitsRefused} refused; ${audits} times asked what is committed`,
  );
  print(`faults: ${faults.join(', ') || 'none'}`);
  print(
    `from acknowledged to processed: median ${median} ms, p99 ${p99} ms, max ${max} ms; settled ${figures.settledMs} ms after the last fault`,
  );
  if (figures.stallMsMax > 0) {
    print(`the machine was busy: the harness stood still for up to ${figures.stallMsMax} ms`);
  }
  const counts = Object.entries(anomalies).map(([name, count]) => `${name} ${count}`);
  print(`anomalies: ${counts.join(', ')}`);
  for (const example of examples) print(`  ${example}`);
  for (const problem of invalid) print(`INVALID: ${problem}`);
}
