// The only reader and writer of a socket: frames in, frames out, reading stopped while there is no room for what comes,
// and a connection closed that makes no progress in the middle of a frame or of an answer.
import type { Clock, Timer } from '../base/clock.ts';
import { TidelogError, toError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import { FrameDecoder, frameChunks } from '../protocol/frame.ts';
import type { TransportSocket } from './transport.ts';

/** How long the last words to a peer may take. */
const lingerMs = 1_000;

export interface FrameSocketOptions {
  clock: Clock;
  frameBytesMax: number;
  /** May a frame of so many bytes be read now? After a no, the owner calls `admitNow`. */
  admit: (bytes: number) => boolean;
  onFrame: (payload: Buffer) => void;
  /** Called once; `error` is undefined when the peer, or this side, ended in order. */
  onClose: (error: Error | undefined) => void;
}

export class FrameSocket {
  readonly #socket: TransportSocket;
  readonly #options: FrameSocketOptions;
  readonly #decoder: FrameDecoder;
  #isClosed = false;
  /** Frames read, and waits for admission that ended. */
  #steps = 0;
  #frameTimer: Timer | undefined;
  #isWaitingForAdmission = false;
  #writeTimer: Timer | undefined;
  #lingerTimer: Timer | undefined;
  #flushes = 0;

  constructor(socket: TransportSocket, options: FrameSocketOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#decoder = new FrameDecoder({
      frameBytesMax: options.frameBytesMax,
      admit: (bytes) => this.#admit(bytes),
      onFrame: (payload) => {
        this.#steps += 1;
        if (!this.#isClosed) options.onFrame(payload);
      },
    });
    socket.start({
      onData: (chunk) => this.#decode(() => this.#decoder.push(chunk)),
      onDrain: () => {},
      onClose: (error) => {
        this.#lingerTimer?.cancel();
        this.#closed(error);
      },
    });
  }

  get remote(): string {
    return this.#socket.remote;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Bytes sent that have not left this process. */
  get bufferedBytes(): number {
    return this.#socket.bufferedBytes;
  }

  /** Sends one frame. The chunks must not change before `onFlushed`. Nothing happens on a closed socket but `onFlushed`. */
  send(payload: readonly Uint8Array[], onFlushed?: () => void): void {
    if (this.#isClosed) {
      onFlushed?.();
      return;
    }
    this.#socket.write(frameChunks(payload), () => {
      this.#flushes += 1;
      onFlushed?.();
    });
    this.#watchWrites();
  }

  /** Sends bytes that are no frame, to a peer that speaks something else; for use in `onClose`, before the end. */
  sendRaw(bytes: Uint8Array): void {
    this.#socket.write([bytes]);
  }

  /** The frame that `admit` refused may be read now. */
  admitNow(): void {
    if (this.#isClosed) return;
    this.#isWaitingForAdmission = false;
    this.#steps += 1;
    this.#decode(() => this.#decoder.resume());
    if (!this.#isWaitingForAdmission) this.#socket.resume();
  }

  /** Sends what was given, then closes. */
  end(): void {
    this.#closed(undefined);
    this.#endSocket();
  }

  /** Closes at once. `error` is handed to onClose. */
  destroy(error?: Error): void {
    // First, so that the socket's own word of its end does not come before the reason.
    this.#closed(error);
    this.#socket.destroy();
  }

  #admit(bytes: number): boolean {
    // The owner may have closed on an earlier frame of the same chunk; what is taken now nobody would give back.
    if (this.#isClosed) return false;
    if (this.#options.admit(bytes)) return true;
    this.#isWaitingForAdmission = true;
    this.#socket.pause();
    return false;
  }

  #decode(step: () => void): void {
    if (this.#isClosed) return;
    try {
      step();
    } catch (error) {
      this.#closed(toError(error));
      this.#endSocket();
      return;
    }
    if (this.#decoder.isInsideFrame && !this.#frameTimer) this.#watchFrame();
  }

  /** What onClose sends still leaves, but a peer that goes on sending is not listened to for long. */
  #endSocket(): void {
    this.#socket.end();
    this.#lingerTimer = this.#options.clock.schedule(lingerMs, () => this.#socket.destroy());
  }

  #closed(error: Error | undefined): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#frameTimer?.cancel();
    this.#writeTimer?.cancel();
    this.#options.onClose(error);
  }

  /** A frame that has begun must be whole within the bound; a wait for admission is ours, not the peer's. */
  #watchFrame(): void {
    const steps = this.#steps;
    this.#frameTimer = this.#options.clock.schedule(limits.frameTimeoutMs, () => {
      this.#frameTimer = undefined;
      if (this.#isClosed || !this.#decoder.isInsideFrame) return;
      if (this.#steps === steps && !this.#isWaitingForAdmission) {
        this.destroy(stalled(`a frame was not finished within ${limits.frameTimeoutMs} ms`));
        return;
      }
      this.#watchFrame();
    });
  }

  #watchWrites(): void {
    if (this.#writeTimer || this.#isClosed) return;
    const flushes = this.#flushes;
    this.#writeTimer = this.#options.clock.schedule(limits.writeStallTimeoutMs, () => {
      this.#writeTimer = undefined;
      if (this.#isClosed || this.#socket.bufferedBytes === 0) return;
      if (this.#flushes === flushes) {
        this.destroy(stalled(`the peer took no bytes for ${limits.writeStallTimeoutMs} ms`));
        return;
      }
      this.#watchWrites();
    });
  }
}

function stalled(why: string): TidelogError {
  return new TidelogError('CONNECTION_STALLED', why, { retriable: true });
}
