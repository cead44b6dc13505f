// DescribeCluster: every registered broker, fenced or not, and who decides; from the published image.
import { uuidToBytes } from '../../base/uuid.ts';
import { countPartitions } from '../../cluster/metadata/image.ts';
import type { Handler } from '../broker-context.ts';

export const handleDescribeCluster: Handler<'describeCluster'> = async ({ store }) => {
  const { image } = store;
  const counts = countPartitions(image);
  return {
    clusterId: image.clusterId === undefined ? new Uint8Array() : uuidToBytes(image.clusterId),
    controllerId: image.controllerId,
    controllerEpoch: image.controllerEpoch,
    featureLevel: image.featureLevel,
    metadataOffset: image.endOffset,
    voters: image.voters.map((voter) => voter.nodeId),
    brokers: [...image.brokers.values()]
      .sort((a, b) => a.nodeId - b.nodeId)
      .map((broker) => ({
        nodeId: broker.nodeId,
        brokerEpoch: broker.brokerEpoch,
        fenced: broker.isFenced,
        host: broker.clientAddress.host,
        port: broker.clientAddress.port,
        internalHost: broker.internalAddress.host,
        internalPort: broker.internalAddress.port,
        softwareVersion: broker.softwareVersion,
        directoryId: uuidToBytes(broker.directoryId),
        incarnationId: uuidToBytes(broker.incarnationId),
        leaderCount: counts.leaders.get(broker.nodeId) ?? 0,
        replicaCount: counts.replicas.get(broker.nodeId) ?? 0,
      })),
  };
};
