/**
 * An operating error: something outside the program's control, or bad input. `code` is stable and for programs,
 * the message is for people. `retriable` says that the same call may succeed later without any change.
 */
export class TidelogError extends Error {
  override readonly name: string = 'TidelogError';
  readonly code: string;
  readonly retriable: boolean;

  constructor(code: string, message: string, options: TidelogErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retriable = options.retriable ?? false;
  }
}

export interface TidelogErrorOptions {
  retriable?: boolean;
  cause?: unknown;
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The `code` of anything that was thrown, or undefined. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** What was thrown as an Error, wrapped only when it is none. */
export function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
