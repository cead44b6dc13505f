import { expect, test } from 'vitest';
import { AssertionError } from '../../../src/base/assert.ts';
import { ByteLedger, type Lease } from '../../../src/base/byte-ledger.ts';

function taken(lease: Lease | undefined): Lease {
  expect(lease).toBeDefined();
  return lease as Lease;
}

/** Waiters are served in a turn of their own. */
const aTurn = () => Promise.resolve();

test('[NET-10] bytes are lent up to the capacity and come back on release', () => {
  const ledger = new ByteLedger(100);
  const first = taken(ledger.tryReserve(60));
  expect(ledger.tryReserve(41)).toBeUndefined();
  const second = taken(ledger.tryReserve(40));
  expect(ledger.usedBytes).toBe(100);
  first.release();
  second.release();
  expect(ledger.usedBytes).toBe(0);
});

test('a lease is given back by its last holder', () => {
  const ledger = new ByteLedger(10);
  const lease = taken(ledger.tryReserve(10));
  lease.retain();
  lease.release();
  expect(ledger.usedBytes).toBe(10);
  lease.release();
  expect(ledger.usedBytes).toBe(0);
  expect(() => lease.release()).toThrow(AssertionError);
  expect(() => lease.retain()).toThrow(AssertionError);
});

test('who waits is served first come, first served, and nobody overtakes', async () => {
  const ledger = new ByteLedger(100);
  const lease = taken(ledger.tryReserve(90));
  const served: string[] = [];
  ledger.reserve(50, () => served.push('large'));
  ledger.reserve(5, () => served.push('small'));
  expect(ledger.tryReserve(1)).toBeUndefined();
  expect(served).toEqual([]);
  lease.release();
  await aTurn();
  expect(served).toEqual(['large', 'small']);
  expect(ledger.usedBytes).toBe(55);
});

test('reserve calls back at once when there is room', () => {
  const ledger = new ByteLedger(100);
  let lease: Lease | undefined;
  ledger.reserve(100, (given) => {
    lease = given;
  });
  expect(taken(lease).bytes).toBe(100);
});

test('who cancels is not served and keeps nobody waiting', async () => {
  const ledger = new ByteLedger(100);
  const lease = taken(ledger.tryReserve(90));
  const served: string[] = [];
  const cancel = ledger.reserve(100, () => served.push('cancelled'));
  ledger.reserve(10, () => served.push('next'));
  cancel();
  await aTurn();
  expect(served).toEqual(['next']);
  lease.release();
  await aTurn();
  cancel();
  await aTurn();
  expect(served).toEqual(['next']);
  expect(ledger.usedBytes).toBe(10);
});

test('more than the whole is lent when nothing else is out, so that nobody waits forever', async () => {
  const ledger = new ByteLedger(100);
  const lease = taken(ledger.tryReserve(1));
  const served: Lease[] = [];
  ledger.reserve(1_000, (given) => served.push(given));
  expect(served).toHaveLength(0);
  lease.release();
  await aTurn();
  expect(served).toHaveLength(1);
  expect(ledger.tryReserve(1)).toBeUndefined();
  served[0]?.release();
  await aTurn();
  expect(ledger.usedBytes).toBe(0);
});

test('an overdraft is granted when there is nothing left', () => {
  const ledger = new ByteLedger(100);
  const lease = taken(ledger.tryReserve(100));
  const overdraft = ledger.reserveOverdraft(50);
  expect(ledger.usedBytes).toBe(150);
  lease.release();
  expect(ledger.usedBytes).toBe(50);
  overdraft.release();
  expect(ledger.usedBytes).toBe(0);
});

test('caches are asked to give back when somebody must wait', async () => {
  const ledger = new ByteLedger(100);
  const cached = taken(ledger.tryReserve(80));
  let isCached = true;
  ledger.onPressure(() => {
    if (isCached) cached.release();
    isCached = false;
  });
  let served = false;
  ledger.reserve(50, () => {
    served = true;
  });
  await aTurn();
  expect(served).toBe(true);
  expect(ledger.usedBytes).toBe(50);
});

test('a lease that is released inside its own callback serves the next one', async () => {
  const ledger = new ByteLedger(10);
  const lease = taken(ledger.tryReserve(10));
  const served: number[] = [];
  for (const id of [1, 2, 3]) {
    ledger.reserve(10, (given) => {
      served.push(id);
      given.release();
    });
  }
  lease.release();
  await aTurn();
  expect(served).toEqual([1, 2, 3]);
  expect(ledger.usedBytes).toBe(0);
});

test('sizes that are no sizes are refused', () => {
  const ledger = new ByteLedger(10);
  for (const bytes of [-1, 0.5, Number.NaN]) {
    expect(() => ledger.reserveOverdraft(bytes), String(bytes)).toThrow(AssertionError);
  }
  expect(() => new ByteLedger(0)).toThrow(AssertionError);
});
