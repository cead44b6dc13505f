import { expect, test } from 'vitest';
import { parseVoters } from '../../../src/cli/voters.ts';

test('a list of voters as people write it', () => {
  expect(parseVoters('1@127.0.0.1:19092, 2@[::1]:19093,3@host:1')).toEqual([
    { nodeId: 1, host: '127.0.0.1', port: 19_092 },
    { nodeId: 2, host: '::1', port: 19_093 },
    { nodeId: 3, host: 'host', port: 1 },
  ]);
});

test.each([
  ['127.0.0.1:19092', /"127\.0\.0\.1:19092" is not a voter; it must be <node id>@<host>:<port>/],
  ['1@a:1,', /"" is not a voter/],
  ['x@a:1', /"x@a:1" is not a voter/],
  ['1@a', /"a" is not an address/],
  ['1@a:1,1@b:2', /1@b:2 repeats node id 1/],
  ['1@a:1,2@a:1', /2@a:1 repeats the address/],
])('%s is refused by the entry that is wrong', (text, message) => {
  expect(() => parseVoters(text)).toThrow(message);
});
