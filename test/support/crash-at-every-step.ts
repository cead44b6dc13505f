// Ends a procedure at every moment of every call that it makes on the disk, and looks at what recovery makes of the rest:
//
//   run once, counting the calls
//   for each call, before it, after it, and in the middle of a write:
//     for each way to end: the process dies; the power fails; the power fails and some unsynced sectors and names survive
//       recover                              what is left keeps the procedure's promises
//       recover again, and after a power cut the very same
//       for each call of the recovery, once for each different disk: end it there, recover: the very same
//
// A power cut in a recovery that follows the death of a process may lose what that process had not synced, so there only
// the promises are checked.
import { isDeepStrictEqual } from 'node:util';
import { messageOf } from '../../src/base/errors.ts';
import type { FileSystem } from '../../src/base/file-system.ts';
import { SeededRandom } from '../../src/base/random.ts';
import { type DiskStep, MemoryFileSystem } from './memory-file-system.ts';

export interface Procedure<Promises, Left> {
  name: string;
  /** What is on the disk before; all of it counts as durable. */
  prepare?: (disk: MemoryFileSystem) => Promise<void>;
  /** What the procedure has promised so far; one for each run. */
  promises: () => Promises;
  /** Writes down in `promises` what it may rely on from then on. Its errors after the end of its process are ignored. */
  run: (fileSystem: FileSystem, promises: Promises) => Promise<void>;
  /** Opens what is there, and says all of it. */
  recover: (fileSystem: FileSystem) => Promise<Left>;
  /** What is wrong with that, or with the files. */
  problems: (left: Left, promises: Promises, disk: MemoryFileSystem) => string[];
}

export interface CrashCounts {
  /** Calls on the disk that the procedure makes when nothing happens. */
  calls: number;
  /** Runs of the procedure that were ended. */
  ended: number;
  /** Of these, how many left something else than only what was durable. */
  torn: number;
  recoveries: number;
  /** Recoveries that were ended. */
  recoveriesEnded: number;
}

export interface CrashReport extends CrashCounts {
  name: string;
  /** How many ways the procedure could be left in, told apart by what recovery finds. */
  outcomes: number;
  problems: string[];
}

type Ending = { kind: 'kill' } | { kind: 'power'; seed: number | undefined };

interface Moment {
  index: number;
  when: DiskStep['when'];
}

const problemsMax = 20;

export interface CrashOptions {
  /** How many selections of unsynced sectors and names are tried at each moment. Default 3. */
  tornSeeds?: number;
}

export async function crashAtEveryStep<Promises, Left>(
  procedure: Procedure<Promises, Left>,
  options: CrashOptions = {},
): Promise<CrashReport> {
  const start = new MemoryFileSystem();
  await procedure.prepare?.(start);
  start.kill();
  const run = new EveryStep(procedure, start);
  await run.all(options.tornSeeds ?? 3);
  return run.report();
}

class EveryStep<Promises, Left> {
  readonly #procedure: Procedure<Promises, Left>;
  readonly #start: MemoryFileSystem;
  readonly #counts: CrashCounts = {
    calls: 0,
    ended: 0,
    torn: 0,
    recoveries: 0,
    recoveriesEnded: 0,
  };
  readonly #outcomes = new Set<string>();
  /** Disks on which recovery was ended at its every step already. */
  readonly #disksSeen = new Set<string>();
  readonly #problems: string[] = [];

  constructor(procedure: Procedure<Promises, Left>, start: MemoryFileSystem) {
    this.#procedure = procedure;
    this.#start = start;
  }

  report(): CrashReport {
    return {
      name: this.#procedure.name,
      ...this.#counts,
      outcomes: this.#outcomes.size,
      problems: this.#problems,
    };
  }

  async all(tornSeeds: number): Promise<void> {
    const moments = await this.#countMoments();
    for (const moment of moments) {
      const { index, when } = moment;
      const endings: Ending[] = [{ kind: 'kill' }, { kind: 'power', seed: undefined }];
      for (let i = 0; i < tornSeeds; i++) {
        endings.push({ kind: 'power', seed: index * 100 + i * 3 + when.length });
      }
      for (const ending of endings) {
        await this.#endAt(moment, ending);
        if (this.#problems.length >= problemsMax) return;
      }
    }
  }

  async #countMoments(): Promise<Moment[]> {
    const disk = this.#start.clone();
    const moments: Moment[] = [];
    disk.onStep(({ index, when }) => {
      moments.push({ index, when });
    });
    const promises = this.#procedure.promises();
    await this.#procedure.run(disk.process(), promises);
    await settle();
    disk.onStep(undefined);
    this.#counts.calls = new Set(moments.map(({ index }) => index)).size;
    // Run to its end, it keeps its promises, too.
    disk.kill();
    await this.#check(disk, promises, 'at the end');
    return moments;
  }

  async #endAt(moment: Moment, ending: Ending): Promise<void> {
    const disk = this.#start.clone();
    const promises = this.#procedure.promises();
    await interrupt(disk, moment, ending, () => this.#procedure.run(disk.process(), promises));
    this.#counts.ended += 1;
    if (ending.kind === 'kill' || ending.seed !== undefined) this.#counts.torn += 1;
    const place = `${nameOf(ending)} ${moment.when} call ${moment.index}`;
    const left = await this.#check(disk.clone(), promises, place);
    if (left === undefined) return;
    const fingerprint = `${ending.kind} ${disk.fingerprint()}`;
    if (this.#disksSeen.has(fingerprint)) return;
    this.#disksSeen.add(fingerprint);
    await this.#endRecoveries({ disk, ending, promises, left, place });
  }

  /** Recovers on this disk, twice. Undefined when there was a problem. */
  async #check(
    disk: MemoryFileSystem,
    promises: Promises,
    place: string,
  ): Promise<Left | undefined> {
    try {
      const left = await this.#recover(disk, promises, place);
      this.#outcomes.add(JSON.stringify(left));
      disk.crash();
      const again = await this.#recover(disk, promises, `${place}, recovered, power cut`);
      this.#compare(left, again, `${place}, recovered twice`);
      return this.#problems.length === 0 ? left : undefined;
    } catch (error) {
      this.#problems.push(`${place}: recovery failed: ${messageOf(error)}`);
      return undefined;
    }
  }

  async #recover(disk: MemoryFileSystem, promises: Promises, place: string): Promise<Left> {
    this.#counts.recoveries += 1;
    const left = await this.#procedure.recover(disk.process());
    await settle();
    for (const problem of this.#procedure.problems(left, promises, disk)) {
      this.#problems.push(`${place}: ${problem}`);
    }
    return left;
  }

  async #endRecoveries(state: {
    disk: MemoryFileSystem;
    ending: Ending;
    promises: Promises;
    left: Left;
    place: string;
  }): Promise<void> {
    const { disk, ending, promises, left, place } = state;
    for (let index = 0; ; index++) {
      for (const kind of ['kill', 'power'] as const) {
        const isEven = (index + this.#disksSeen.size) % 2 === 0;
        const when = isEven ? ('before' as const) : ('after' as const);
        const copy = disk.clone();
        const seed = index;
        const isEnded = await interrupt(copy, { index, when }, { kind, seed }, () =>
          this.#procedure.recover(copy.process()),
        );
        if (!isEnded) return;
        this.#counts.recoveriesEnded += 1;
        const where = `${place}, then ${kind} ${when} call ${index} of recovery`;
        try {
          const again = await this.#recover(copy, promises, where);
          if (ending.kind === 'power' || kind === 'kill') this.#compare(left, again, where);
        } catch (error) {
          this.#problems.push(`${where}: recovery failed: ${messageOf(error)}`);
        }
        if (this.#problems.length > 0) return;
      }
    }
  }

  #compare(left: Left, again: Left, place: string): void {
    if (isDeepStrictEqual(left, again)) return;
    this.#problems.push(
      `${place}: found ${JSON.stringify(again)} where ${JSON.stringify(left)} was found before`,
    );
  }
}

/** Runs `work` and ends its process at `moment`. Returns false when that moment did not come; then it has failed or not by itself. */
async function interrupt(
  disk: MemoryFileSystem,
  moment: Moment,
  ending: Ending,
  work: () => Promise<unknown>,
): Promise<boolean> {
  let isEnded = false;
  disk.onStep(({ index, when }) => {
    if (index !== moment.index || when !== moment.when) return;
    isEnded = true;
    if (ending.kind === 'kill') disk.kill();
    else disk.crash(ending.seed === undefined ? undefined : new SeededRandom(ending.seed));
  });
  try {
    await work();
  } catch (error) {
    // An ended process learns nothing; any other failure is one of the procedure itself.
    if (!isEnded) throw error;
  }
  // What had its effect before the end may be told only now.
  await settle();
  disk.onStep(undefined);
  return isEnded;
}

/** Lets everything happen that waits for nothing but earlier promises. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 100; i++) await Promise.resolve();
}

function nameOf(ending: Ending): string {
  if (ending.kind === 'kill') return 'kill';
  return ending.seed === undefined ? 'power cut' : `power cut (seed ${ending.seed})`;
}

/** One line of figures. */
export function describeReport(report: CrashReport): string {
  const { name, calls, ended, torn, recoveries, recoveriesEnded, outcomes } = report;
  return `${name}: ${calls} calls, ended ${ended} times (${torn} with unsynced parts kept), ${outcomes} outcomes; ${recoveries} recoveries and ${recoveriesEnded} that were ended`;
}
