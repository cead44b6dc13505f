import { expect, test } from 'vitest';
import { type Finding, Findings } from '../../../src/storage/findings.ts';

const damage = (path: string, position: number): Finding => ({
  kind: 'damage',
  path,
  position,
  what: 'bad',
});

test('of each file the first twenty are kept, and the others counted', () => {
  const findings = new Findings();
  for (let i = 0; i < 1_000; i++) findings.add(damage('/a', i));
  findings.add(damage('/b', 0));
  const all = findings.all();
  expect(all).toHaveLength(22);
  expect(all[19]).toEqual(damage('/a', 19));
  expect(all[20]).toEqual(damage('/b', 0));
  expect(all[21]).toEqual({ kind: 'note', path: '/a', what: '980 more findings not listed' });
});
