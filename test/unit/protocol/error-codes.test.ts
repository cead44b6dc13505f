import { expect, test } from 'vitest';
import { TidelogError } from '../../../src/base/errors.ts';
import {
  clientActionFor,
  errorFromWire,
  errorNumber,
  errorRows,
  errorToWire,
  WireError,
  type WireErrorName,
} from '../../../src/protocol/error-codes.ts';

test('numbers and names are unique, and none is 0, which says that all is well', () => {
  expect(new Set(errorRows.map((row) => row.number)).size).toBe(errorRows.length);
  expect(new Set(errorRows.map((row) => row.name)).size).toBe(errorRows.length);
  expect(errorRows.map((row) => row.number)).not.toContain(0);
  for (const { name } of errorRows) expect(name).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
});

test("[NET-2] Kafka's names have Kafka's numbers, and our own start at 10,000", () => {
  const own = errorRows.filter((row) => row.number >= 10_000).map((row) => row.name);
  expect(own.sort()).toEqual([
    'BROKER_OVERLOADED',
    'STALE_INCARNATION',
    'VOTER_CHANGE_UNDER_WAY',
    'WRONG_LISTENER',
  ]);
  expect(errorNumber('OFFSET_OUT_OF_RANGE')).toBe(1);
  expect(errorNumber('CORRUPT_MESSAGE')).toBe(2);
  expect(errorNumber('NOT_LEADER_OR_FOLLOWER')).toBe(6);
  expect(errorNumber('STORAGE_ERROR')).toBe(56);
  expect(errorNumber('UNKNOWN_TOPIC_ID')).toBe(100);
});

test('every error crosses the wire with its code, its text and whether to try again', () => {
  for (const { name, number, action } of errorRows) {
    const sent = new WireError(name as WireErrorName, `because of ${name}`);
    expect(sent.retriable).toBe(action !== 'fail');
    const onWire = errorToWire(sent);
    expect(onWire).toEqual({ code: number, message: `because of ${name}` });
    const received = errorFromWire(onWire.code, onWire.message);
    expect(received).toMatchObject({
      code: name,
      message: sent.message,
      retriable: sent.retriable,
    });
    expect(clientActionFor(received)).toBe(action);
  }
});

test('an error of any class with a code of the table is that error', () => {
  const error = new TidelogError('CORRUPT_MESSAGE', 'flipped');
  expect(errorToWire(error)).toEqual({ code: 2, message: 'flipped' });
});

test('what has no row tells no details', () => {
  for (const error of [new Error('secret path /x'), new TidelogError('EIO', 'secret'), 'secret']) {
    const { code, message } = errorToWire(error);
    expect(code).toBe(-1);
    expect(message).not.toContain('secret');
  }
});

test('a number from a newer peer stays readable, and an empty text gets the name', () => {
  expect(errorFromWire(31_999, 'new')).toMatchObject({
    code: 'UNKNOWN_SERVER_ERROR',
    message: 'error 31999: new',
    retriable: false,
  });
  expect(errorFromWire(6, '').message).toBe('NOT_LEADER_OR_FOLLOWER');
});

test('an error that never crossed the wire is tried again if it says so', () => {
  const failed = new TidelogError('CONNECTION_FAILED', 'x', { retriable: true });
  expect(clientActionFor(failed)).toBe('retry');
  expect(clientActionFor(new TidelogError('OTHER', 'x'))).toBe('fail');
  expect(clientActionFor(new Error('x'))).toBe('fail');
  expect(clientActionFor(undefined)).toBe('fail');
});
