import { describe, expect, test } from 'vitest';
import { checkTidiness } from '../../../scripts/tidy/check-tidiness.ts';
import { layers } from '../../../scripts/tidy/layers.ts';
import type { SourceText } from '../../../scripts/tidy/problem.ts';
import { linesMax } from '../../../scripts/tidy/source-rules.ts';
import { tokenize } from '../../../scripts/tidy/tokens.ts';

function check(...files: SourceText[]) {
  return checkTidiness(files, { dependencies: ['pino', '@node-rs/crc32', 'snappy', 'lz4-napi'] });
}

/** What is found, as `path:line rule`. */
function found(...files: SourceText[]): string[] {
  return check(...files).map(({ path, line, rule }) => `${path}:${line} ${rule}`);
}

interface Planted {
  rule: string;
  path: string;
  /** Each line must be reported by itself, at line 2 of a file. */
  breaches: readonly string[];
  /** None of these may be reported by any rule. */
  clean: readonly string[];
  cleanPath?: string;
}

const planted: readonly Planted[] = [
  {
    rule: 'layers',
    path: 'src/storage/segment.ts',
    breaches: [
      `import { connect } from '../net/connection.ts';`,
      `import type { Broker } from '../broker/broker.ts';`,
      `import { type A, type B } from '../client/client.ts';`,
      `import '../cluster/controller.ts';`,
      `import * as all from '../cli/main.ts';`,
      `import Whole from '../cluster/controller.ts'`,
      `import {\n  a,\n  b,\n} from '../../test/support/disk.ts';`,
      `export { a } from '../broker/broker.ts';`,
      `export * from '../broker/broker.ts';`,
      `export type { A } from '../broker/broker.ts';`,
      `const later = () => import('../broker/broker.ts');`,
      'const later = () => import(`../broker/broker.ts`);',
      `type B = import('../broker/broker.ts').Broker;`,
      `const x = a / import('../broker/broker.ts') / 2;`,
      'const x = `${await import("../broker/broker.ts")}`;',
      `import { a } from '../nowhere/a.ts';`,
      `import { a } from '../../elsewhere/a.ts';`,
    ],
    clean: [
      `import { a } from './offset-index.ts';`,
      `import type { A } from '../protocol/record-batch.ts';`,
      `import { a } from '../base/assert.ts';`,
      `// import { a } from '../broker/broker.ts';`,
      `/* import { a } from '../broker/broker.ts'; */`,
      `const text = "import { a } from '../broker/broker.ts'";`,
      'const text = `import("../broker/broker.ts") ${1} import("../broker/broker.ts")`;',
      `const pattern = /import('..\\/broker\\/broker.ts')/;`,
      `export const from = '../broker/broker.ts';`,
      `const here = import.meta.url;`,
    ],
  },
  {
    rule: 'layers',
    path: 'src/utils/strings.ts',
    breaches: [],
    clean: ['export const a = 1;'],
    cleanPath: 'src/base/strings.ts',
  },
  {
    rule: 'seams',
    path: 'src/storage/segment.ts',
    breaches: [
      'const now = Date.now();',
      'const now = new Date();',
      'const now = performance.now();',
      'const now = process.hrtime.bigint();',
      'const age = process.uptime();',
      'setTimeout(run, 10);',
      'setInterval(run, 10);',
      'setImmediate(run);',
      'const timer = globalThis.setTimeout;',
      'const { random } = Math;',
      'const x = Math.random();',
      'const x = Math?.random();',
      'const x = crypto.randomUUID();',
      'const x = crypto.getRandomValues(bytes);',
      'const signal = AbortSignal.timeout(10);',
      'Atomics.wait(cell, 0, 0);',
      'const { hrtime } = process;',
      `const fs = process.getBuiltinModule('fs');`,
      `const fs = require('fs');`,
      `console.log('x');`,
      `process.stdout.write('x');`,
      'const text = `at ${Date.now()}`;',
      'const half = size / Date.now() / 2;',
      `import { readFile } from 'node:fs/promises';`,
      `import type { Stats } from 'node:fs';`,
      `import { DatabaseSync } from 'node:sqlite';`,
      `import net from 'node:net';`,
      `import { setTimeout as sleep } from 'node:timers/promises';`,
      `import { performance } from 'node:perf_hooks';`,
      `import { hrtime } from 'node:process';`,
      `import { gzipSync } from 'node:zlib';`,
      `import { Worker } from 'node:worker_threads';`,
      `import { createRequire } from 'node:module';`,
      `import { spawn } from 'node:child_process';`,
      `import os from 'node:os';`,
      `import { randomBytes } from 'node:crypto';`,
      `import { createHash, randomUUID as id } from 'node:crypto';`,
      `import * as everything from 'node:crypto';`,
      `import everything from 'node:crypto';`,
      `export { readFile } from 'node:fs/promises';`,
      `const fs = await import('node:fs');`,
      'const module = await import(name);',
    ],
    clean: [
      `import { createHash } from 'node:crypto';`,
      `import { join } from 'node:path';`,
      `import { EventEmitter, once } from 'node:events';`,
      'queueMicrotask(run);',
      'process.nextTick(run);',
      'const size = process.env.SIZE;',
      'const x = Math.floor(1.5);',
      'const signal = AbortSignal.abort();',
      'const now = clock.Date.now();',
      'const options = { performance: 1, console: 2 };',
      `const text = 'Date.now() and Math.random()';`,
      'const text = `Date.now() ${1} Math.random()`;',
      '// Date.now() would be wrong here.',
      '/** Never `setTimeout`. */',
      'const pattern = /Date.now[/"]/;',
      'const ok = !/Math.random/.test(text);',
      'const half = size! / 2; // Date',
    ],
  },
  {
    rule: 'seams',
    path: 'src/protocol/compression.ts',
    breaches: [
      `import { gzip } from 'node:zlib';`,
      `import zlib from 'node:zlib';`,
      `import * as zlib from 'node:zlib';`,
      `import { gzipSync, createGunzip } from 'node:zlib';`,
      `import { readFileSync } from 'node:fs';`,
    ],
    clean: [
      `import { constants, gunzipSync, gzipSync, type ZlibOptions } from 'node:zlib';`,
      `import { zstdCompressSync, zstdDecompressSync, type ZstdOptions } from 'node:zlib';`,
    ],
  },
  {
    rule: 'seams',
    path: 'src/protocol/codec-libraries.ts',
    breaches: [
      `import { compressSync } from 'snappy';`,
      `import lz4 from 'lz4-napi';`,
      `import { gzipSync } from 'node:zlib';`,
      `import { readFileSync } from 'node:fs';`,
    ],
    clean: [`import { createRequire } from 'node:module';`],
  },
  {
    rule: 'seams',
    path: 'src/net/tcp-transport.ts',
    breaches: [`import { readFile } from 'node:fs/promises';`, 'const now = Date.now();'],
    clean: [`import net from 'node:net';`],
  },
  {
    rule: 'seams',
    path: 'src/base/clock.ts',
    breaches: [`import net from 'node:net';`, 'const x = Math.random();'],
    clean: ['const now = Date.now() + performance.now();', 'setTimeout(run, 10);'],
  },
  {
    rule: 'seams',
    path: 'src/broker/broker.ts',
    breaches: ['const now = Date.now();'],
    clean: [
      'const now = Date.now();',
      `import { readFileSync } from 'node:fs';`,
      `process.stdout.write('x');`,
      `import { spawn } from 'node:child_process';`,
    ],
    cleanPath: 'src/cli/broker-command.ts',
  },
  {
    rule: 'module-state',
    path: 'src/cluster/controller.ts',
    breaches: [
      'let next = 0;',
      'export let next = 0;',
      'var next = 0;',
      'let { a, b } = c;',
      'const cache = new Map();',
      'const cache: Map<string, number> = new Map<string, number>();',
      'export const seen = new WeakSet<object>();',
      'class A { static next = 0; }',
      'class A { private static next: number; }',
      'class A { static #cache = 1; }',
    ],
    clean: [
      'const next = 0;',
      'function f() { let next = 0; return next; }',
      'const f = () => { let next = 0; return next; };',
      'class A { static readonly max = 8; }',
      'class A { static create() { let a = 1; return a; } }',
      'class A { static async open(path: string) { return path; } }',
      `const names = new Map([['a', 1]]);`,
      'class A { #cache = new Map(); }',
      'const make = () => { return new Map(); };',
      '// let next = 0;',
      'const options = { let: 1, static: 2 };',
    ],
  },
  {
    rule: 'unfinished',
    path: 'src/client/retry.ts',
    breaches: [
      '// TODO: later',
      '/* FIXME */',
      'const a = 1; // XXX',
      '/** HACK: it works */',
      '// (TODO)',
    ],
    clean: [
      `const text = 'TODO';`,
      '// The METHODOLOGY is fine.',
      `const url = 'http://x'; const b = '// TODO';`,
      'const text = `// TODO`;',
    ],
  },
  {
    rule: 'test-switch',
    path: 'test/unit/base/clock.test.ts',
    breaches: [
      `test.only('a', run);`,
      `it.skip('a', run);`,
      `describe.skip('a', run);`,
      `test.todo('a');`,
      `test.concurrent.only('a', run);`,
      `describe\n  .skip('a', run);`,
    ],
    clean: [
      `test('only and skip', run);`,
      `test.each([1])('a', run);`,
      'list.skip(3);',
      'reader.test.only();',
      `// test.only('a')`,
    ],
  },
  {
    rule: 'sleep',
    path: 'test/integration/broker.test.ts',
    breaches: [
      `import { setTimeout as sleep } from 'node:timers/promises';`,
      `const { setTimeout } = await import('timers/promises');`,
    ],
    clean: [`import { once } from 'node:events';`],
  },
  {
    rule: 'packages',
    path: 'src/base/logger.ts',
    breaches: [
      `import { test } from 'vitest';`,
      `import fs from 'fs';`,
      `import type { A } from '@biomejs/biome';`,
      `import { a } from '@node-rs/other/sub';`,
    ],
    clean: [`import pino from 'pino';`, `import { crc32c } from '@node-rs/crc32/index.js';`],
  },
];

const cases = planted.flatMap(({ rule, path, breaches }) =>
  breaches.map((breach) => ({ rule, path, breach })),
);
const cleanCases = planted.flatMap(({ path, clean, cleanPath = path }) =>
  clean.map((text) => ({ path: cleanPath, text })),
);

describe('a planted breach is reported with its rule and its line', () => {
  test.each(cases)('$rule, $path: $breach', ({ rule, path, breach }) => {
    const lines = breach.split('\n').map((_, index) => `${path}:${index + 2} ${rule}`);
    const reported = found({
      path,
      text: `// The first line.\n${breach}\nexport const end = 1;\n`,
    });
    expect(reported).not.toEqual([]);
    expect(reported.filter((item) => !lines.includes(item))).toEqual([]);
  });
});

describe('what only looks like a breach is not reported', () => {
  test.each(cleanCases)('$path: $text', ({ path, text }) => {
    expect(check({ path, text: `// The first line.\n${text}\n` })).toEqual([]);
  });
});

describe('layers', () => {
  test('each folder may import every lower floor, and nothing beside or above it', () => {
    const sources = layers.filter(({ path }) => path.startsWith('src/') && !path.endsWith('.ts'));
    for (const own of sources) {
      for (const other of sources) {
        const path = `${own.path}/a.ts`;
        const target = other.path.slice('src/'.length);
        const text = `import { b } from '../${target}/b.ts';\n`;
        const allowed = own === other || other.floor < own.floor;
        expect(found({ path, text }), `${own.path} imports ${other.path}`).toEqual(
          allowed ? [] : [`${path}:1 layers`],
        );
      }
    }
  });

  test('a folder without a floor is reported', () => {
    expect(found({ path: 'src/utils/strings.ts', text: 'export const a = 1;\n' })).toEqual([
      'src/utils/strings.ts:1 layers',
    ]);
  });

  test('tests may import scripts and sources, sources may import neither', () => {
    const text = `import { a } from '../scripts/a.ts';\nimport { b } from '../src/broker/b.ts';\n`;
    expect(found({ path: 'test/a.ts', text })).toEqual([]);
    expect(found({ path: 'src/index.ts', text: `import { a } from '../scripts/a.ts';\n` })).toEqual(
      ['src/index.ts:1 layers'],
    );
  });
});

describe('cycles', () => {
  const file = (name: string, ...imports: string[]): SourceText => ({
    path: `src/base/${name}.ts`,
    text: `// The first line.\n${imports.map((other) => `import type { A } from './${other}.ts';\n`).join('')}`,
  });

  test('a cycle of type-only imports is reported once, with the way round it', () => {
    const files = [file('a', 'b'), file('b', 'c'), file('c', 'a'), file('d', 'a')];
    expect(found(...files)).toEqual(['src/base/a.ts:2 cycles']);
    expect(check(...files)[0]?.message).toContain(
      'src/base/a.ts -> src/base/b.ts -> src/base/c.ts -> src/base/a.ts',
    );
  });

  test('a file that imports itself, and two cycles apart, are all reported', () => {
    expect(found(file('a', 'a'), file('b', 'c'), file('c', 'b'))).toEqual([
      'src/base/a.ts:2 cycles',
      'src/base/b.ts:2 cycles',
    ]);
  });

  test('a diamond is no cycle', () => {
    expect(found(file('a', 'b', 'c'), file('b', 'd'), file('c', 'd'), file('d'))).toEqual([]);
  });
});

describe('size', () => {
  const lines = (count: number) => 'export {};\n'.repeat(count);

  test('a file of the largest size passes, one line more is reported', () => {
    expect(found({ path: 'src/base/a.ts', text: lines(linesMax) })).toEqual([]);
    expect(found({ path: 'src/base/a.ts', text: lines(linesMax + 1) })).toEqual([
      `src/base/a.ts:${linesMax + 1} size`,
    ]);
  });

  test('generated code may have any size', () => {
    const path = 'src/protocol/generated/messages.js';
    expect(found({ path, text: lines(linesMax + 1) })).toEqual([]);
  });
});

test('every message names what to do', () => {
  const problems = cases.flatMap(({ path, breach }) => check({ path, text: breach }));
  expect(problems.length).toBeGreaterThan(0);
  for (const { message } of problems) {
    expect(message).toMatch(/; (use|import|move|make|name|add|do|nothing|other|take|wait|give)/);
  }
});

test('tokens keep their lines and depths across templates, comments and regular expressions', () => {
  const text = 'a(`x${{ b: `${c}` }}y`,\n /* } */ /[}/]/g, d / e / f)\nlet g;';
  const { tokens } = tokenize(text);
  const word = (name: string) => tokens.find((token) => token.text === name);
  expect(word('b')).toMatchObject({ line: 1, depth: 3 });
  expect(word('c')).toMatchObject({ line: 1, depth: 4 });
  expect(word('f')).toMatchObject({ line: 2, depth: 1 });
  expect(word('let')).toMatchObject({ line: 3, depth: 0 });
  expect(tokens.at(-1)).toMatchObject({ text: ';', depth: 0 });
});
