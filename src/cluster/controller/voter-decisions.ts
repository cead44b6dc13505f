// Who keeps the metadata log [QRM-3]: one change at a time, each one record. A node comes as a learner and is made a voter once
// it has caught up, so that the quorum never waits for a log that is still being copied.
import type { Uuid } from '../../base/uuid.ts';
import type { RequestBody, ResponseBodyInit } from '../../protocol/api-registry.ts';
import { WireError } from '../../protocol/error-codes.ts';
import type { MetadataImage, VoterImage } from '../metadata/image.ts';
import { votersSet } from '../metadata/image-records.ts';
import { type ControllerState, type Decision, nothing } from './decision.ts';

type AlterVotersAnswer = ResponseBodyInit<'alterVoters'>;
type Members = Pick<MetadataImage, 'voters' | 'learners'>;

export class VoterDecisions {
  readonly #state: ControllerState;
  /** End of the last batch of this controller that has a set of voters; 0 before the first. */
  #lastChangeEndOffset = 0;

  constructor(state: ControllerState) {
    this.#state = state;
  }

  /** The records of a decision are in the image now. */
  applied(records: readonly { change?: string | undefined }[], endOffset: number): void {
    if (records.some(({ change }) => change === 'votersSet')) this.#lastChangeEndOffset = endOffset;
  }

  /** `committedEndOffset`: of the metadata log. Throws what is wrong with the request. */
  alterVoters(
    request: RequestBody<'alterVoters'>,
    committedEndOffset: number,
  ): Decision<AlterVotersAnswer> {
    this.#checkNoneUnderWay(committedEndOffset);
    const before: Members = this.#state.image;
    const after = this.#changed(request, before);
    const answer: Decision<AlterVotersAnswer>['answer'] = ({ endOffset }) => ({
      voters: after.voters.map(({ nodeId }) => nodeId),
      learners: after.learners.map(({ nodeId }) => nodeId),
      metadataOffset: endOffset,
      warning: warningFor(after),
    });
    if (after === before) return { records: [], answer };
    return { records: [votersSet(after.voters, after.learners)], answer };
  }

  /** For a learner whose log has caught up; nothing when it is no learner any more. */
  promoteLearner(
    learner: { nodeId: number; directoryId: Uuid },
    committedEndOffset: number,
  ): Decision<void> {
    const { voters, learners } = this.#state.image;
    const found = learners.find((one) => isSameMember(one, learner));
    if (!found || this.#lastChangeEndOffset > committedEndOffset) return nothing;
    const others = voters.filter(({ nodeId }) => nodeId !== found.nodeId);
    const left = learners.filter((one) => one !== found);
    return { records: [votersSet([...others, found], left)], answer: () => {} };
  }

  /** For a member that is reached at another address than the one that is known. */
  memberMoved(member: VoterImage, committedEndOffset: number): Decision<void> {
    const { voters, learners } = this.#state.image;
    const { host, port } = member.internalAddress;
    const hasMoved = (one: VoterImage) =>
      isSameMember(one, member) &&
      (one.internalAddress.host !== host || one.internalAddress.port !== port);
    const isKnown = ![...voters, ...learners].some(hasMoved);
    if (isKnown || this.#lastChangeEndOffset > committedEndOffset) return nothing;
    const moved = (one: VoterImage) =>
      hasMoved(one) ? { ...one, internalAddress: member.internalAddress } : one;
    return { records: [votersSet(voters.map(moved), learners.map(moved))], answer: () => {} };
  }

  #changed(request: RequestBody<'alterVoters'>, before: Members): Members {
    switch (request.change) {
      case 'addNodeId':
        return this.#added(request.addNodeId ?? -1, before);
      case 'removeNodeId':
        return removed(request.removeNodeId ?? -1, before);
      case 'replaceNodeId':
        return this.#replaced(request.replaceNodeId ?? -1, before);
      default:
        throw new WireError(
          'INVALID_REQUEST',
          'the request does not say which voter to add, remove or replace',
        );
    }
  }

  #added(nodeId: number, before: Members): Members {
    const { voters, learners } = before;
    const member = this.#registered(nodeId);
    const voter = voters.find((one) => one.nodeId === nodeId);
    if (voter) {
      throw new WireError(
        'DUPLICATE_VOTER',
        isSameMember(voter, member)
          ? `node ${nodeId} is a voter already`
          : `node ${nodeId} is a voter with another data directory; replace it instead`,
      );
    }
    if (learners.some((one) => isSameMember(one, member))) return before;
    return this.#withLearner(member, { voters, learners });
  }

  #replaced(nodeId: number, before: Members): Members {
    const { voters, learners } = before;
    const voter = voters.find((one) => one.nodeId === nodeId);
    const member = this.#registered(nodeId);
    if (!voter) {
      // An earlier try may have done it.
      if (learners.some((one) => isSameMember(one, member))) return before;
      throw notFound(nodeId, before);
    }
    if (isSameMember(voter, member)) {
      throw new WireError(
        'DUPLICATE_VOTER',
        `node ${nodeId} is a voter already, with the data directory that it has now; there is nothing to replace`,
      );
    }
    const others = voters.filter((one) => one !== voter);
    if (others.length === 0) throw lastVoter(nodeId, 'replaced');
    return this.#withLearner(member, { voters: others, learners });
  }

  #withLearner(member: VoterImage, { voters, learners }: Members): Members {
    const [underWay] = learners;
    if (underWay && underWay.nodeId !== member.nodeId) {
      throw new WireError(
        'VOTER_CHANGE_UNDER_WAY',
        `node ${underWay.nodeId} is still catching up to become a voter; wait, or remove it first`,
      );
    }
    return { voters, learners: [member] };
  }

  /** As it has registered: who is not there cannot keep the log. */
  #registered(nodeId: number): VoterImage {
    const broker = this.#state.image.brokers.get(nodeId);
    if (!broker) {
      throw new WireError(
        'BROKER_ID_NOT_REGISTERED',
        `node ${nodeId} is not registered; start it first`,
      );
    }
    const { directoryId, internalAddress } = broker;
    return { nodeId, directoryId, internalAddress };
  }

  #checkNoneUnderWay(committedEndOffset: number): void {
    if (this.#lastChangeEndOffset <= committedEndOffset) return;
    throw new WireError(
      'VOTER_CHANGE_UNDER_WAY',
      'the last change of the voters is not committed yet; try again',
    );
  }
}

function removed(nodeId: number, before: Members): Members {
  const { voters, learners } = before;
  const isOther = (one: VoterImage) => one.nodeId !== nodeId;
  if (voters.every(isOther) && learners.every(isOther)) throw notFound(nodeId, before);
  const left = voters.filter(isOther);
  if (left.length === 0) throw lastVoter(nodeId, 'removed');
  return { voters: left, learners: learners.filter(isOther) };
}

function isSameMember(
  a: { nodeId: number; directoryId: Uuid },
  b: { nodeId: number; directoryId: Uuid },
): boolean {
  return a.nodeId === b.nodeId && a.directoryId === b.directoryId;
}

function notFound(nodeId: number, { voters }: Members): WireError {
  const ids = voters.map((voter) => voter.nodeId).join(', ');
  return new WireError('VOTER_NOT_FOUND', `node ${nodeId} is no voter; the voters are ${ids}`);
}

function lastVoter(nodeId: number, what: string): WireError {
  return new WireError(
    'INVALID_VOTER_KEY',
    `node ${nodeId} is the only voter and cannot be ${what}; add another one first`,
  );
}

/** A set of an even size survives no more failures than one of a voter less. */
function warningFor({ voters, learners }: Members): string {
  const count = voters.length + learners.length;
  if (count % 2 === 1) return '';
  const survives = Math.floor((count - 1) / 2);
  return `${count} voters survive ${survives} failed, as ${count - 1} would; 1, 3 or 5 are better`;
}
