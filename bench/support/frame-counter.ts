/** Counts the frames that come in on the sockets of a listener: requests, and messages that get no answer. */
import type { SocketHandlers, Transport, TransportSocket } from '../../src/net/transport.ts';

const lengthBytes = 4;

export class FrameCounter {
  frames = 0;

  /** The same transport, with what its listeners accept counted. */
  counting(transport: Transport): Transport {
    return {
      connect: (address, options) => transport.connect(address, options),
      listen: (address, onSocket) =>
        transport.listen(address, (socket) => onSocket(this.#watched(socket))),
    };
  }

  #watched(socket: TransportSocket): TransportSocket {
    const watched: TransportSocket = Object.create(socket);
    const count = this.#counter();
    const start = (handlers: SocketHandlers) =>
      socket.start({
        onData: (chunk) => {
          count(chunk);
          handlers.onData(chunk);
        },
        onDrain: () => handlers.onDrain(),
        onClose: (error) => handlers.onClose(error),
      });
    const methods = {
      start,
      write: socket.write.bind(socket),
      pause: socket.pause.bind(socket),
      resume: socket.resume.bind(socket),
      end: socket.end.bind(socket),
      destroy: socket.destroy.bind(socket),
    };
    Object.defineProperty(watched, 'bufferedBytes', { get: () => socket.bufferedBytes });
    Object.defineProperty(watched, 'remote', { get: () => socket.remote });
    return Object.assign(watched, methods);
  }

  /** Follows one stream: a length of four bytes, and as many bytes as that. */
  #counter(): (chunk: Buffer) => void {
    let length = 0;
    let lengthLeft = lengthBytes;
    let bodyLeft = 0;
    return (chunk) => {
      for (let at = 0; at < chunk.length; ) {
        if (bodyLeft > 0) {
          const taken = Math.min(bodyLeft, chunk.length - at);
          bodyLeft -= taken;
          at += taken;
          continue;
        }
        length = length * 256 + (chunk[at] as number);
        at += 1;
        lengthLeft -= 1;
        if (lengthLeft > 0) continue;
        this.frames += 1;
        bodyLeft = length;
        length = 0;
        lengthLeft = lengthBytes;
      }
    };
  }
}
