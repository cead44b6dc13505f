// What is let in of the messages that other nodes send to a member of the quorum: those of this cluster, meant for this node with
// this disk [QRM-3], from the node that said hello on the connection. Anything else is logged, and changes nothing.
import { codeOf, messageOf, toError } from '../../base/errors.ts';
import type { Uuid } from '../../base/uuid.ts';
import type { RequestBody } from '../../protocol/api-registry.ts';
import { isSameReplica } from './member-history.ts';
import { envelopeFromWire } from './raft-envelope.ts';
import type { Envelope, LogEntry, Member } from './raft-types.ts';
import type { Refusals } from './refusals.ts';

/** Who sent it, by its hello, and from where. */
export interface Sender {
  readonly nodeId: number;
  readonly remote: string;
}

export interface MessageGateOptions {
  self: Member;
  clusterId: Uuid;
  entryOf: (batch: Buffer) => LogEntry;
  /** Whether a node may be a member of the quorum, as far as this one can tell. */
  mayBeMember: (from: Member) => boolean;
  refusals: Refusals;
  /** This version cannot read what the leader has written: it must stop, for it would fork the cluster. */
  onUnreadable: (error: Error) => void;
}

export class MessageGate {
  readonly #options: MessageGateOptions;

  constructor(options: MessageGateOptions) {
    this.#options = options;
  }

  /** Undefined for a message that is not let in. */
  pass(request: RequestBody<'raft'>, sender: Sender): Envelope | undefined {
    const { clusterId, entryOf, onUnreadable } = this.#options;
    try {
      const decoded = envelopeFromWire(request, entryOf);
      const problem =
        decoded.clusterId === clusterId
          ? this.#problemOf(decoded.envelope, sender)
          : { kind: 'cluster', reason: `it is of cluster ${decoded.clusterId}` };
      if (problem === undefined) return decoded.envelope;
      this.#refuse(problem.kind, sender, problem.reason);
    } catch (error) {
      const code = codeOf(error);
      if (code === 'METADATA_UNREADABLE' || code === 'FEATURE_LEVEL_UNSUPPORTED') {
        onUnreadable(toError(error));
      } else {
        this.#refuse(code ?? 'unsound', sender, messageOf(error));
      }
    }
    return undefined;
  }

  #problemOf({ from, to }: Envelope, sender: Sender): { kind: string; reason: string } | undefined {
    const { self, mayBeMember } = this.#options;
    if (from.nodeId !== sender.nodeId) {
      return { kind: 'sender', reason: `it says that node ${from.nodeId} sent it` };
    }
    if (!isSameReplica(to, self)) {
      const theirs = `node ${to.nodeId} with directory ${to.directoryId}`;
      const reason = `it is for ${theirs}, and this is node ${self.nodeId} with directory ${self.directoryId}`;
      return { kind: 'receiver', reason };
    }
    if (mayBeMember(from)) return undefined;
    return { kind: 'stranger', reason: 'it is no member of the quorum' };
  }

  #refuse(kind: string, { nodeId, remote }: Sender, reason: string): void {
    this.#options.refusals.say(
      `${kind} ${nodeId}`,
      { node: nodeId, remote, reason },
      `a message of the quorum from node ${nodeId} was refused: ${reason}`,
    );
  }
}
