// What members of a group do to their group: crash, leave, join, stand still past their session, and hold a record for too long. Each
// fault shows that it applied: by the end of the process, by what the coordinator tells, or by what the member was told.
import type { Client } from '../../../src/client/index.ts';
import {
  type Applied,
  between,
  type Fault,
  type FaultContext,
  NotApplied,
  pick,
} from '../faults/fault.ts';
import { nowMs } from '../history/history-file.ts';
import { pause } from '../history/pause.ts';
import type { MemberSlot } from './member-slot.ts';

export interface MemberFaultContext {
  slots: readonly MemberSlot[];
  /** Asks who is in the group. */
  client: Client;
  groupId: string;
  sessionMs: number;
}

const lookMs = 100;
/** A coordinator that dies meanwhile gives every member a whole session again. */
const fencedMsMax = 45_000;
const joinedMsMax = 30_000;
export const leaveMsMax = 30_000;

const applied = (proof: string): Applied => ({
  ...{ nodes: [], leaderOf: [], wasController: false, proof },
});

abstract class MemberFault implements Fault {
  readonly kind: string;
  readonly holdMs: number;
  protected readonly group: MemberFaultContext;
  readonly #context: FaultContext;
  #slot: MemberSlot | undefined;

  constructor(kind: string, context: FaultContext, group: MemberFaultContext, hold: number) {
    this.kind = kind;
    this.#context = context;
    this.group = group;
    this.holdMs = between(context.random, hold / 2, hold);
  }

  protected abstract strike(slot: MemberSlot): Promise<string>;

  protected abstract mend(slot: MemberSlot): Promise<void>;

  protected isCandidate(slot: MemberSlot): boolean {
    return slot.isAtWork;
  }

  async apply(): Promise<Applied> {
    const free = this.group.slots.filter((slot) => !slot.isHeld && this.isCandidate(slot));
    const slot = pick(this.#context.random, free);
    slot.isHeld = true;
    this.#slot = slot;
    try {
      return applied(await this.strike(slot));
    } catch (error) {
      slot.isHeld = false;
      throw error;
    }
  }

  async heal(): Promise<void> {
    const slot = this.#slot;
    if (!slot) return;
    try {
      await this.mend(slot);
    } finally {
      slot.isHeld = false;
    }
  }
}

/** kill -9, and another process in its place some time later. */
class Crash extends MemberFault {
  protected override async strike(slot: MemberSlot): Promise<string> {
    return await slot.process.kill();
  }

  protected override async mend(slot: MemberSlot): Promise<void> {
    slot.start();
  }
}

/** It leaves in order, and comes again. */
class Leave extends MemberFault {
  protected override async strike(slot: MemberSlot): Promise<string> {
    const code = await slot.process.leave(leaveMsMax);
    const { life } = slot.process.plan;
    if (code !== 0 || !slot.process.last('left')) {
      throw new NotApplied(`${life} did not leave in order: exit ${code}`);
    }
    return `${life} has left, and its process ended with 0`;
  }

  protected override async mend(slot: MemberSlot): Promise<void> {
    slot.start();
  }
}

/** One more, who leaves again. */
class Join extends MemberFault {
  protected override isCandidate(slot: MemberSlot): boolean {
    return !slot.isUp;
  }

  protected override async strike(slot: MemberSlot): Promise<string> {
    slot.start();
    const { process } = slot;
    const isIn = await process.until(() => process.assignments > 0, joinedMsMax);
    if (!isIn) throw new NotApplied(`${process.plan.life} was given nothing in ${joinedMsMax} ms`);
    return `${process.plan.life} was given partitions`;
  }

  protected override async mend(slot: MemberSlot): Promise<void> {
    await slot.process.leave(leaveMsMax);
  }
}

/** SIGSTOP until it is no member any more: it comes back, and believes that it still is. */
class PauseMember extends MemberFault {
  protected override async strike(slot: MemberSlot): Promise<string> {
    const state = await slot.process.suspend();
    if (state !== 'T') throw new NotApplied(`${slot.process.plan.life} is in state ${state}`);
    return `the process of ${slot.process.plan.life} is in state T`;
  }

  protected override async mend(slot: MemberSlot): Promise<void> {
    const endMs = nowMs() + fencedMsMax;
    while (nowMs() < endMs && (await this.#isMember(slot))) await pause(lookMs);
    const isFenced = nowMs() < endMs;
    slot.process.resume();
    if (!isFenced) throw new NotApplied(`${slot.process.plan.life} was a member all the time`);
  }

  async #isMember({ process }: MemberSlot): Promise<boolean> {
    const { client, groupId } = this.group;
    try {
      const { members } = await client.admin().groups.describe(groupId);
      return members.some(({ clientId }) => clientId === process.plan.life);
    } catch {
      // Nobody can tell now.
      return true;
    }
  }
}

/** It holds a record for longer than it may, and loses what it has. */
class Stall extends MemberFault {
  protected override async strike(slot: MemberSlot): Promise<string> {
    const { process } = slot;
    const before = process.last('lost');
    process.stall();
    const isLost = () => process.last('lost') !== before;
    if (await process.until(isLost, joinedMsMax)) {
      return `${process.plan.life}: ${process.last('lost')?.reason}`;
    }
    throw new NotApplied(`${process.plan.life} lost nothing`);
  }

  protected override async mend(): Promise<void> {
    // It goes on when the record is done.
  }
}

/** Those that only wait for something may wait for long; the others are spread by these, in milliseconds. */
const holdMs = { crash: 2_000, leave: 1_500, join: 5_000 } as const;

export const memberFaults = {
  'member-crash': (context: FaultContext, group: MemberFaultContext): Fault =>
    new Crash('member-crash', context, group, holdMs.crash),
  'member-leave': (context: FaultContext, group: MemberFaultContext): Fault =>
    new Leave('member-leave', context, group, holdMs.leave),
  'member-join': (context: FaultContext, group: MemberFaultContext): Fault =>
    new Join('member-join', context, group, holdMs.join),
  'member-pause': (context: FaultContext, group: MemberFaultContext): Fault =>
    new PauseMember('member-pause', context, group, 2 * group.sessionMs),
  'member-stall': (context: FaultContext, group: MemberFaultContext): Fault =>
    new Stall('member-stall', context, group, 0),
} as const;
