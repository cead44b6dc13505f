// One end of a simulated TCP connection, and what is on its way to the other end:
//
//   write -> sendQueue -> wire (segments with a time of arrival) -> the peer's inbox -> the peer's onData
//           bufferedBytes          `- both within the window: a reader that pauses stops the writer
//
// Bytes never overtake each other within a direction, however they are cut or merged. A cut link holds what is on the wire, as
// retransmission does. An end whose process died answers what still comes with a reset, at once or (power loss) late.
import { crc32c } from '@node-rs/crc32';
import { assert } from '../../src/base/assert.ts';
import { TidelogError } from '../../src/base/errors.ts';
import type { Random } from '../../src/base/random.ts';
import { RingQueue } from '../../src/base/ring-queue.ts';
import type { SocketHandlers, TransportSocket } from '../../src/net/transport.ts';
import type { Life } from './simulated-clock.ts';

/** What a socket needs of the network it is in. */
export interface Medium {
  readonly random: Random;
  /** One way, in milliseconds. */
  drawLatencyMs(): number;
  isCut(from: string, to: string): boolean;
  schedule(kind: string, delayMs: number, run: () => void, life?: Life): void;
  note(kind: string, node: string, ...numbers: number[]): void;
  isPaused(node: string): boolean;
  nowMs(): number;
  readonly options: SocketOptions;
}

export interface SocketOptions {
  /** A segment has from 1 to so many bytes. */
  segmentBytesMax: number;
  /** Bytes of one direction that may be on the wire or unread by the peer. */
  windowBytes: number;
  /** Above so many unsent bytes, write returns false. */
  sendBufferBytes: number;
}

type Segment = { arrivalMs: number } & (
  | { kind: 'data'; bytes: Buffer }
  | { kind: 'end' }
  | { kind: 'reset' }
);

interface QueuedChunk {
  bytes: Uint8Array;
  sentBytes: number;
  crc: number;
  onFlushed: (() => void) | undefined;
}

/** A dead host's kernel answers only once it is up again. */
const lateResetMsMax = 3_000;

export class SimulatedSocket implements TransportSocket {
  readonly remote: string;
  readonly life: Life;
  readonly #medium: Medium;
  #peer!: SimulatedSocket;
  #handlers: SocketHandlers | undefined;
  readonly #sendQueue = new RingQueue<QueuedChunk>();
  #bufferedBytes = 0;
  #owesDrain = false;
  #wantsEnd = false;
  #endSent = false;
  readonly #wire = new RingQueue<Segment>();
  #wireBytes = 0;
  #lastArrivalMs = 0;
  #isArmed = false;
  readonly #inbox = new RingQueue<Buffer>();
  #inboxBytes = 0;
  #endArrived = false;
  #isPaused = false;
  /** The process's side is gone: destroyed, reset, or dead with its process. */
  #isGone = false;
  #isCloseTold = false;
  #answersLate = false;
  #hangs = false;
  #hasAnswered = false;

  constructor(medium: Medium, life: Life, remote: string) {
    this.#medium = medium;
    this.life = life;
    this.remote = remote;
  }

  static join(a: SimulatedSocket, b: SimulatedSocket): void {
    a.#peer = b;
    b.#peer = a;
  }

  get peer(): SimulatedSocket {
    return this.#peer;
  }

  get bufferedBytes(): number {
    return this.#bufferedBytes;
  }

  /** Nothing of it is left, neither here nor on the wire. */
  get isOver(): boolean {
    return this.#isGone && this.#wire.size === 0;
  }

  start(handlers: SocketHandlers): void {
    assert(!this.#handlers, 'a socket is started once');
    this.#handlers = handlers;
    this.#deliverSoon();
  }

  write(chunks: readonly Uint8Array[], onFlushed?: () => void): boolean {
    const last = chunks.length - 1;
    if (last < 0) this.#flushedSoon(onFlushed);
    for (const [i, bytes] of chunks.entries()) {
      const flushed = i === last ? onFlushed : undefined;
      if (this.#isGone || this.#wantsEnd) {
        this.#flushedSoon(flushed);
        continue;
      }
      this.#bufferedBytes += bytes.length;
      this.#sendQueue.push({ bytes, sentBytes: 0, crc: crc32c(bytes), onFlushed: flushed });
    }
    this.#pump();
    const accepted = this.#bufferedBytes < this.#medium.options.sendBufferBytes;
    if (!accepted) this.#owesDrain = true;
    return accepted;
  }

  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    if (!this.#isPaused) return;
    this.#isPaused = false;
    this.#deliverSoon();
  }

  end(): void {
    if (this.#isGone || this.#wantsEnd) return;
    this.#wantsEnd = true;
    this.#pump();
  }

  destroy(error?: Error): void {
    if (this.#isGone) return;
    // A kernel whose process left bytes unread answers with a reset.
    const isRude = this.#inboxBytes > 0 || this.#medium.random.integerBelow(4) === 0;
    this.#leave(isRude ? 'reset' : 'end');
    this.#tellClose(error);
  }

  /** The process died. With power loss the peer hears nothing until it sends something. */
  die(how: 'end' | 'reset' | 'silent'): void {
    if (this.#isGone) return;
    this.#answersLate = how === 'silent';
    if (how === 'silent') {
      this.#wire.clear();
      this.#wireBytes = 0;
      this.#drop();
    } else {
      this.#leave(how);
    }
  }

  /** The connection breaks under this end, as by a middlebox that forgot it. */
  breakOff(): void {
    if (this.#isGone) return;
    this.#wire.clear();
    this.#wireBytes = 0;
    this.#failed();
  }

  get hangs(): boolean {
    return this.#hangs;
  }

  /** Nothing from here arrives any more; what is written stays unread on the way. */
  hang(): void {
    this.#hangs = true;
  }

  /** Lets what a cut held go on. */
  rearm(): void {
    const first = this.#wire.peek();
    if (!first || this.#isArmed || this.#isHeldByCut()) return;
    this.#isArmed = true;
    const delayMs = Math.max(0, first.arrivalMs - this.#medium.nowMs());
    this.#medium.schedule('arrive', delayMs, () => {
      this.#isArmed = false;
      if (this.#isHeldByCut()) return;
      const segment = this.#wire.shift();
      if (segment) this.#arrived(segment);
      this.rearm();
    });
  }

  #isHeldByCut(): boolean {
    return this.#hangs || this.#medium.isCut(this.life.node, this.#peer.life.node);
  }

  /** Nothing more is sent after `last`; what was on the wire still arrives. */
  #leave(last: 'end' | 'reset'): void {
    if (!this.#endSent) {
      this.#endSent = true;
      this.#send({ kind: last, arrivalMs: 0 });
    }
    this.#drop();
  }

  #drop(): void {
    this.#isGone = true;
    for (const { onFlushed } of this.#sendQueue) this.#flushedSoon(onFlushed);
    this.#sendQueue.clear();
    this.#inbox.clear();
    this.#bufferedBytes = 0;
    this.#inboxBytes = 0;
  }

  #failed(): void {
    this.#drop();
    const what = new TidelogError('ECONNRESET', `${this.remote} reset the connection`, {
      retriable: true,
    });
    this.#tellClose(what);
  }

  #tellClose(error: Error | undefined): void {
    if (this.#isCloseTold) return;
    this.#isCloseTold = true;
    this.#medium.schedule('closed', 0, () => this.#handlers?.onClose(error), this.life);
  }

  #flushedSoon(onFlushed: (() => void) | undefined): void {
    if (onFlushed) this.#medium.schedule('flushed', 0, onFlushed, this.life);
  }

  /** Puts on the wire what the window has room for. */
  #pump(): void {
    if (this.#isGone) return;
    const { random, options } = this.#medium;
    for (let chunk = this.#sendQueue.peek(); chunk; chunk = this.#sendQueue.peek()) {
      const room = options.windowBytes - this.#wireBytes - this.#peer.#inboxBytes;
      if (room <= 0 && !this.#peer.#isGone) return;
      const wanted = 1 + random.integerBelow(options.segmentBytesMax);
      const bytes = this.#takeUnsent(Math.max(1, Math.min(wanted, room)));
      if (bytes.length === 0) continue;
      this.#wireBytes += bytes.length;
      this.#send({ kind: 'data', bytes, arrivalMs: 0 });
    }
    if (this.#owesDrain) {
      this.#owesDrain = false;
      this.#medium.schedule('drain', 0, () => this.#handlers?.onDrain(), this.life);
    }
    if (this.#wantsEnd && !this.#endSent) {
      this.#endSent = true;
      this.#send({ kind: 'end', arrivalMs: 0 });
      if (this.#endArrived) this.#finish();
    }
  }

  #send(segment: Segment): void {
    const earliest = this.#medium.nowMs() + this.#medium.drawLatencyMs();
    this.#lastArrivalMs = Math.max(this.#lastArrivalMs, earliest);
    this.#wire.push({ ...segment, arrivalMs: this.#lastArrivalMs });
    this.rearm();
  }

  /** Up to `bytesMax` bytes from the front of the queue, across chunks, in a buffer of their own. */
  #takeUnsent(bytesMax: number): Buffer {
    const parts: Uint8Array[] = [];
    let taken = 0;
    for (let chunk = this.#sendQueue.peek(); chunk; chunk = this.#sendQueue.peek()) {
      const count = Math.min(bytesMax - taken, chunk.bytes.length - chunk.sentBytes);
      parts.push(chunk.bytes.subarray(chunk.sentBytes, chunk.sentBytes + count));
      chunk.sentBytes += count;
      taken += count;
      if (chunk.sentBytes < chunk.bytes.length) break;
      assert(
        crc32c(chunk.bytes) === chunk.crc,
        'bytes given to write did not change before they left',
      );
      this.#sendQueue.shift();
      this.#flushedSoon(chunk.onFlushed);
      if (taken === bytesMax) break;
    }
    this.#bufferedBytes -= taken;
    return Buffer.concat(parts, taken);
  }

  #arrived(segment: Segment): void {
    const peer = this.#peer;
    if (segment.kind === 'data') this.#wireBytes -= segment.bytes.length;
    if (peer.#isGone) {
      if (segment.kind === 'data') peer.#answerReset();
      this.#pump();
      return;
    }
    switch (segment.kind) {
      case 'data':
        this.#medium.note('data', peer.life.node, segment.bytes.length, crc32c(segment.bytes));
        peer.#inbox.push(segment.bytes);
        peer.#inboxBytes += segment.bytes.length;
        peer.#deliver();
        break;
      case 'end':
        peer.#endArrived = true;
        peer.#deliver();
        break;
      case 'reset':
        peer.#failed();
        break;
    }
  }

  /** Data came for a process that is gone. */
  #answerReset(): void {
    if (this.#hasAnswered) return;
    this.#hasAnswered = true;
    const delayMs = this.#answersLate ? this.#medium.random.integerBelow(lateResetMsMax) : 0;
    this.#medium.schedule('answer', delayMs, () => this.#send({ kind: 'reset', arrivalMs: 0 }));
  }

  #deliverSoon(): void {
    if (this.#inbox.size > 0 || this.#endArrived) {
      this.#medium.schedule('deliver', 0, () => this.#deliver(), this.life);
    }
  }

  #deliver(): void {
    if (this.#medium.isPaused(this.life.node)) {
      this.#deliverSoon();
      return;
    }
    const handlers = this.#handlers;
    if (!handlers) return;
    while (!this.#isPaused && !this.#isGone) {
      const bytes = this.#inbox.shift();
      if (!bytes) break;
      this.#inboxBytes -= bytes.length;
      handlers.onData(bytes);
    }
    this.#peer.#pump();
    if (this.#endArrived && this.#inbox.size === 0 && !this.#isGone) {
      // As node:net does without allowHalfOpen: what was written still leaves, then this side ends as well.
      this.#wantsEnd = true;
      if (this.#endSent) this.#finish();
      this.#pump();
    }
  }

  /** Both directions have ended in order. */
  #finish(): void {
    if (this.#isGone) return;
    this.#drop();
    this.#tellClose(undefined);
  }
}
