// What is passed on to the controller, by whichever broker a client asks.
import { codeOf, messageOf } from '../../base/errors.ts';
import type { RequestBody, ResponseBodyInit } from '../../protocol/api-registry.ts';
import { WireError } from '../../protocol/error-codes.ts';
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
): Promise<ResponseBodyInit<Api>> {
  const timeoutMs = waitingTimeMs(request.timeoutMs);
  const response = await broker.controller.request(api, request, timeoutMs).catch((error) => {
    throw unreachable(error) ?? error;
  });
  await broker.store.reached(response.metadataOffset ?? 0, timeoutMs);
  await broker.replicas.opened();
  return response;
}

/** A lost controller as clients are told of it: with an error that they may try again on. */
export function unreachable(error: unknown): WireError | undefined {
  const reason = messageOf(error);
  switch (codeOf(error)) {
    case 'CONNECTION_FAILED':
      return new WireError(
        'LEADER_NOT_AVAILABLE',
        `the controller cannot be reached, nothing was changed: ${reason}`,
        error,
      );
    case 'CONNECTION_CLOSED':
      return new WireError(
        'REQUEST_TIMED_OUT',
        `the controller did not answer, it may have made the change: ${reason}`,
        error,
      );
    default:
      return undefined;
  }
}
