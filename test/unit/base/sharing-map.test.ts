import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SharingMap, SharingMapDraft } from '../../../src/base/sharing-map.ts';

const changes = fc.array(
  fc.record({ key: fc.string({ maxLength: 3 }), value: fc.option(fc.nat()) }),
  { maxLength: 60 },
);

/** The map after each group of changes, a plain one beside it. */
function histories(groups: { key: string; value: number | null }[][]) {
  const maps = [new SharingMap<string, number>()];
  const plain = [new Map<string, number>()];
  for (const group of groups) {
    const draft = new SharingMapDraft(maps.at(-1) as SharingMap<string, number>);
    const copy = new Map(plain.at(-1));
    for (const { key, value } of group) {
      if (value === null) {
        draft.delete(key);
        copy.delete(key);
      } else {
        draft.set(key, value);
        copy.set(key, value);
      }
    }
    maps.push(draft.map);
    plain.push(copy);
  }
  return { maps, plain };
}

test('[QRM-5] each map holds what a copied one would, and goes on doing so when others are made from it', () => {
  fc.assert(
    fc.property(fc.array(changes, { maxLength: 6 }), (groups) => {
      const { maps, plain } = histories(groups);
      for (const [at, map] of maps.entries()) {
        const wanted = plain[at] as Map<string, number>;
        expect(map.size).toBe(wanted.size);
        expect(new Map(map)).toEqual(wanted);
        expect(new Map([...map.keys()].map((key) => [key, map.get(key)]))).toEqual(wanted);
        expect([...map.values()].sort()).toEqual([...wanted.values()].sort());
        for (const key of plain.at(-1)?.keys() ?? []) expect(map.has(key)).toBe(wanted.has(key));
        const seen: [string, number][] = [];
        map.forEach((value, key) => {
          seen.push([key, value]);
        });
        expect(seen).toEqual([...map]);
      }
    }),
  );
});

test('a draft shows its changes before it is done, and shares what it has not changed', () => {
  const base = new SharingMapDraft(new Map([...Array(500).keys()].map((n) => [`${n}`, n]))).map;
  const draft = new SharingMapDraft(base);
  draft.set('new', 1);
  expect(draft.map.get('new')).toBe(1);
  expect(base.has('new')).toBe(false);
  const shared = draft.map.buckets.filter((bucket, at) => bucket === base.buckets[at]);
  expect(shared).toHaveLength(base.buckets.length - 1);
});

test('two that differ are told apart by their properties, and by what they iterate over', () => {
  const make = (value: number) => new SharingMapDraft(new Map([['a', value]])).map;
  expect(isDeepStrictEqual(make(1), make(1))).toBe(true);
  expect(isDeepStrictEqual(make(1), make(2))).toBe(false);
  expect(isDeepStrictEqual(make(1), new SharingMap())).toBe(false);
  expect(make(1)).not.toEqual(make(2));
});
