// The checks that options share. Every message names the key, the value and what is allowed.
import { TidelogError } from '../base/errors.ts';

export function invalidOption(key: string, value: unknown, allowed: string): TidelogError {
  return new TidelogError(
    'INVALID_OPTION',
    `option ${key} is ${describe(value)}; it must be ${allowed}`,
  );
}

function describe(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  return JSON.stringify(value) ?? 'undefined';
}

export interface IntegerRule {
  fallback: number;
  min: number;
  max: number;
  /** Such as "milliseconds". */
  unit: string;
}

export function integerOption(key: string, value: number | undefined, rule: IntegerRule): number {
  if (value === undefined) return rule.fallback;
  if (!Number.isSafeInteger(value) || value < rule.min || value > rule.max) {
    const allowed = `a whole number of ${rule.unit} from ${rule.min} to ${rule.max}`;
    throw invalidOption(key, Number.isFinite(value) ? value : String(value), allowed);
  }
  return value;
}

export function choiceOption<Choice extends string | number>(
  key: string,
  value: Choice | undefined,
  rule: { fallback: Choice; choices: readonly Choice[] },
): Choice {
  if (value === undefined) return rule.fallback;
  if (!rule.choices.includes(value)) {
    const allowed = `one of ${rule.choices.map((choice) => JSON.stringify(choice)).join(', ')}`;
    throw invalidOption(key, value, allowed);
  }
  return value;
}

export function functionOption<Value>(key: string, value: Value | undefined): Value | undefined {
  if (value !== undefined && typeof value !== 'function')
    throw invalidOption(key, value, 'a function');
  return value;
}

/** An offset, a partition number or a count given by a caller. */
export function checkWholeNumber(key: string, value: unknown, min = 0): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < min) {
    throw invalidOption(key, value, `a whole number of at least ${min}`);
  }
  return value;
}
