// One row per API. The names are those of the fields in the `body` of Request and Response (proto/tidelog/v1/common.proto).
import type { Request, RequestInit, Response, ResponseInit } from './messages.ts';

export type ApiName = NonNullable<Request['body']>;
export type RequestBody<Api extends ApiName> = NonNullable<Request[Api]>;
export type RequestBodyInit<Api extends ApiName> = NonNullable<RequestInit[Api]>;
export type ResponseBody<Api extends ApiName> = NonNullable<Response[Api]>;
export type ResponseBodyInit<Api extends ApiName> = NonNullable<ResponseInit[Api]>;

/** Who may be asked [NET-6]: clients' port, the cluster's own, or both. */
export type ListenerName = 'client' | 'internal';

export interface ApiRow {
  listeners: readonly ListenerName[];
  /** What a principal needs, and on what [NET-11]; nothing is denied until there is an authorizer. */
  operation:
    | 'none'
    | 'read'
    | 'write'
    | 'describe'
    | 'create'
    | 'delete'
    | 'alter'
    | 'cluster-action';
  resource: 'none' | 'topic' | 'group' | 'cluster';
  /** True when the broker may hold the answer back until there is something to say [NET-7]; counted apart [NET-5]. */
  parks: boolean;
}

export const apiRegistry: Readonly<Record<ApiName, ApiRow>> = {
  hello: { listeners: ['client', 'internal'], operation: 'none', resource: 'none', parks: false },
  metadata: { listeners: ['client'], operation: 'describe', resource: 'topic', parks: false },
  produce: { listeners: ['client'], operation: 'write', resource: 'topic', parks: false },
  fetch: { listeners: ['client', 'internal'], operation: 'read', resource: 'topic', parks: true },
  listOffsets: { listeners: ['client'], operation: 'describe', resource: 'topic', parks: false },
  createTopics: {
    listeners: ['client', 'internal'],
    operation: 'create',
    resource: 'cluster',
    parks: false,
  },
  deleteTopics: {
    listeners: ['client', 'internal'],
    operation: 'delete',
    resource: 'topic',
    parks: false,
  },
  createPartitions: {
    listeners: ['client', 'internal'],
    operation: 'alter',
    resource: 'topic',
    parks: false,
  },
  alterConfigs: {
    listeners: ['client', 'internal'],
    operation: 'alter',
    resource: 'topic',
    parks: false,
  },
  electLeaders: {
    listeners: ['client', 'internal'],
    operation: 'alter',
    resource: 'cluster',
    parks: false,
  },
  alterReassignments: {
    listeners: ['client', 'internal'],
    operation: 'alter',
    resource: 'cluster',
    parks: false,
  },
  alterVoters: {
    listeners: ['client', 'internal'],
    operation: 'alter',
    resource: 'cluster',
    parks: false,
  },
  listReassignments: {
    listeners: ['client'],
    operation: 'describe',
    resource: 'cluster',
    parks: false,
  },
  deleteRecords: { listeners: ['client'], operation: 'delete', resource: 'topic', parks: false },
  initProducerId: { listeners: ['client'], operation: 'write', resource: 'cluster', parks: false },
  findCoordinator: {
    listeners: ['client'],
    operation: 'describe',
    resource: 'group',
    parks: false,
  },
  groupHeartbeat: { listeners: ['client'], operation: 'read', resource: 'group', parks: true },
  offsetCommit: { listeners: ['client'], operation: 'read', resource: 'group', parks: false },
  offsetFetch: { listeners: ['client'], operation: 'describe', resource: 'group', parks: false },
  listGroups: { listeners: ['client'], operation: 'describe', resource: 'cluster', parks: false },
  describeGroups: { listeners: ['client'], operation: 'describe', resource: 'group', parks: false },
  deleteGroups: { listeners: ['client'], operation: 'delete', resource: 'group', parks: false },
  resetOffsets: { listeners: ['client'], operation: 'read', resource: 'group', parks: false },
  describeCluster: {
    listeners: ['client'],
    operation: 'describe',
    resource: 'cluster',
    parks: false,
  },
  describeQuorum: {
    listeners: ['client', 'internal'],
    operation: 'describe',
    resource: 'cluster',
    parks: false,
  },
  registerBroker: {
    listeners: ['internal'],
    operation: 'cluster-action',
    resource: 'cluster',
    parks: false,
  },
  brokerHeartbeat: {
    listeners: ['internal'],
    operation: 'cluster-action',
    resource: 'cluster',
    parks: false,
  },
  alterPartition: {
    listeners: ['internal'],
    operation: 'cluster-action',
    resource: 'cluster',
    parks: false,
  },
  allocateProducerIds: {
    listeners: ['internal'],
    operation: 'cluster-action',
    resource: 'cluster',
    parks: false,
  },
  replicaFetch: {
    listeners: ['internal'],
    operation: 'cluster-action',
    resource: 'cluster',
    parks: true,
  },
  replicaProgress: {
    listeners: ['internal'],
    operation: 'cluster-action',
    resource: 'cluster',
    parks: false,
  },
  raft: {
    listeners: ['internal'],
    operation: 'cluster-action',
    resource: 'cluster',
    parks: false,
  },
  fetchSnapshot: {
    listeners: ['internal'],
    operation: 'cluster-action',
    resource: 'cluster',
    parks: false,
  },
  prepareFounding: {
    listeners: ['internal'],
    operation: 'cluster-action',
    resource: 'cluster',
    parks: false,
  },
  readIndex: {
    listeners: ['internal'],
    operation: 'cluster-action',
    resource: 'cluster',
    parks: false,
  },
};

/**
 * True for a request that gets no response, not even an error: produce with acks 0, what the quorum's members tell each other, and
 * what a replica tells of its progress.
 */
export function isOneWay(request: Request): boolean {
  if (request.body === 'raft' || request.body === 'replicaProgress') return true;
  return request.body === 'produce' && request.produce?.acks === 0;
}
