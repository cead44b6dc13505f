import { expect, test } from 'vitest';
import { checkVoters, formatVoters } from '../../../src/cluster/quorum-voters.ts';

const voters = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ nodeId: i + 1, host: 'h', port: 19_092 + i }));

test('1, 3 and 5 are taken without a word, 2 and 4 with a warning, none and 6 are refused', () => {
  for (const count of [1, 3, 5]) expect(checkVoters(voters(count))).toEqual([]);
  for (const count of [2, 4]) {
    expect(checkVoters(voters(count))[0]).toContain(`${count} voters, an even number`);
  }
  expect(() => checkVoters([])).toThrow(/names no voter/);
  expect(() => checkVoters(voters(6))).toThrow(/has 6 voters; it takes at most 5/);
});

test.each([
  ['a doubled id', { nodeId: 1, host: 'x', port: 5 }, /entry 1@x:5 repeats node id 1/],
  ['a doubled address', { nodeId: 9, host: 'h', port: 19_092 }, /9@h:19092 repeats the address/],
  ['a negative id', { nodeId: -1, host: 'x', port: 5 }, /entry -1@x:5 has node id -1/],
  ['no host', { nodeId: 9, host: '', port: 5 }, /entry 9@:5 has no host/],
  ['port 0', { nodeId: 9, host: 'x', port: 0 }, /entry 9@x:0 has port 0/],
  ['a port that is none', { nodeId: 9, host: 'x', port: 70_000 }, /has port 70000/],
])('%s is refused with the entry that has it', (_, bad, message) => {
  expect(() => checkVoters([...voters(2), bad])).toThrow(message);
});

test('lists are the same in any order', () => {
  expect(formatVoters(voters(3).reverse())).toBe(formatVoters(voters(3)));
});
