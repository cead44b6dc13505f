/** Checks the rules that no linter knows: layers, cycles, seams, sizes, module-level state. `npm run tidy`. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkTidiness } from './tidy/check-tidiness.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const patterns = ['{src,scripts,test,bench,examples,bin}/**/*.{ts,js,mts,mjs}', 'vitest.config.ts'];

const files = globSync(patterns, { cwd: root, exclude: (path) => path.includes('node_modules') })
  .map((path) => path.split(sep).join('/'))
  .sort()
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
const manifest: { dependencies: Record<string, string> } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
);
const problems = checkTidiness(files, { dependencies: Object.keys(manifest.dependencies) });
for (const { path, line, rule, message } of problems) {
  process.stderr.write(`${path}:${line}: ${rule}: ${message}\n`);
}
process.stdout.write(`tidy: ${files.length} files, ${problems.length} problems\n`);
process.exitCode = problems.length === 0 && files.length > 0 ? 0 : 1;
