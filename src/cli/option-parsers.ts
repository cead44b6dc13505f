// Readers of option values for commander, which puts the option's name and the value in front of their messages.
import { InvalidArgumentError } from 'commander';
import { messageOf } from '../base/errors.ts';

export function integerBetween(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= min && value <= max)) {
      throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
    }
    return value;
  };
}

/** Turns the errors of another reader into commander's. */
export function checkedBy<Value>(parse: (text: string) => Value): (text: string) => Value {
  return (text) => {
    try {
      return parse(text);
    } catch (error) {
      throw new InvalidArgumentError(`${messageOf(error)}.`);
    }
  };
}

/** Gathers the values of an option that may come several times. */
export function repeatable<Value>(
  parse: (text: string) => Value,
): (text: string, previous: Value[] | undefined) => Value[] {
  return (text, previous = []) => [...previous, parse(text)];
}

/** `key=value`; the value may hold more `=`. */
export function keyAndValue(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1) {
    throw new InvalidArgumentError('It must be key=value.');
  }
  return [text.slice(0, at), text.slice(at + 1)];
}
