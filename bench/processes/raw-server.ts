/**
 * The ceiling: the same bytes from socket to file and from file to socket, with no protocol, in one process. It groups as
 * the broker does: what arrives during a write and its fdatasync goes in the next one.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { serve } from '../support/serve.ts';

export interface ToFile {
  path: string;
  /** With fdatasync after each write, or with none. */
  sync: boolean;
  /** One byte goes back for each so many bytes that are held. */
  acknowledgeEveryBytes: number;
}

/** Called with what is held. */
type Forward = (group: Buffer[]) => void;

const readBytes = 1 << 20;
/** Reading stops while so much waits for the disk. */
const waitingBytesMax = 8 << 20;

/** Writes what comes from a socket to a file, in groups. */
class Sink {
  readonly #file: FileHandle;
  readonly #socket: Socket;
  readonly #options: ToFile;
  readonly #forward: Forward | undefined;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #writtenBytes = 0;
  #acknowledgedBytes = 0;
  #isWriting = false;
  #hasEnded = false;

  constructor(file: FileHandle, socket: Socket, options: ToFile, forward?: Forward) {
    this.#file = file;
    this.#socket = socket;
    this.#options = options;
    this.#forward = forward;
    socket.on('data', (chunk) => this.#receive(chunk));
    socket.on('end', () => {
      this.#hasEnded = true;
      this.#finish();
    });
    socket.on('error', (error) => socket.destroy(error));
  }

  #receive(chunk: Buffer): void {
    this.#waiting.push(chunk);
    this.#waitingBytes += chunk.length;
    if (this.#waitingBytes > waitingBytesMax) this.#socket.pause();
    if (!this.#isWriting) void this.#drain();
  }

  async #drain(): Promise<void> {
    this.#isWriting = true;
    try {
      while (this.#waiting.length > 0) await this.#writeGroup();
    } catch (error) {
      this.#socket.destroy(error instanceof Error ? error : undefined);
    }
    this.#isWriting = false;
    this.#finish();
  }

  async #writeGroup(): Promise<void> {
    const group = this.#waiting;
    const bytes = this.#waitingBytes;
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#socket.resume();
    await this.#file.writev(group, this.#writtenBytes);
    this.#writtenBytes += bytes;
    if (this.#options.sync) await this.#file.datasync();
    this.#forward?.(group);
    const due = this.#writtenBytes - this.#acknowledgedBytes;
    const acknowledgements = Math.floor(due / this.#options.acknowledgeEveryBytes);
    if (acknowledgements === 0) return;
    this.#acknowledgedBytes += acknowledgements * this.#options.acknowledgeEveryBytes;
    this.#socket.write(Buffer.alloc(acknowledgements));
  }

  #finish(): void {
    if (!this.#hasEnded || this.#isWriting || this.#waiting.length > 0) return;
    this.#hasEnded = false;
    void this.#file.close();
    this.#socket.end();
  }
}

async function sendFile(path: string, socket: Socket): Promise<void> {
  const file = await open(path, 'r');
  try {
    for (let position = 0; ; ) {
      const { bytesRead, buffer } = await file.read(
        Buffer.allocUnsafeSlow(readBytes),
        0,
        readBytes,
        position,
      );
      if (bytesRead === 0) break;
      position += bytesRead;
      if (!socket.write(buffer.subarray(0, bytesRead))) {
        await new Promise((resolve) => socket.once('drain', resolve));
      }
    }
    socket.end();
  } finally {
    await file.close();
  }
}

/** Serves one connection on a free port of the loopback interface, which it returns. */
function listen(onSocket: (socket: Socket) => void): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
      server.close();
      onSocket(socket);
    });
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

const methods = {
  async toFile(options: ToFile): Promise<number> {
    const file = await open(options.path, 'w');
    return listen((socket) => {
      new Sink(file, socket, options);
    });
  },

  /** What comes in by the first port goes to the file, and from there out by the second one, whose reader comes first. */
  async relay(options: ToFile): Promise<{ inPort: number; outPort: number }> {
    const file = await open(options.path, 'w');
    const reader = Promise.withResolvers<Socket>();
    const outPort = await listen(reader.resolve);
    const inPort = await listen((socket) => {
      // Nothing is taken before there is somebody to give it to.
      socket.pause();
      void reader.promise.then((out) => {
        new Sink(file, socket, options, (group) => {
          for (const chunk of group) out.write(chunk);
        });
        // The sink ends its socket when all has been written and forwarded.
        socket.once('finish', () => out.end());
        socket.resume();
      });
    });
    return { inPort, outPort };
  },

  fromFile({ path }: { path: string }): Promise<number> {
    return listen((socket) => {
      void sendFile(path, socket);
    });
  },
};

export type RawServer = typeof methods;

serve(methods);
