import { limits } from '../base/limits.ts';
import { WireError } from './error-codes.ts';

const legal = /^[a-zA-Z0-9._-]+$/;

/** Why `name` cannot name a topic, or undefined when it can. */
export function topicNameProblem(name: string): string | undefined {
  const max = limits.topicNameCharsMax;
  if (name.length === 0) return 'a topic name cannot be empty';
  if (name.length > max)
    return `a topic name has at most ${max} characters, this one has ${name.length}`;
  if (name === '.' || name === '..') return `a topic cannot be named "${name}"`;
  if (!legal.test(name))
    return `the topic name ${JSON.stringify(name)} may hold only a-z, A-Z, 0-9, ".", "_" and "-"`;
  return undefined;
}

/** Throws INVALID_TOPIC_EXCEPTION with the reason. */
export function checkTopicName(name: string): void {
  const problem = topicNameProblem(name);
  if (problem !== undefined) throw new WireError('INVALID_TOPIC_EXCEPTION', problem);
}
