// Who is asked for what only the leader of the quorum knows [QRM-8].
import { beforeEach, describe, expect, test } from 'vitest';
import { ControllerFinder } from '../../../src/cluster/controller-finder.ts';
import { MetadataStore } from '../../../src/cluster/metadata/metadata-store.ts';
import type { RaftNode } from '../../../src/cluster/raft/raft-node.ts';
import type { Address } from '../../../src/net/transport.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { directoryOf, foundedImage } from './fixture.ts';

const at = (port: number): Address => ({ host: 'localhost', port });
const voter = (nodeId: number) => ({ nodeId, ...at(nodeId) });
const leader = (nodeId: number) => ({
  nodeId,
  term: 4,
  directoryId: directoryOf(nodeId),
  internalAddress: at(nodeId),
});
const hint = (nodeId: number, port = nodeId) => ({ nodeId, ...at(port) });

let raft: Partial<RaftNode> | undefined;
let store: MetadataStore;

beforeEach(() => {
  raft = undefined;
  store = new MetadataStore(new ManualClock());
});

function finderOf(nodeId: number, ...voters: number[]): ControllerFinder {
  return new ControllerFinder({
    nodeId,
    store,
    voters: voters.map(voter),
    raft: () => raft as RaftNode | undefined,
  });
}

describe('a member of the quorum', () => {
  test('asks itself while it leads, and the leader it has heard of otherwise', () => {
    const finder = finderOf(1, 1, 2, 3);
    raft = { leadership: { term: 4 }, isMember: true };
    expect(finder.target()).toBe('local');
    raft = { leader: { ...leader(2), internalAddress: at(22) }, isMember: true };
    expect(finder.target()).toEqual(at(22));
  });

  test('asks nobody during an election, or while its own term has not begun yet', () => {
    const finder = finderOf(1, 1, 2, 3);
    raft = { isMember: true };
    expect(finder.target()).toBeUndefined();
    raft = { leader: leader(1), isMember: true };
    expect(finder.target()).toBeUndefined();
  });

  test('that is one no more asks as a node without a vote does', () => {
    const finder = finderOf(1, 1, 2, 3);
    raft = { isMember: false };
    expect(finder.target()).toEqual(at(2));
  });
});

describe('a node without a vote', () => {
  test('asks the voters of its list in turn while they do not answer, never itself', () => {
    const finder = finderOf(2, 1, 2, 3);
    const asked = [1, 2, 3, 4].map(() => {
      const target = finder.target() as Address;
      finder.failed(target);
      return target.port;
    });
    expect(asked).toEqual([1, 3, 1, 3]);
  });

  test('has nobody to ask when it knows no other voter', () => {
    expect(finderOf(1, 1).target()).toBeUndefined();
    expect(finderOf(1).target()).toBeUndefined();
  });

  test('the addresses in the metadata are newer than those of the list, and may be of more voters', () => {
    store.load({
      ...foundedImage,
      voters: [1, 4].map((nodeId) => ({
        nodeId,
        directoryId: directoryOf(nodeId),
        internalAddress: at(100 + nodeId),
      })),
    });
    const finder = finderOf(9, 1, 2);
    const asked = [1, 2, 3].map(() => {
      const target = finder.target() as Address;
      finder.refused(target, undefined);
      return target.port;
    });
    expect(asked).toEqual([101, 2, 104]);
  });

  test('goes where it is sent to, and on in turn when nobody leads there either', () => {
    const finder = finderOf(9, 1, 2, 3);
    finder.refused(at(1), hint(3, 33));
    expect(finder.target()).toEqual(at(33));
    // The other way round, by an answer to an earlier question.
    finder.refused(at(2), undefined);
    expect(finder.target()).toEqual(at(33));
    finder.refused(at(33), undefined);
    expect(finder.target()).toEqual(at(1));
    finder.failed(at(1));
    expect(finder.target()).toEqual(at(2));
  });

  test('a leader that was named and does not answer is asked no more', () => {
    const finder = finderOf(9, 1, 2);
    finder.refused(at(1), hint(2));
    finder.failed(at(2));
    expect(finder.target()).toEqual(at(1));
  });

  test('two nodes that name each other are asked in turn, each by what the other says', () => {
    const finder = finderOf(9, 1, 2, 3);
    finder.refused(at(1), hint(2));
    finder.refused(at(2), hint(1));
    expect(finder.target()).toEqual(at(1));
  });

  test('a node that refuses and names itself sends nobody round in a circle', () => {
    const finder = finderOf(9, 1, 2, 3);
    finder.refused(at(1), hint(1));
    expect(finder.target()).toEqual(at(2));
  });
});
