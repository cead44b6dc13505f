import { expect, test } from 'vitest';
import { auditFlights, type ConsumedRecord } from '../../../../scripts/demo/flight-audit.ts';
import { independentPartition } from '../../../../scripts/demo/independent-murmur2.ts';

const partitionCount = 2;
const options = { keyField: 'origin', partitionCount };
const origins = ['DTW', 'HNL', 'LAS', 'DTW', 'HNL', 'DTW', 'ORD', 'LAS'];
/** The first and the fourth are the same flight twice. */
const lines = origins.map((origin, at) => JSON.stringify({ origin, at: at === 3 ? 0 : at }));

/** What a cluster without faults gives back. */
function consume(): ConsumedRecord[] {
  const next = [0, 0];
  return lines.map((value, at) => {
    const key = origins[at] as string;
    const partition = independentPartition(key, partitionCount);
    const offset = next[partition] as number;
    next[partition] = offset + 1;
    return { partition, offset, key, value };
  });
}

const clean = {
  consumed: 8,
  lost: 0,
  duplicated: 0,
  outOfOrder: 0,
  misplacedKeys: [],
  problems: [],
};

test('finds nothing wrong with what is right, equal lines included', () => {
  const audit = auditFlights(lines, consume(), options);
  expect(audit).toMatchObject(clean);
  expect(audit.partitions.reduce((sum, { records }) => sum + records, 0)).toBe(8);
  expect(audit.partitions.reduce((sum, { keys }) => sum + keys, 0)).toBe(4);
});

test('finds a lost record, and the gap in the offsets', () => {
  const audit = auditFlights(lines, consume().toSpliced(4, 1), options);
  expect(audit).toMatchObject({ consumed: 7, lost: 1, duplicated: 0, outOfOrder: 0 });
  expect(audit.problems).not.toEqual([]);
});

test('finds a record that came twice, or that nobody sent', () => {
  const records = consume();
  const again = records[1] as ConsumedRecord;
  expect(auditFlights(lines, [...records, again], options)).toMatchObject({
    lost: 0,
    duplicated: 1,
  });
  const foreign = { ...again, value: '{"origin":"HNL","at":99}' };
  expect(auditFlights(lines, [...records, foreign], options)).toMatchObject({ duplicated: 1 });
});

test('finds two records of one key that changed places', () => {
  const records = consume();
  const [third, sixth] = [records[3] as ConsumedRecord, records[5] as ConsumedRecord];
  records[3] = { ...third, value: sixth.value };
  records[5] = { ...sixth, value: third.value };
  const audit = auditFlights(lines, records, options);
  expect(audit).toMatchObject({ lost: 0, duplicated: 0, outOfOrder: 1 });
});

test('finds a key in the wrong partition, and one that is not that of its value', () => {
  const wrongPlace = consume().map((record) => ({
    ...record,
    partition: record.key === 'ORD' ? 1 - record.partition : record.partition,
  }));
  expect(auditFlights(lines, wrongPlace, options).misplacedKeys).toEqual(['ORD']);
  const wrongKey = consume();
  wrongKey[6] = { ...(wrongKey[6] as ConsumedRecord), key: 'LAS' };
  expect(auditFlights(lines, wrongKey, options).problems).toContain(
    '1 records do not have the key of their value',
  );
});
