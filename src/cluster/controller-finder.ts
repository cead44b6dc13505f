// Who is to be asked for what only the leader of the quorum knows: this node itself while it leads, the leader that its own
// member of the quorum has heard of, or, on a node without a vote, the one that others have named, else each voter in turn.
import type { Address } from '../net/transport.ts';
import { formatAddress } from '../net/transport.ts';
import type { LeaderHint } from '../protocol/error-codes.ts';
import type { MetadataStore } from './metadata/metadata-store.ts';
import type { QuorumVoter } from './quorum-voters.ts';
import type { RaftNode } from './raft/raft-node.ts';

export type Target = 'local' | Address;

export interface ControllerFinderOptions {
  nodeId: number;
  store: MetadataStore;
  /** As configured; their addresses may be out of date. */
  voters: readonly QuorumVoter[];
  raft: () => RaftNode | undefined;
}

export class ControllerFinder {
  readonly #options: ControllerFinderOptions;
  /** Named by a node that does not lead. */
  #named: Address | undefined;
  #turn = 0;

  constructor(options: ControllerFinderOptions) {
    this.#options = options;
  }

  /** Undefined while nobody can be asked: an election is under way. */
  target(): Target | undefined {
    const raft = this.#options.raft();
    if (raft?.leadership) return 'local';
    const leader = raft?.leader;
    if (leader !== undefined) {
      return leader.nodeId === this.#options.nodeId ? undefined : leader.internalAddress;
    }
    if (raft?.isMember) return undefined;
    return this.#named ?? this.#inTurn();
  }

  /** The node at `address` does not lead. */
  refused(address: Address, hint: LeaderHint | undefined): void {
    const named = hint && { host: hint.host, port: hint.port };
    const isNews = named !== undefined && formatAddress(named) !== formatAddress(address);
    if (isNews) this.#named = named;
    else this.#next(address);
  }

  /** The node at `address` did not answer. */
  failed(address: Address): void {
    this.#next(address);
  }

  #next(address: Address): void {
    if (this.#named !== undefined) {
      if (formatAddress(this.#named) === formatAddress(address)) this.#named = undefined;
      return;
    }
    this.#turn += 1;
  }

  #inTurn(): Address | undefined {
    const { nodeId, store, voters } = this.#options;
    const candidates = new Map<number, Address>();
    for (const { nodeId: id, host, port } of voters) candidates.set(id, { host, port });
    for (const voter of store.image.voters) candidates.set(voter.nodeId, voter.internalAddress);
    candidates.delete(nodeId);
    const addresses = [...candidates.values()];
    return addresses[this.#turn % Math.max(addresses.length, 1)];
  }
}
