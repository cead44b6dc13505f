import { readFile } from 'node:fs/promises';
import type { ChaosNode } from '../cluster/chaos-cluster.ts';
import { pause } from '../history/pause.ts';
import {
  type Applied,
  anyUp,
  between,
  type Fault,
  type FaultContext,
  lossOf,
  NotApplied,
  someLeader,
  theController,
} from './fault.ts';

type Choose = (context: FaultContext) => readonly ChaosNode[];

/** kill -9, and a start some time later. */
export class Kill implements Fault {
  readonly kind: string;
  readonly holdMs: number;
  readonly #context: FaultContext;
  readonly #choose: Choose;
  #killed: readonly ChaosNode[] = [];

  constructor(kind: string, context: FaultContext, choose: Choose) {
    this.kind = kind;
    this.#context = context;
    this.#choose = choose;
    this.holdMs = between(context.random, 0, 2 * context.cluster.sessionMs);
  }

  async apply(): Promise<Applied> {
    const { cluster } = this.#context;
    this.#killed = this.#choose(this.#context);
    const loss = lossOf(this.#context, this.#killed, 'SIGKILL');
    const pids = this.#killed.map((node) => node.process?.pid);
    await Promise.all(this.#killed.map((node) => cluster.kill(node)));
    return { ...loss, proof: `SIGKILL, and processes ${pids.join(', ')} are gone` };
  }

  async heal(): Promise<void> {
    await Promise.all(this.#killed.map((node) => this.#context.cluster.startNode(node)));
  }
}

/** Each broker in turn is asked to stop, does so in order, and is started again. */
class Rolling implements Fault {
  readonly kind = 'rolling';
  readonly holdMs = 0;
  readonly #context: FaultContext;

  constructor(context: FaultContext) {
    this.#context = context;
  }

  async apply(): Promise<Applied> {
    const { cluster } = this.#context;
    const stopped: number[] = [];
    for (const node of cluster.nodes) {
      if (!node.isUp) continue;
      await cluster.stopNode(node);
      await cluster.startNode(node);
      stopped.push(node.id);
    }
    if (stopped.length === 0) throw new NotApplied('no broker was up');
    const proof = `brokers ${stopped.join(', ')} ended with 0 and were started`;
    return { nodes: stopped, leaderOf: [], wasController: true, proof };
  }

  async heal(): Promise<void> {
    // Each was started as soon as it had ended.
  }
}

/** SIGSTOP: the broker comes back as if no time had passed, with all its connections. */
class Pause implements Fault {
  readonly kind: string;
  readonly holdMs: number;
  readonly #context: FaultContext;
  #paused: ChaosNode | undefined;

  constructor(kind: string, context: FaultContext, sessions: { min: number; max: number }) {
    this.kind = kind;
    this.#context = context;
    const { sessionMs } = context.cluster;
    this.holdMs = between(context.random, sessions.min * sessionMs, sessions.max * sessionMs);
  }

  async apply(): Promise<Applied> {
    const { cluster } = this.#context;
    const node = someLeader(this.#context);
    this.#paused = node;
    const loss = lossOf(this.#context, [node], 'SIGSTOP');
    cluster.pause(node);
    const state = await stateOf(node.process?.pid ?? 0);
    if (state !== 'T') throw new NotApplied(`broker ${node.id} is in state ${state}, not stopped`);
    return { ...loss, proof: `the process of broker ${node.id} is in state T` };
  }

  async heal(): Promise<void> {
    if (this.#paused) this.#context.cluster.resume(this.#paused);
  }
}

const stateTriesMax = 50;
const stateTryMs = 10;

/** As /proc has it; "?" where there is no such thing. A signal takes a moment. */
export async function stateOf(pid: number): Promise<string> {
  for (let tries = 1; ; tries++) {
    const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ') ?');
    const state = status.slice(status.lastIndexOf(')') + 2, status.lastIndexOf(')') + 3);
    if (state === 'T' || tries === stateTriesMax) return state;
    await pause(stateTryMs);
  }
}

export const processFaults = {
  'kill-one': (context: FaultContext) => new Kill('kill-one', context, (of) => [anyUp(of)]),
  'kill-leader': (context: FaultContext) =>
    new Kill('kill-leader', context, (of) => [someLeader(of)]),
  'kill-controller': (context: FaultContext) =>
    new Kill('kill-controller', context, (of) => [theController(of)]),
  'kill-all': (context: FaultContext) =>
    new Kill('kill-all', context, ({ cluster }) => cluster.nodes.filter((node) => node.process)),
  rolling: (context: FaultContext) => new Rolling(context),
  /** Shorter than the session: nobody may notice. */
  'pause-short': (context: FaultContext) =>
    new Pause('pause-short', context, { min: 0.3, max: 0.9 }),
  /** Longer: it comes back as a leader that is none any more. */
  'pause-long': (context: FaultContext) => new Pause('pause-long', context, { min: 1.2, max: 3 }),
} as const;
