// All commands with their options. What a command needs to do its work is loaded when it runs, so that the help, and a
// broker, start fast.
import { Command } from 'commander';
import { version } from '../base/version.ts';
import { addBrokerCommand } from './broker-command.ts';
import { addClusterCommand } from './cluster-command.ts';
import { addConsumeCommand } from './consume-command.ts';
import { addGroupCommand } from './group-command.ts';
import { addLogCommand } from './log-command.ts';
import { addProduceCommand } from './produce-command.ts';
import { addTopicCommand } from './topic-command.ts';

const about = `A partitioned commit log: brokers keep topics, producers append to them, consumers read them.

Data goes to standard output, logs and messages to standard error.
Exit codes: 0 done, 1 failed, 2 wrong usage or configuration.`;

const examples = `
Examples:
  $ tidelog broker                                          a broker on 127.0.0.1:9092
  $ tidelog topic create flights --partitions 6
  $ tidelog produce -t flights --key-field origin flights.ndjson
  $ tidelog consume -t flights --until-end --format value
  $ tidelog help consume                                    the options of a command`;

/** Throws CommanderError instead of ending the process. */
export function createProgram(): Command {
  const program = new Command('tidelog')
    .description(about)
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('after', examples)
    .showHelpAfterError('(add --help for the options and examples)')
    .exitOverride();
  addBrokerCommand(program);
  addTopicCommand(program);
  addProduceCommand(program);
  addConsumeCommand(program);
  addGroupCommand(program);
  addClusterCommand(program);
  addLogCommand(program);
  return program;
}
