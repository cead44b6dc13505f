/**
 * Bugs that have been made in metadata quorums, each to be caught by the simulation of a whole cluster (`npm run sim -- quorum`),
 * which knows nothing of where they are.
 */
import type { Mutant } from './mutant.ts';

const core = 'src/cluster/raft/raft-core.ts';
const leadership = 'src/cluster/raft/leadership.ts';
const node = 'src/cluster/raft/raft-node.ts';
const ballot = 'src/cluster/raft/ballot.ts';
const following = 'src/cluster/raft/following.ts';
const publisher = 'src/cluster/raft/publisher.ts';

function bug(name: string, file: string, search: string, replace: string): Mutant {
  return { name, file, search, replace, simulation: 'quorum' };
}

export const quorumMutants: readonly Mutant[] = [
  // What a vote is.
  bug(
    'answer before term and vote are durable',
    core,
    'if (this.#ballot.isDurable) this.#emit(effect);',
    'if (this.#ballot.term >= 0) this.#emit(effect);',
  ),
  bug(
    'take a vote for durable while it is being written',
    'src/cluster/raft/quorum-store.ts',
    "await writeState(this.#fileSystem, this.#path, state, 'quorum');",
    "void writeState(this.#fileSystem, this.#path, state, 'quorum');",
  ),
  bug(
    'write term and vote without syncing the file',
    'src/storage/state-file.ts',
    'await file.sync();',
    'await file.size();',
  ),
  bug(
    'forget the vote at a restart',
    node,
    'vote: votes.vote ?? { term: 0, votedFor: undefined },',
    'vote: { term: votes.vote?.term ?? 0, votedFor: undefined },',
  ),
  bug(
    'vote twice in a term',
    ballot,
    'return votedFor === undefined || isSameReplica(votedFor, candidate);',
    'return votedFor === undefined || candidate.nodeId > 0;',
  ),
  bug(
    'vote for a log that lacks entries',
    core,
    'return this.#log.isReachedBy(lastTerm, endOffset);',
    'return this.#log.isReachedBy(lastTerm, endOffset) || endOffset > 0;',
  ),
  bug(
    'let a voter with a wiped disk vote',
    'src/cluster/raft/member-history.ts',
    'return a.nodeId === b.nodeId && a.directoryId === b.directoryId;',
    'return a.nodeId === b.nodeId;',
  ),
  bug(
    'stand without a pre-vote',
    core,
    "this.#election = new Election(this.#log.members, { isPreVote: true, isTransfer: false });\n    this.#election.grant(this.#self, this.isSuspect);\n    this.#askForVotes(this.term + 1);\n    if (this.#election.isWon) this.#standInNewTerm('a majority would vote for it', false);",
    "this.#standInNewTerm('it is time', false);",
  ),
  bug(
    'lead on without a majority',
    leadership,
    'if (silenceMs < this.#options.settings.electionMsMin) return;',
    'if (silenceMs < 1e9) return;',
  ),
  // What is committed.
  bug(
    'commit an entry of an older term by count',
    leadership,
    'if (log.termBefore(reached) !== this.#options.term) return;',
    '',
  ),
  bug(
    'count the leader before its own sync',
    leadership,
    'this.#majorityHas(log.durableOffset, (peer) => peer.durableOffset)',
    'this.#majorityHas(log.endOffset, (peer) => peer.durableOffset)',
  ),
  bug(
    'count a follower before its sync',
    leadership,
    'this.#majorityHas(log.durableOffset, (peer) => peer.durableOffset)',
    'this.#majorityHas(log.durableOffset, (peer) => peer.matchedOffset)',
  ),
  bug(
    'tell that entries are durable when they are written',
    following,
    'return Math.min(this.#log.durableOffset, this.#matchedOffset);',
    'return this.#matchedOffset;',
  ),
  bug(
    'take the commit offset of the leader without having its entries',
    following,
    'const committedOffset = Math.min(commitOffset, this.#matchedOffset);',
    'const committedOffset = Math.min(commitOffset, log.endOffset);',
  ),
  bug(
    'publish before the commit',
    publisher,
    'const to = this.#committedEndOffset;',
    'const to = this.#options.log.endOffset;',
  ),
  bug(
    'acknowledge a proposal when it is appended',
    node,
    'const committed = this.#proposals.add(entry.lastOffset, bytes.length);',
    'this.#proposals.add(entry.lastOffset, bytes.length).catch(() => {});\n    const committed = Promise.resolve();',
  ),
  bug(
    'cut entries that agree with the leader',
    following,
    'if (!log.has({ offset: endOffset, term })) break;',
    'break;',
  ),
  bug(
    'keep a tail that differs from the leader',
    following,
    'if (log.endOffset > matchedOffset) this.#truncateTo(matchedOffset);\n    for (const entry of added) log.append(entry);',
    'for (const entry of added) if (entry.baseOffset === log.endOffset) log.append(entry);',
  ),
  bug(
    'never ask whether a connection gets through',
    'src/cluster/raft/raft-peers.ts',
    'if (peer.isAsked || clock.monotonicMs() - peer.answeredMs < askEveryMs) return;',
    'if (peer.isAsked || clock.monotonicMs() > 0) return;',
  ),
  // What the image is.
  bug(
    'start a snapshot one record too late',
    'src/cluster/metadata/image-records.ts',
    'return { ...this.#image, endOffset };',
    'return { ...this.#image, endOffset: endOffset + 1 };',
  ),
  bug(
    'skip the partitions that are added at a replay',
    'src/cluster/metadata/image-records.ts',
    'for (const partition of topic.partitions) yield partitionCreated(topicId, partition);',
    'for (const partition of topic.partitions.slice(0, 1)) yield partitionCreated(topicId, partition);',
  ),
  bug(
    'lack the producer ids in a snapshot',
    'src/cluster/metadata/image-records.ts',
    'nextProducerId === 0 ? []',
    'nextProducerId > 0 ? []',
  ),
];
