// How a cluster begins [QRM-6], before there is any Raft. A voter without metadata asks all the others in its list, again and
// again, until one of two things is so:
//
//   somebody knows a cluster     this node belongs to that one: it starts with what it has, and the leader gives it the log
//   all are there and empty      the lowest id founds: it writes the founding batch in term 1, and stands at once
//
// Nobody founds while a voter cannot be asked: it might hold the cluster that there was. Lists that differ are refused.
//
// What the founder writes, in this order: its vote for itself in term 1, the batch, the cluster id in meta.json. After a crash in
// between it finds nothing, or a log with a cluster id, which counts. Others hold nothing of it before they vote.
import { type Clock, delay } from '../../base/clock.ts';
import { codeOf, messageOf, TidelogError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import type { Logger } from '../../base/logger.ts';
import { type Uuid, uuidFromBytes, uuidToBytes } from '../../base/uuid.ts';
import { ConnectionPool } from '../../net/connection-pool.ts';
import type { Transport } from '../../net/transport.ts';
import type { RequestBody, ResponseBodyInit } from '../../protocol/api-registry.ts';
import { WireError } from '../../protocol/error-codes.ts';
import { assignOffset } from '../../protocol/record-batch.ts';
import { foundingRecords } from '../controller.ts';
import { encodeMetadataBatch } from '../metadata/records.ts';
import { type NodeIdentity, sayHello } from '../node-identity.ts';
import { formatVoter, formatVoters, type QuorumVoter } from '../quorum-voters.ts';
import type { QuorumFiles } from './quorum-files.ts';
import { memberFromWire, memberToWire } from './raft-envelope.ts';
import type { Member } from './raft-types.ts';

const foundingTerm = 1;
const roundPauseMs = 100;
const askTimeoutMs = 2_000;
/** How often it is said what is waited for. */
const patienceMs = 10_000;
/** The founder waits so long for the others to hear of the cluster before it stands. */
const spreadMs = 1_000;
const spreadPauseMs = 20;

export interface FoundingOptions {
  identity: NodeIdentity;
  self: Member;
  /** This node is one of them, and there are others. */
  voters: readonly QuorumVoter[];
  transport: Transport;
  clock: Clock;
  logger: Logger;
}

/** Writes the founding batch into an empty log. Resolves when it is durable. */
export async function writeFounding(
  { log, votes }: QuorumFiles,
  founding: { clusterId: Uuid; self: Member; voters: readonly Member[]; wallMs: number },
): Promise<void> {
  const { clusterId, self, voters, wallMs } = founding;
  const { term, votedFor } = votes.vote ?? { term: 0, votedFor: undefined };
  if (term < foundingTerm || votedFor === undefined) {
    await votes.save({ term: Math.max(term, foundingTerm), votedFor: self });
  }
  const members = voters.map(({ nodeId, directoryId, internalAddress }) => ({
    nodeId,
    directoryId,
    internalEndpoint: internalAddress,
  }));
  const batch = encodeMetadataBatch(foundingRecords(clusterId, ...members), wallMs);
  assignOffset(batch, { baseOffset: 0, leaderEpoch: foundingTerm });
  await log.append(batch, { leaderEpoch: foundingTerm }).held;
}

export class Founding {
  readonly #options: FoundingOptions;
  readonly #pool: ConnectionPool;
  /** A cluster that one of the other voters belongs to. */
  readonly #heard = Promise.withResolvers<Uuid>();

  constructor(options: FoundingOptions) {
    this.#options = options;
    const { identity, transport, clock } = options;
    this.#pool = new ConnectionPool({
      transport,
      clock,
      clientId: `broker-${identity.nodeId}`,
      connectTimeoutMs: askTimeoutMs,
      frameBytesMax: limits.internalFrameBytesMax,
      handshake: async (connection) => {
        await sayHello(identity, connection, askTimeoutMs);
      },
    });
  }

  /** Another voter has said which cluster it belongs to. */
  heardOf(nodeId: number, clusterId: Uuid): void {
    if (this.#others.some((voter) => voter.nodeId === nodeId)) this.#heard.resolve(clusterId);
  }

  /** The cluster that there is, or the voters with which this node is to found one. Throws INCONSISTENT_VOTER_SET. */
  async decide(signal: AbortSignal): Promise<{ clusterId: Uuid } | { voters: Member[] }> {
    const { self, clock, logger } = this.#options;
    let saidMs = Number.NEGATIVE_INFINITY;
    const heard = this.#heard.promise.then((clusterId) => ({ clusterId }));
    for (;;) {
      signal.throwIfAborted();
      const round = await Promise.race([heard, this.#askAll()]);
      if ('clusterId' in round) return round;
      const { members, missing } = round;
      if (missing.length === 0) {
        const all = [self, ...members].sort((a, b) => a.nodeId - b.nodeId);
        if (all[0]?.nodeId === self.nodeId) return { voters: all };
      } else if (clock.monotonicMs() - saidMs >= patienceMs) {
        saidMs = clock.monotonicMs();
        logger.info(
          { missing },
          'waiting for all voters of the quorum: a cluster is founded by all of them together',
        );
      }
      const known = await Promise.race([heard, delay(clock, roundPauseMs, signal)]);
      if (known !== undefined) return known;
    }
  }

  /** Asks the other voters once. Throws INCONSISTENT_CLUSTER_ID when one of them belongs to another cluster. */
  async checkCluster(signal: AbortSignal): Promise<void> {
    await Promise.race([this.#askAll(), delay(this.#options.clock, spreadMs, signal)]);
  }

  /** Tells the others that there is a cluster. Resolves when most of them belong to it, or after a while. */
  async spread(signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    const endMs = clock.monotonicMs() + spreadMs;
    while (clock.monotonicMs() < endMs) {
      signal.throwIfAborted();
      const answers = await Promise.allSettled(this.#others.map((voter) => this.#ask(voter)));
      const joined = answers.filter(
        (answer) => answer.status === 'fulfilled' && answer.value.clusterId !== undefined,
      );
      if (joined.length >= this.#others.length) return;
      await delay(clock, spreadPauseMs, signal);
    }
  }

  close(): void {
    this.#pool.close();
  }

  get #others(): readonly QuorumVoter[] {
    const { voters, self } = this.#options;
    return voters.filter(({ nodeId }) => nodeId !== self.nodeId);
  }

  async #askAll(): Promise<{ clusterId: Uuid } | { members: Member[]; missing: string[] }> {
    const members: Member[] = [];
    const missing: string[] = [];
    const answers = await Promise.allSettled(this.#others.map((voter) => this.#ask(voter)));
    for (const [at, answer] of answers.entries()) {
      if (answer.status === 'fulfilled') {
        const { clusterId, member } = answer.value;
        if (clusterId !== undefined) return { clusterId };
        members.push(member);
        continue;
      }
      const error: unknown = answer.reason;
      if (error instanceof TidelogError && isFinal(error)) throw error;
      const voter = this.#others[at] as QuorumVoter;
      missing.push(`${formatVoter(voter)}: ${messageOf(error)}`);
    }
    return { members, missing };
  }

  async #ask(voter: QuorumVoter): Promise<{ clusterId: Uuid | undefined; member: Member }> {
    const { self, voters } = this.#options;
    const connection = await this.#pool.get({ host: voter.host, port: voter.port }, 'founding');
    const answer = await connection.request(
      'prepareFounding',
      { from: memberToWire(self), voters: voters.map((each) => ({ ...each })) },
      { timeoutMs: askTimeoutMs },
    );
    const member = memberFromWire(answer.self);
    if (member.nodeId !== voter.nodeId) {
      throw new TidelogError(
        'WRONG_NODE',
        `at ${formatVoter(voter)} there is node ${member.nodeId}; the list of voters is wrong`,
      );
    }
    const clusterId = answer.clusterId.length > 0 ? uuidFromBytes(answer.clusterId) : undefined;
    return { clusterId, member };
  }
}

/** No waiting changes it. */
function isFinal(error: TidelogError): boolean {
  const code = codeOf(error);
  return (
    code === 'INCONSISTENT_VOTER_SET' ||
    code === 'INCONSISTENT_CLUSTER_ID' ||
    code === 'DUPLICATE_BROKER_REGISTRATION'
  );
}

/** What a voter answers to another one that is about to found. Throws INCONSISTENT_VOTER_SET. */
export function answerFounding(
  { identity, self }: { identity: NodeIdentity; self: Member },
  own: readonly QuorumVoter[],
  request: RequestBody<'prepareFounding'>,
): ResponseBodyInit<'prepareFounding'> {
  const from = memberFromWire(request.from);
  const { clusterId } = identity;
  if (clusterId !== undefined) {
    return { self: memberToWire(self), clusterId: uuidToBytes(clusterId) };
  }
  const theirs = formatVoters(request.voters);
  const ours = formatVoters(own);
  if (theirs !== ours) {
    throw new WireError(
      'INCONSISTENT_VOTER_SET',
      `node ${from.nodeId} was given the voters ${theirs}, node ${self.nodeId} has ${ours || 'none'}; give all of them the same list (--quorum)`,
    );
  }
  return { self: memberToWire(self) };
}
