import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { Output } from '../../../src/cli/output.ts';

/** A reader that takes what it is given only when it is told to. */
class SlowReader extends Writable {
  text = '';
  #accept: (() => void) | undefined;

  constructor() {
    super({ highWaterMark: 10 });
  }

  override _write(chunk: Buffer, _encoding: string, callback: () => void): void {
    this.text += chunk.toString();
    this.#accept = callback;
  }

  accept(): void {
    this.#accept?.();
  }
}

/** Takes all at once. */
class Reader extends Writable {
  readonly chunks: string[] = [];

  override _write(chunk: Buffer, _encoding: string, callback: () => void): void {
    this.chunks.push(chunk.toString());
    callback();
  }
}

const never = () => {
  throw new Error('nobody closed it');
};

describe('Output', () => {
  test('gathers small lines into one write', async () => {
    const reader = new Reader();
    const output = new Output(never, reader);
    for (const line of ['a', 'b', 'c']) {
      output.writeLine(line);
    }
    await output.end();
    expect(reader.chunks.filter((chunk) => chunk !== '')).toEqual(['a\nb\nc\n']);
  });

  test('writes at once when much is there', () => {
    const reader = new Reader();
    const output = new Output(never, reader);
    output.write('x'.repeat(100_000));
    expect(reader.chunks.join('')).toHaveLength(100_000);
  });

  test('waits for a reader that is behind, and leaves no listener', async () => {
    const reader = new SlowReader();
    const output = new Output(never, reader);
    output.write('x'.repeat(100_000));
    const listeners = reader.listenerCount('error');
    let isReady = false;
    const ready = output.ready().then(() => {
      isReady = true;
    });
    await Promise.resolve();
    expect(isReady).toBe(false);
    reader.accept();
    await ready;
    expect(isReady).toBe(true);
    expect(reader.listenerCount('error')).toBe(listeners);
  });

  test('tells once when its reader has gone, waits for nothing then, and keeps nothing', async () => {
    const reader = new SlowReader();
    let closed = 0;
    const output = new Output(() => {
      closed += 1;
    }, reader);
    output.write('x'.repeat(100_000));
    const ready = output.ready();
    reader.destroy(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    await ready;
    expect(output.isClosed).toBe(true);
    expect(closed).toBe(1);
    output.writeLine('nobody reads this');
    await output.end();
    expect(reader.text).not.toContain('nobody');
  });
});
