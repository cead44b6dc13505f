import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { version } from '../../../src/base/version.ts';

test('the version that the program tells is that of the package', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(version).toBe(manifest.version);
});
