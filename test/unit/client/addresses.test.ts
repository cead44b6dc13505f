import { expect, test } from 'vitest';
import { parseAddresses } from '../../../src/client/addresses.ts';

test('addresses come with or without ports, in one text or a list, and in brackets for IPv6', () => {
  expect(parseAddresses('a:1, b ,[::1]:9094,[fe80::1]')).toEqual([
    { host: 'a', port: 1 },
    { host: 'b', port: 9092 },
    { host: '::1', port: 9094 },
    { host: 'fe80::1', port: 9092 },
  ]);
  expect(parseAddresses(['127.0.0.1:9092', 'x.example:65535'])).toEqual([
    { host: '127.0.0.1', port: 9092 },
    { host: 'x.example', port: 65_535 },
  ]);
});

test.each(['', ' , ', 'a:0', 'a:65536', 'a:x', '::1', '::1:9092', 'a b', 'http://a:1', '[]:1'])(
  '%j is refused with the key, the value and the form',
  (text) => {
    expect(() => parseAddresses(text)).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }));
    expect(() => parseAddresses(text)).toThrow(/option brokers is ".*"; it must be/);
  },
);

test('a list without addresses is refused', () => {
  expect(() => parseAddresses([])).toThrow(/option brokers is \[\]; it must be at least one/);
});
