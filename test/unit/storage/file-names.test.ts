import { expect, test } from 'vitest';
import type { Uuid } from '../../../src/base/uuid.ts';
import {
  deletedDirectoryName,
  isDeletedDirectoryName,
  parsePartitionDirectoryName,
  parseSegmentFileName,
  partitionDirectoryName,
  segmentFileName,
} from '../../../src/storage/file-names.ts';

test('segments are named by their base offset in 20 digits', () => {
  expect(segmentFileName(42, '.log')).toBe('00000000000000000042.log');
  expect(parseSegmentFileName('00000000000000000042.log', '.log')).toBe(42);
  expect(parseSegmentFileName(segmentFileName(Number.MAX_SAFE_INTEGER, '.index'), '.index')).toBe(
    Number.MAX_SAFE_INTEGER,
  );
  for (const name of [
    '42.log',
    '00000000000000000042.index',
    '0000000000000000004x.log',
    '00000000000000000042.log.917.cut',
    '99999999999999999999.log',
  ]) {
    expect(parseSegmentFileName(name, '.log'), name).toBeUndefined();
  }
});

test('a topic may hold dashes and dots; the partition is what follows the last dash', () => {
  for (const topic of ['a', 'a-1', 'x.y_z-', '__cluster_metadata', 'm'.repeat(249)]) {
    const name = partitionDirectoryName({ topic, partition: 12 });
    expect(parsePartitionDirectoryName(name)).toEqual({ topic, partition: 12 });
  }
  for (const name of ['a', 'a-', '-1', 'a-01', 'a-1.deleted', 'a b-1', '..-1x']) {
    expect(parsePartitionDirectoryName(name), name).toBeUndefined();
  }
});

test('a name that was not validated does not get to the disk', () => {
  for (const topic of ['', '.', '..', 'a/b', '../a', 'a\0b', 'm'.repeat(250)]) {
    expect(() => partitionDirectoryName({ topic, partition: 0 }), topic).toThrow(/validated/);
  }
  for (const partition of [-1, 0.5, Number.NaN]) {
    expect(() => partitionDirectoryName({ topic: 'a', partition })).toThrow(/partition/);
  }
});

test('deleted directories are told from logs', () => {
  const name = deletedDirectoryName('-_AAAAAAAAAAAAAAAAAAAA' as Uuid, 3);
  expect(name).toBe('-_AAAAAAAAAAAAAAAAAAAA-3.deleted');
  expect(isDeletedDirectoryName(name)).toBe(true);
  expect(parsePartitionDirectoryName(name)).toBeUndefined();
  expect(isDeletedDirectoryName('flights-3')).toBe(false);
});
