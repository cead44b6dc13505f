// The bytes of a producer snapshot and of the epoch file, put together here by hand from Kafka's description of them
// (ProducerStateManager.java, LeaderEpochCheckpointFile.java), and compared with what the log writes [LOG-7, LOG-11].
import { crc32c } from '@node-rs/crc32';
import { expect, test } from 'vitest';
import { MemoryFileSystem } from '../../support/memory-file-system.ts';
import { directory, openLog, sequencedBatch } from '../../unit/storage/fixture.ts';

const hex = (...parts: string[]) => Buffer.from(parts.join('').replaceAll(' ', ''), 'hex');

const afterCrc = hex(
  '00000002', // two entries
  // Producer 7, its older batch: epoch 1, sequences 0 to 1, offsets 0 to 1, stamped 1,000, no transaction.
  '0000000000000007 0001 00000001 0000000000000001 00000001 00000000000003e8 ffffffff ffffffffffffffff',
  // The newer one: epoch 1, sequence 2, offset 2.
  '0000000000000007 0001 00000002 0000000000000002 00000000 00000000000003e8 ffffffff ffffffffffffffff',
);

test('a log that is closed leaves its producers and epochs in files that Kafka reads', async () => {
  const disk = new MemoryFileSystem();
  const log = await openLog(disk);
  const producer = { producerId: 7, producerEpoch: 1 };
  const first = sequencedBatch({ ...producer, baseSequence: 0 }, ['a', 'b']);
  const second = sequencedBatch({ ...producer, baseSequence: 2 }, ['c']);
  await log.append(first, { leaderEpoch: 3 }).held;
  await log.append(second, { leaderEpoch: 5 }).held;
  await log.close();
  const crc = crc32c(afterCrc).toString(16).padStart(8, '0');
  expect(disk.contentOf(`${directory}/00000000000000000003.snapshot`)).toEqual(
    Buffer.concat([hex('0001', crc), afterCrc]),
  );
  const epochs = disk.contentOf(`${directory}/leader-epoch-checkpoint`).toString('latin1');
  expect(epochs).toBe('0\n2\n3 0\n5 2\n');
});
