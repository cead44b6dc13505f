import { expect, test } from 'vitest';
import { BrokerLease } from '../../../src/cluster/broker-lease.ts';
import { ManualClock } from '../../support/manual-clock.ts';

test('[REP-8] the lease counts from the sending of the last answered heartbeat, and is a fifth shorter than the session', () => {
  const clock = new ManualClock();
  const lease = new BrokerLease(clock);
  expect(lease.isHeld).toBe(false);
  const sentMs = clock.monotonicMs();
  clock.advance(300);
  lease.renewed(sentMs, 1_000);
  expect(lease.isHeld).toBe(true);
  clock.advance(499);
  expect(lease.isHeld).toBe(true);
  clock.advance(1);
  expect(lease.isHeld).toBe(false);
});

test('[REP-8] an answer that comes late to an earlier heartbeat takes nothing away; a fencing takes all', () => {
  const clock = new ManualClock();
  const lease = new BrokerLease(clock);
  lease.renewed(clock.monotonicMs() + 100, 1_000);
  lease.renewed(clock.monotonicMs(), 1_000);
  clock.advance(850);
  expect(lease.isHeld).toBe(true);
  lease.lost();
  expect(lease.isHeld).toBe(false);
});
