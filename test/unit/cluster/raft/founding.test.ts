// How voters find out whether there is a cluster, and which of them founds one [QRM-6]: each asks the others over the simulated
// network, and some do not answer as they should.
import { describe, expect, test } from 'vitest';
import { ByteLedger } from '../../../../src/base/byte-ledger.ts';
import { delay } from '../../../../src/base/clock.ts';
import { silentLogger } from '../../../../src/base/logger.ts';
import { Tasks } from '../../../../src/base/tasks.ts';
import { MIB } from '../../../../src/base/units.ts';
import type { Uuid } from '../../../../src/base/uuid.ts';
import { helloOf, type NodeIdentity } from '../../../../src/cluster/node-identity.ts';
import type { QuorumVoter } from '../../../../src/cluster/quorum-voters.ts';
import { answerFounding, Founding } from '../../../../src/cluster/raft/founding.ts';
import { memberToWire } from '../../../../src/cluster/raft/raft-envelope.ts';
import type { Member } from '../../../../src/cluster/raft/raft-types.ts';
import { Server } from '../../../../src/net/server.ts';
import { WireError } from '../../../../src/protocol/error-codes.ts';
import { wire } from '../../../../src/protocol/messages.ts';
import { calmNetwork, SimulatedNetwork } from '../../../sim/simulated-network.ts';
import { Simulation } from '../../../sim/simulation.ts';
import { RecordingLogger } from '../../../support/recording-logger.ts';
import { clusterId, directoryOf } from '../fixture.ts';

const limitMs = 600_000;
const host = '127.0.0.1';
const otherCluster = 'OTHERCLUSTERAAAAAAAAAA' as Uuid;
const list = (...nodeIds: number[]): QuorumVoter[] =>
  nodeIds.map((nodeId) => ({ nodeId, host, port: 19_000 + nodeId }));

/** What a test lets a node do otherwise than it should. */
interface Manners {
  clusterId?: Uuid;
  voters?: readonly QuorumVoter[];
  /** Says so instead of who it is. */
  poses?: number;
  refusesHello?: WireError;
  isSilent?: boolean;
}

class Voters {
  readonly simulation = new Simulation({ seed: 1 });
  readonly logger = new RecordingLogger();
  readonly #network = new SimulatedNetwork(this.simulation, calmNetwork);
  readonly #foundings: Founding[] = [];
  readonly #stopping = new AbortController();

  async run(scenario: () => Promise<void>): Promise<void> {
    await this.simulation.run(async () => {
      try {
        await scenario();
      } finally {
        this.#stopping.abort(new Error('the test is over'));
        for (const founding of this.#foundings) founding.close();
      }
    }, limitMs);
  }

  /** A node that asks; it answers nobody. */
  asks(nodeId: number, known?: Uuid): Founding {
    const life = this.simulation.begin(`asks-${nodeId}`);
    const founding = new Founding({
      identity: this.#identity(nodeId, known),
      self: member(nodeId),
      voters: list(1, 2, 3),
      transport: this.#network.transportFor(life),
      clock: life.clock,
      logger: this.logger,
    });
    this.#foundings.push(founding);
    return founding;
  }

  decide(founding: Founding) {
    return founding.decide(this.#stopping.signal);
  }

  get signal(): AbortSignal {
    return this.#stopping.signal;
  }

  sleep(ms: number): Promise<void> {
    return delay(this.simulation.begin(`sleeper-${this.simulation.events}`).clock, ms);
  }

  /** A node that answers. Returns its identity, which a test may change, and what it was asked. */
  async answers(nodeId: number, manners: Manners = {}) {
    const life = this.simulation.begin(`node-${nodeId}`);
    const identity = this.#identity(nodeId, manners.clusterId);
    const asked: string[] = [];
    const server = await Server.start({
      listener: 'internal',
      address: { host, port: 19_000 + nodeId },
      transport: this.#network.transportFor(life),
      clock: life.clock,
      logger: silentLogger,
      tasks: new Tasks((_name, error) => this.simulation.fail(error)),
      ledger: new ByteLedger(16 * MIB),
      frameBytesMax: MIB,
      handle: async (api, body) => {
        asked.push(api);
        if (manners.isSilent) return await new Promise(() => {});
        if (api === 'hello') {
          if (manners.refusesHello) throw manners.refusesHello;
          return helloOf(identity) as never;
        }
        const self = member(manners.poses ?? nodeId);
        const voters = manners.voters ?? list(1, 2, 3);
        return answerFounding({ identity, self }, voters, body as never) as never;
      },
    });
    return { identity, asked, server };
  }

  #identity(nodeId: number, known?: Uuid): NodeIdentity {
    return {
      nodeId,
      directoryId: directoryOf(nodeId),
      incarnationId: directoryOf(nodeId, 1),
      clusterId: known,
      softwareVersion: '0',
    };
  }
}

function member(nodeId: number): Member {
  const internalAddress = { host, port: 19_000 + nodeId };
  return { nodeId, directoryId: directoryOf(nodeId), internalAddress };
}

describe('[QRM-6] voters without a cluster', () => {
  test('the lowest id founds one with all of them, by the directories that they named', async () => {
    const voters = new Voters();
    await voters.run(async () => {
      await voters.answers(2);
      await voters.answers(3);
      expect(await voters.decide(voters.asks(1))).toEqual({
        voters: [member(1), member(2), member(3)],
      });
    });
  });

  test('another one never founds, however long all are there; it joins the cluster that it hears of', async () => {
    const voters = new Voters();
    await voters.run(async () => {
      const lowest = await voters.answers(1);
      await voters.answers(3);
      let isDecided = false;
      const decision = voters.decide(voters.asks(2)).finally(() => {
        isDecided = true;
      });
      await voters.sleep(60_000);
      expect(isDecided).toBe(false);
      lowest.identity.clusterId = clusterId;
      expect(await decision).toEqual({ clusterId });
    });
  });

  test('nobody founds while one of them cannot be reached: it is said who and why, again and again', async () => {
    const voters = new Voters();
    await voters.run(async () => {
      await voters.answers(2);
      let isDecided = false;
      const decision = voters.decide(voters.asks(1)).finally(() => {
        isDecided = true;
      });
      await voters.sleep(25_000);
      expect(isDecided).toBe(false);
      const waits = voters.logger.lines.filter(({ message }) => message.startsWith('waiting for'));
      expect(waits).toHaveLength(3);
      expect(waits[0]?.fields).toEqual({
        missing: [expect.stringMatching(/^3@127\.0\.0\.1:19003: ./)],
      });
      await voters.answers(3);
      expect(await decision).toEqual({ voters: [member(1), member(2), member(3)] });
    });
  });

  test('nor while one of them is there and says nothing', async () => {
    const voters = new Voters();
    await voters.run(async () => {
      await voters.answers(2);
      const { asked } = await voters.answers(3, { isSilent: true });
      let isDecided = false;
      const decision = voters.decide(voters.asks(1)).catch(() => {});
      void decision.finally(() => {
        isDecided = true;
      });
      await voters.sleep(20_000);
      expect(asked.length).toBeGreaterThan(3);
      expect(isDecided).toBe(false);
    });
  });

  test('nor where another node answers at the address of one of them', async () => {
    const voters = new Voters();
    await voters.run(async () => {
      await voters.answers(2);
      await voters.answers(3, { poses: 7 });
      let isDecided = false;
      const decision = voters.decide(voters.asks(1)).catch(() => {});
      void decision.finally(() => {
        isDecided = true;
      });
      await voters.sleep(5_000);
      expect(isDecided).toBe(false);
      expect(voters.logger.lines[0]?.fields).toEqual({
        missing: [expect.stringContaining('there is node 7; the list of voters is wrong')],
      });
    });
  });
});

describe('[QRM-6] a cluster that there is', () => {
  test('one voter that knows it is enough, be the others away', async () => {
    const voters = new Voters();
    await voters.run(async () => {
      await voters.answers(3, { clusterId });
      expect(await voters.decide(voters.asks(1))).toEqual({ clusterId });
    });
  });

  test('it counts more than that all the others are empty, and than that their lists differ', async () => {
    const voters = new Voters();
    await voters.run(async () => {
      await voters.answers(2);
      await voters.answers(3, { clusterId, voters: list(3) });
      expect(await voters.decide(voters.asks(1))).toEqual({ clusterId });
    });
  });

  test('who asks for itself tells of it as well; only voters of the list are heard', async () => {
    const voters = new Voters();
    await voters.run(async () => {
      const founding = voters.asks(1);
      const decision = voters.decide(founding);
      founding.heardOf(9, otherCluster);
      founding.heardOf(2, clusterId);
      expect(await decision).toEqual({ clusterId });
    });
  });

  test('a node of another cluster is refused', async () => {
    const voters = new Voters();
    await voters.run(async () => {
      await voters.answers(2, { clusterId });
      const asking = voters.asks(1, otherCluster);
      await expect(voters.decide(asking)).rejects.toMatchObject({
        code: 'INCONSISTENT_CLUSTER_ID',
      });
      await expect(asking.checkCluster(voters.signal)).rejects.toMatchObject({
        code: 'INCONSISTENT_CLUSTER_ID',
      });
    });
  });

  test('who founded it tells the others, until all belong to it or for a while', async () => {
    const voters = new Voters();
    await voters.run(async () => {
      const two = await voters.answers(2);
      const founding = voters.asks(1, clusterId);
      let isSpread = false;
      const spreading = founding.spread(voters.signal).finally(() => {
        isSpread = true;
      });
      await voters.sleep(500);
      expect(isSpread).toBe(false);
      two.identity.clusterId = clusterId;
      await voters.answers(3, { clusterId });
      await spreading;
      const asked = two.asked.length;
      await voters.sleep(2_000);
      expect(two.asked).toHaveLength(asked);
      const alone = voters.asks(2, clusterId);
      await two.server.close();
      await alone.spread(voters.signal);
      expect(two.asked).toHaveLength(asked);
    });
  });
});

describe('[QRM-6] lists of voters that differ', () => {
  test('end it, with both lists', async () => {
    const voters = new Voters();
    await voters.run(async () => {
      await voters.answers(2, { voters: list(2, 3) });
      await voters.answers(3);
      await expect(voters.decide(voters.asks(1))).rejects.toMatchObject({
        code: 'INCONSISTENT_VOTER_SET',
        message: expect.stringMatching(
          /node 1 was given .*1@127\.0\.0\.1:19001,2@.*,3@.*, node 2 has 2@127\.0\.0\.1:19002,3@/,
        ),
      });
    });
  });

  test('a node that has no list says so; the order of a list is no difference', () => {
    const parts = {
      identity: { clusterId: undefined } as NodeIdentity,
      self: member(2),
    };
    const asked = {
      from: memberToWire(member(1)),
      voters: list(3, 1, 2).map((one) => ({ ...one })),
    };
    const request = wire.PrepareFoundingRequest.decode(
      wire.PrepareFoundingRequest.encode(asked).finish(),
    );
    const answer = (own: readonly QuorumVoter[]) => answerFounding(parts, own, request);
    expect(answer(list(1, 2, 3)).clusterId ?? []).toHaveLength(0);
    expect(() => answer([])).toThrow(/node 2 has none; give all of them the same list/);
  });

  test('a second node with the id of one that is there is told so', async () => {
    const voters = new Voters();
    await voters.run(async () => {
      const refusal = new WireError('DUPLICATE_BROKER_REGISTRATION', 'node 1 is at 10.0.0.1');
      await voters.answers(2, { refusesHello: refusal });
      await expect(voters.decide(voters.asks(1))).rejects.toMatchObject({
        code: 'DUPLICATE_BROKER_REGISTRATION',
      });
    });
  });

  test('a stop ends the waiting', async () => {
    const voters = new Voters();
    await voters.run(async () => {
      const stop = new AbortController();
      const decision = voters.asks(1).decide(stop.signal);
      stop.abort(new Error('stopped'));
      await expect(decision).rejects.toThrow('stopped');
    });
  });
});
