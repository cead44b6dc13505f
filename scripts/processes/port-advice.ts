import { codeOf } from '../../src/base/errors.ts';

/** Away from 9092 and from 19092, where a broker that is started by hand takes its two ports. */
const portElsewhere = 29_092;

/** Says how to choose another port when that is what would help, else nothing. */
export function portAdvice(error: unknown, command: string, port: number): string {
  const other = port === portElsewhere ? portElsewhere + 100 : portElsewhere;
  return codeOf(error) === 'PORT_IN_USE'
    ? `\nChoose another first port: ${command} --port ${other} (0 takes any that are free)`
    : '';
}
