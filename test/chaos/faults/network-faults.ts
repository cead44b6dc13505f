import type { ChaosNode } from '../cluster/chaos-cluster.ts';
import type { Direction, Place } from '../cluster/link.ts';
import {
  type Applied,
  anyUp,
  between,
  type Fault,
  type FaultContext,
  lossOf,
  NotApplied,
  pick,
  someLeader,
} from './fault.ts';

interface Hit {
  direction: Direction;
  name: string;
}

/** The directions of a fault, and the brokers that lose what they lead by it. */
interface Choice {
  pairs: (readonly [Place, Place])[];
  nodes: readonly ChaosNode[];
}

/** Something is wrong with some directions of links; it has applied when something had to wait there. */
class DirectionFault implements Fault {
  readonly kind: string;
  readonly holdMs: number;
  readonly #context: FaultContext;
  readonly #choose: (context: FaultContext) => Choice;
  readonly #spoil: (direction: Direction) => void;
  #hits: Hit[] = [];

  constructor(
    kind: string,
    context: FaultContext,
    choose: (context: FaultContext) => Choice,
    spoil: (direction: Direction) => void = (direction) => direction.block(),
  ) {
    this.kind = kind;
    this.#context = context;
    this.#choose = choose;
    this.#spoil = spoil;
    const { sessionMs } = context.cluster;
    this.holdMs = between(context.random, sessionMs, 3 * sessionMs);
  }

  async apply(): Promise<Applied> {
    const { links } = this.#context.cluster;
    const { pairs, nodes } = this.#choose(this.#context);
    this.#hits = pairs.map(([from, to]) => ({
      direction: links.direction(from, to),
      name: `${from}>${to}`,
    }));
    const taken = this.#hits.find(({ direction }) => direction.isFaulty);
    if (taken) throw new NotApplied(`${taken.name} has another fault already`);
    for (const { direction } of this.#hits) {
      direction.held = 0;
      this.#spoil(direction);
    }
    const names = this.#hits.map(({ name }) => name).join(' ');
    return lossOf(this.#context, nodes, `directions ${names}; what waited is counted at the end`);
  }

  async heal(): Promise<void> {
    let held = 0;
    for (const { direction } of this.#hits) {
      held += direction.held;
      direction.heal();
    }
    const names = this.#hits.map(({ name }) => name).join(' ');
    if (held === 0) throw new NotApplied(`nothing was sent over ${names} meanwhile`);
  }
}

/** Both directions between a broker and each of the places. */
function around(node: ChaosNode, places: readonly Place[]): (readonly [Place, Place])[] {
  return places.flatMap((place) => [[node.id, place] as const, [place, node.id] as const]);
}

function otherIds({ cluster }: FaultContext, node: ChaosNode): number[] {
  return cluster.nodes.filter((other) => other !== node).map(({ id }) => id);
}

/** One broker has no other any more; half of the time clients still reach it. */
function isolate(context: FaultContext): Choice {
  const node = someLeader(context);
  const places: Place[] = otherIds(context, node);
  if (places.length === 0 || context.random.integerBelow(2) === 0) places.push('client');
  return { pairs: around(node, places), nodes: [node] };
}

/** One broker hears all others, and none hears it; or the other way round. */
function oneWay(context: FaultContext): Choice {
  const node = someLeader(context);
  const others = otherIds(context, node);
  if (others.length === 0) throw new NotApplied('there is no other broker');
  const isMute = context.random.integerBelow(2) === 0;
  const pairs = others.map((id) => (isMute ? ([node.id, id] as const) : ([id, node.id] as const)));
  return { pairs, nodes: [node] };
}

/** In a ring of which one link is gone, each broker has only its neighbours: all are connected, but not with all. */
function ring(context: FaultContext): Choice {
  const { nodes } = context.cluster;
  const start = context.random.integerBelow(nodes.length);
  const order = [...nodes.slice(start), ...nodes.slice(0, start)];
  const pairs = order.flatMap((node, i) =>
    around(
      node,
      order.slice(i + 2).map(({ id }) => id),
    ),
  );
  if (pairs.length === 0) throw new NotApplied(`${nodes.length} brokers are too few for a ring`);
  return { pairs, nodes: [] };
}

/** It goes on leading, and nobody can write. */
function fromClients(context: FaultContext): Choice {
  const node = someLeader(context);
  return { pairs: around(node, ['client']), nodes: [] };
}

function everywhere(context: FaultContext): Choice {
  const node = anyUp(context);
  return { pairs: around(node, [...otherIds(context, node), 'client']), nodes: [] };
}

const slowMsMin = 50;
const slowMsMax = 300;
const resetEveryMs = 250;

/** All connections of a broker break, again and again. */
class Resets implements Fault {
  readonly kind = 'resets';
  readonly holdMs: number;
  readonly #context: FaultContext;
  #timer: NodeJS.Timeout | undefined;
  #broken = 0;

  constructor(context: FaultContext) {
    this.#context = context;
    this.holdMs = between(context.random, 1_000, 3_000);
  }

  async apply(): Promise<Applied> {
    const node = anyUp(this.#context);
    const { links } = this.#context.cluster;
    const places: Place[] = [...otherIds(this.#context, node), 'client'];
    this.#timer = setInterval(() => {
      this.#broken += links.reset(node.id, pick(this.#context.random, places));
    }, resetEveryMs);
    const proof = `connections of broker ${node.id}; those that break are counted at the end`;
    return { nodes: [node.id], leaderOf: [], wasController: false, proof };
  }

  async heal(): Promise<void> {
    clearInterval(this.#timer);
    if (this.#broken === 0) throw new NotApplied('there was no connection to break');
  }
}

export const networkFaults = {
  isolate: (context: FaultContext) => new DirectionFault('isolate', context, isolate),
  'one-way': (context: FaultContext) => new DirectionFault('one-way', context, oneWay),
  ring: (context: FaultContext) => new DirectionFault('ring', context, ring),
  'client-cut': (context: FaultContext) => new DirectionFault('client-cut', context, fromClients),
  'slow-link': (context: FaultContext) => {
    const delayMs = between(context.random, slowMsMin, slowMsMax);
    return new DirectionFault('slow-link', context, everywhere, (to) => to.slow(delayMs));
  },
  resets: (context: FaultContext) => new Resets(context),
} as const;
