import { expect, test } from 'vitest';
import { LeaderChannel } from '../../../src/cluster/controller-channel.ts';
import { ControllerFinder } from '../../../src/cluster/controller-finder.ts';
import type { ControllerNode } from '../../../src/cluster/controller-node.ts';
import { MetadataStore } from '../../../src/cluster/metadata/metadata-store.ts';
import type { RaftNode } from '../../../src/cluster/raft/raft-node.ts';
import type { Transport } from '../../../src/net/transport.ts';
import { WireError } from '../../../src/protocol/error-codes.ts';
import { wire } from '../../../src/protocol/messages.ts';
import { eventually } from '../../support/eventually.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { directoryOf } from './fixture.ts';

const transport: Transport = {
  connect: () => Promise.reject(new Error('nobody is to be asked')),
  listen: () => Promise.reject(new Error('nobody listens')),
};

/** Of a voter that knows of no leader, or leads itself. */
function channelOf(
  voter: RaftNode,
  controller: ControllerNode | undefined,
  clock = new ManualClock(),
): LeaderChannel {
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
    controller: () => controller,
    raft: () => voter,
    transport,
    clock,
    connectTimeoutMs: 1_000,
  });
}

test('who waits for a leader when the broker closes is told to try again, and that nothing was changed', async () => {
  const voter = { leadership: undefined, leader: undefined, isMember: true };
  const channel = channelOf(voter as unknown as RaftNode, undefined);
  const asked = [
    channel.readIndex(5_000),
    channel.request('createTopics', wire.CreateTopicsRequest.create({}), 5_000),
  ];
  channel.close();
  for (const answer of asked) {
    await expect(answer).rejects.toMatchObject({ code: 'LEADER_NOT_AVAILABLE', retriable: true });
  }
});

/** Loses its office in the middle of each request, as often as it is asked. */
function forgetfulLeader() {
  const asked: string[] = [];
  const controller = {
    request: (api: string) => {
      asked.push(api);
      return Promise.reject(new WireError('REQUEST_TIMED_OUT', 'it may be made or not'));
    },
  };
  return { asked, controller: controller as unknown as ControllerNode };
}

test('what must not be done twice is asked once when its outcome is unknown; a creation, which has its id, again', async () => {
  const { asked, controller } = forgetfulLeader();
  const clock = new ManualClock();
  const channel = channelOf({ leadership: { term: 1 } } as unknown as RaftNode, controller, clock);
  const alter = channel.request('alterConfigs', wire.AlterConfigsRequest.create({}), 5_000);
  await expect(alter).rejects.toMatchObject({ code: 'REQUEST_TIMED_OUT', retriable: true });
  expect(asked).toEqual(['alterConfigs']);
  let problem: unknown;
  channel.request('createTopics', wire.CreateTopicsRequest.create({}), 200).catch((error) => {
    problem = error;
  });
  await eventually(
    async () => clock.advance(50),
    () => problem !== undefined,
  );
  expect(asked.filter((api) => api === 'createTopics').length).toBeGreaterThan(1);
  expect(problem).toMatchObject({ code: 'REQUEST_TIMED_OUT', retriable: true });
  channel.close();
});
