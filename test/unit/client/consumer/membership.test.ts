// A member of a group towards a coordinator of the test's own.
import { expect, test } from 'vitest';
import { silentLogger } from '../../../../src/base/logger.ts';
import { SeededRandom } from '../../../../src/base/random.ts';
import { Tasks } from '../../../../src/base/tasks.ts';
import { uuidToBytes } from '../../../../src/base/uuid.ts';
import type { CoordinatorChannel } from '../../../../src/client/consumer/coordinator-channel.ts';
import { Membership } from '../../../../src/client/consumer/membership.ts';
import type { ClientContext } from '../../../../src/client/context.ts';
import { WireError } from '../../../../src/protocol/error-codes.ts';
import { ManualClock } from '../../../support/manual-clock.ts';

interface Beat {
  memberId: string;
  memberEpoch: number;
  topics?: string[];
}

const heartbeatIntervalMs = 300;
const topicId = uuidToBytes(new SeededRandom(1).uuid());

/** `answerTo` gives each heartbeat its epoch, and whether an assignment comes with it; what it throws is the answer, too. */
function startMember(answerTo: (beat: Beat) => { epoch: number; isNew: boolean }) {
  const clock = new ManualClock();
  const beats: Beat[] = [];
  const losses: string[] = [];
  let taking = Promise.withResolvers<void>();
  const channel = {
    hasContact: true,
    request: async (_: string, beat: Beat) => {
      beats.push(beat);
      // Held back for good: more than a test asks for.
      if (beats.length > 20) return await new Promise(() => {});
      const { epoch, isNew } = answerTo(beat);
      return {
        memberId: beat.memberId,
        memberEpoch: epoch,
        heartbeatIntervalMs,
        sessionTimeoutMs: 2_000,
        ...(isNew ? { assignment: { topics: [{ topicId, name: 't', partitions: [1] }] } } : {}),
      };
    },
    close: () => {},
  };
  const failures: string[] = [];
  const context = {
    clock,
    random: new SeededRandom(2),
    logger: silentLogger,
    tasks: new Tasks((name) => failures.push(name)),
  };
  const membership = new Membership({
    context: context as unknown as ClientContext,
    channel: channel as unknown as CoordinatorChannel,
    ...{ groupId: 'g', instanceId: undefined, topics: ['t'], pattern: undefined },
    ...{ assignor: undefined, rebalanceTimeoutMs: 10_000 },
    takeOn: () => taking.promise,
    onLost: async ({ message }) => {
      losses.push(message);
      taking.resolve();
      taking = Promise.withResolvers();
    },
    onFailed: ({ message }) => failures.push(message),
  });
  membership.start();
  const pass = async (ms: number) => {
    await settled();
    clock.advance(ms);
    await settled();
  };
  return { membership, beats, losses, failures, pass, takenOn: () => taking.resolve() };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
}

test('[GRP-2] a member that takes its first assignment on does not join again meanwhile, and says so when it has', async () => {
  const { membership, beats, failures, pass, takenOn } = startMember(({ memberEpoch }) => ({
    epoch: 2,
    isNew: memberEpoch !== 2,
  }));
  await pass(heartbeatIntervalMs);
  await pass(heartbeatIntervalMs);
  expect(beats.map(({ memberEpoch }) => memberEpoch)).toEqual([0, 1, 1]);
  expect(beats[1]?.topics).toBeUndefined();
  takenOn();
  await pass(0);
  expect(beats.at(-1)?.memberEpoch).toBe(2);
  expect(failures).toEqual([]);
  await membership.stop(1);
});

test('[GRP-2] a member that is fenced while it takes its first assignment on loses it, and joins under a new id', async () => {
  let isFenced = false;
  const { membership, beats, losses, failures, pass } = startMember(({ memberEpoch, memberId }) => {
    const isJoining = memberEpoch === 0;
    if (isFenced && !isJoining) throw new WireError('UNKNOWN_MEMBER_ID', `no ${memberId}`);
    // Another coordinator may come to the epoch that the member had before.
    return { epoch: 7, isNew: memberEpoch !== 7 };
  });
  await pass(0);
  isFenced = true;
  await pass(heartbeatIntervalMs);
  const [first, , again] = beats;
  expect(losses).toEqual([`no ${first?.memberId}`]);
  expect(again?.memberEpoch).toBe(0);
  expect(again?.memberId).not.toBe(first?.memberId);
  expect(membership.memberId).toBe(again?.memberId);
  expect(failures).toEqual([]);
  await membership.stop(1);
});
