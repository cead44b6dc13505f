import { type Command, InvalidArgumentError, Option } from 'commander';
import { limits } from '../base/limits.ts';
import { addClientOptions } from './client-options.ts';
import { checkedBy, integerBetween, repeatable } from './option-parsers.ts';
import { parsePosition } from './positions.ts';
import type { GroupFlags, GroupResetFlags } from './run-group.ts';
import { topicName } from './topic-command.ts';

const resetExamples = `
The group must have no members: stop its consumers first. Offsets are kept within what the partitions have.

Examples:
  $ tidelog group reset-offsets audit --to earliest --dry-run
  $ tidelog group reset-offsets audit --to 2026-01-31T12:00:00Z
  $ tidelog group reset-offsets audit --topic flights --partition 3 --to 4200
  $ tidelog group reset-offsets audit --shift-by -100             a hundred records of each partition again`;

/** For commander: refuses what cannot be a group's id. */
export function groupId(text: string): string {
  if (text.length > 0 && text.length <= limits.groupIdCharsMax) return text;
  throw new InvalidArgumentError(`A group id has 1 to ${limits.groupIdCharsMax} characters.`);
}

const groupIds = (text: string, previous: string[] | undefined) => [
  ...(previous ?? []),
  groupId(text),
];

export function addGroupCommand(program: Command): void {
  const group = program
    .command('group')
    .summary('list, describe, reset and delete consumer groups')
    .description(
      'See consumer groups and how far they are; reset what they have committed; delete them.',
    );
  addList(group);
  addDescribe(group);
  addLag(group);
  addReset(group);
  addDelete(group);
}

function addList(group: Command): void {
  const command = group
    .command('list')
    .description('List the groups with their state and number of members.')
    .option('--json', 'print a JSON array');
  addClientOptions(command)
    .addHelpText('after', '\nExample:\n  $ tidelog group list --json')
    .action(async (flags: GroupFlags) => {
      const { listGroups } = await import('./run-group.ts');
      await listGroups(flags);
    });
}

function addDescribe(group: Command): void {
  const command = group
    .command('describe')
    .description(
      "Show a group's members, their partitions, and how far each partition is processed.",
    )
    .argument('<id...>', 'ids of groups', groupIds)
    .option('--json', 'print a JSON array');
  addClientOptions(command)
    .addHelpText('after', '\nExample:\n  $ tidelog group describe audit')
    .action(async (ids: string[], flags: GroupFlags) => {
      const { describeGroups } = await import('./run-group.ts');
      await describeGroups(ids, flags);
    });
}

function addLag(group: Command): void {
  const command = group
    .command('lag')
    .description('Show how many records each partition has that the group has not processed yet.')
    .argument('<id>', 'id of the group', groupId)
    .option('--json', 'print a JSON array');
  addClientOptions(command)
    .addHelpText('after', '\nExample:\n  $ tidelog group lag audit --json')
    .action(async (id: string, flags: GroupFlags) => {
      const { showLag } = await import('./run-group.ts');
      await showLag(id, flags);
    });
}

function addReset(group: Command): void {
  const command = group
    .command('reset-offsets')
    .description('Set where a group without members goes on reading.')
    .argument('<id>', 'id of the group', groupId)
    .addOption(
      new Option(
        '--to <position>',
        'earliest, latest, an offset, -N for the last N, or a time in ISO 8601',
      )
        .argParser(checkedBy(parsePosition))
        .conflicts('shiftBy'),
    )
    .option(
      '--shift-by <n>',
      'so many records forward from what is committed, or back when negative',
      integerBetween(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
    )
    .option('-t, --topic <name>', 'only this topic (default: all that is committed)', topicName)
    .option(
      '-p, --partition <n>',
      'only this partition of --topic; may be repeated',
      repeatable(integerBetween(0, limits.partitionsPerTopicMax - 1)),
    )
    .option('--dry-run', 'say what would be set, and set nothing')
    .option('--json', 'print a JSON array');
  addClientOptions(command)
    .addHelpText('after', resetExamples)
    .action(async (id: string, flags: GroupResetFlags) => {
      const { resetOffsets } = await import('./run-group.ts');
      await resetOffsets(id, flags);
    });
}

function addDelete(group: Command): void {
  const command = group
    .command('delete')
    .description('Delete groups without members, with all that they have committed.')
    .argument('<id...>', 'ids of groups', groupIds)
    .option('--json', 'print the ids of the deleted groups as a JSON array');
  addClientOptions(command)
    .addHelpText('after', '\nExample:\n  $ tidelog group delete audit')
    .action(async (ids: string[], flags: GroupFlags) => {
      const { deleteGroups } = await import('./run-group.ts');
      await deleteGroups(ids, flags);
    });
}
