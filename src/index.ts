// What the package offers to programs.
export { TidelogError } from './base/errors.ts';
export type { Logger } from './base/logger.ts';
export { version } from './base/version.ts';
export { Broker, type BrokerOptions, type ListenerOptions } from './broker/broker.ts';
export { Cluster, type ClusterOptions } from './broker/cluster.ts';
export type { BrokerSettings } from './broker/config.ts';
export type { GroupMetrics } from './broker/groups/group-coordinator.ts';
export type { GroupRebalance } from './broker/groups/group-shard.ts';
export * from './client/index.ts';
