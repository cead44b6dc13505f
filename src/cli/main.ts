// The command line: `bin/tidelog.js` loads this file. Data goes to stdout, everything else to stderr.
import { reportFailure } from './failures.ts';
import { createProgram } from './program.ts';

try {
  await createProgram().parseAsync();
} catch (error) {
  process.exitCode = reportFailure(error);
}
