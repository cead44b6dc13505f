// The command line: `bin/tidelog.js` loads this file. Data goes to stdout, everything else to stderr.
import { codeOf } from '../base/errors.ts';
import { reportFailure } from './failures.ts';
import { createProgram } from './program.ts';

// A reader that has seen enough (`| head`) is no failure; commands that print for long stop then, by themselves.
process.stdout.on('error', (error) => {
  if (codeOf(error) !== 'EPIPE') {
    process.exit(reportFailure(error));
  }
});

try {
  await createProgram().parseAsync();
} catch (error) {
  process.exitCode = reportFailure(error);
}
