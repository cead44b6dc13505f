// Which faults a run may apply, by name, and what a cluster needs to survive them.
import { diskFaults } from '../faults/disk-faults.ts';
import type { Fault, FaultContext } from '../faults/fault.ts';
import { networkFaults } from '../faults/network-faults.ts';
import { processFaults } from '../faults/process-faults.ts';

export const faultMakers = { ...processFaults, ...networkFaults, ...diskFaults } as const;

export type FaultKind = keyof typeof faultMakers;

export function makeFault(kind: FaultKind, context: FaultContext): Fault {
  return faultMakers[kind](context);
}

export interface Mix {
  faults: readonly FaultKind[];
  /** How many faults may be there at a time. */
  atOnce: number;
}

const alone = (...faults: FaultKind[]): Mix => ({ faults, atOnce: 1 });
const together = (...faults: FaultKind[]): Mix => ({ faults, atOnce: 2 });

const kills = ['kill-one', 'kill-leader', 'kill-controller'] as const;
const network = ['isolate', 'one-way', 'ring', 'client-cut', 'slow-link', 'resets'] as const;
const disks = ['disk-full', 'torn-tail', 'bit-flip', 'wipe'] as const;

export const mixes = {
  quiet: alone(),
  'kill-one': alone('kill-one'),
  'kill-leader': alone('kill-leader'),
  'kill-controller': alone('kill-controller'),
  'kill-all': alone('kill-all'),
  rolling: alone('rolling'),
  'pause-short': alone('pause-short'),
  'pause-long': alone('pause-long'),
  isolate: alone('isolate'),
  'one-way': alone('one-way'),
  ring: alone('ring'),
  'client-cut': alone('client-cut'),
  'slow-link': alone('slow-link'),
  resets: alone('resets'),
  'disk-full': alone('disk-full'),
  'torn-tail': alone('torn-tail'),
  'bit-flip': alone('bit-flip'),
  wipe: alone('wipe'),
  processes: alone(...kills, 'kill-all', 'rolling', 'pause-short', 'pause-long'),
  network: alone(...network),
  disks: alone(...disks),
  'kill-and-pause': together(...kills, 'pause-short', 'pause-long'),
  'kill-and-partition': together(...kills, ...network),
  everything: together(...Object.keys(faultMakers).map((kind) => kind as FaultKind)),
} as const satisfies Record<string, Mix>;

export type MixName = keyof typeof mixes;

/** Of a file fault only other replicas know what was lost; without them brokers say little to each other. */
const replicasNeeded: Partial<Record<FaultKind, number>> = {
  'torn-tail': 3,
  'bit-flip': 3,
  wipe: 3,
  ring: 3,
};

const brokersNeeded: Partial<Record<FaultKind, number>> = { 'one-way': 2, ring: 3 };

const losesFiles: ReadonlySet<string> = new Set<FaultKind>(['torn-tail', 'bit-flip', 'wipe']);
const losesUnsynced: ReadonlySet<string> = new Set<FaultKind>([
  'kill-one',
  'kill-leader',
  'kill-controller',
  'kill-all',
]);

/**
 * Whether the two together are more than is promised: with durability `async` a killed broker counts as one that has lost what it
 * had not synced, and a second loss beside it may be that of the last copy.
 */
export function areTooMuch(a: string, b: string): boolean {
  const isBoth = (one: string, other: string) => losesFiles.has(one) && losesUnsynced.has(other);
  return isBoth(a, b) || isBoth(b, a) || (losesFiles.has(a) && losesFiles.has(b));
}

/** The faults of a mix that such a cluster can survive. */
export function survivable(mix: Mix, { brokers, replicas }: { brokers: number; replicas: number }) {
  return mix.faults.filter(
    (kind) => replicas >= (replicasNeeded[kind] ?? 1) && brokers >= (brokersNeeded[kind] ?? 1),
  );
}
