// From API to handler: one row each. What is thrown becomes an error response in net/server.ts. What the nodes of a cluster ask
// each other is answered from the moment at which they can connect; everything else when the broker has its partitions.
import { controllerApis } from '../cluster/controller-node.ts';
import type { RequestContext, RequestHandler } from '../net/server.ts';
import { type ApiName, apiRegistry, type RequestBody } from '../protocol/api-registry.ts';
import { WireError } from '../protocol/error-codes.ts';
import type { BrokerContext, ClusterContext, Handler } from './broker-context.ts';
import { handleAlterConfigs } from './handlers/alter-configs.ts';
import { handleAlterReassignments } from './handlers/alter-reassignments.ts';
import { handleAlterVoters } from './handlers/alter-voters.ts';
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
import { handleMetadataFetch } from './handlers/fetch-metadata.ts';
import { handleFetchSnapshot } from './handlers/fetch-snapshot.ts';
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
import { handlePrepareFounding } from './handlers/prepare-founding.ts';
import { handleProduce } from './handlers/produce.ts';
import { handleRaft } from './handlers/raft.ts';
import { handleReadIndex } from './handlers/read-index.ts';
import { handleReplicaFetch } from './handlers/replica-fetch.ts';
import { handleReplicaProgress } from './handlers/replica-progress.ts';
import { handleResetOffsets } from './handlers/reset-offsets.ts';

/** Served on the internal listener alone, as long as it listens. */
const clusterHandlers = {
  fetch: handleMetadataFetch,
  raft: handleRaft,
  fetchSnapshot: handleFetchSnapshot,
  prepareFounding: handlePrepareFounding,
  readIndex: handleReadIndex,
} satisfies { [Api in ApiName]?: Handler<Api, ClusterContext> };

/** On the internal listener only the controller answers these, by itself: what comes from there has been passed on already. */
type ControllerOnly =
  | 'registerBroker'
  | 'brokerHeartbeat'
  | 'alterPartition'
  | 'allocateProducerIds';
type ClusterOnly = Exclude<keyof typeof clusterHandlers, 'fetch'> | 'hello';

const handlers: { [Api in Exclude<ApiName, ControllerOnly | ClusterOnly>]: Handler<Api> } = {
  metadata: handleMetadata,
  produce: handleProduce,
  fetch: handleFetch,
  listOffsets: handleListOffsets,
  createTopics: handleCreateTopics,
  deleteTopics: handleDeleteTopics,
  alterConfigs: handleAlterConfigs,
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
  replicaFetch: handleReplicaFetch,
  replicaProgress: handleReplicaProgress,
};

type AnyHandler<Context> = (
  broker: Context,
  request: RequestBody<ApiName>,
  context: RequestContext,
) => ReturnType<RequestHandler>;

/** `node` throws, and `broker` is undefined, while they start. */
export function createDispatcher(
  node: () => ClusterContext,
  broker: () => BrokerContext | undefined,
): RequestHandler {
  const dispatch = async (api: ApiName, body: RequestBody<ApiName>, context: RequestContext) => {
    const cluster = node();
    if (api === 'hello') {
      return handleHello(cluster, body as RequestBody<'hello'>, context);
    }
    if (context.listener === 'internal') {
      checkPeer(cluster, api, context);
      const controllerApi = controllerApis.find((each) => each === api);
      if (controllerApi !== undefined) {
        return cluster.cluster.controller.request(controllerApi, body as never);
      }
      const early = (clusterHandlers as Partial<Record<ApiName, AnyHandler<ClusterContext>>>)[api];
      if (early !== undefined) return early(cluster, body, context);
    }
    const started = broker();
    if (started === undefined) {
      const { nodeId } = cluster.identity;
      throw new WireError('LEADER_NOT_AVAILABLE', `node ${nodeId} is starting`);
    }
    const handle = (handlers as Partial<Record<ApiName, AnyHandler<BrokerContext>>>)[api];
    if (handle !== undefined) return handle(started, body, context);
    throw new WireError(
      'WRONG_LISTENER',
      `${api} is not served on the ${context.listener} listener`,
    );
  };
  return dispatch as RequestHandler;
}

/** Who asks has said hello, and no newer process runs that node. */
function checkPeer({ peers }: ClusterContext, api: ApiName, { connection }: RequestContext): void {
  if (!connection.peer) {
    throw new WireError(
      'INVALID_REQUEST',
      `a connection to the internal listener begins with hello, not with ${api} (${apiRegistry[api].operation})`,
    );
  }
  try {
    peers.check(connection.peer);
  } catch (error) {
    connection.closeAfterResponse();
    throw error;
  }
}
