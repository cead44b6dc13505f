import { CommanderError } from 'commander';
import { expect, test } from 'vitest';
import { TidelogError } from '../../../src/base/errors.ts';
import { exitCodeOf, reportFailure } from '../../../src/cli/failures.ts';
import { UsageError } from '../../../src/cli/usage-error.ts';

test.each([
  [new UsageError('x'), 2],
  [new TidelogError('INVALID_CONFIG', 'x'), 2],
  [new TidelogError('INVALID_OPTION', 'x'), 2],
  [new TidelogError('INVALID_TOPIC_EXCEPTION', 'x'), 2],
  [new TidelogError('PORT_IN_USE', 'x'), 1],
  [new TidelogError('NO_BROKER_REACHABLE', 'x'), 1],
  [new Error('a bug'), 1],
  ['not even an error', 1],
])('%s ends the program with %i', (error, code) => {
  expect(exitCodeOf(error)).toBe(code);
});

test('help that was asked for is no failure, and what commander refuses is wrong usage', () => {
  expect(reportFailure(new CommanderError(0, 'commander.helpDisplayed', '(outputHelp)'))).toBe(0);
  expect(reportFailure(new CommanderError(1, 'commander.unknownOption', 'error: …'))).toBe(2);
});
