import type { Command } from 'commander';
import { addLogExport } from './log-export-command.ts';
import type { DumpFlags } from './run-log-dump.ts';
import type { VerifyFlags } from './run-log-verify.ts';

const dumpHelp = `
A path is a file, the directory of a partition, or a data directory. Files are opened for reading only and no lock is taken,
so a broker may run on them. Exit codes: 0 all was readable, 1 something is damaged, 3 only the end of a log is no whole
batch, as a crash may leave it.

Examples:
  $ tidelog log dump data/flights-0                                             all files of a partition
  $ tidelog log dump --records data/flights-0/00000000000000000000.log
  $ tidelog log dump --json data/flights-0/00000000000000000000.log | jq .crc`;

const verifyHelp = `
A path is a data directory, the directory of a partition, or a .log file. Checked are the CRC of every batch, that offsets
follow each other and leader epochs never fall, within and between segments; every entry of both indexes; checksums and
formats of the small files; and where the logs ended when their broker was stopped. Nothing is changed and no lock is taken,
so a broker may run on the files: what it is just writing is not taken for damage.

Exit codes: 0 nothing is wrong, 1 damage, 3 nothing but the end of a log that is no whole batch, as a crash may leave it.

Examples:
  $ tidelog log verify data
  $ tidelog log verify --deep --json data/flights-0`;

export function addLogCommand(program: Command): void {
  const log = program
    .command('log')
    .summary('look into the files of a broker, export records')
    .description('Look into the files of a broker, whether it runs or not, and export records.');
  log
    .command('dump')
    .description('Print what stands in the files of a log.')
    .argument('<path...>', 'files, partition directories or data directories')
    .option('--records', 'print the records of each batch too')
    .option('--json', 'print one JSON object a line')
    .addHelpText('after', dumpHelp)
    .action(async (paths: string[], flags: DumpFlags) => {
      const { runLogDump } = await import('./run-log-dump.ts');
      process.exitCode = await runLogDump(paths, flags);
    });
  log
    .command('verify')
    .description('Check the files of a log, or of a whole broker.')
    .argument('<path...>', 'data directories, partition directories or .log files')
    .option('--deep', 'decompress and read the records of each batch too')
    .option('--json', 'print one JSON object a line')
    .addHelpText('after', verifyHelp)
    .action(async (paths: string[], flags: VerifyFlags) => {
      const { runLogVerify } = await import('./run-log-verify.ts');
      process.exitCode = await runLogVerify(paths, flags);
    });
  addLogExport(log);
}
