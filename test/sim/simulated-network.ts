// TCP between simulated nodes [SIM-3], one Transport for each life of a node. Everything that networks do to programs, short of
// breaking TCP's own promise: any delay, any cut of the byte stream into chunks, refused and unanswered connects, resets,
// links that are cut in one direction, peers that vanish without a word, and readers that do not read.
import { assert } from '../../src/base/assert.ts';
import { TidelogError } from '../../src/base/errors.ts';
import type { Random } from '../../src/base/random.ts';
import {
  type Address,
  formatAddress,
  type Transport,
  type TransportListener,
  type TransportSocket,
} from '../../src/net/transport.ts';
import type { Life } from './simulated-clock.ts';
import { type Medium, SimulatedSocket, type SocketOptions } from './simulated-socket.ts';
import type { Simulation } from './simulation.ts';

export interface NetworkOptions extends SocketOptions {
  /** Least time for one way, in milliseconds. */
  latencyMsMin: number;
  /** Mean of what comes on top; most is far less, some far more. */
  jitterMsMean: number;
  /** Share of connects that get no answer although somebody listens. */
  connectLossShare: number;
}

/** A network that does no harm. */
export const calmNetwork: NetworkOptions = {
  latencyMsMin: 0.25,
  jitterMsMean: 0.25,
  connectLossShare: 0,
  segmentBytesMax: 64 * 1024,
  windowBytes: 256 * 1024,
  sendBufferBytes: 64 * 1024,
};

export interface NetworkCounters {
  connects: number;
  refusals: number;
  resets: number;
  hangs: number;
}

interface Listener {
  life: Life;
  address: Address;
  onSocket: (socket: TransportSocket) => void;
}

const portFirst = 20_000;
/** As a machine has it, so that simulated times meet often. */
const timeGrainMs = 1 / 16;
const jitterMsMax = 30_000;

export class SimulatedNetwork {
  readonly counters: NetworkCounters = { connects: 0, refusals: 0, resets: 0, hangs: 0 };
  readonly #simulation: Simulation;
  readonly #random: Random;
  readonly #listeners = new Map<string, Listener>();
  readonly #cuts = new Set<string>();
  readonly #medium: Medium;
  #sockets: SimulatedSocket[] = [];
  #options: NetworkOptions;
  #portNext = portFirst;

  constructor(simulation: Simulation, options: NetworkOptions = calmNetwork) {
    this.#simulation = simulation;
    this.#random = simulation.splitRandom();
    this.#options = options;
    this.#medium = this.#makeMedium();
  }

  /** What `life` uses for its sockets; of no more use once that life has ended. */
  transportFor(life: Life): Transport {
    return {
      connect: (address, { timeoutMs }) => this.#connect(life, address, timeoutMs),
      listen: async (address, onSocket) => this.#listen(life, address, onSocket),
    };
  }

  /** For what happens from now on; connections that exist keep their window. */
  setOptions(options: NetworkOptions): void {
    this.#options = options;
  }

  /** Nothing gets from one node to the other any more; what is on the way waits. The way back stays open. */
  cut(from: string, to: string): void {
    this.#cuts.add(linkName(from, to));
    this.#simulation.note('cut', linkName(from, to));
  }

  heal(from: string, to: string): void {
    this.#cuts.delete(linkName(from, to));
    this.#simulation.note('heal', linkName(from, to));
    for (const socket of this.#sockets) socket.rearm();
  }

  /** How many links are cut, each direction for itself. */
  get cutCount(): number {
    return this.#cuts.size;
  }

  healAll(): void {
    this.#cuts.clear();
    for (const socket of this.#sockets) socket.rearm();
  }

  /** Breaks some connection at both ends; returns false when there is none. */
  resetAny(): boolean {
    this.#prune();
    const live = this.#sockets.filter((socket) => !socket.isOver && !socket.peer.isOver);
    const socket = live[this.#random.integerBelow(Math.max(1, live.length))];
    if (!socket) return false;
    this.#simulation.note('break', linkName(socket.life.node, socket.peer.life.node));
    this.counters.resets += 1;
    for (const end of [socket, socket.peer]) {
      this.#medium.schedule('broken', this.#medium.drawLatencyMs(), () => end.breakOff());
    }
    return true;
  }

  /** Lets nothing get through some connection any more, and tells neither end, as a firewall that forgot it. */
  hangAny(): boolean {
    this.#prune();
    const live = this.#sockets.filter((socket) => !socket.isOver && !socket.peer.isOver);
    const socket = live[this.#random.integerBelow(Math.max(1, live.length))];
    if (!socket) return false;
    this.#simulation.note('hang', linkName(socket.life.node, socket.peer.life.node));
    this.counters.hangs += 1;
    socket.hang();
    socket.peer.hang();
    return true;
  }

  /** Breaks the connections that hang and have one of `nodes` at an end, as their own system does in the end. */
  breakHung(nodes: ReadonlySet<string>): void {
    for (const socket of this.#sockets) {
      const isTheirs = nodes.has(socket.life.node) || nodes.has(socket.peer.life.node);
      if (!socket.hangs || !isTheirs) continue;
      this.#medium.schedule('broken', this.#medium.drawLatencyMs(), () => socket.breakOff());
    }
  }

  /** The sockets and listeners of a process that was killed. With power loss, nobody is told. */
  dropNode(life: Life, how: 'killed' | 'power-loss'): void {
    for (const [name, listener] of this.#listeners) {
      if (listener.life === life) this.#listeners.delete(name);
    }
    for (const socket of this.#sockets) {
      if (socket.life !== life) continue;
      const told = this.#random.integerBelow(2) === 0 ? 'end' : 'reset';
      socket.die(how === 'power-loss' ? 'silent' : told);
    }
  }

  #makeMedium(): Medium {
    const { clock } = this.#simulation;
    const network = this;
    return {
      random: this.#random,
      drawLatencyMs: () => this.#drawLatencyMs(),
      isCut: (from, to) => this.#cuts.size > 0 && this.#cuts.has(linkName(from, to)),
      schedule: (kind, delayMs, run, life) => void clock.schedule(kind, delayMs, run, life),
      note: (kind, node, ...numbers) => this.#simulation.note(kind, node, ...numbers),
      isPaused: (node) => clock.isPaused(node),
      nowMs: () => clock.nowMs,
      get options() {
        return network.#options;
      },
    };
  }

  #drawLatencyMs(): number {
    const { latencyMsMin, jitterMsMean } = this.#options;
    const jitterMs = Math.min(jitterMsMax, -Math.log(1 - this.#random.fraction()) * jitterMsMean);
    return Math.round((latencyMsMin + jitterMs) / timeGrainMs) * timeGrainMs;
  }

  #prune(): void {
    // An end that is over may still have to answer what its peer sends.
    this.#sockets = this.#sockets.filter((socket) => !socket.isOver || !socket.peer.isOver);
  }

  #listen(
    life: Life,
    address: Address,
    onSocket: (socket: TransportSocket) => void,
  ): TransportListener {
    const taken = { host: address.host, port: address.port || this.#portNext++ };
    const name = formatAddress(taken);
    if (this.#listeners.has(name)) {
      throw new TidelogError('PORT_IN_USE', `port ${taken.port} of ${taken.host} is in use`);
    }
    const listener = { life, address: taken, onSocket };
    if (life.isAlive) this.#listeners.set(name, listener);
    return {
      address: taken,
      close: async () => {
        if (this.#listeners.get(name) === listener) this.#listeners.delete(name);
      },
    };
  }

  #connect(life: Life, address: Address, timeoutMs: number): Promise<TransportSocket> {
    this.counters.connects += 1;
    return new Promise((resolve, reject) => {
      let isSettled = false;
      const fail = (why: string) => {
        if (isSettled) return;
        isSettled = true;
        timeout.cancel();
        const message = `cannot connect to ${formatAddress(address)}: ${why}`;
        reject(new TidelogError('CONNECTION_FAILED', message, { retriable: true }));
      };
      const onTimeout = () => fail(`no answer in ${timeoutMs} ms`);
      const timeout = this.#simulation.clock.schedule('timeout', timeoutMs, onTimeout, life);
      this.#sendSyn(life, address, {
        refused: () => {
          this.counters.refusals += 1;
          this.#medium.schedule('refused', 0, () => fail('nobody listens there'), life);
        },
        accepted: (socket) => {
          if (isSettled || !life.isAlive) {
            socket.die('reset');
            return;
          }
          isSettled = true;
          timeout.cancel();
          this.#medium.schedule('connected', 0, () => resolve(socket), life);
        },
      });
    });
  }

  /** There and back again; a link that is cut swallows it, and the caller's timeout decides. */
  #sendSyn(
    life: Life,
    address: Address,
    answers: { refused: () => void; accepted: (socket: SimulatedSocket) => void },
  ): void {
    const isLost = this.#random.fraction() < this.#options.connectLossShare;
    const medium = this.#medium;
    medium.schedule('syn', medium.drawLatencyMs(), () => {
      const listener = this.#listeners.get(formatAddress(address));
      const there = listener?.life.node ?? '?';
      if (isLost || medium.isCut(life.node, there)) return;
      if (!listener) {
        medium.schedule('rst', medium.drawLatencyMs(), answers.refused);
        return;
      }
      const socket = this.#accept(life, listener);
      medium.schedule('syn-ack', medium.drawLatencyMs(), () => {
        if (!medium.isCut(there, life.node)) answers.accepted(socket);
      });
    });
  }

  /** Makes both ends; the listener's owner gets its own at once, the caller's is returned. */
  #accept(life: Life, listener: Listener): SimulatedSocket {
    this.#prune();
    const from: Address = { host: listener.address.host, port: this.#portNext++ };
    const theirs = new SimulatedSocket(this.#medium, listener.life, formatAddress(from));
    const ours = new SimulatedSocket(this.#medium, life, formatAddress(listener.address));
    SimulatedSocket.join(ours, theirs);
    this.#sockets.push(ours, theirs);
    const handOver = () => listener.onSocket(theirs);
    this.#medium.schedule('accept', 0, handOver, listener.life);
    return ours;
  }
}

function linkName(from: string, to: string): string {
  assert(from !== '' && to !== '', 'a link has two ends');
  return `${from}>${to}`;
}
