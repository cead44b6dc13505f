import type { Command } from 'commander';
import { INT32_MAX } from '../base/units.ts';
import type { VoterChange } from '../client/alter-voters.ts';
import { addClientOptions } from './client-options.ts';
import { integerBetween } from './option-parsers.ts';
import type { ClusterFlags } from './run-cluster.ts';
import type { VoterChangeFlags } from './run-voters.ts';

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

const votersExamples = `
A broker becomes a voter only if it was started with itself in its --quorum.

Examples:
  $ tidelog cluster voters
  $ tidelog cluster voters replace 3      broker 3 has a new disk
  $ tidelog cluster voters add 4
  $ tidelog cluster voters remove 2`;

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
  addVotersCommand(cluster);
}

function addVotersCommand(cluster: Command): void {
  const voters = cluster
    .command('voters')
    .summary('show or change who keeps the metadata')
    .description(
      'Show or change the voters: the brokers that keep the metadata log. Changes need a majority of the voters, and are made ' +
        'one at a time.',
    )
    .addHelpText('after', votersExamples);
  addClientOptions(
    voters
      .command('list', { isDefault: true })
      .description('Show the voters and learners, and how far each has come.')
      .option('--json', 'print a JSON object'),
  ).action(async (flags: ClusterFlags) => {
    const { listVoters } = await import('./run-voters.ts');
    await listVoters(flags);
  });
  addChange(voters, 'add', 'Make a broker a voter, once it has the metadata.');
  addChange(voters, 'remove', 'Take the vote from a broker; it goes on as a broker.');
  addChange(
    voters,
    'replace',
    'Readmit a voter whose disk was replaced, wiped or damaged. Start the broker on an empty data directory first.',
  );
}

function addChange(voters: Command, change: VoterChange, about: string): void {
  const command = voters
    .command(change)
    .description(about)
    .argument('<node-id>', 'of the broker', integerBetween(0, INT32_MAX))
    .option('--json', 'print a JSON object');
  if (change !== 'remove') command.option('--no-wait', 'do not wait until it has caught up');
  addClientOptions(command)
    .addHelpText('after', `\nExample:\n  $ tidelog cluster voters ${change} 3`)
    .action(async (nodeId: number, flags: VoterChangeFlags) => {
      const { changeVoters } = await import('./run-voters.ts');
      process.exitCode = await changeVoters(change, nodeId, flags);
    });
}
