// How soon a first consumer reads, on a machine whose time is not shared with anybody.
import { expect, test } from 'vitest';
import { Client } from '../../src/client/client.ts';
import { formatAddress } from '../../src/net/transport.ts';
import { runGroups } from './groups.ts';
import { SimulatedCluster } from './simulated-cluster.ts';
import { SimulatedNetwork } from './simulated-network.ts';
import { Simulation } from './simulation.ts';
import { calmSwarm } from './swarm.ts';

/** Milliseconds from `consumer()` to the first record, with the topic of the offsets made meanwhile if it is not there. */
async function firstRecordMs(brokerCount: number): Promise<number[]> {
  const simulation = new Simulation({ seed: 1 });
  const network = new SimulatedNetwork(simulation, calmSwarm.network);
  const cluster = new SimulatedCluster({
    ...{ simulation, network, brokerCount, settings: {} },
    voterCount: 1,
    disk: { ...calmSwarm.disk, latencyMsMax: 0.25, syncMsMax: 5 },
    timerSlackMs: 0,
    wallSkewMsMax: 0,
  });
  const life = simulation.begin('client');
  return await simulation.run(async () => {
    cluster.startAll();
    await cluster.ready();
    const client = new Client({
      brokers: cluster.clientAddresses.map(formatAddress),
      seams: {
        clock: life.clock,
        random: simulation.splitRandom(),
        transport: network.transportFor(life),
      },
    });
    await client.admin().createTopic({ name: 't', partitions: 6 });
    const producer = client.producer();
    await producer.send({ topic: 't', value: 'first' });
    const times: number[] = [];
    for (const groupId of ['a', 'b']) {
      const startMs = life.clock.monotonicMs();
      const consumer = client.consumer({ groupId, topics: ['t'] });
      for await (const record of consumer) {
        times.push(life.clock.monotonicMs() - startMs);
        await consumer.commit(record);
        break;
      }
      await consumer.close();
    }
    await client.close();
    await cluster.close();
    return times;
  }, 60_000);
}

test('a first consumer gets its first record within 300 ms of consumer() on an idle broker', async () => {
  const [first, second] = await firstRecordMs(1);
  expect(first).toBeLessThan(300);
  expect(second).toBeLessThan(100);
});

test('without faults no record comes twice, and nothing is refused', async () => {
  const { problems, counters } = await runGroups({ seed: 8, swarm: calmSwarm });
  expect(problems).toEqual([]);
  expect(counters).toMatchObject({ duplicates: 0, refusals: 0, lost: 0 });
});
