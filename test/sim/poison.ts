// While a simulation runs, whatever the program may reach only through a seam throws [SIM-1]: the real clock, timers,
// randomness, sockets. Lint forbids these by name; this catches the rest, libraries included.
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

const RealDate = Date;

/** Dates can still be computed from a number, only not from the real time. */
class SimulatedDate extends RealDate {
  constructor(...parts: unknown[]) {
    if (parts.length === 0) throw new PoisonError('new Date()');
    super(...(parts as [number]));
  }

  static override now(): number {
    throw new PoisonError('Date.now');
  }
}

export class PoisonError extends Error {
  override readonly name = 'PoisonError';

  constructor(what: string) {
    super(`${what} was called in a simulation; it must go through a seam [SIM-1]`);
  }
}

type Members = Record<string, unknown>;

const poisoned: readonly { owner: object; ownerName: string; names: readonly string[] }[] = [
  {
    owner: globalThis,
    ownerName: '',
    names: ['setTimeout', 'setInterval', 'setImmediate', 'fetch', 'WebSocket'],
  },
  { owner: Math, ownerName: 'Math.', names: ['random'] },
  { owner: performance, ownerName: 'performance.', names: ['now'] },
  { owner: AbortSignal, ownerName: 'AbortSignal.', names: ['timeout'] },
  { owner: process, ownerName: 'process.', names: ['hrtime', 'uptime', 'nextTick'] },
  {
    owner: crypto,
    ownerName: 'crypto.',
    names: ['randomBytes', 'randomFillSync', 'randomFill', 'randomInt', 'randomUUID'],
  },
  { owner: net, ownerName: 'net.', names: ['connect', 'createConnection', 'createServer'] },
];

/** Poisons the process and returns what undoes it. */
export function poison(): () => void {
  const undo: (() => void)[] = [];
  const replace = (owner: object, name: string, value: unknown) => {
    const before = Object.getOwnPropertyDescriptor(owner, name);
    Object.defineProperty(owner, name, { value, configurable: true, writable: true });
    undo.push(() => {
      if (before) Object.defineProperty(owner, name, before);
      else delete (owner as Members)[name];
    });
  };
  for (const { owner, ownerName, names } of poisoned) {
    for (const name of names) {
      replace(owner, name, () => {
        throw new PoisonError(`${ownerName}${name}`);
      });
    }
  }
  replace(globalThis, 'Date', SimulatedDate);
  syncBuiltinESMExports();
  return () => {
    for (const restore of undo) restore();
    syncBuiltinESMExports();
  };
}
