// From API to handler: one row each. What is thrown becomes an error response in net/server.ts.
import type { RequestHandler } from '../net/server.ts';
import type { ApiName } from '../protocol/api-registry.ts';
import { apiRegistry } from '../protocol/api-registry.ts';
import { WireError } from '../protocol/error-codes.ts';
import type { BrokerContext, Handler } from './broker-context.ts';
import { handleAllocateProducerIds } from './handlers/allocate-producer-ids.ts';
import { handleAlterConfigs } from './handlers/alter-configs.ts';
import { handleAlterPartition } from './handlers/alter-partition.ts';
import { handleAlterReassignments } from './handlers/alter-reassignments.ts';
import { handleAlterVoters } from './handlers/alter-voters.ts';
import { handleBrokerHeartbeat } from './handlers/broker-heartbeat.ts';
import { handleCreatePartitions } from './handlers/create-partitions.ts';
import { handleCreateTopics } from './handlers/create-topics.ts';
import { handleDeleteGroups } from './handlers/delete-groups.ts';
import { handleDeleteRecords } from './handlers/delete-records.ts';
import { handleDeleteTopics } from './handlers/delete-topics.ts';
import { handleDescribeCluster } from './handlers/describe-cluster.ts';
import { handleDescribeGroups } from './handlers/describe-groups.ts';
import { handleDescribeQuorum } from './handlers/describe-quorum.ts';
import { handleElectLeaders } from './handlers/elect-leaders.ts';
import { handleFetch } from './handlers/fetch.ts';
import { handleFindCoordinator } from './handlers/find-coordinator.ts';
import { handleGroupHeartbeat } from './handlers/group-heartbeat.ts';
import { handleHello } from './handlers/hello.ts';
import { handleInitProducerId } from './handlers/init-producer-id.ts';
import { handleListGroups } from './handlers/list-groups.ts';
import { handleListOffsets } from './handlers/list-offsets.ts';
import { handleListReassignments } from './handlers/list-reassignments.ts';
import { handleMetadata } from './handlers/metadata.ts';
import { handleOffsetCommit } from './handlers/offset-commit.ts';
import { handleOffsetFetch } from './handlers/offset-fetch.ts';
import { handleProduce } from './handlers/produce.ts';
import { handleRegisterBroker } from './handlers/register-broker.ts';
import { handleResetOffsets } from './handlers/reset-offsets.ts';

const handlers: { [Api in ApiName]: Handler<Api> } = {
  hello: handleHello,
  metadata: handleMetadata,
  produce: handleProduce,
  fetch: handleFetch,
  listOffsets: handleListOffsets,
  createTopics: handleCreateTopics,
  deleteTopics: handleDeleteTopics,
  alterConfigs: handleAlterConfigs,
  alterPartition: handleAlterPartition,
  alterReassignments: handleAlterReassignments,
  alterVoters: handleAlterVoters,
  createPartitions: handleCreatePartitions,
  electLeaders: handleElectLeaders,
  listReassignments: handleListReassignments,
  deleteRecords: handleDeleteRecords,
  initProducerId: handleInitProducerId,
  deleteGroups: handleDeleteGroups,
  describeGroups: handleDescribeGroups,
  findCoordinator: handleFindCoordinator,
  groupHeartbeat: handleGroupHeartbeat,
  listGroups: handleListGroups,
  offsetCommit: handleOffsetCommit,
  offsetFetch: handleOffsetFetch,
  resetOffsets: handleResetOffsets,
  describeCluster: handleDescribeCluster,
  describeQuorum: handleDescribeQuorum,
  registerBroker: handleRegisterBroker,
  brokerHeartbeat: handleBrokerHeartbeat,
  allocateProducerIds: handleAllocateProducerIds,
};

export function createDispatcher(broker: BrokerContext): RequestHandler {
  return async (api, body, context) => {
    if (context.listener === 'internal' && api !== 'hello' && !context.connection.peer) {
      throw new WireError(
        'INVALID_REQUEST',
        `a connection to the internal listener begins with hello, not with ${api} (${apiRegistry[api].operation})`,
      );
    }
    return handlers[api](broker, body, context);
  };
}
