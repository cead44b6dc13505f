import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { lz4Library, snappyLibrary } from '../../../src/protocol/codec-libraries.ts';

test('the libraries answer, the same one each time', () => {
  expect(snappyLibrary()).toBe(snappyLibrary());
  expect(lz4Library()).toBe(lz4Library());
});

test('no library is loaded before a batch needs it', () => {
  const script = `
    import { codecNames, compress } from './src/protocol/compression.ts';
    import { createRequire } from 'node:module';
    const loaded = () => ['snappy', 'lz4-napi'].filter((name) =>
      Object.keys(createRequire(import.meta.url).cache).some((path) => path.includes(name + '/')));
    const before = loaded();
    compress('lz4', Buffer.from('x'));
    console.log(JSON.stringify([before, loaded()]));`;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script]);
  expect(JSON.parse(output.toString())).toEqual([[], ['lz4-napi']]);
});
