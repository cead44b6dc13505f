import { expect, test } from 'vitest';
import { silentLogger } from '../../../src/base/logger.ts';
import { SeededRandom } from '../../../src/base/random.ts';
import { Tasks } from '../../../src/base/tasks.ts';
import type { ControllerSettings } from '../../../src/cluster/controller.ts';
import { ControllerNode } from '../../../src/cluster/controller-node.ts';
import { MetadataStore } from '../../../src/cluster/metadata/metadata-store.ts';
import { decodeMetadataBatch } from '../../../src/cluster/metadata/records.ts';
import type { RaftNode } from '../../../src/cluster/raft/raft-node.ts';
import { NotControllerError } from '../../../src/protocol/error-codes.ts';
import { wire } from '../../../src/protocol/messages.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import {
  foundedImage,
  received,
  sessionTimeoutMs,
  storedBatch,
  TestController,
} from './fixture.ts';

const settings: ControllerSettings = {
  sessionTimeoutMs,
  partitionCountDefault: 1,
  replicationFactorDefault: 1,
  replicationFactorMax: 5,
  topicConfigDefaults: new Map(),
};

/** A controller that stood still while another one was elected, and has not heard of it. */
function replacedController(): ControllerNode {
  const clock = new ManualClock();
  const store = new MetadataStore(clock);
  store.load(foundedImage);
  const replaced = () => new NotControllerError('node 1 is not the controller; node 2 is');
  const raft: Partial<RaftNode> = {
    committedEndOffset: foundedImage.endOffset,
    readIndex: () => Promise.reject(replaced()),
    notController: replaced,
  };
  return new ControllerNode({
    raft: raft as RaftNode,
    term: 1,
    store,
    settings,
    clock,
    random: new SeededRandom(1),
    logger: silentLogger,
    tasks: new Tasks((_name, error) => {
      throw error;
    }),
  });
}

test('[QRM-4] a controller that was replaced refuses nothing by what it knows: not a part of a request', async () => {
  const controller = replacedController();
  const deletion = wire.DeleteTopicsRequest.create({ topics: [{ name: 'made since' }] });
  await expect(controller.request('deleteTopics', deletion)).rejects.toMatchObject({
    code: 'NOT_CONTROLLER',
  });
  controller.close();
});

test('[QRM-4] nor a whole request, such as the heartbeat of a broker that registered since', async () => {
  const controller = replacedController();
  const heartbeat = wire.BrokerHeartbeatRequest.create({ nodeId: 7, brokerEpoch: 3 });
  await expect(controller.request('brokerHeartbeat', heartbeat)).rejects.toMatchObject({
    code: 'NOT_CONTROLLER',
  });
  controller.close();
});

test('[LOG-3] a topic has become sync when every live broker has told that it has synced what it held', async () => {
  const before = new TestController({ replicationFactorDefault: 2 });
  for (const nodeId of [1, 2]) before.join(nodeId);
  before.create({ name: 't', configs: [{ name: 'durability', value: 'async' }] });
  const clock = new ManualClock();
  const store = new MetadataStore(clock);
  store.load(before.image);
  let { endOffset } = before.image;
  const raft: Partial<RaftNode> = {
    get committedEndOffset() {
      return endOffset;
    },
    readIndex: async () => endOffset,
    propose: (_term, records) => {
      const batch = decodeMetadataBatch(storedBatch(records, endOffset));
      endOffset = batch.lastOffset + 1;
      return { batch, committed: Promise.resolve() };
    },
  };
  const tasks = new Tasks((_name, error) => {
    throw error;
  });
  const parts = { raft: raft as RaftNode, term: 1, store, settings, clock, tasks };
  const controller = new ControllerNode({
    ...parts,
    random: new SeededRandom(1),
    logger: silentLogger,
  });
  const set = [{ name: 'durability', value: 'sync' }];
  const request = received(wire.AlterConfigsRequest, { topics: [{ name: 't', set }] });
  let isAnswered = false;
  const answered = controller.request('alterConfigs', request).then(() => {
    isAnswered = true;
  });
  const beat = async (nodeId: number, metadataOffset: number) => {
    const heartbeat = { nodeId, brokerEpoch: before.epochOf(nodeId), metadataOffset };
    await controller.request('brokerHeartbeat', wire.BrokerHeartbeatRequest.create(heartbeat));
    clock.advance(100);
    await new Promise((resolve) => setImmediate(resolve));
  };
  await beat(1, endOffset);
  await beat(2, before.image.endOffset);
  expect(isAnswered).toBe(false);
  await beat(2, endOffset);
  await answered;
  controller.close();
});
