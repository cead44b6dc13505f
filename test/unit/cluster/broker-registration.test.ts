import { expect, test } from 'vitest';
import { silentLogger } from '../../../src/base/logger.ts';
import { SeededRandom } from '../../../src/base/random.ts';
import { Tasks } from '../../../src/base/tasks.ts';
import { BrokerLease } from '../../../src/cluster/broker-lease.ts';
import { BrokerRegistration } from '../../../src/cluster/broker-registration.ts';
import type { ControllerChannel } from '../../../src/cluster/controller-channel.ts';
import type { MetadataStore } from '../../../src/cluster/metadata/metadata-store.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { settled } from '../broker/fixture.ts';

const heartbeatMs = 100;
const sessionTimeoutMs = 1_000;
const brokerEpoch = 5;

/** A broker whose controller answers every heartbeat with `metadataOffset`, and whose image is at `endOffset`. */
async function register() {
  const clock = new ManualClock();
  const lease = new BrokerLease(clock);
  const random = new SeededRandom(1);
  const state = { metadataOffset: 6, endOffset: 6 };
  const waiting: { offset: number; resolve: () => void }[] = [];
  const registration = new BrokerRegistration({
    identity: {
      ...{ nodeId: 1, clusterId: undefined, softwareVersion: '0.0.0' },
      ...{ directoryId: random.uuid(), incarnationId: random.uuid() },
    },
    clientAddress: { host: '127.0.0.1', port: 1 },
    internalAddress: { host: '127.0.0.1', port: 2 },
    channel: {
      request: async (api: string) =>
        api === 'registerBroker'
          ? { brokerEpoch, sessionTimeoutMs, metadataOffset: brokerEpoch + 1 }
          : { fenced: false, metadataOffset: state.metadataOffset },
    } as unknown as ControllerChannel,
    store: {
      image: state,
      reached: (offset: number) =>
        new Promise<void>((resolve) => {
          if (state.endOffset >= offset) resolve();
          else waiting.push({ offset, resolve });
        }),
    } as unknown as MetadataStore,
    ...{ heartbeatMs, requestTimeoutMs: 1_000, clock, logger: silentLogger, lease },
    tasks: new Tasks((_, error) => {
      throw error;
    }),
  });
  await registration.start();
  await settled();
  return {
    clock,
    lease,
    state,
    async beat() {
      clock.advance(heartbeatMs);
      await settled();
    },
    /** The image gets there. */
    async learn(endOffset: number) {
      state.endOffset = endOffset;
      for (const { offset, resolve } of waiting) if (offset <= endOffset) resolve();
      await settled();
    },
  };
}

test('[REP-8] the lease begins once it is known what was decided while there was none, and is renewed without that', async () => {
  const { clock, lease, state, learn, beat } = await register();
  expect(lease.isHeld).toBe(true);
  // More is decided all the time; a broker that has its lease has lost nothing by it.
  state.metadataOffset = 9;
  for (let beats = 0; beats < 20; beats++) await beat();
  expect(lease.isHeld).toBe(true);
  // It stands still for longer than its session, is fenced, and is taken back by the answer to its next heartbeat.
  state.metadataOffset = 12;
  clock.advance(2 * sessionTimeoutMs);
  await settled();
  await beat();
  expect(lease.isHeld).toBe(false);
  await learn(11);
  await beat();
  expect(lease.isHeld).toBe(false);
  await learn(12);
  await beat();
  expect(lease.isHeld).toBe(true);
});
