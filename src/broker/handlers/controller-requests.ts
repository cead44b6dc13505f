// What is passed on to the controller, by whichever broker a client asks.
import type { RequestOptions } from '../../cluster/controller-channel.ts';
import type { RequestBody, ResponseBodyInit } from '../../protocol/api-registry.ts';
import type { BrokerContext } from '../broker-context.ts';
import { waitingTimeMs } from './request-bounds.ts';

/** What clients may ask of the controller, through any broker. */
type PassedOnApi =
  | 'createTopics'
  | 'deleteTopics'
  | 'createPartitions'
  | 'alterConfigs'
  | 'electLeaders'
  | 'alterReassignments'
  | 'alterVoters';

/**
 * Asks the controller, and answers only when this broker knows of the change too: who is told that a topic exists must
 * find it here.
 */
export async function passOn<Api extends PassedOnApi>(
  broker: BrokerContext,
  api: Api,
  request: RequestBody<Api>,
  options: RequestOptions = {},
): Promise<ResponseBodyInit<Api>> {
  const timeoutMs = waitingTimeMs(request.timeoutMs);
  const response = await broker.controller.request(api, request, timeoutMs, options);
  await broker.store.reached(response.metadataOffset ?? 0, timeoutMs);
  await broker.replicas.opened();
  return response;
}
