import type { Command } from 'commander';
import { Option } from 'commander';
import { limits } from '../base/limits.ts';
import { rowFormats } from '../storage/record-rows.ts';
import { addClientOptions } from './client-options.ts';
import { integerBetween, repeatable } from './option-parsers.ts';
import type { LogExportFlags } from './run-log-export.ts';
import { topicName } from './topic-command.ts';

const exportHelp = `
From a data directory nothing is locked and nothing is changed, so its broker may be running; what it has not acknowledged yet
may be in the output. With --out there is one file per segment, or per partition when the brokers are asked; a file appears
whole, and one that is there is left as it is. The columns are topic, partition, offset, timestamp, key, key_encoding,
value, value_encoding (utf8, base64, null) and headers (JSON).

Examples:
  $ tidelog log export flights > flights.csv
  $ tidelog log export flights --format ndjson --partition 3 --out exported
  $ tidelog log export flights --data-dir tidelog-data/1 --out exported`;

/** A subcommand of `tidelog log`. */
export function addLogExport(log: Command): void {
  const command = log
    .command('export')
    .description('Write the records of a topic as CSV or NDJSON, from its brokers or from files.')
    .argument('<topic>', 'name of the topic', topicName)
    .addOption(
      new Option('-f, --format <format>', 'of the rows').choices(rowFormats).default('csv'),
    )
    .option('-o, --out <directory>', 'write files there, instead of to standard output')
    .option(
      '-d, --data-dir <directory>',
      "read a broker's files there, instead of asking the brokers",
    )
    .option(
      '-p, --partition <n>',
      'only this partition; may be repeated',
      repeatable(integerBetween(0, limits.partitionsPerTopicMax)),
    )
    .option('--json', 'with --out, print the files as a JSON array');
  addClientOptions(command)
    .addHelpText('after', exportHelp)
    .action(async (topic: string, flags: LogExportFlags) => {
      const { exportLog } = await import('./run-log-export.ts');
      process.exitCode = await exportLog(topic, flags);
    });
}
