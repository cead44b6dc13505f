import type { Command } from 'commander';
import { addClientOptions } from './client-options.ts';
import type { ClusterFlags } from './run-cluster.ts';

export function addClusterCommand(program: Command): void {
  const cluster = program
    .command('cluster')
    .summary('show the brokers of a cluster')
    .description('Show the brokers of a cluster.');
  const status = cluster
    .command('status')
    .description(
      'Show whether all brokers are alive and all partitions have a leader. Exit code 1 if not.',
    )
    .option('--json', 'print a JSON object');
  addClientOptions(status)
    .addHelpText('after', '\nExample:\n  $ tidelog cluster status --brokers 127.0.0.1:9092')
    .action(async (flags: ClusterFlags) => {
      const { showStatus } = await import('./run-cluster.ts');
      process.exitCode = await showStatus(flags);
    });
  const describe = cluster
    .command('describe')
    .description('Show every broker: its addresses, its version, what it leads and keeps.')
    .option('--json', 'print a JSON object');
  addClientOptions(describe)
    .addHelpText('after', '\nExample:\n  $ tidelog cluster describe --json')
    .action(async (flags: ClusterFlags) => {
      const { describeCluster } = await import('./run-cluster.ts');
      await describeCluster(flags);
    });
}
