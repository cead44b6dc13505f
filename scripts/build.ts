/**
 * Compiles src/ to dist/src/ for publishing: `npm run build`. Nobody ever sees half a build: it is made in a folder of its own
 * and then takes the place of the old one.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');

function build(directory: string): number {
  execFileSync(
    process.execPath,
    [compiler, '-p', join(root, 'tsconfig.build.json'), '--outDir', directory],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  // The compiler copies neither JavaScript nor declarations: the generated code and its runtime.
  for (const path of globSync('src/**/*.{js,d.ts}', { cwd: root })) {
    cpSync(join(root, path), join(directory, path));
  }
  return globSync('src/**/*.js', { cwd: directory }).length;
}

const target = join(root, 'dist');
const made = mkdtempSync(join(root, 'dist-'));
try {
  const modules = build(made);
  const old = `${made}-old`;
  try {
    renameSync(target, old);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw error;
    }
  }
  renameSync(made, target);
  rmSync(old, { recursive: true, force: true });
  process.stdout.write(`build: ${modules} modules in dist/\n`);
} catch (error) {
  rmSync(made, { recursive: true, force: true });
  const code = (error as { status?: unknown }).status;
  process.stderr.write(
    typeof code === 'number'
      ? 'build: the compiler found errors; dist/ is as it was\n'
      : `build: ${String(error)}\n`,
  );
  process.exitCode = 1;
}
