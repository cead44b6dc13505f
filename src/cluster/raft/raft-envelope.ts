// Messages of the quorum on the wire (proto/tidelog/v1/raft.proto): an envelope to a RaftRequest and back. What comes back
// has been checked in full: a message that this throws for has changed nothing. Its entries are copies, so that they do not
// hold the frame.
import { assert } from '../../base/assert.ts';
import { type Uuid, uuidFromBytes, uuidToBytes } from '../../base/uuid.ts';
import type { RequestBody, RequestBodyInit } from '../../protocol/api-registry.ts';
import { WireError } from '../../protocol/error-codes.ts';
import { checkBatch, splitBatches } from '../../protocol/record-batch.ts';
import { bytesField } from '../../protocol/scatter-writer.ts';
import type {
  AppendReply,
  AppendRequest,
  Envelope,
  LogEntry,
  Member,
  RaftMessage,
} from './raft-types.ts';

type Wire = RequestBody<'raft'>;
type WireInit = RequestBodyInit<'raft'>;
type WireMember = NonNullable<Wire['from']>;

export function memberToWire({ nodeId, directoryId, internalAddress }: Member) {
  return {
    nodeId,
    directoryId: uuidToBytes(directoryId),
    internalEndpoint: { ...internalAddress },
  };
}

export function memberFromWire(member: WireMember | null | undefined): Member {
  const endpoint = member?.internalEndpoint;
  if (!member || !endpoint) throw invalid('a member has a node id, a directory id and an address');
  const { nodeId, directoryId } = member;
  if (nodeId < 0) throw invalid(`node id ${nodeId} is negative`);
  return {
    nodeId,
    directoryId: uuidFromBytes(directoryId),
    internalAddress: { host: endpoint.host, port: endpoint.port },
  };
}

export function envelopeToWire(clusterId: Uuid, { from, to, message }: Envelope): WireInit {
  return {
    clusterId: uuidToBytes(clusterId),
    from: memberToWire(from),
    toNodeId: to.nodeId,
    toDirectoryId: uuidToBytes(to.directoryId),
    term: message.term,
    ...messageToWire(message),
  };
}

function messageToWire(message: RaftMessage): WireInit {
  switch (message.kind) {
    case 'voteRequest': {
      const { isPreVote, lastTerm, endOffset, isTransfer } = message;
      return { voteRequest: { preVote: isPreVote, lastTerm, endOffset, transfer: isTransfer } };
    }
    case 'voteReply':
      return {
        voteReply: {
          preVote: message.isPreVote,
          granted: message.isGranted,
          conditional: message.isConditional,
        },
      };
    case 'appendRequest':
      return { appendRequest: appendRequestToWire(message) };
    case 'appendReply':
      return { appendReply: appendReplyToWire(message) };
    case 'snapshotOffer':
      return { snapshotOffer: snapshotToWire(message) };
    case 'snapshotReply':
      return { snapshotReply: { ...snapshotToWire(message), installed: message.isInstalled } };
    case 'timeoutNow':
      return { timeoutNow: {} };
  }
}

function appendRequestToWire({ previous, commitOffset, round, entries }: AppendRequest) {
  return {
    previousOffset: previous.offset,
    previousTerm: previous.term,
    commitOffset,
    round,
    ...(entries.length === 0 ? {} : { records: bytesField(entries.map(({ bytes }) => bytes)) }),
  };
}

function appendReplyToWire({ round, matchedOffset, durableOffset, conflict }: AppendReply) {
  return {
    round,
    durableOffset,
    ...(matchedOffset === undefined ? {} : { matchedOffset }),
    ...(conflict === undefined ? {} : { conflict }),
  };
}

function snapshotToWire(message: { snapshot: { offset: number; term: number }; round: number }) {
  const { snapshot, round } = message;
  return { endOffset: snapshot.offset, lastTerm: snapshot.term, round };
}

/** Throws INVALID_REQUEST or CORRUPT_MESSAGE, and what `entryOf` throws. */
export function envelopeFromWire(
  wire: Wire,
  entryOf: (batch: Buffer) => LogEntry,
): { clusterId: Uuid; envelope: Envelope } {
  const to = { nodeId: wire.toNodeId, directoryId: uuidFromBytes(wire.toDirectoryId) };
  const envelope: Envelope = {
    from: memberFromWire(wire.from),
    to,
    message: messageFromWire(wire, entryOf),
  };
  return { clusterId: uuidFromBytes(wire.clusterId), envelope };
}

function messageFromWire(wire: Wire, entryOf: (batch: Buffer) => LogEntry): RaftMessage {
  const { term } = wire;
  checkNumber('term', term);
  switch (wire.message) {
    case 'voteRequest': {
      const { preVote, lastTerm, endOffset, transfer } = body(wire.voteRequest);
      checkNumber('last term', lastTerm);
      checkNumber('end offset', endOffset);
      const kind = 'voteRequest';
      return { kind, term, isPreVote: preVote, lastTerm, endOffset, isTransfer: transfer };
    }
    case 'voteReply': {
      const { preVote, granted, conditional } = body(wire.voteReply);
      const kind = 'voteReply';
      return { kind, term, isPreVote: preVote, isGranted: granted, isConditional: conditional };
    }
    case 'appendRequest':
      return appendRequestFromWire(term, body(wire.appendRequest), entryOf);
    case 'appendReply':
      return appendReplyFromWire(term, body(wire.appendReply));
    case 'snapshotOffer':
      return { kind: 'snapshotOffer', term, ...snapshotFromWire(body(wire.snapshotOffer)) };
    case 'snapshotReply': {
      const reply = body(wire.snapshotReply);
      const kind = 'snapshotReply';
      return { kind, term, ...snapshotFromWire(reply), isInstalled: reply.installed };
    }
    case 'timeoutNow':
      return { kind: 'timeoutNow', term };
    default:
      throw invalid('a message of the quorum has no body that this version knows');
  }
}

function appendRequestFromWire(
  term: number,
  request: NonNullable<Wire['appendRequest']>,
  entryOf: (batch: Buffer) => LogEntry,
): AppendRequest {
  const { previousOffset, previousTerm, commitOffset, round } = request;
  checkNumber('previous offset', previousOffset);
  checkNumber('previous term', previousTerm);
  checkNumber('commit offset', commitOffset);
  checkNumber('round', round);
  const entries = entriesFrom(
    request.records,
    { offset: previousOffset, term: previousTerm },
    entryOf,
  );
  const lastTerm = entries.at(-1)?.term ?? previousTerm;
  if (lastTerm > term) throw invalid(`an entry of term ${lastTerm} came in a message of ${term}`);
  return {
    kind: 'appendRequest',
    term,
    previous: { offset: previousOffset, term: previousTerm },
    entries,
    commitOffset,
    round,
  };
}

/** Intact batches whose offsets have no gaps and whose terms do not fall. */
function entriesFrom(
  records: Uint8Array,
  previous: { offset: number; term: number },
  entryOf: (batch: Buffer) => LogEntry,
): LogEntry[] {
  const bytes = Buffer.from(records);
  const entries: LogEntry[] = [];
  let { offset, term } = previous;
  for (const batch of splitBatches(bytes)) {
    checkBatch(batch);
    const entry = entryOf(batch);
    if (entry.baseOffset !== offset || entry.lastOffset < offset) {
      throw invalid(`an entry at ${entry.baseOffset} does not follow offset ${offset}`);
    }
    if (entry.term < term) throw invalid(`an entry of term ${entry.term} follows one of ${term}`);
    entries.push(entry);
    offset = entry.lastOffset + 1;
    term = entry.term;
  }
  return entries;
}

function appendReplyFromWire(term: number, reply: NonNullable<Wire['appendReply']>): AppendReply {
  const { round, durableOffset, matchedOffset, conflict } = reply;
  checkNumber('round', round);
  checkNumber('durable offset', durableOffset);
  checkNumber('matched offset', matchedOffset ?? 0);
  return {
    kind: 'appendReply',
    term,
    round,
    matchedOffset: matchedOffset ?? undefined,
    durableOffset,
    conflict: conflict ? conflictFromWire(conflict) : undefined,
  };
}

function conflictFromWire(conflict: { rejectedOffset: number; term: number; endOffset: number }) {
  const { rejectedOffset, term, endOffset } = conflict;
  checkNumber('rejected offset', rejectedOffset);
  checkNumber('conflict term', term);
  checkNumber('conflict end offset', endOffset);
  return { rejectedOffset, term, endOffset };
}

function snapshotFromWire(wire: { endOffset: number; lastTerm: number; round: number }) {
  const { endOffset, lastTerm, round } = wire;
  checkNumber('end offset', endOffset);
  checkNumber('last term', lastTerm);
  checkNumber('round', round);
  return { snapshot: { offset: endOffset, term: lastTerm }, round };
}

function body<T>(message: T | null | undefined): T {
  assert(message, 'a decoded message has the body that its kind names');
  return message;
}

function checkNumber(what: string, value: number): void {
  if (value < 0) throw invalid(`${what} ${value} is negative`);
}

function invalid(what: string): WireError {
  return new WireError('INVALID_REQUEST', what);
}
