import { codeOf } from '../../src/base/errors.ts';

/** Says how to choose another port when that is what would help, else nothing. */
export function portAdvice(error: unknown, command: string, port: number): string {
  return codeOf(error) === 'PORT_IN_USE'
    ? `\nChoose another first port: ${command} --port ${port < 19_000 ? 19_092 : port - 9_000}`
    : '';
}
