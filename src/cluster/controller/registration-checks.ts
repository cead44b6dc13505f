// What a registration must be before anything of it gets into the metadata log, which must be readable for ever.
import { UUID_BYTES, uuidFromBytes } from '../../base/uuid.ts';
import { formatAddress } from '../../net/transport.ts';
import type { RequestBody } from '../../protocol/api-registry.ts';
import { WireError } from '../../protocol/error-codes.ts';
import type { BrokerImage, MetadataImage } from '../metadata/image.ts';

type Registration = RequestBody<'registerBroker'>;

/** Throws what is wrong with it. */
export function checkRegistration(request: Registration, image: MetadataImage): void {
  const { nodeId } = request;
  checkFields(request);
  const clusterId = uuidFromBytes(request.clusterId);
  if (clusterId !== image.clusterId) {
    throw new WireError(
      'INCONSISTENT_CLUSTER_ID',
      `broker ${nodeId} belongs to cluster ${clusterId}, and this is cluster ${image.clusterId}`,
    );
  }
  const level = image.featureLevel;
  if (level < request.featureLevelMin || level > request.featureLevelMax) {
    throw new WireError(
      'UNSUPPORTED_VERSION',
      `the cluster is at feature level ${level}; broker ${nodeId} supports ${request.featureLevelMin} to ${request.featureLevelMax}`,
    );
  }
}

/** `other` has a session. Throws DUPLICATE_BROKER_REGISTRATION when it lives in another directory, so is another process. */
export function checkNotTaken(request: Registration, other: BrokerImage): void {
  if (other.directoryId === uuidFromBytes(request.directoryId)) return;
  throw new WireError(
    'DUPLICATE_BROKER_REGISTRATION',
    `node id ${request.nodeId} belongs to a live broker at ${formatAddress(other.internalAddress)} with another data directory; give this one another node id`,
  );
}

function checkFields(request: Registration): void {
  const { nodeId, clientEndpoint, internalEndpoint } = request;
  if (nodeId < 0) throw new WireError('INVALID_REQUEST', `node id ${nodeId} is negative`);
  for (const name of ['clusterId', 'directoryId', 'incarnationId'] as const) {
    const { length } = request[name];
    if (length === UUID_BYTES) continue;
    throw new WireError(
      'INVALID_REQUEST',
      `${name} of broker ${nodeId} has ${length} bytes; an id has ${UUID_BYTES}`,
    );
  }
  if (!clientEndpoint || !internalEndpoint) {
    throw new WireError(
      'INVALID_REQUEST',
      `broker ${nodeId} registers without an address of both its listeners`,
    );
  }
}
