// What became of every send, in some 25 bytes each once it has ended.
import type { SendEnded, SendInvoked } from '../history/history-entry.ts';
import { PagedNumbers } from './paged-numbers.ts';

/** A value is known by its process's place in the list times this, plus its number. */
const processStride = 2 ** 32;

export type Acks = SendInvoked['acks'];

const states = ['open', 'ok', 'fail', 'unknown'] as const;
export type SendState = (typeof states)[number];
const acksOf = ['all', 1, 0] as const;

/** Of one process, by the number of the send. */
class ProcessSends {
  readonly name: string;
  count = 0;
  /** Partition, acks, idempotence and state in one number. */
  readonly facts = new PagedNumbers();
  readonly acked = new PagedNumbers();
  /** Where it was first read. */
  readonly seen = new PagedNumbers();
  /** Of sends to compacted topics: the number of the key. */
  readonly keys = new PagedNumbers();

  constructor(name: string) {
    this.name = name;
  }
}

export interface Send {
  id: number;
  partitionIndex: number;
  acks: Acks;
  isIdempotent: boolean;
  state: SendState;
  /** -1 when it was not acknowledged, or without an offset. */
  acked: number;
  seen: number;
}

export class SendLedger {
  readonly #processes: ProcessSends[] = [];
  readonly #indexes = new Map<string, number>();

  /** The value's number for ever; undefined when two sends are invoked under one name. */
  invoke(entry: SendInvoked, partitionIndex: number): number | undefined {
    const { process, index } = this.#processOf(entry.p);
    if (process.facts.get(entry.n) >= 0) return undefined;
    const facts = {
      partitionIndex,
      acks: entry.acks,
      isIdempotent: entry.isIdempotent,
      state: 'open' as const,
    };
    process.facts.set(entry.n, pack(facts));
    process.count = Math.max(process.count, entry.n + 1);
    return index * processStride + entry.n;
  }

  /** Undefined when there is no such send, or it has ended before. */
  end(entry: SendEnded): Send | undefined {
    const id = this.idOf(`${entry.p}-${entry.n}`);
    const send = id === undefined ? undefined : this.get(id);
    if (send?.state !== 'open') return undefined;
    const process = this.#byId(send.id);
    process.facts.set(entry.n, pack({ ...send, state: entry.type }));
    const offset = entry.type === 'ok' ? (entry.offset ?? -1) : -1;
    if (offset >= 0) process.acked.set(entry.n, offset);
    return { ...send, state: entry.type, acked: offset };
  }

  idOf(value: string): number | undefined {
    const dash = value.lastIndexOf('-');
    const index = this.#indexes.get(value.slice(0, dash));
    const number = Number(value.slice(dash + 1));
    if (dash < 0 || index === undefined || !Number.isSafeInteger(number)) return undefined;
    const isSent = (this.#processes[index] as ProcessSends).facts.get(number) >= 0;
    return isSent ? index * processStride + number : undefined;
  }

  get(id: number): Send {
    const process = this.#byId(id);
    const n = id % processStride;
    const facts = unpack(process.facts.get(n));
    return { id, ...facts, acked: process.acked.get(n), seen: process.seen.get(n) };
  }

  markSeen(id: number, offset: number): void {
    this.#byId(id).seen.set(id % processStride, offset);
  }

  setKey(id: number, key: number): void {
    this.#byId(id).keys.set(id % processStride, key);
  }

  /** -1: none was set. */
  keyOf(id: number): number {
    return this.#byId(id).keys.get(id % processStride);
  }

  nameOf(id: number): string {
    return `${this.#byId(id).name}-${id % processStride}`;
  }

  /** All sends, process by process, in the order in which each was invoked. */
  *all(): Generator<Send & { process: string }, void, undefined> {
    for (const [index, process] of this.#processes.entries()) {
      for (let n = 0; n < process.count; n++) {
        if (process.facts.get(n) < 0) continue;
        yield { ...this.get(index * processStride + n), process: process.name };
      }
    }
  }

  #byId(id: number): ProcessSends {
    return this.#processes[Math.floor(id / processStride)] as ProcessSends;
  }

  #processOf(name: string): { process: ProcessSends; index: number } {
    let index = this.#indexes.get(name);
    if (index === undefined) {
      index = this.#processes.length;
      this.#indexes.set(name, index);
      this.#processes.push(new ProcessSends(name));
    }
    return { process: this.#processes[index] as ProcessSends, index };
  }
}

type Facts = Pick<Send, 'partitionIndex' | 'acks' | 'isIdempotent' | 'state'>;

function pack({ partitionIndex, acks, isIdempotent, state }: Facts): number {
  const low = states.indexOf(state) + 4 * acksOf.indexOf(acks) + (isIdempotent ? 16 : 0);
  return partitionIndex * 32 + low;
}

function unpack(packed: number): Facts {
  const low = packed % 32;
  return {
    partitionIndex: Math.floor(packed / 32),
    acks: acksOf[Math.floor(low / 4) % 4] as Acks,
    isIdempotent: low >= 16,
    state: states[low % 4] as SendState,
  };
}
