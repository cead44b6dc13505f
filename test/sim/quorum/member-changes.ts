// Changes of who keeps the metadata log, as an operator makes them: a voter whose disk is lost is admitted again with a new one, and a
// voter is taken out and put in again. One at a time, and never on a quorum that is not whole, so that at most a minority of the
// voters ever loses data: with that, any loss of a committed record is a bug.
import { codeOf, messageOf } from '../../../src/base/errors.ts';
import { limits } from '../../../src/base/limits.ts';
import type { MemberSet } from '../../../src/cluster/raft/raft-types.ts';
import { Connection } from '../../../src/net/connection.ts';
import type { RequestBodyInit } from '../../../src/protocol/api-registry.ts';
import type { FaultSchedule } from '../fault-schedule.ts';
import type { SimulatedCluster } from '../simulated-cluster.ts';
import type { SimulatedNetwork } from '../simulated-network.ts';
import type { Simulation } from '../simulation.ts';

export interface MemberChangesOptions {
  simulation: Simulation;
  network: SimulatedNetwork;
  cluster: SimulatedCluster;
  schedule: FaultSchedule;
  voterCount: number;
  /** As committed. */
  members: () => MemberSet | undefined;
  /** Whether nothing is lost for good with the disk of that node. */
  mayWipe: (nodeId: number) => boolean;
  onWipe?: (node: string) => void;
}

const askEveryMs = 500;
const requestTimeoutMs = 3_000;
/** What was asked may have been done, or may yet be. */
const unknownOutcomes = new Set(['REQUEST_TIMED_OUT', 'CONNECTION_CLOSED']);
const connectTimeoutMs = 1_000;
const downMsMax = 1_500;
const outMsMax = 2_000;
/** Without faults no end of a change is in sight then: it hangs. */
const changeMsMax = 120_000;

export class MemberChanges {
  readonly counters = { wipes: 0, removals: 0 };
  readonly #options: MemberChangesOptions;
  readonly #wiped = new Set<string>();
  /** Of a removal was never heard whether it was done: it may still come. With a lost disk beside it a majority would be gone. */
  #mayRemoveLate = false;
  #underWay: Promise<void> | undefined;
  #deadlineMs = Number.POSITIVE_INFINITY;

  constructor(options: MemberChangesOptions) {
    this.#options = options;
  }

  /** Once there are no more faults: resolves when no change is under way. */
  async done(): Promise<void> {
    this.#deadlineMs = this.#options.simulation.clock.nowMs + changeMsMax;
    await this.#underWay;
  }

  wipe(): void {
    const { mayWipe } = this.#options;
    this.#start('wipes', mayWipe, (nodeId) => this.#wipe(nodeId));
  }

  remove(): void {
    const anyone = () => true;
    this.#start('removals', anyone, (nodeId) => this.#removeAndAdd(nodeId));
  }

  /** Nodes that have lost a disk. */
  get wiped(): ReadonlySet<string> {
    return this.#wiped;
  }

  #start(
    counter: 'wipes' | 'removals',
    isMeant: (nodeId: number) => boolean,
    change: (nodeId: number) => Promise<void>,
  ): void {
    const { schedule, voterCount, simulation } = this.#options;
    const members = this.#options.members();
    const isWhole = members?.voters.length === voterCount && members.learners.length === 0;
    const voter = schedule.pick(members?.voters.filter(({ nodeId }) => isMeant(nodeId)) ?? []);
    if (this.#underWay || !isWhole || voterCount < 3 || !voter) return;
    if (counter === 'wipes' && this.#mayRemoveLate) return;
    this.counters[counter] += 1;
    this.#underWay = change(voter.nodeId)
      .catch((error: unknown) => simulation.fail(error as Error))
      .finally(() => {
        this.#underWay = undefined;
      });
  }

  async #wipe(nodeId: number): Promise<void> {
    const { cluster, schedule } = this.#options;
    const name = `broker-${nodeId}`;
    const before = this.#directoryOf(nodeId);
    cluster.crash(name, 'power-loss');
    cluster.wipe(name);
    this.#options.onWipe?.(name);
    this.#wiped.add(name);
    await schedule.wait(schedule.random.integerBelow(downMsMax));
    cluster.start(name);
    await this.#until(
      () => ({ replaceNodeId: nodeId }),
      () => this.#directoryOf(nodeId) !== before,
    );
    await this.#makeWhole();
  }

  async #removeAndAdd(nodeId: number): Promise<void> {
    const { schedule } = this.#options;
    await this.#until(
      () => ({ removeNodeId: nodeId }),
      () => this.#directoryOf(nodeId) === undefined,
    );
    await schedule.wait(schedule.random.integerBelow(outMsMax));
    await this.#makeWhole();
  }

  /** A removal of which nobody heard the answer may be done late, even after the node was added again: whoever is missing is added. */
  async #makeWhole(): Promise<void> {
    const nodeIds = Array.from({ length: this.#options.voterCount }, (_, at) => at + 1);
    await this.#until(
      () => ({ addNodeId: nodeIds.find((id) => this.#directoryOf(id) === undefined) ?? 1 }),
      () => this.#isWhole(),
    );
  }

  #isWhole(): boolean {
    const members = this.#options.members();
    return members?.voters.length === this.#options.voterCount && members.learners.length === 0;
  }

  #directoryOf(nodeId: number): string | undefined {
    return this.#options.members()?.voters.find((voter) => voter.nodeId === nodeId)?.directoryId;
  }

  /** Asks again and again, whatever the answers are, until it is so. */
  async #until(bodyOf: () => RequestBodyInit<'alterVoters'>, isSo: () => boolean): Promise<void> {
    const { simulation, schedule } = this.#options;
    while (!isSo()) {
      const body = bodyOf();
      if (simulation.clock.nowMs > this.#deadlineMs)
        throw new Error(`after ${changeMsMax} ms: ${JSON.stringify(body)} is not done`);
      await this.#ask({ ...body, timeoutMs: requestTimeoutMs });
      for (let waitedMs = 0; waitedMs < askEveryMs && !isSo(); waitedMs += 50) {
        await schedule.wait(50);
      }
    }
  }

  async #ask(body: RequestBodyInit<'alterVoters'>): Promise<void> {
    const { simulation, network, cluster, schedule } = this.#options;
    const address = schedule.pick(cluster.clientAddresses);
    if (!address) return;
    try {
      const connection = await Connection.open(address, {
        transport: network.transportFor(schedule.life),
        clock: schedule.life.clock,
        clientId: 'operator',
        connectTimeoutMs,
        frameBytesMax: limits.frameBytesMax,
      });
      await connection
        .request('alterVoters', body, { timeoutMs: requestTimeoutMs })
        .finally(() => connection.close());
    } catch (error) {
      const isUnknown = unknownOutcomes.has(codeOf(error) ?? '');
      if (body.removeNodeId !== undefined && isUnknown) this.#mayRemoveLate = true;
      simulation.remark(
        'operator',
        `${JSON.stringify(body)}: ${codeOf(error)} ${messageOf(error)}`,
      );
    }
  }
}
