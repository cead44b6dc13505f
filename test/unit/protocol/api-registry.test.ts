import { expect, test } from 'vitest';
import { type ApiName, apiRegistry } from '../../../src/protocol/api-registry.ts';
import { decodeRequest, encodeRequest } from '../../../src/protocol/codec.ts';

const names = Object.keys(apiRegistry) as ApiName[];

test('every row names a body that a request can carry', () => {
  for (const name of names) {
    const request = encodeRequest({ correlationId: 1, clientId: '' }, name, {});
    expect(decodeRequest(Buffer.concat(request)).body).toBe(name);
  }
});

test("[NET-6] the cluster's own APIs are not served to clients", () => {
  const own = names.filter((name) => apiRegistry[name].operation === 'cluster-action');
  expect(own).toEqual([
    'registerBroker',
    'brokerHeartbeat',
    'alterPartition',
    'allocateProducerIds',
    'replicaFetch',
    'replicaProgress',
    'raft',
    'fetchSnapshot',
    'prepareFounding',
    'readIndex',
  ]);
  for (const name of own) expect(apiRegistry[name].listeners).toEqual(['internal']);
  for (const name of names) expect(apiRegistry[name].listeners.length).toBeGreaterThan(0);
});

test('[NET-7] only fetches and a heartbeat of a group may be held back', () => {
  expect(names.filter((name) => apiRegistry[name].parks)).toEqual([
    'fetch',
    'groupHeartbeat',
    'replicaFetch',
  ]);
});
