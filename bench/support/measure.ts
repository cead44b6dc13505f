/** Runs, medians and what one line of the result holds. */

/** One line of the result; with `--json` exactly these keys, and a workload's own ones after them. Null where a key says nothing. */
export interface Row {
  workload: string;
  recordsPerSecond: number | null;
  /** Of record values, in units of 1,000,000 bytes. */
  mbPerSecond: number | null;
  /** What the same bytes give with no protocol, measured in the same run. */
  ceilingRecordsPerSecond: number | null;
  /** The first by the second. */
  ratio: number | null;
  [more: string]: string | number | null;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which this part of the values lies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * part;
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  const high = sorted[Math.ceil(place)] ?? Number.NaN;
  return low + (high - low) * (place - Math.floor(place));
}

export function round(value: number, digits = 0): number {
  return Number(value.toFixed(digits));
}

export interface Comparison {
  /** Milliseconds of one run. */
  subject: () => Promise<number>;
  ceiling: () => Promise<number>;
  rounds: number;
  /** After one run of each that does not count. */
  warmUp: boolean;
}

/** Interleaved, and each time in the other order, so that what else the machine does falls on both alike. */
export async function compare(comparison: Comparison): Promise<{ ms: number; ceilingMs: number }> {
  const { subject, ceiling, rounds, warmUp } = comparison;
  const ms: number[] = [];
  const ceilingMs: number[] = [];
  for (let i = warmUp ? -1 : 0; i < rounds; i++) {
    const subjectFirst = i % 2 === 0;
    const before = subjectFirst ? undefined : await ceiling();
    const took = await subject();
    const ceilingTook = before ?? (await ceiling());
    if (i < 0) continue;
    ms.push(took);
    ceilingMs.push(ceilingTook);
  }
  return { ms: median(ms), ceilingMs: median(ceilingMs) };
}

export function rate(
  workload: string,
  run: { records: number; valueBytes: number; ms: number; ceilingMs: number },
): Row {
  const perSecond = (run.records / run.ms) * 1_000;
  return {
    workload,
    recordsPerSecond: round(perSecond),
    mbPerSecond: round((perSecond * run.valueBytes) / 1e6, 1),
    ceilingRecordsPerSecond: round((run.records / run.ceilingMs) * 1_000),
    ratio: round(run.ceilingMs / run.ms, 3),
  };
}
