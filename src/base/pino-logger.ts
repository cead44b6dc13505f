import pino from 'pino';
import type { Logger, LogLevel } from './logger.ts';

/** Writes each line as one JSON object to stderr, or to `destination`. */
export function createPinoLogger(level: LogLevel, destination?: pino.DestinationStream): Logger {
  return pino({ level }, destination ?? pino.destination({ dest: 2, sync: true }));
}
