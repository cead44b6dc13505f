// `tidelog log verify`: says what is wrong with the files of logs, and by its exit code how bad that is.
import { basename, dirname } from 'node:path';
import { SystemClock } from '../base/clock.ts';
import { openNodeFileSystem } from '../base/node-file-system.ts';
import { parseSegmentFileName, segmentSuffixes } from '../storage/file-names.ts';
import type { Finding } from '../storage/findings.ts';
import {
  type CheckOptions,
  type CheckReport,
  checkDataDirectory,
  checkLog,
} from '../storage/log-check.ts';
import { exitCodes } from './failures.ts';
import { findLogPath } from './log-paths.ts';
import { formatTable } from './table.ts';
import { UsageError } from './usage-error.ts';

export interface VerifyFlags {
  deep?: boolean;
  json?: boolean;
}

/** Returns the exit code. */
export async function runLogVerify(paths: readonly string[], flags: VerifyFlags): Promise<number> {
  const fileSystem = openNodeFileSystem();
  const options = { fileSystem, clock: new SystemClock(), deep: flags.deep === true };
  const reports: CheckReport[] = [];
  for (const path of paths) reports.push(await check(path, options));
  const report = {
    logs: reports.flatMap(({ logs }) => logs),
    findings: reports.flatMap(({ findings }) => findings),
  };
  process.stdout.write(flags.json === true ? jsonOf(report) : textOf(report));
  return exitCodeOf(report.findings);
}

async function check(text: string, options: CheckOptions): Promise<CheckReport> {
  const found = await findLogPath(options.fileSystem, text);
  if (found.kind === 'data') return checkDataDirectory(found.path, options);
  if (found.kind === 'log') return checkLog(found.path, options);
  const onlySegment = parseSegmentFileName(basename(found.path), segmentSuffixes.log);
  if (onlySegment === undefined) {
    throw new UsageError(
      `${found.path} is no .log file of a segment; give that, or the directory that holds it`,
    );
  }
  return checkLog(dirname(found.path), { ...options, onlySegment });
}

export function exitCodeOf(findings: readonly Finding[]): number {
  if (findings.some(({ kind }) => kind === 'damage')) return exitCodes.failure;
  if (findings.some(({ kind }) => kind === 'torn-tail')) return exitCodes.tornTail;
  return exitCodes.success;
}

function countsOf(findings: readonly Finding[]) {
  const count = (wanted: Finding['kind']) => findings.filter(({ kind }) => kind === wanted).length;
  return { damage: count('damage'), tornTails: count('torn-tail'), notes: count('note') };
}

function jsonOf({ logs, findings }: CheckReport): string {
  const lines = [
    ...logs.map((log) => ({ type: 'log', ...log })),
    ...findings.map((finding) => ({ type: 'finding', ...finding })),
    { type: 'summary', logs: logs.length, ...countsOf(findings) },
  ];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

const verdicts: Readonly<Record<number, string>> = {
  [exitCodes.success]: 'nothing is wrong',
  [exitCodes.failure]: 'DAMAGED',
  [exitCodes.tornTail]: 'the end of a log is no whole batch, as a crash may leave it',
};

function textOf({ logs, findings }: CheckReport): string {
  const rows = logs.map((log) => [
    log.directory,
    log.startOffset,
    log.endOffset,
    log.segments,
    log.batches,
    log.records,
    log.bytes,
  ]);
  const columns = [
    ...['log', 'first offset', 'next offset', 'segments'],
    ...['batches', 'records', 'bytes'],
  ];
  const lines = findings.map(({ kind, path, position, what }) => {
    const place = position === undefined ? path : `${path} at byte ${position}`;
    return `${kind === 'torn-tail' ? 'torn tail' : kind}: ${place}: ${what}\n`;
  });
  const { damage, tornTails, notes } = countsOf(findings);
  const counts = `${damage} damaged, ${tornTails} torn, ${notes} notes`;
  return `${formatTable(columns, rows)}${lines.join('')}${verdicts[exitCodeOf(findings)]}: ${counts}\n`;
}
