import { describe, expect, test } from 'vitest';
import { SeededRandom } from '../../../../src/base/random.ts';
import type { Uuid } from '../../../../src/base/uuid.ts';
import { encodeMetadataBatch } from '../../../../src/cluster/metadata/records.ts';
import { entryOf } from '../../../../src/cluster/raft/entry-records.ts';
import { envelopeFromWire, envelopeToWire } from '../../../../src/cluster/raft/raft-envelope.ts';
import type {
  Envelope,
  LogEntry,
  Member,
  RaftMessage,
} from '../../../../src/cluster/raft/raft-types.ts';
import { decodeRequest, encodeRequest } from '../../../../src/protocol/codec.ts';
import { assignOffset } from '../../../../src/protocol/record-batch.ts';
import { clusterId, directoryOf } from '../fixture.ts';

const member = (nodeId: number): Member => ({
  nodeId,
  directoryId: directoryOf(nodeId),
  internalAddress: { host: 'localhost', port: 19_091 + nodeId },
});
const decodeEntry = (batch: Buffer) => entryOf(batch, new Set());

function entry(baseOffset: number, term: number): LogEntry {
  const bytes = encodeMetadataBatch([{ controllerElected: { nodeId: 1, term } }], 1_000);
  assignOffset(bytes, { baseOffset, leaderEpoch: term });
  return { baseOffset, lastOffset: baseOffset, term, bytes };
}

const messages: RaftMessage[] = [
  { kind: 'voteRequest', term: 7, isPreVote: true, lastTerm: 6, endOffset: 42, isTransfer: false },
  { kind: 'voteRequest', term: 7, isPreVote: false, lastTerm: 0, endOffset: 0, isTransfer: true },
  { kind: 'voteReply', term: 7, isPreVote: true, isGranted: true, isConditional: false },
  { kind: 'voteReply', term: 8, isPreVote: false, isGranted: false, isConditional: true },
  {
    kind: 'appendRequest',
    term: 7,
    previous: { offset: 40, term: 6 },
    entries: [entry(40, 6), entry(41, 7)],
    commitOffset: 40,
    round: 3,
  },
  {
    kind: 'appendRequest',
    term: 1,
    previous: { offset: 0, term: 0 },
    entries: [],
    commitOffset: 0,
    round: 0,
  },
  {
    kind: 'appendReply',
    term: 7,
    round: 3,
    matchedOffset: 0,
    durableOffset: 0,
    conflict: undefined,
  },
  {
    kind: 'appendReply',
    term: 7,
    round: 3,
    matchedOffset: undefined,
    durableOffset: 9,
    conflict: { rejectedOffset: 40, term: 0, endOffset: 0 },
  },
  { kind: 'snapshotOffer', term: 7, snapshot: { offset: 90, term: 5 }, round: 4 },
  {
    kind: 'snapshotReply',
    term: 7,
    snapshot: { offset: 90, term: 5 },
    round: 4,
    isInstalled: true,
  },
  { kind: 'timeoutNow', term: 7 },
];

const envelopeOf = (message: RaftMessage): Envelope => {
  const { nodeId, directoryId } = member(2);
  return { from: member(1), to: { nodeId, directoryId }, message };
};

function bytesOf(message: RaftMessage): Buffer {
  const wire = envelopeToWire(clusterId, envelopeOf(message));
  return Buffer.concat(encodeRequest({ correlationId: 1, clientId: '' }, 'raft', wire));
}

function decode(bytes: Buffer) {
  const { raft } = decodeRequest(bytes);
  if (!raft) throw new Error('no message of the quorum');
  return envelopeFromWire(raft, decodeEntry);
}

test.each(messages)('$kind crosses the wire as it is', (message) => {
  expect(decode(bytesOf(message))).toEqual({ clusterId, envelope: envelopeOf(message) });
});

describe('what is not sound is refused', () => {
  const append = messages[4] as Extract<RaftMessage, { kind: 'appendRequest' }>;

  test.each([
    ['entries that leave a gap', { entries: [entry(40, 6), entry(42, 7)] }],
    ['entries that begin elsewhere', { entries: [entry(41, 7)] }],
    ['terms that fall', { entries: [entry(40, 7), entry(41, 6)] }],
    ['a term above the sender’s', { entries: [entry(40, 9)] }],
  ])('%s', (_, change) => {
    expect(() => decode(bytesOf({ ...append, ...change }))).toThrow();
  });

  test('an entry whose bytes are not what its sender wrote', () => {
    const damaged = entry(40, 6);
    damaged.bytes[70] = (damaged.bytes[70] as number) ^ 1;
    expect(() => decode(bytesOf({ ...append, entries: [damaged] }))).toThrow(/CRC/);
  });

  test('a negative number, an id that is none, a missing sender, no body', () => {
    const wire = envelopeToWire(clusterId, envelopeOf(append));
    const decodeWire = (change: object) => {
      const all = { ...wire, ...change };
      return decode(Buffer.concat(encodeRequest({ correlationId: 1, clientId: '' }, 'raft', all)));
    };
    expect(() => decodeWire({})).not.toThrow();
    expect(() => decodeWire({ term: -1 })).toThrow(/negative/);
    expect(() => decodeWire({ clusterId: Buffer.alloc(3) })).toThrow(/16 bytes/);
    expect(() => decodeWire({ toDirectoryId: Buffer.alloc(17) })).toThrow(/16 bytes/);
    expect(() => decodeWire({ from: null })).toThrow(/a member has/);
    expect(() => decodeWire({ appendRequest: null })).toThrow(/no body/);
  });
});

test('any change of any byte gives an envelope that is sound, or an error, and never more', () => {
  const random = new SeededRandom(4);
  let refused = 0;
  let taken = 0;
  for (let i = 0; i < 4_000; i++) {
    const bytes = bytesOf(messages[random.integerBelow(messages.length)] as RaftMessage);
    const changes = 1 + random.integerBelow(3);
    for (let change = 0; change < changes; change++) {
      bytes[random.integerBelow(bytes.length)] = random.integerBelow(256);
    }
    const length = random.integerBelow(4) === 0 ? random.integerBelow(bytes.length) : bytes.length;
    try {
      const { envelope } = decode(bytes.subarray(0, length));
      expect(envelope.message.term).toBeGreaterThanOrEqual(0);
      expect((envelope.from.directoryId as Uuid).length).toBe(22);
      taken += 1;
    } catch (error) {
      expect(error).toBeInstanceOf(Error);
      expect((error as Error).name).not.toBe('AssertionError');
      refused += 1;
    }
  }
  expect(refused).toBeGreaterThan(1_000);
  expect(taken).toBeGreaterThan(100);
});
