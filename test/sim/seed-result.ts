// What a run of one seed tells, whatever it simulated.

export interface SeedResult {
  seed: number;
  /** Empty when every promise was kept. */
  problems: string[];
  traceHash: string;
  events: number;
  simulatedMs: number;
  /** How often what happened: faults, and what they led to. */
  counters: Readonly<Record<string, number>>;
}

export type Trace = (line: string) => void;
