import type { Command } from 'commander';
import { keyAndValue, repeatable } from './option-parsers.ts';
import type { BrokerFlags } from './run-broker.ts';

const examples = `
The values are checked when the broker starts: an error names the key, the value and what it may be.

Examples:
  $ tidelog broker                                       one broker, a cluster by itself
  $ tidelog broker --data-dir /var/lib/tidelog --set durability=async
  $ tidelog broker --node-id 2 --listen 127.0.0.1:9093 --quorum 1@127.0.0.1:19092
                                                         joins the cluster of broker 1
  $ tidelog broker --node-id 1 --quorum 1@127.0.0.1:19092,2@127.0.0.1:19093,3@127.0.0.1:19094
                                                         one of three that keep the metadata together
  $ TIDELOG_NUM_PARTITIONS=6 tidelog broker              a setting from the environment
  $ tidelog broker --config tidelog.yaml                 settings from a file, such as
                                                           node.id: 1
                                                           num.partitions: 6
                                                           segment.bytes: 104857600`;

export function addBrokerCommand(program: Command): void {
  program
    .command('broker')
    .summary('run a broker')
    .description(
      'Run a broker until Ctrl-C (a second one ends it at once). Flags come before environment variables (TIDELOG_*), ' +
        'and these before the configuration file.',
    )
    .option('--node-id <n>', 'id of this broker in its cluster (default: 1)')
    .option(
      '--listen <host:port>',
      'where clients connect (default: 127.0.0.1:9092; port 0 takes any)',
    )
    .option('--advertise <host:port>', 'what clients are told to connect to (default: as --listen)')
    .option(
      '--internal-listen <host:port>',
      'where other brokers connect (default: client port + 10000)',
    )
    .option('--internal-advertise <host:port>', 'what other brokers are told to connect to')
    .option(
      '--insecure-listen',
      'allow addresses that other machines reach, without any protection',
    )
    .option('--data-dir <path>', 'where the data is kept (default: tidelog-data/<node id>)')
    .option(
      '--quorum <list>',
      'the voters of the metadata quorum, 1, 3 or 5, as <node id>@<internal host:port>,...; the same list for every broker (default: this broker alone)',
    )
    .option('--config <file>', 'configuration file (default: tidelog.yaml, if there is one)')
    .option('--set <key=value>', 'any setting; may be repeated', repeatable(keyAndValue))
    .option('--settings', 'print all keys with their ranges and defaults, and stop')
    .option('--log-level <level>', 'debug, info, warn, error or silent (default: info)')
    .option('--log-format <format>', 'json, pretty, or auto: pretty on a terminal (default: auto)')
    .option('--json', 'print one line with the addresses to standard output when ready')
    .option('--until-stdin-ends', 'stop when standard input ends, so as not to outlive a launcher')
    .addHelpText('after', examples)
    .action(async (flags: BrokerFlags) => {
      const { runBroker } = await import('./run-broker.ts');
      process.exitCode = await runBroker(flags);
    });
}
