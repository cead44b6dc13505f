/** The inside of a process that child.ts starts: answers calls by name until the channel closes. */

/** What a process can be asked: one argument and one answer each, both plain data. */
export type MethodsOf<Methods> = { [Name in keyof Methods]: (argument: never) => unknown };

export interface Call {
  id: number;
  name: string;
  argument: unknown;
}

export interface Reply {
  id: number;
  result?: unknown;
  error?: string;
}

export function serve<Methods extends MethodsOf<Methods>>(methods: Methods): void {
  process.on('message', (call: Call) => {
    void answer(methods, call);
  });
  // The parent is done, or dead.
  process.on('disconnect', () => process.exit());
  // A terminal's Ctrl-C goes to the whole group; the parent decides what it means.
  process.on('SIGINT', () => {});
}

async function answer<Methods extends MethodsOf<Methods>>(
  methods: Methods,
  { id, name, argument }: Call,
): Promise<void> {
  let reply: Reply;
  try {
    const method = (methods as Record<string, (argument: never) => unknown>)[name] as
      | ((argument: unknown) => unknown)
      | undefined;
    if (!method) throw new Error(`there is no method ${name}`);
    reply = { id, result: await method(argument) };
  } catch (error) {
    reply = { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  if (process.connected) process.send?.(reply);
}
