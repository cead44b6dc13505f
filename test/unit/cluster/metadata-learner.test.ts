import { beforeEach, describe, expect, test } from 'vitest';
import { codeOf, TidelogError } from '../../../src/base/errors.ts';
import type { LeaderChannel } from '../../../src/cluster/controller-channel.ts';
import { MetadataStore } from '../../../src/cluster/metadata/metadata-store.ts';
import { MetadataLearner } from '../../../src/cluster/metadata-learner.ts';
import type { RequestBodyInit, ResponseBodyInit } from '../../../src/protocol/api-registry.ts';
import { errorNumber } from '../../../src/protocol/error-codes.ts';
import { wire } from '../../../src/protocol/messages.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { RecordingLogger } from '../../support/recording-logger.ts';
import { founding, registration, storedBatch } from './fixture.ts';

type Answer = ResponseBodyInit<'fetch'>;

let clock: ManualClock;
let store: MetadataStore;
let logger: RecordingLogger;
let learner: MetadataLearner;
let stopping: AbortController;
/** Offsets that were asked for, and how each question is answered, in turn. */
let asked: number[];
let answers: ((answer: Answer | Error) => void)[];
let onAsked: () => void;

beforeEach(() => {
  clock = new ManualClock();
  store = new MetadataStore(clock);
  logger = new RecordingLogger();
  stopping = new AbortController();
  asked = [];
  answers = [];
  onAsked = () => {};
  const fetchMetadata = (body: RequestBodyInit<'fetch'>) => {
    asked.push(body.topics?.[0]?.partitions?.[0]?.fetchOffset ?? -1);
    return new Promise<Answer>((resolve, reject) => {
      answers.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer)));
      onAsked();
    });
  };
  const channel = { fetchMetadata } as unknown as LeaderChannel;
  learner = new MetadataLearner({ channel, store, clock, logger });
});

/** The next question; resolves when it is asked. */
async function question(): Promise<(answer: Answer | Error) => void> {
  while (answers.length === 0) {
    await new Promise<void>((resolve) => {
      onAsked = resolve;
    });
  }
  return answers.shift() as (answer: Answer | Error) => void;
}

/** Lets what was settled have its turns. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

function records(bytes: Buffer, highWatermark: number): Answer {
  return { topics: [{ partitions: [{ records: bytes, highWatermark }] }] };
}

const first = () => storedBatch(founding, 0);
const second = () => storedBatch([{ brokerRegistered: registration(2) }], 4);
const lost = new TidelogError('CONNECTION_FAILED', 'nobody there', { retriable: true });

describe('catching up', () => {
  test('reads on until the end of what was committed', async () => {
    const done = learner.catchUp(stopping.signal);
    (await question())(records(first(), 5));
    (await question())(records(second(), 5));
    await done;
    expect(asked).toEqual([0, 4]);
    expect(store.image.endOffset).toBe(5);
  });

  test('takes several batches of one answer', async () => {
    const done = learner.catchUp(stopping.signal);
    (await question())(records(Buffer.concat([first(), second()]), 5));
    await done;
    expect(store.image.brokers.has(2)).toBe(true);
  });

  test.each([
    ['what the quorum answered', () => lost, 'CONNECTION_FAILED'],
    [
      'the error of the partition',
      () => ({
        topics: [
          { partitions: [{ errorCode: errorNumber('NOT_CONTROLLER'), errorMessage: 'no' }] },
        ],
      }),
      'NOT_CONTROLLER',
    ],
    [
      'what is wrong with a batch, of which nothing is applied',
      () => {
        const bytes = Buffer.concat([first(), second()]);
        bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
        return records(bytes, 5);
      },
      'CORRUPT_MESSAGE',
    ],
  ])('throws %s', async (_, answer, code) => {
    const outcome = learner.catchUp(stopping.signal).catch(codeOf);
    (await question())(answer());
    expect(await outcome).toBe(code);
    expect(store.image.endOffset).toBe(0);
  });
});

describe('following', () => {
  test('asks again after a pause when the quorum is lost, and says so once', async () => {
    const done = learner.follow(stopping.signal);
    (await question())(lost);
    await settled();
    expect(asked).toHaveLength(1);
    clock.advance(200);
    (await question())(lost);
    await settled();
    clock.advance(200);
    (await question())(records(first(), 4));
    const last = await question();
    expect(asked).toEqual([0, 0, 0, 4]);
    expect(store.image.endOffset).toBe(4);
    const messages = logger.lines.map(({ message }) => message);
    expect(messages).toEqual([
      'the metadata quorum does not answer; asking again',
      'the metadata quorum answers again',
    ]);
    stopping.abort();
    last(lost);
    await done;
    expect(clock.timerCount).toBe(0);
  });

  test('a batch damaged on its way is asked for again', async () => {
    const done = learner.follow(stopping.signal);
    const damaged = first();
    damaged.writeUInt8(damaged.readUInt8(70) ^ 1, 70);
    (await question())(records(damaged, 4));
    await settled();
    clock.advance(200);
    (await question())(records(first(), 4));
    const last = await question();
    expect(store.image.endOffset).toBe(4);
    stopping.abort();
    last(lost);
    await done;
  });

  test('a record of an unknown kind ends it: this node must stop [QRM-7]', async () => {
    const outcome = learner.follow(stopping.signal).catch(codeOf);
    (await question())(records(storedBatch([wire.MetadataRecord.create({})], 0), 1));
    expect(await outcome).toBe('METADATA_UNREADABLE');
  });

  test('and so does a listener that fails', async () => {
    store.onPublish(() => {
      throw new Error('a broken invariant');
    });
    const outcome = learner.follow(stopping.signal).catch((error: Error) => error.message);
    (await question())(records(first(), 4));
    expect(await outcome).toBe('a broken invariant');
  });

  test('stops while it pauses', async () => {
    const done = learner.follow(stopping.signal);
    (await question())(lost);
    await settled();
    stopping.abort();
    await done;
    expect(clock.timerCount).toBe(0);
  });
});
