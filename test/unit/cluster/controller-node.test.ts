import { expect, test } from 'vitest';
import { silentLogger } from '../../../src/base/logger.ts';
import { SeededRandom } from '../../../src/base/random.ts';
import { Tasks } from '../../../src/base/tasks.ts';
import type { ControllerSettings } from '../../../src/cluster/controller.ts';
import { ControllerNode } from '../../../src/cluster/controller-node.ts';
import { MetadataStore } from '../../../src/cluster/metadata/metadata-store.ts';
import type { RaftNode } from '../../../src/cluster/raft/raft-node.ts';
import { NotControllerError } from '../../../src/protocol/error-codes.ts';
import { wire } from '../../../src/protocol/messages.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { foundedImage, sessionTimeoutMs } from './fixture.ts';

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
