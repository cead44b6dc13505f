// What a decision of the controller is, and what all of its parts work on. A decision is made in one synchronous step
// [SIM-2]: it looks at the image and returns the records that would make it so; nothing is changed by deciding.
import { AssertionError } from '../../base/assert.ts';
import type { Random } from '../../base/random.ts';
import { uuidToBytes } from '../../base/uuid.ts';
import type { MetadataRecordInit } from '../../protocol/messages.ts';
import type { MetadataImage, TopicImage } from '../metadata/image.ts';
import type { PlacedReplicas } from '../placed-replicas.ts';

export interface ControllerSettings {
  sessionTimeoutMs: number;
  partitionCountDefault: number;
  /** Replicas of a topic that is created without a number, as far as there are brokers [REP-6]. */
  replicationFactorDefault: number;
  replicationFactorMax: number;
  /** Topic settings that creation fixes when the request does not give them. */
  topicConfigDefaults: ReadonlyMap<string, string>;
}

/** Offsets of a committed batch, or twice the end of the log for a decision without records. */
export interface CommittedOffsets {
  /** Offset of the first record. */
  baseOffset: number;
  endOffset: number;
}

/** What to tell the people who read the controller's log, once the records are appended. */
export interface DecisionNote {
  level: 'info' | 'warn' | 'error';
  fields: Readonly<Record<string, unknown>>;
  text: string;
}

/** The records of one operation, and what to answer when they are committed. */
export interface Decision<Answer> {
  records: MetadataRecordInit[];
  notes?: readonly DecisionNote[];
  answer: (committed: CommittedOffsets) => Answer;
  /**
   * Present when there is more to do than one step may take [SIM-6]: once these records are committed, the decision goes on
   * with what this returns, and the answer is that of the last part. When the controller loses its leadership in between, the
   * next one finds what is left to do (`Controller.takeOffice`).
   */
  next?: () => Decision<Answer>;
  /** The answer promises something that live brokers have to do first; it waits until their heartbeats say that they have done it. */
  awaitsBrokers?: boolean;
}

/** The state that all parts of the controller share. */
export interface ControllerState {
  /** Committed and own pending records applied. */
  readonly image: MetadataImage;
  /** Of that image. */
  readonly placed: PlacedReplicas;
  readonly settings: ControllerSettings;
  readonly random: Random;
}

/** Nothing to do, nothing to say. */
export const nothing: Decision<void> = { records: [], answer: () => {} };

/** The answer of a part that another one follows; nobody asks for it. */
export function neverLast(): never {
  throw new AssertionError('a decision is answered by its last part');
}

/** How people call a partition. */
export function partitionName(topic: Pick<TopicImage, 'name'>, partition: number): string {
  return `${topic.name}-${partition}`;
}

export function topicIdBytes(topic: Pick<TopicImage, 'topicId'>): Buffer {
  return uuidToBytes(topic.topicId);
}
