// What a member wants to read, and which partitions that is. Patterns have RE2's syntax and its cost: matching takes time
// linear in the name, whatever the pattern; its length and the size of its program are bounded before it is used.
import { RE2JS } from 're2js';
import { messageOf } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import type { Uuid } from '../../base/uuid.ts';
import { WireError } from '../../protocol/error-codes.ts';
import { checkTopicName } from '../../protocol/topic-name.ts';

export interface KnownTopic {
  readonly topicId: Uuid;
  readonly name: string;
  readonly partitionCount: number;
  /** Patterns do not match the cluster's own topics. */
  readonly isInternal: boolean;
}

/** The topics that there are, as a decision sees them. */
export interface TopicsView {
  /** Another object whenever a topic came or went. */
  readonly version: object;
  byName(name: string): KnownTopic | undefined;
  byId(topicId: Uuid): KnownTopic | undefined;
  all(): Iterable<KnownTopic>;
}

export interface Subscription {
  readonly topics: readonly string[];
  /** Empty for none. */
  readonly pattern: string;
}

/** Throws INVALID_REQUEST, INVALID_TOPIC_EXCEPTION or INVALID_REGULAR_EXPRESSION. */
export function checkSubscription({ topics, pattern }: Subscription): void {
  if (topics.length === 0 && pattern === '') {
    throw new WireError('INVALID_REQUEST', 'a member subscribes to topics, or to a pattern');
  }
  if (topics.length > limits.groupTopicsMax) {
    throw new WireError(
      'INVALID_REQUEST',
      `a member subscribes to at most ${limits.groupTopicsMax} topics by name, not to ${topics.length}`,
    );
  }
  for (const topic of topics) checkTopicName(topic);
  if (pattern !== '') compilePattern(pattern);
}

/** Throws INVALID_REGULAR_EXPRESSION. */
export function compilePattern(pattern: string): RE2JS {
  const { groupPatternCharsMax: charsMax, groupPatternProgramMax: programMax } = limits;
  if (pattern.length > charsMax) {
    throw invalidPattern(`it has ${pattern.length} characters; at most ${charsMax} are allowed`);
  }
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(pattern);
  } catch (error) {
    throw invalidPattern(messageOf(error));
  }
  const size = compiled.programSize();
  if (size > programMax) {
    throw invalidPattern(`it compiles to ${size} steps; at most ${programMax} are allowed`);
  }
  return compiled;
}

function invalidPattern(why: string): WireError {
  return new WireError(
    'INVALID_REGULAR_EXPRESSION',
    `the pattern cannot be used (RE2 syntax): ${why}`,
  );
}

/** Finds the topics of subscriptions; patterns are compiled and matched once for every change of the topics. */
export class SubscriptionResolver {
  readonly #patterns = new Map<string, { compiled: RE2JS; version: object; names: string[] }>();

  /** In the order of their ids. */
  resolve({ topics, pattern }: Subscription, view: TopicsView): KnownTopic[] {
    const found = new Map<Uuid, KnownTopic>();
    for (const name of [...topics, ...this.#matching(pattern, view)]) {
      const topic = view.byName(name);
      if (topic) found.set(topic.topicId, topic);
    }
    return [...found.values()].sort((a, b) => (a.topicId < b.topicId ? -1 : 1));
  }

  /** Forgets patterns that nobody uses any more. */
  keepOnly(patterns: ReadonlySet<string>): void {
    for (const pattern of this.#patterns.keys()) {
      if (!patterns.has(pattern)) this.#patterns.delete(pattern);
    }
  }

  #matching(pattern: string, view: TopicsView): string[] {
    if (pattern === '') return [];
    const known = this.#patterns.get(pattern);
    if (known?.version === view.version) return known.names;
    const compiled = known?.compiled ?? compilePattern(pattern);
    const names: string[] = [];
    for (const { name, isInternal } of view.all()) {
      if (!isInternal && compiled.testExact(name)) names.push(name);
    }
    this.#patterns.set(pattern, { compiled, version: view.version, names });
    return names;
  }
}
