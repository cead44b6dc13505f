import type { Logger, LogLevel } from '../base/logger.ts';

export const logFormats = ['auto', 'json', 'pretty'] as const;
export type LogFormat = (typeof logFormats)[number];

/** Logs go to stderr: one JSON object a line, or lines for people when somebody is watching. */
export async function openLogger(level: LogLevel, format: LogFormat): Promise<Logger> {
  const { createPinoLogger } = await import('../base/pino-logger.ts');
  const isPretty = format === 'pretty' || (format === 'auto' && process.stderr.isTTY);
  if (!isPretty) {
    return createPinoLogger(level);
  }
  const { default: pretty } = await import('pino-pretty');
  const lines = pretty({
    destination: process.stderr.fd,
    sync: true,
    colorize: process.stderr.isTTY,
    translateTime: 'SYS:HH:MM:ss.l',
    ignore: 'pid,hostname',
    singleLine: true,
  });
  return createPinoLogger(level, lines);
}
