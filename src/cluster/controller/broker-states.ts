// A broker as it is about to be, and the records that say so.
import { uuidFromBytes } from '../../base/uuid.ts';
import type { RequestBody } from '../../protocol/api-registry.ts';
import type { MetadataRecordInit } from '../../protocol/messages.ts';
import { addressOf } from '../metadata/delta.ts';
import type { BrokerImage, MetadataImage } from '../metadata/image.ts';
import type { Brokers } from './partition-rules.ts';

type Registration = RequestBody<'registerBroker'>;

/** The brokers with some of them as they are about to be. */
export function overlay(brokers: Brokers, changed: readonly BrokerImage[]): Brokers {
  const next = new Map(brokers);
  for (const broker of changed) next.set(broker.nodeId, broker);
  return next;
}

/** As its registration will leave it, but for the epoch, which is not known before the record has its offset. */
export function startingBroker(request: Registration): BrokerImage {
  return {
    nodeId: request.nodeId,
    brokerEpoch: -1,
    directoryId: uuidFromBytes(request.directoryId),
    incarnationId: uuidFromBytes(request.incarnationId),
    clientAddress: addressOf(request.clientEndpoint),
    internalAddress: addressOf(request.internalEndpoint),
    softwareVersion: request.softwareVersion,
    featureLevelMin: request.featureLevelMin,
    featureLevelMax: request.featureLevelMax,
    isFenced: true,
    isStarting: true,
    isShuttingDown: false,
  };
}

/** Without what only the controller needs to know of a registration. */
export function registeredFields(request: Registration) {
  return {
    nodeId: request.nodeId,
    directoryId: request.directoryId,
    incarnationId: request.incarnationId,
    clientEndpoint: request.clientEndpoint,
    internalEndpoint: request.internalEndpoint,
    featureLevelMin: request.featureLevelMin,
    featureLevelMax: request.featureLevelMax,
    softwareVersion: request.softwareVersion,
  };
}

export function fencedBroker(broker: BrokerImage): BrokerImage {
  return { ...broker, isFenced: true, isStarting: false, isShuttingDown: false };
}

/** The record that makes a registered broker fenced, unfenced or stopping. */
export function fencing(
  { nodeId, brokerEpoch, isFenced, isShuttingDown }: BrokerImage,
  reason: string,
): MetadataRecordInit {
  const shuttingDown = isShuttingDown && !isFenced;
  return { brokerFencingChanged: { nodeId, brokerEpoch, fenced: isFenced, shuttingDown, reason } };
}

export function leadsSomething({ topics }: MetadataImage, nodeId: number): boolean {
  for (const { partitions } of topics.values()) {
    for (const { leaderId } of partitions) if (leaderId === nodeId) return true;
  }
  return false;
}
