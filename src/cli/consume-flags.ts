import type { Position } from '../client/consumer/position.ts';
import type { ClientFlags } from './client-options.ts';
import type { RecordFormat } from './record-format.ts';

export interface ConsumeFlags extends ClientFlags {
  topic: string;
  group?: string;
  partition?: number[];
  from: Position;
  max?: number;
  format: RecordFormat;
  untilEnd?: boolean;
  untilStdinEnds?: boolean;
}
