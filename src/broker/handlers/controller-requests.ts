// What is passed on to the controller, by whichever broker a client asks.
import { limits } from '../../base/limits.ts';
import type { RequestBody, ResponseBodyInit } from '../../protocol/api-registry.ts';
import type { BrokerContext } from '../broker-context.ts';

const timeoutMsDefault = 30_000;

/**
 * Asks the controller, and answers only when this broker knows of the change too: who is told that a topic exists must
 * find it here.
 */
export async function passOn<Api extends 'createTopics' | 'deleteTopics'>(
  broker: BrokerContext,
  api: Api,
  request: RequestBody<Api>,
): Promise<ResponseBodyInit<Api>> {
  const timeoutMs = Math.min(
    request.timeoutMs > 0 ? request.timeoutMs : timeoutMsDefault,
    limits.requestTimeoutMsMax,
  );
  const response = await broker.controller.request(api, request, timeoutMs);
  await broker.store.reached(response.metadataOffset ?? 0, timeoutMs);
  await broker.replicas.opened();
  return response;
}
