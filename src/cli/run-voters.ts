// `tidelog cluster voters`: who keeps the metadata log, and how that is changed.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin } from '../client/admin.ts';
import type { VoterChange, VotersAfterChange } from '../client/alter-voters.ts';
import type { QuorumDescription } from '../client/quorum-description.ts';
import { openClient } from './client-options.ts';
import { exitCodes } from './failures.ts';
import { type ClusterFlags, formatQuorum, print } from './run-cluster.ts';

export interface VoterChangeFlags extends ClusterFlags {
  /** False with --no-wait. */
  wait: boolean;
}

const catchUpMsMax = 30_000;
const lookEveryMs = 100;

export async function listVoters(flags: ClusterFlags): Promise<void> {
  await using client = await openClient(flags);
  const quorum = await client.admin().describeQuorum();
  print(flags, quorum, () => formatQuorum(quorum));
}

/** Returns the exit code: a failure when a new voter has not caught up in time. */
export async function changeVoters(
  change: VoterChange,
  nodeId: number,
  flags: VoterChangeFlags,
): Promise<number> {
  await using client = await openClient(flags);
  const admin = client.admin();
  const after = await admin.alterVoters(change, nodeId);
  const isWaitedFor = flags.wait && after.learners.includes(nodeId);
  const hasCaughtUp =
    !isWaitedFor || (await promoted(admin, nodeId, flags.timeout ?? catchUpMsMax));
  const now = sorted(isWaitedFor ? membersOf(await admin.describeQuorum()) : after);
  print(flags, { change, nodeId, ...now, warning: after.warning }, () =>
    formatChange(nodeId, { ...now, warning: after.warning }, hasCaughtUp),
  );
  return hasCaughtUp ? exitCodes.success : exitCodes.failure;
}

/** Whether the learner became a voter in time. */
async function promoted(admin: Admin, nodeId: number, timeoutMs: number): Promise<boolean> {
  const deadlineMs = performance.now() + timeoutMs;
  for (;;) {
    const { voters, learners } = membersOf(await admin.describeQuorum());
    if (voters.includes(nodeId) && !learners.includes(nodeId)) return true;
    if (performance.now() > deadlineMs) return false;
    await sleep(lookEveryMs);
  }
}

function sorted({ voters, learners }: { voters: number[]; learners: number[] }) {
  const byNumber = (a: number, b: number) => a - b;
  return { voters: voters.toSorted(byNumber), learners: learners.toSorted(byNumber) };
}

function membersOf({ voters, learners }: QuorumDescription) {
  return {
    voters: voters.map((voter) => voter.nodeId),
    learners: learners.map((learner) => learner.nodeId),
  };
}

function formatChange(nodeId: number, after: VotersAfterChange, hasCaughtUp: boolean): string {
  const { voters, learners, warning } = after;
  const what = voters.includes(nodeId)
    ? `broker ${nodeId} is a voter`
    : learners.includes(nodeId)
      ? `broker ${nodeId} is a learner, and becomes a voter when it has caught up`
      : `broker ${nodeId} is no voter`;
  const late =
    'it has not within the time given: does it run, and is it itself in the quorum that it was started with?';
  const lines = [
    hasCaughtUp ? what : `${what}; ${late}`,
    `voters: ${voters.join(', ')}${learners.length > 0 ? `; learners: ${learners.join(', ')}` : ''}`,
    ...(warning === null ? [] : [`warning: ${warning}`]),
  ];
  return `${lines.join('\n')}\n`;
}
