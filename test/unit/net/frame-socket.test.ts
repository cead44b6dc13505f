import { beforeEach, describe, expect, test } from 'vitest';
import { codeOf } from '../../../src/base/errors.ts';
import { limits } from '../../../src/base/limits.ts';
import { FrameSocket } from '../../../src/net/frame-socket.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { frameOf } from '../../support/raw-peer.ts';
import { MemorySocket } from './memory-socket.ts';

const frameBytesMax = 1_000;
let clock: ManualClock;
let socket: MemorySocket;
let frames: string[];
let admitted: number[];
let admits: boolean;
let closes: (Error | undefined)[];
let framed: FrameSocket;
let onFrame: (payload: Buffer) => void;

beforeEach(() => {
  clock = new ManualClock();
  socket = new MemorySocket();
  frames = [];
  admitted = [];
  admits = true;
  closes = [];
  onFrame = (payload) => frames.push(String(payload));
  framed = new FrameSocket(socket, {
    clock,
    frameBytesMax,
    admit: (bytes) => {
      admitted.push(bytes);
      return admits;
    },
    onFrame: (payload) => onFrame(payload),
    onClose: (error) => closes.push(error),
  });
});

const frame = (text: string) => frameOf(Buffer.from(text));

describe('a frame that is begun and not finished', () => {
  test.each([
    ['one byte of the length', 1],
    ['the length', 4],
    ['part of the payload', 7],
  ])('after %s and silence for the bound the connection is closed', (_, bytes) => {
    socket.receive(frame('hello').subarray(0, bytes));
    clock.advance(limits.frameTimeoutMs - 1);
    expect(closes).toEqual([]);
    clock.advance(1);
    expect(closes.map(codeOf)).toEqual(['CONNECTION_STALLED']);
    expect(socket.isDestroyed).toBe(true);
    expect(frames).toEqual([]);
    expect(clock.timerCount).toBe(0);
  });

  test('a byte now and then does not keep it open', () => {
    const bytes = frame('x'.repeat(200));
    for (const byte of bytes.subarray(0, 100)) {
      socket.receive(Buffer.from([byte]));
      clock.advance(limits.frameTimeoutMs / 50);
    }
    expect(closes.map(codeOf)).toEqual(['CONNECTION_STALLED']);
  });

  test('one that ends in time counts anew for the next', () => {
    const bytes = Buffer.concat([frame('one'), frame('two')]);
    socket.receive(bytes.subarray(0, 5));
    clock.advance(limits.frameTimeoutMs - 1);
    socket.receive(bytes.subarray(5, 9));
    clock.advance(limits.frameTimeoutMs - 1);
    expect(closes).toEqual([]);
    socket.receive(bytes.subarray(9));
    expect(frames).toEqual(['one', 'two']);
    clock.advance(10 * limits.frameTimeoutMs);
    expect(closes).toEqual([]);
  });

  test('silence between frames is allowed for ever', () => {
    socket.receive(frame('one'));
    clock.advance(100 * limits.frameTimeoutMs);
    socket.receive(frame('two'));
    expect(frames).toEqual(['one', 'two']);
    expect(closes).toEqual([]);
  });

  test('while it waits for memory the time does not count', () => {
    admits = false;
    socket.receive(frame('hello').subarray(0, 6));
    expect(socket.isPaused).toBe(true);
    clock.advance(4 * limits.frameTimeoutMs - 1);
    expect(closes).toEqual([]);
    framed.admitNow();
    // The time is looked at once a period; what it sees now is a frame that has only just been admitted.
    clock.advance(limits.frameTimeoutMs / 2);
    expect(closes).toEqual([]);
    socket.receive(frame('hello').subarray(6));
    expect(frames).toEqual(['hello']);
  });

  test('one that was admitted late and then stalls is closed all the same', () => {
    admits = false;
    socket.receive(frame('hello').subarray(0, 6));
    clock.advance(limits.frameTimeoutMs / 2);
    framed.admitNow();
    clock.advance(2 * limits.frameTimeoutMs);
    expect(closes.map(codeOf)).toEqual(['CONNECTION_STALLED']);
  });
});

describe('admission', () => {
  test('a frame that is not admitted stops the reading, and goes on where it stopped', () => {
    admits = false;
    socket.receive(Buffer.concat([frame('one'), frame('two')]));
    expect(frames).toEqual([]);
    expect(admitted).toEqual([3]);
    admits = true;
    framed.admitNow();
    expect(frames).toEqual(['one', 'two']);
    expect(admitted).toEqual([3, 3]);
    expect(socket.isPaused).toBe(false);
  });

  test('the next frame may have to wait again', () => {
    admits = false;
    socket.receive(Buffer.concat([frame('one'), frame('two!')]));
    framed.admitNow();
    expect(frames).toEqual(['one']);
    expect(admitted).toEqual([3, 4]);
    expect(socket.isPaused).toBe(true);
    framed.admitNow();
    expect(frames).toEqual(['one', 'two!']);
  });

  test('once closed by the owner in the middle of a chunk, nothing more is admitted or handed on', () => {
    onFrame = (payload) => {
      frames.push(String(payload));
      framed.destroy(new Error('enough'));
    };
    socket.receive(Buffer.concat([frame('one'), frame('two'), frame('three')]));
    expect(frames).toEqual(['one']);
    expect(admitted).toEqual([3]);
    expect(closes.map((error) => error?.message)).toEqual(['enough']);
  });

  test('admission that comes after the end does nothing', () => {
    admits = false;
    socket.receive(frame('one'));
    socket.peerCloses();
    framed.admitNow();
    expect(frames).toEqual([]);
    expect(closes).toEqual([undefined]);
  });
});

describe('the end', () => {
  test('a bad length closes once, with what is written in onClose still sent, and lingers a second', () => {
    socket.receive(Buffer.from([0, 0, 0, 0]));
    expect(closes.map(codeOf)).toEqual(['INVALID_FRAME']);
    expect(socket.isEnded).toBe(true);
    expect(socket.isDestroyed).toBe(false);
    socket.receive(frame('more'));
    expect(frames).toEqual([]);
    clock.advance(1_000);
    expect(socket.isDestroyed).toBe(true);
    expect(closes).toHaveLength(1);
    expect(clock.timerCount).toBe(0);
  });

  test('an error of the owner on a frame closes with it', () => {
    onFrame = () => {
      throw new Error('bad payload');
    };
    socket.receive(frame('one'));
    expect(closes.map((error) => error?.message)).toEqual(['bad payload']);
  });

  test('sending on a closed socket only says that it is over', () => {
    framed.destroy();
    let flushed = 0;
    framed.send([Buffer.from('late')], () => {
      flushed += 1;
    });
    expect(flushed).toBe(1);
    expect(socket.written).toEqual([]);
  });

  test('a peer that takes no bytes for the bound is closed', () => {
    socket.holdsWrites = true;
    framed.send([Buffer.from('answer')]);
    clock.advance(limits.writeStallTimeoutMs);
    expect(closes.map(codeOf)).toEqual(['CONNECTION_STALLED']);
    expect(clock.timerCount).toBe(0);
  });

  test('a peer that takes some is not', () => {
    socket.holdsWrites = true;
    for (let i = 0; i < 5; i++) {
      framed.send([Buffer.from('answer')]);
      clock.advance(limits.writeStallTimeoutMs - 10);
      socket.flush();
      framed.send([Buffer.from('another')]);
      clock.advance(2);
    }
    expect(closes).toEqual([]);
  });

  test('a frame goes out with its length and the chunks as they are', () => {
    framed.send([Buffer.from('ab'), Buffer.from('c')]);
    expect(socket.written.map(String)).toEqual(['\0\0\0\u0003abc']);
  });
});
