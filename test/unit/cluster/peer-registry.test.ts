import { beforeEach, describe, expect, test } from 'vitest';
import { codeOf } from '../../../src/base/errors.ts';
import { type Uuid, uuidToBytes } from '../../../src/base/uuid.ts';
import type { NodeIdentity } from '../../../src/cluster/node-identity.ts';
import { PeerRegistry } from '../../../src/cluster/peer-registry.ts';
import { wire } from '../../../src/protocol/messages.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { clusterId, directoryOf } from './fixture.ts';

const silenceMs = 1_000;
let clock: ManualClock;
let peers: PeerRegistry;

beforeEach(() => {
  clock = new ManualClock();
  const identity: NodeIdentity = {
    nodeId: 1,
    directoryId: directoryOf(1),
    incarnationId: incarnation('a'),
    clusterId,
    softwareVersion: '0.1.0',
    internalAddress: { host: 'localhost', port: 19_092 },
  };
  peers = new PeerRegistry(identity, clock, silenceMs);
});

function incarnation(letter: string): Uuid {
  return Buffer.from(letter.repeat(16)).toString('base64url') as Uuid;
}

function hello(nodeId: number, life: string, { disk = 0, cluster = clusterId } = {}) {
  return wire.PeerIdentity.create({
    nodeId,
    clusterId: uuidToBytes(cluster),
    directoryId: uuidToBytes(directoryOf(nodeId, disk)),
    incarnationId: uuidToBytes(incarnation(life)),
    internalEndpoint: { host: 'localhost', port: 19_091 + nodeId },
  });
}

const connection = (signal = new AbortController().signal) => ({ remote: 'somewhere', signal });

function refusalOf(attempt: () => unknown): { code: string | undefined; message: string } {
  try {
    attempt();
  } catch (error) {
    return { code: codeOf(error), message: (error as Error).message };
  }
  return { code: undefined, message: '' };
}

test('another cluster is refused', () => {
  const cluster = incarnation('z');
  const refused = refusalOf(() => peers.admit(hello(2, 'b', { cluster }), connection()));
  expect(refused.code).toBe('INCONSISTENT_CLUSTER_ID');
});

describe('incarnations [NET-2]', () => {
  test('a newer process of a node replaces the older one, whose connections are refused', () => {
    const older = peers.admit(hello(2, 'b'), connection());
    peers.check(older);
    const newer = peers.admit(hello(2, 'c'), connection());
    peers.check(newer);
    expect(refusalOf(() => peers.check(older)).code).toBe('STALE_INCARNATION');
  });

  test('the older one cannot come back', () => {
    peers.admit(hello(2, 'b'), connection());
    peers.admit(hello(2, 'c'), connection());
    const again = refusalOf(() => peers.admit(hello(2, 'b'), connection()));
    expect(again.code).toBe('STALE_INCARNATION');
    expect(peers.admit(hello(2, 'c'), connection()).nodeId).toBe(2);
  });
});

describe('two nodes with one id', () => {
  test('the second is refused, with the address of the first', () => {
    peers.admit(hello(2, 'b'), connection());
    const second = refusalOf(() => peers.admit(hello(2, 'c', { disk: 1 }), connection()));
    expect(second.code).toBe('DUPLICATE_BROKER_REGISTRATION');
    expect(second.message).toContain('localhost:19093');
  });

  test('a node on an emptied disk is taken once the one before has no connection, or is silent', () => {
    const gone = new AbortController();
    peers.admit(hello(2, 'b'), connection(gone.signal));
    gone.abort();
    expect(peers.admit(hello(2, 'c', { disk: 1 }), connection()).nodeId).toBe(2);
    clock.advance(silenceMs);
    expect(peers.admit(hello(2, 'd', { disk: 2 }), connection()).nodeId).toBe(2);
  });

  test('one with the id of the node that is asked is refused, but not the node itself', () => {
    const other = refusalOf(() => peers.admit(hello(1, 'b', { disk: 1 }), connection()));
    expect(other.code).toBe('DUPLICATE_BROKER_REGISTRATION');
    expect(other.message).toContain('localhost:19092');
    expect(peers.admit(hello(1, 'a'), connection()).nodeId).toBe(1);
  });
});
