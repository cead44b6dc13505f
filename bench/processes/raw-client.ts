/** The other end of the ceiling: sends, receives, or asks and waits. */
import { connect, type Socket } from 'node:net';
import { serve } from '../support/serve.ts';

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true });
    socket.once('error', reject);
    socket.once('connect', () => resolve(socket));
  });
}

const methods = {
  /** Sends `bytes` in pieces of `chunkBytes`. Returns the milliseconds to the acknowledgement of the last one. */
  async send(options: { port: number; bytes: number; chunkBytes: number }): Promise<number> {
    const socket = await open(options.port);
    const chunk = Buffer.alloc(options.chunkBytes, 'tidelog ');
    const acknowledged = new Promise((resolve) => socket.once('data', resolve));
    const startMs = performance.now();
    for (let left = options.bytes; left > 0; left -= chunk.length) {
      const accepted = socket.write(left < chunk.length ? chunk.subarray(0, left) : chunk);
      if (!accepted) await new Promise((resolve) => socket.once('drain', resolve));
    }
    await acknowledged;
    const ms = performance.now() - startMs;
    socket.end();
    return ms;
  },

  /** Sends one piece after the other, each when the one before is acknowledged. Returns the milliseconds of each. */
  async ask(options: { port: number; bytes: number; count: number }): Promise<number[]> {
    const socket = await open(options.port);
    const chunk = Buffer.alloc(options.bytes, 'tidelog ');
    const tookMs: number[] = [];
    for (let i = 0; i < options.count; i++) {
      const startMs = performance.now();
      const acknowledged = new Promise((resolve) => socket.once('data', resolve));
      socket.write(chunk);
      await acknowledged;
      tookMs.push(performance.now() - startMs);
    }
    socket.end();
    return tookMs;
  },

  /** Takes all there is. */
  async receive({ port }: { port: number }): Promise<{ ms: number; bytes: number }> {
    const startMs = performance.now();
    const socket = await open(port);
    let bytes = 0;
    socket.on('data', (chunk) => {
      bytes += chunk.length;
    });
    await new Promise((resolve) => socket.once('end', resolve));
    const ms = performance.now() - startMs;
    socket.end();
    return { ms, bytes };
  },
};

export type RawClient = typeof methods;

serve(methods);
