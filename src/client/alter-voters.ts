// Changes who keeps the metadata log, one node at a time, through the controller.
import { type ClientContext, requestDeadlineMs, withRetries } from './context.ts';
import { checkWholeNumber } from './option-checks.ts';

/**
 * `add`: the broker becomes a learner, and a voter by itself once it has caught up. `remove`: it goes on as a broker.
 * `replace`: a voter that came back with an empty disk; the one with the old disk goes, and it comes as a learner.
 */
export type VoterChange = 'add' | 'remove' | 'replace';

export interface VotersAfterChange {
  /** Node ids. */
  voters: number[];
  learners: number[];
  /** What is unwise about the set now, in words; null when nothing is. */
  warning: string | null;
}

/** A try whose answer is lost may have made the change, and then another one is refused or finds it made. */
export async function alterVoters(
  context: ClientContext,
  change: VoterChange,
  nodeId: number,
): Promise<VotersAfterChange> {
  checkWholeNumber('nodeId', nodeId);
  const fields = { add: 'addNodeId', remove: 'removeNodeId', replace: 'replaceNodeId' } as const;
  const body = { [fields[change]]: nodeId, timeoutMs: context.requestTimeoutMs };
  const response = await withRetries(context, { deadlineMs: requestDeadlineMs(context) }, () =>
    context.metadata.askOne('alterVoters', body),
  );
  const { voters, learners, warning } = response;
  return { voters, learners, warning: warning === '' ? null : warning };
}
