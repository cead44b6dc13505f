// The way from one node to another, over which all connections go that the first opens to the second: a TCP proxy whose two
// directions are faulty on their own.
//
//   dialer  ── there ──>  target      blocked: what is sent waits here, as packets do that are sent again and again
//           <── back ───              slow: everything arrives so much later, in order
//
// A connection that ends on one side of a blocked direction goes on existing on the other: nothing can tell.
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Address } from '../../../src/net/transport.ts';

/** More than this of one connection does not wait here: then the sender has to. */
const waitingBytesMax = 1 << 20;

export class Direction {
  #isBlocked = false;
  #delayMs = 0;
  /** Bytes, ends and new connections that had to wait since this was last reset: what shows that a fault applied. */
  held = 0;
  readonly #pipes = new Set<Pipe>();

  get isBlocked(): boolean {
    return this.#isBlocked;
  }

  get delayMs(): number {
    return this.#delayMs;
  }

  get isFaulty(): boolean {
    return this.#isBlocked || this.#delayMs > 0;
  }

  block(): void {
    this.#isBlocked = true;
  }

  slow(delayMs: number): void {
    this.#delayMs = delayMs;
  }

  heal(): void {
    this.#isBlocked = false;
    this.#delayMs = 0;
    for (const pipe of [...this.#pipes]) pipe.flow();
  }

  add(pipe: Pipe): void {
    this.#pipes.add(pipe);
  }

  remove(pipe: Pipe): void {
    this.#pipes.delete(pipe);
  }
}

type Item = { dueMs: number; chunk: Buffer } | { dueMs: number; chunk?: undefined };

/** One direction of one connection. */
class Pipe {
  readonly #from: Socket;
  readonly #to: Socket;
  readonly #direction: Direction;
  readonly #waiting: Item[] = [];
  #waitingBytes = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(from: Socket, to: Socket, direction: Direction) {
    this.#from = from;
    this.#to = to;
    this.#direction = direction;
    direction.add(this);
    from.on('data', (chunk: Buffer) => this.#take(chunk));
    from.on('close', () => this.#take(undefined));
    to.on('drain', () => this.flow());
    to.on('close', () => this.#end());
  }

  #take(chunk: Buffer | undefined): void {
    const { isBlocked, delayMs } = this.#direction;
    if (isBlocked || delayMs > 0) this.#direction.held += 1;
    const dueMs = performance.now() + delayMs;
    this.#waiting.push(chunk ? { dueMs, chunk } : { dueMs });
    this.#waitingBytes += chunk?.length ?? 0;
    if (this.#waitingBytes > waitingBytesMax) this.#from.pause();
    this.flow();
  }

  flow(): void {
    clearTimeout(this.#timer);
    while (!this.#direction.isBlocked && !this.#to.writableNeedDrain) {
      const item = this.#waiting[0];
      if (!item) return;
      const leftMs = this.#direction.delayMs > 0 ? item.dueMs - performance.now() : 0;
      if (leftMs > 0) {
        this.#timer = setTimeout(() => this.flow(), leftMs);
        return;
      }
      this.#waiting.shift();
      if (!item.chunk) {
        this.#to.destroy();
        return;
      }
      this.#waitingBytes -= item.chunk.length;
      if (this.#waitingBytes <= waitingBytesMax) this.#from.resume();
      this.#to.write(item.chunk);
    }
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#direction.remove(this);
    this.#waiting.length = 0;
    if (!this.#from.destroyed) this.#from.resume();
  }
}

/** Proxy of one dialer to one address. */
class Link {
  readonly #target: Address;
  readonly #there: Direction;
  readonly #back: Direction;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;

  constructor(target: Address, there: Direction, back: Direction) {
    this.#target = target;
    this.#there = there;
    this.#back = back;
    this.#server = createServer({ pauseOnConnect: true }, (socket) => this.#accept(socket));
  }

  listen(): Promise<Address> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', () => {
        const bound = this.#server.address();
        if (typeof bound !== 'object' || bound === null) throw new Error('a listener has a port');
        resolve({ host: '127.0.0.1', port: bound.port });
      });
    });
  }

  /** Breaks all connections. Returns how many. */
  reset(): number {
    const count = this.#sockets.size;
    for (const socket of this.#sockets) socket.resetAndDestroy();
    return count / 2;
  }

  close(): void {
    this.#server.close();
    this.reset();
  }

  #accept(inner: Socket): void {
    const outer = connect(this.#target);
    for (const socket of [inner, outer]) {
      socket.setNoDelay(true);
      socket.on('error', () => {
        // It closes, which is passed on.
      });
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    }
    new Pipe(inner, outer, this.#there);
    new Pipe(outer, inner, this.#back);
    inner.resume();
  }
}

/** Who may be at an end of a link: a broker by its node id, or the clients of the harness. */
export type Place = number | 'client';

/** All links, and what is wrong with each direction between two places. */
export class Links {
  readonly #directions = new Map<string, Direction>();
  readonly #links: { from: Place; to: Place; link: Link }[] = [];

  /** What is sent by `from` to `to`, whoever opened the connection. */
  direction(from: Place, to: Place): Direction {
    const key = `${from}>${to}`;
    const known = this.#directions.get(key);
    if (known) return known;
    const added = new Direction();
    this.#directions.set(key, added);
    return added;
  }

  /** Where `from` has to dial to reach `to` at `target`. */
  async add(from: Place, to: Place, target: Address): Promise<Address> {
    const link = new Link(target, this.direction(from, to), this.direction(to, from));
    this.#links.push({ from, to, link });
    return await link.listen();
  }

  /** Breaks the connections between two places. Returns how many. */
  reset(a: Place, b: Place): number {
    let broken = 0;
    for (const { from, to, link } of this.#links) {
      if ((from === a && to === b) || (from === b && to === a)) broken += link.reset();
    }
    return broken;
  }

  healAll(): void {
    for (const direction of this.#directions.values()) direction.heal();
  }

  close(): void {
    for (const { link } of this.#links) link.close();
  }
}
