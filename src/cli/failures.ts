// How a command ends that could not do its work: one sentence on stderr, and an exit code.
import { CommanderError } from 'commander';
import { codeOf, messageOf, TidelogError } from '../base/errors.ts';

/** `tornTail` is of the commands that look at files: what stands at the end of a log may be what a crash left. */
export const exitCodes = { success: 0, failure: 1, usage: 2, tornTail: 3 } as const;

/** What was typed, or stands in a configuration, is wrong; trying again would not help. */
const usageCodes: ReadonlySet<string> = new Set([
  ...['USAGE', 'INVALID_CONFIG', 'INVALID_OPTION'],
  ...['INVALID_TOPIC_EXCEPTION', 'INVALID_PARTITIONS', 'INVALID_REPLICATION_FACTOR'],
  'INVALID_REPLICA_ASSIGNMENT',
]);

/** Tells people about the failure, and returns the exit code. */
export function reportFailure(error: unknown): number {
  if (error instanceof CommanderError) {
    // Commander has printed its message, or the help that was asked for.
    return error.exitCode === 0 ? exitCodes.success : exitCodes.usage;
  }
  process.stderr.write(`tidelog: ${describe(error)}\n`);
  return exitCodeOf(error);
}

export function exitCodeOf(error: unknown): number {
  return usageCodes.has(codeOf(error) ?? '') ? exitCodes.usage : exitCodes.failure;
}

/** A failure of operation is a sentence; anything else is a bug, and its stack helps to find it. */
function describe(error: unknown): string {
  if (error instanceof TidelogError || codeOf(error) !== undefined) {
    return messageOf(error);
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
