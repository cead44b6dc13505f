import { expect, test } from 'vitest';
import { LeaderChannel } from '../../../src/cluster/controller-channel.ts';
import { ControllerFinder } from '../../../src/cluster/controller-finder.ts';
import { MetadataStore } from '../../../src/cluster/metadata/metadata-store.ts';
import type { RaftNode } from '../../../src/cluster/raft/raft-node.ts';
import type { Transport } from '../../../src/net/transport.ts';
import { wire } from '../../../src/protocol/messages.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { directoryOf } from './fixture.ts';

const transport: Transport = {
  connect: () => Promise.reject(new Error('nobody is to be asked')),
  listen: () => Promise.reject(new Error('nobody listens')),
};

/** Of a voter that knows of no leader. */
function channelWithoutLeader(): LeaderChannel {
  const clock = new ManualClock();
  const voter = { leadership: undefined, leader: undefined, isMember: true } as unknown as RaftNode;
  const store = new MetadataStore(clock);
  return new LeaderChannel({
    identity: {
      nodeId: 1,
      directoryId: directoryOf(1),
      incarnationId: directoryOf(1, 1),
      clusterId: undefined,
      softwareVersion: '0',
    },
    finder: new ControllerFinder({ nodeId: 1, store, voters: [], raft: () => voter }),
    controller: () => undefined,
    raft: () => voter,
    transport,
    clock,
    connectTimeoutMs: 1_000,
  });
}

test('who waits for a leader when the broker closes is told to try again, and that nothing was changed', async () => {
  const channel = channelWithoutLeader();
  const asked = [
    channel.readIndex(5_000),
    channel.request('createTopics', wire.CreateTopicsRequest.create({}), 5_000),
  ];
  channel.close();
  for (const answer of asked) {
    await expect(answer).rejects.toMatchObject({ code: 'LEADER_NOT_AVAILABLE', retriable: true });
  }
});
