import type { TopicEntry } from '../history/history-entry.ts';
import { PagedNumbers } from './paged-numbers.ts';

/** Read where no value belongs to a send. */
export const foreignValue = -2;

/** What all readers together know of one partition. */
export class PartitionView {
  readonly index: number;
  readonly name: string;
  readonly topic: TopicEntry;
  /** The value that somebody read at each offset. */
  readonly polled = new PagedNumbers();
  /** Next offset of each reader; undefined before its first. */
  readonly readers = new Map<string, number | undefined>();
  /** Last value of each key, from the final reading. */
  readonly lastOfKeys = new Map<number, { offset: number; id: number }>();
  /** Last acknowledged value of each key. */
  readonly ackedOfKeys = new Map<number, { offset: number; id: number }>();
  maxPolled = -1;
  /** Greatest offset acknowledged with acks all. */
  ackedFloor = -1;
  /** Greatest end that somebody was told. */
  latestMax = -1;
  /** Up to where it was read once more at the end. */
  finalEnd: number | undefined;

  constructor(index: number, topic: TopicEntry, partition: number) {
    this.index = index;
    this.topic = topic;
    this.name = `${topic.topic}/${partition}`;
  }
}

export class PartitionViews {
  readonly #all: PartitionView[] = [];
  readonly #byName = new Map<string, PartitionView>();

  add(topic: TopicEntry): void {
    for (let partition = 0; partition < topic.partitions; partition++) {
      const view = new PartitionView(this.#all.length, topic, partition);
      this.#all.push(view);
      this.#byName.set(view.name, view);
    }
  }

  /** Throws when the history names a partition that it has not introduced. */
  get({ topic, partition }: { topic: string; partition: number }): PartitionView {
    const view = this.#byName.get(`${topic}/${partition}`);
    if (!view) throw new Error(`the history speaks of ${topic}/${partition} before its topic`);
    return view;
  }

  at(index: number): PartitionView {
    return this.#all[index] as PartitionView;
  }

  all(): readonly PartitionView[] {
    return this.#all;
  }
}
