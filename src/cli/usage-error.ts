import { TidelogError } from '../base/errors.ts';

/** What was typed cannot be meant; the program has done nothing yet. Ends it with exit code 2. */
export class UsageError extends TidelogError {
  override readonly name: string = 'UsageError';

  constructor(message: string) {
    super('USAGE', message);
  }
}
