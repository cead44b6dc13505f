// Generates src/protocol/generated/ from proto/. With --check it compares instead, and fails on any difference.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const generatedDirectory = join(root, 'src', 'protocol', 'generated');
const roots = ['common', 'metadata_records', 'group_records'].map(
  (name) => `proto/tidelog/v1/${name}.proto`,
);

// Declarations come from the comments that pbjs writes, and the program loads faster without them: so it runs twice.
const commonFlags = [
  ...['-t', 'static-module', '-w', 'esm', '-r', 'tidelog', '-p', 'proto'],
  ...['--dependency', '../protobuf-runtime.js', '--force-number', '--null-semantics'],
  ...['--no-verify', '--no-convert', '--no-delimited', '--no-typeurl', '--no-service'],
];

/** Returns the generated files by name. */
function generate(): Map<string, string> {
  const require = createRequire(import.meta.url);
  const pbjs = join(dirname(require.resolve('protobufjs-cli/package.json')), 'bin', 'pbjs');
  const directory = mkdtempSync(join(tmpdir(), 'tidelog-proto-'));
  const run = (flags: string[]) =>
    execFileSync(process.execPath, [pbjs, ...commonFlags, ...flags, ...roots], {
      cwd: root,
      stdio: 'inherit',
    });
  try {
    run(['--dts', '-o', join(directory, 'messages.js')]);
    const declarations = readFileSync(join(directory, 'messages.d.ts'), 'utf8');
    run(['--no-comments', '-o', join(directory, 'messages.js')]);
    const code = readFileSync(join(directory, 'messages.js'), 'utf8');
    return new Map([
      ['messages.js', code],
      ['messages.d.ts', declarations],
    ]);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

const check = process.argv.includes('--check');
let stale = 0;
for (const [name, content] of generate()) {
  const path = join(generatedDirectory, name);
  if (!check) {
    writeFileSync(path, content);
  } else if (readFileSync(path, 'utf8') !== content) {
    stale += 1;
    process.stderr.write(
      `src/protocol/generated/${name} is not what proto/ generates; run npm run gen-proto\n`,
    );
  }
}
process.exitCode = stale === 0 ? 0 : 1;
