import { describe, expect, test } from 'vitest';
import {
  isLoopback,
  isWildcard,
  parseAddress,
  parseAddresses,
} from '../../../src/cli/addresses.ts';

describe('parseAddress', () => {
  test.each([
    ['127.0.0.1:9092', { host: '127.0.0.1', port: 9092 }],
    ['broker-1.example.org:0', { host: 'broker-1.example.org', port: 0 }],
    ['[::1]:9092', { host: '::1', port: 9092 }],
    ['[fe80::1%eth0]:65535', { host: 'fe80::1%eth0', port: 65_535 }],
  ])('reads %s', (text, address) => {
    expect(parseAddress(text)).toEqual(address);
  });

  test.each([
    '',
    'localhost',
    ':9092',
    'a:b',
    'a:65536',
    '::1:9092',
    'http://a:9092',
    'a b:1',
    'a:-1',
  ])('refuses "%s", and repeats it with what is allowed', (text) => {
    expect(() => parseAddress(text)).toThrow(
      `"${text}" is not an address; it must be host:port with a port from 0 to 65535`,
    );
  });
});

describe('parseAddresses', () => {
  test('reads a list, with or without spaces', () => {
    expect(parseAddresses('a:1, b:2,c:3')).toEqual([
      { host: 'a', port: 1 },
      { host: 'b', port: 2 },
      { host: 'c', port: 3 },
    ]);
  });

  test('refuses an empty list and an address that cannot be dialled', () => {
    expect(() => parseAddresses(' , ')).toThrow(/names no address/);
    expect(() => parseAddresses('a:1,b:0')).toThrow(/port 0/);
  });
});

test('tells addresses of this machine alone from others [NET-6]', () => {
  expect(['localhost', '::1', '127.0.0.1', '127.1.2.3'].map(isLoopback)).not.toContain(false);
  expect(['0.0.0.0', '::', '10.0.0.1', '128.0.0.1', 'example.org'].map(isLoopback)).not.toContain(
    true,
  );
  expect(['0.0.0.0', '::', '127.0.0.1'].map(isWildcard)).toEqual([true, true, false]);
});
