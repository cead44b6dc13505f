/** What a user of the published package gets: packed, installed into an empty folder, run and imported from there. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseFile } from '../../scripts/tidy/imports.ts';

const run = promisify(execFile);
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const bin = join(root, 'bin', 'tidelog.js');
const manifest: { version: string; files: string[] } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
);

/** The outer npm hands its own folder and flags down in the environment; the inner one must not work there. */
function environment(): NodeJS.ProcessEnv {
  const kept = /^npm_config_(cache|registry|userconfig|globalconfig|cafile|proxy|https_proxy)$/i;
  const entries = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|node_options$|tidelog_)/i.test(name) || kept.test(name),
  );
  return Object.fromEntries(entries);
}

interface Finished {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs this very Node, and returns how it ended even if it failed. */
async function runNode(
  args: string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Finished> {
  const env = { ...environment(), ...options.env };
  try {
    const { stdout, stderr } = await run(process.execPath, args, { ...options, env });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as Finished;
    return { code, stdout, stderr };
  }
}

interface Packed {
  filename: string;
  files: { path: string }[];
}

/** Packs the repository as it is built now. npm 11 prints a list of packages, npm 12 an object keyed by name. */
async function pack(destination: string): Promise<Packed> {
  const options = { cwd: root, env: environment(), maxBuffer: 2 ** 24 };
  const flags = ['--json', '--ignore-scripts', '--pack-destination', destination];
  const { stdout } = await run('npm', ['pack', ...flags], options);
  const listing: Record<string, Packed> = JSON.parse(stdout);
  const packed = Object.values(listing)[0];
  if (packed === undefined) {
    throw new Error(`npm pack listed nothing: ${stdout}`);
  }
  return packed;
}

describe('the packed tarball', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tidelog-package-'));
  let packed: Packed;

  beforeAll(async () => {
    const built = await runNode([join(root, 'scripts', 'build.ts')], { cwd: root });
    expect(built).toMatchObject({ code: 0, stderr: '' });
    packed = await pack(folder);
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
    const flags = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
    const options = { cwd: folder, env: environment() };
    await run('npm', ['install', ...flags, join(folder, packed.filename)], options);
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test('holds the compiled program, the schema and the licence, and no sources or tests', () => {
    const paths = packed.files.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'bin/tidelog.js',
        'dist/src/cli/main.js',
        'dist/src/index.d.ts',
        'dist/src/index.js',
        'dist/src/protocol/generated/messages.js',
        'dist/src/protocol/protobuf-runtime.js',
        'package.json',
        'proto/tidelog/v1/common.proto',
      ]),
    );
    const published = ['package.json', ...manifest.files];
    const isPublished = (path: string) =>
      published.some((item) => path === item || path.startsWith(`${item}/`));
    expect(paths.filter((path) => !isPublished(path))).toEqual([]);
    expect(paths.filter((path) => /\.ts$/.test(path) && !/\.d\.ts$/.test(path))).toEqual([]);
  });

  test('needs no install script, neither its own nor of what it depends on', () => {
    const lock: { packages: Record<string, { hasInstallScript?: boolean }> } = JSON.parse(
      readFileSync(join(folder, 'package-lock.json'), 'utf8'),
    );
    const names = Object.keys(lock.packages);
    expect(names).toContain('node_modules/tidelog');
    expect(names.filter((name) => lock.packages[name]?.hasInstallScript === true)).toEqual([]);
  });

  test('prints its version', async () => {
    const installed = join(folder, 'node_modules', 'tidelog', 'bin', 'tidelog.js');
    const result = await runNode([installed, '--version']);
    expect(result).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: '' });
  });

  test('is linked as the command `tidelog`, which lists what it can do', async () => {
    const command = join(folder, 'node_modules', '.bin', 'tidelog');
    const result = await runNode([command, '--help'], { cwd: folder });
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(result.stdout).toMatch(/^Usage: tidelog/m);
    expect(result.stdout).toMatch(/^Commands:\n( {2}\w.*\n)+/m);
  });

  test('can be imported by its name', async () => {
    const program = join(folder, 'use.js');
    writeFileSync(
      program,
      `import * as tidelog from 'tidelog';\nconsole.log(Object.keys(tidelog).length > 0);\n`,
    );
    expect(await runNode([program])).toEqual({ code: 0, stdout: 'true\n', stderr: '' });
  });

  test('brings declarations that a strict TypeScript program compiles against', async () => {
    const program = join(folder, 'use.ts');
    const lines = [
      `import * as tidelog from 'tidelog';`,
      'export const names = Object.keys(tidelog);',
      '// @ts-expect-error: without declarations, or with loose ones, this would compile.',
      'tidelog.noSuchExport;',
    ];
    writeFileSync(program, `${lines.join('\n')}\n`);
    const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const flags = ['--ignoreConfig', '--noEmit', '--strict', '--module', 'nodenext'];
    const types = ['--target', 'es2024', '--lib', 'es2024,esnext.disposable', '--types', 'node'];
    const typeRoots = ['--typeRoots', join(root, 'node_modules', '@types')];
    const result = await runNode([compiler, ...flags, ...types, ...typeRoots, program], {
      cwd: folder,
    });
    expect(result).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});

describe('the command on an unsuitable Node', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tidelog-old-node-'));

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs the command on this Node, which claims to be another one. */
  function runAs(version: string): Promise<Finished> {
    const preload = join(folder, `node-${version}.cjs`);
    const value = `{ ...process.versions, node: '${version}' }`;
    writeFileSync(preload, `Object.defineProperty(process, 'versions', { value: ${value} });\n`);
    return runNode(['--require', preload, bin, '--version']);
  }

  test.each(['12.22.12', '18.20.8', '20.20.2', '22.17.1'])(
    'Node %s gets one sentence that says what is needed',
    async (version) => {
      const result = await runAs(version);
      expect(result).toMatchObject({ code: 1, stdout: '' });
      expect(result.stderr).toMatch(/^tidelog needs Node 22\.18 or newer; this is [^\n]+\n$/);
      expect(result.stderr).toContain(`this is ${version} (${process.execPath})`);
    },
  );

  test.each(['22.18.0', '23.0.0', '24.21.0', '100.0.0'])('Node %s is accepted', async (version) => {
    expect(await runAs(version)).toMatchObject({ code: 0, stdout: `${manifest.version}\n` });
  });

  test('the launcher itself has nothing in it that an old Node cannot parse', () => {
    const text = readFileSync(bin, 'utf8');
    const { tokens, imports } = parseFile({ path: 'bin/tidelog.js', text });
    const words = tokens.map((token) => token.text);
    expect(imports).not.toEqual([]);
    expect(imports.filter(({ names }) => names.join() !== '*')).toEqual([]);
    const young = ['?.', '??', '??=', '||=', '&&=', 'static', 'class'];
    expect(words.filter((word) => young.includes(word))).toEqual([]);
    expect(tokens.filter((token) => token.text === 'await' && token.depth === 0)).toEqual([]);
  });
});
