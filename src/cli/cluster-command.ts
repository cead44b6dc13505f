import type { Command } from 'commander';
import { addClientOptions } from './client-options.ts';
import type { ClusterFlags } from './run-cluster.ts';

const statusExamples = `
Without a controller the broker that answers tells what it knows itself.

Examples:
  $ tidelog cluster status
  $ tidelog cluster status --brokers 10.0.0.1:9092,10.0.0.2:9092 || echo 'look at it'
  $ tidelog cluster status --json | jq '.problems[]'`;

const describeExamples = `
Examples:
  $ tidelog cluster describe
  $ tidelog cluster describe --json | jq '.quorum.voters[] | {nodeId, matchedEndOffset, lastContactMs}'`;

export function addClusterCommand(program: Command): void {
  const cluster = program
    .command('cluster')
    .summary('show whether a cluster is well, and who keeps its metadata')
    .description(
      'Show whether a cluster is well, its brokers, and the quorum that keeps its metadata.',
    );
  const status = cluster
    .command('status')
    .description(
      'Show in a few lines whether a cluster is healthy: its controller and voters, its brokers, and partitions without a ' +
        'leader, not fully replicated, or below min.insync.replicas. Exit code 0 if it is healthy, 1 if not.',
    )
    .option('--json', 'print a JSON object');
  addClientOptions(status)
    .addHelpText('after', statusExamples)
    .action(async (flags: ClusterFlags) => {
      const { showStatus } = await import('./run-cluster.ts');
      process.exitCode = await showStatus(flags);
    });
  const describe = cluster
    .command('describe')
    .description(
      'Show the metadata log and its voters, with how far each has come, and every broker: its addresses, its version, ' +
        'what it leads and keeps.',
    )
    .option('--json', 'print a JSON object');
  addClientOptions(describe)
    .addHelpText('after', describeExamples)
    .action(async (flags: ClusterFlags) => {
      const { describeCluster } = await import('./run-cluster.ts');
      await describeCluster(flags);
    });
}
