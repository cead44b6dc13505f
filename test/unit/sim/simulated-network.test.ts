import { expect, test } from 'vitest';
import { delay } from '../../../src/base/clock.ts';
import { codeOf } from '../../../src/base/errors.ts';
import { SeededRandom } from '../../../src/base/random.ts';
import type { TransportSocket } from '../../../src/net/transport.ts';
import type { Life } from '../../sim/simulated-clock.ts';
import { calmNetwork, SimulatedNetwork } from '../../sim/simulated-network.ts';
import { Simulation } from '../../sim/simulation.ts';

const address = { host: '127.0.0.1', port: 9092 };
const limitMs = 3_600_000;

/** One end as its owner sees it. */
class Peer {
  readonly socket: TransportSocket;
  readonly received: Buffer[] = [];
  drains = 0;
  closes: (Error | undefined)[] = [];

  constructor(socket: TransportSocket) {
    this.socket = socket;
    socket.start({
      onData: (chunk) => this.received.push(chunk),
      onDrain: () => {
        this.drains += 1;
      },
      onClose: (error) => this.closes.push(error),
    });
  }

  get bytes(): Buffer {
    return Buffer.concat(this.received);
  }
}

class World {
  readonly simulation: Simulation;
  readonly network: SimulatedNetwork;
  readonly observer: Life;
  readonly client: Life;
  readonly server: Life;
  readonly accepted: Peer[] = [];

  constructor(seed: number, options = calmNetwork) {
    this.simulation = new Simulation({ seed });
    this.network = new SimulatedNetwork(this.simulation, options);
    this.observer = this.simulation.begin('observer');
    this.client = this.simulation.begin('client');
    this.server = this.simulation.begin('server');
  }

  async listen(life = this.server): Promise<void> {
    const onSocket = (socket: TransportSocket) => this.accepted.push(new Peer(socket));
    await this.network.transportFor(life).listen(address, onSocket);
  }

  async connect(): Promise<{ near: Peer; far: Peer }> {
    const transport = this.network.transportFor(this.client);
    const near = new Peer(await transport.connect(address, { timeoutMs: 5_000 }));
    return { near, far: this.accepted.at(-1) as Peer };
  }

  pass(ms: number): Promise<void> {
    return delay(this.observer.clock, ms);
  }
}

function run(seed: number, scenario: (world: World) => Promise<void>, options = calmNetwork) {
  const world = new World(seed, options);
  return world.simulation.run(() => scenario(world), limitMs);
}

const bumpy = {
  ...calmNetwork,
  latencyMsMin: 1,
  jitterMsMean: 50,
  segmentBytesMax: 300,
  windowBytes: 2_000,
  sendBufferBytes: 1_000,
};

test('[SIM-3] bytes arrive once and in order, however they are cut, merged and delayed', async () => {
  for (let seed = 1; seed <= 5; seed++) {
    await run(
      seed,
      async (world) => {
        await world.listen();
        const { near, far } = await world.connect();
        const random = new SeededRandom(seed);
        const sent: Buffer[] = [];
        for (let i = 0; i < 60; i++) {
          const chunk = Buffer.alloc(random.integerBelow(700), i);
          sent.push(chunk);
          near.socket.write([chunk.subarray(0, 100), chunk.subarray(100)]);
          if (random.integerBelow(3) === 0) await world.pass(random.integerBelow(20));
        }
        far.socket.write([Buffer.from('and back')]);
        await world.pass(600_000);
        expect(far.bytes.equals(Buffer.concat(sent))).toBe(true);
        expect(far.received.length).toBeGreaterThan(60);
        expect(near.bytes.toString()).toBe('and back');
      },
      bumpy,
    );
  }
});

test('several small writes arrive merged, one large write in pieces', async () => {
  await run(2, async (world) => {
    await world.listen();
    const { near, far } = await world.connect();
    far.socket.pause();
    for (let i = 0; i < 10; i++) near.socket.write([Buffer.alloc(200 * 1024, i)]);
    await world.pass(100);
    far.socket.resume();
    await world.pass(1_000);
    expect(far.bytes.length).toBe(10 * 200 * 1024);
    const sizes = far.received.map((chunk) => chunk.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(calmNetwork.segmentBytesMax);
    const isMixed = (chunk: Buffer) => chunk[0] !== chunk.at(-1);
    expect(far.received.some(isMixed)).toBe(true);
  });
});

test('a reader that pauses stops the writer, which drains once the reader goes on', async () => {
  await run(3, async (world) => {
    await world.listen();
    const { near, far } = await world.connect();
    far.socket.pause();
    let flushes = 0;
    const accepted = near.socket.write([Buffer.alloc(2 * 1024 * 1024)], () => {
      flushes += 1;
    });
    expect(accepted).toBe(false);
    await world.pass(10_000);
    expect(far.received).toHaveLength(0);
    expect(near.socket.bufferedBytes).toBe(2 * 1024 * 1024 - calmNetwork.windowBytes);
    expect([near.drains, flushes]).toEqual([0, 0]);
    far.socket.resume();
    await world.pass(10_000);
    expect(near.socket.bufferedBytes).toBe(0);
    expect([near.drains, flushes]).toEqual([1, 1]);
    expect(far.bytes.length).toBe(2 * 1024 * 1024);
  });
});

test('end sends what was written and closes both ends without an error', async () => {
  await run(
    4,
    async (world) => {
      await world.listen();
      const { near, far } = await world.connect();
      near.socket.write([Buffer.alloc(10_000, 1)]);
      near.socket.end();
      await world.pass(60_000);
      expect(far.bytes.length).toBe(10_000);
      expect(near.closes).toEqual([undefined]);
      expect(far.closes).toEqual([undefined]);
    },
    bumpy,
  );
});

test('destroy closes this end at once with its error; what was not sent is lost', async () => {
  await run(
    5,
    async (world) => {
      await world.listen();
      const { near, far } = await world.connect();
      let flushed = false;
      near.socket.write([Buffer.alloc(100_000)], () => {
        flushed = true;
      });
      near.socket.destroy(new Error('enough'));
      await world.pass(60_000);
      expect(near.closes.map((error) => error?.message)).toEqual(['enough']);
      expect(flushed).toBe(true);
      expect(far.closes).toHaveLength(1);
      expect(far.bytes.length).toBeLessThanOrEqual(bumpy.windowBytes);
    },
    bumpy,
  );
});

test('a connect where nobody listens is refused; a taken port is refused to a second listener', async () => {
  await run(6, async (world) => {
    const connecting = world.connect();
    await expect(connecting).rejects.toMatchObject({ code: 'CONNECTION_FAILED', retriable: true });
    await world.listen();
    await expect(world.listen()).rejects.toMatchObject({ code: 'PORT_IN_USE' });
    expect(world.network.counters).toMatchObject({ connects: 1, refusals: 1 });
  });
});

test('port 0 gives a free port', async () => {
  await run(6, async (world) => {
    const transport = world.network.transportFor(world.server);
    const any = { host: '127.0.0.1', port: 0 };
    const first = await transport.listen(any, () => {});
    const second = await transport.listen(any, () => {});
    expect(first.address.port).toBeGreaterThan(0);
    expect(second.address.port).not.toBe(first.address.port);
  });
});

test('a cut link holds one direction and lets it go on when it heals', async () => {
  await run(7, async (world) => {
    await world.listen();
    const { near, far } = await world.connect();
    world.network.cut('client', 'server');
    near.socket.write([Buffer.from('there')]);
    far.socket.write([Buffer.from('back')]);
    await world.pass(60_000);
    expect(far.bytes.toString()).toBe('');
    expect(near.bytes.toString()).toBe('back');
    await expect(world.connect()).rejects.toMatchObject({ code: 'CONNECTION_FAILED' });
    world.network.heal('client', 'server');
    await world.pass(1_000);
    expect(far.bytes.toString()).toBe('there');
    expect([near.closes, far.closes]).toEqual([[], []]);
  });
});

test('a reset breaks both ends with an error', async () => {
  await run(8, async (world) => {
    expect(world.network.resetAny()).toBe(false);
    await world.listen();
    const { near, far } = await world.connect();
    expect(world.network.resetAny()).toBe(true);
    await world.pass(1_000);
    expect([...near.closes, ...far.closes].map(codeOf)).toEqual(['ECONNRESET', 'ECONNRESET']);
    expect(world.network.counters.resets).toBe(1);
  });
});

test('a connection that hangs tells neither end, and a new one gets through', async () => {
  await run(8, async (world) => {
    await world.listen();
    const { near, far } = await world.connect();
    expect(world.network.hangAny()).toBe(true);
    near.socket.write([Buffer.from('there')]);
    far.socket.write([Buffer.from('back')]);
    await world.pass(600_000);
    world.network.healAll();
    await world.pass(600_000);
    expect([far.bytes.length, near.bytes.length]).toEqual([0, 0]);
    expect([near.closes, far.closes]).toEqual([[], []]);
    const again = await world.connect();
    again.near.socket.write([Buffer.from('a new way')]);
    await world.pass(1_000);
    expect(again.far.bytes.toString()).toBe('a new way');
  });
});

test('what a dead end answers across a cut arrives when the link heals', async () => {
  await run(11, async (world) => {
    await world.listen();
    const { near } = await world.connect();
    world.simulation.kill('server');
    world.network.dropNode(world.server, 'power-loss');
    world.network.cut('server', 'client');
    await world.listen(world.simulation.begin('server'));
    near.socket.write([Buffer.from('anybody?')]);
    await world.pass(1_000);
    // Every connect looks for ends that are over.
    await expect(world.connect()).rejects.toMatchObject({ code: 'CONNECTION_FAILED' });
    expect(near.closes).toHaveLength(0);
    world.network.heal('server', 'client');
    await world.pass(10_000);
    expect(near.closes.map(codeOf)).toEqual(['ECONNRESET']);
  });
});

test('a killed process closes its connections and frees its port', async () => {
  await run(9, async (world) => {
    await world.listen();
    const { near, far } = await world.connect();
    world.simulation.kill('server');
    world.network.dropNode(world.server, 'killed');
    await world.pass(1_000);
    expect(near.closes).toHaveLength(1);
    expect(far.closes).toHaveLength(0);
    await expect(world.connect()).rejects.toMatchObject({ code: 'CONNECTION_FAILED' });
    await world.listen(world.simulation.begin('server'));
    const again = await world.connect();
    again.near.socket.write([Buffer.from('new life')]);
    await world.pass(1_000);
    expect(again.far.bytes.toString()).toBe('new life');
    expect(far.bytes.toString()).toBe('');
  });
});

test('after a power loss the connection is half open until the peer sends something', async () => {
  await run(10, async (world) => {
    await world.listen();
    const { near } = await world.connect();
    world.simulation.kill('server');
    world.network.dropNode(world.server, 'power-loss');
    await world.pass(60_000);
    expect(near.closes).toHaveLength(0);
    near.socket.write([Buffer.from('anybody there?')]);
    await world.pass(10_000);
    expect(near.closes.map(codeOf)).toEqual(['ECONNRESET']);
  });
});

test('a paused process reads nothing until it goes on, and loses nothing', async () => {
  await run(11, async (world) => {
    await world.listen();
    const { near, far } = await world.connect();
    world.simulation.clock.pause('server');
    near.socket.write([Buffer.from('wait for it')]);
    await world.pass(10_000);
    expect(far.received).toHaveLength(0);
    world.simulation.clock.resume('server');
    await world.pass(10);
    expect(far.bytes.toString()).toBe('wait for it');
  });
});

test('bytes that change after they were given to write are caught', async () => {
  const changing = run(
    12,
    async (world) => {
      await world.listen();
      const { near } = await world.connect();
      const chunk = Buffer.alloc(50_000);
      near.socket.write([chunk]);
      chunk[49_999] = 1;
      await world.pass(60_000);
    },
    bumpy,
  );
  await expect(changing).rejects.toThrow('did not change');
});
