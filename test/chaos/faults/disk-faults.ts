// What goes wrong with the files of one broker. Those of the others stay whole: a fault of this kind begins only when all replicas
// are in sync.
import { open, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../../../src/base/errors.ts';
import { MIB } from '../../../src/base/units.ts';
import type { ChaosNode } from '../cluster/chaos-cluster.ts';
import { nowMs } from '../history/history-file.ts';
import { pause } from '../history/pause.ts';
import {
  type Applied,
  anyUp,
  between,
  type Fault,
  type FaultContext,
  lossOf,
  NotApplied,
  pick,
} from './fault.ts';

const inSyncMsMax = 60_000;

async function awaitInSync({ watch }: FaultContext): Promise<void> {
  const isInSync = await watch.until(
    ({ isr, replicas }) => isr.length === replicas.length,
    inSyncMsMax,
  );
  if (!isInSync) throw new NotApplied(`replicas were not in sync within ${inSyncMsMax} ms`);
}

/** Files with that ending in the partitions of a stopped broker; those that hold something. */
async function logFiles(node: ChaosNode, suffix: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(node.dataDirectory, { withFileTypes: true })) {
    // The metadata quorum has faults of its own.
    if (!entry.isDirectory() || entry.name.startsWith('__')) continue;
    const directory = join(node.dataDirectory, entry.name);
    const names = (await readdir(directory)).filter((name) => name.endsWith(suffix)).sort();
    for (const name of names) {
      if ((await stat(join(directory, name))).size > 0) found.push(join(directory, name));
    }
  }
  return found;
}

const recordsMsMax = 30_000;
const recordsTryMs = 100;

/** There is something to be damaged: files come with the first records. */
async function awaitRecords(node: ChaosNode): Promise<void> {
  const deadlineMs = nowMs() + recordsMsMax;
  while ((await logFiles(node, '.log')).length === 0) {
    if (nowMs() > deadlineMs) throw new NotApplied(`broker ${node.id} has no records`);
    await pause(recordsTryMs);
  }
}

/** Kills a broker, does something to its files, and starts it again. */
class FileFault implements Fault {
  readonly kind: string;
  readonly holdMs: number;
  readonly #context: FaultContext;
  readonly #damage: (context: FaultContext, node: ChaosNode) => Promise<string>;
  readonly #repair: (context: FaultContext, node: ChaosNode) => Promise<void>;
  #node: ChaosNode | undefined;

  constructor(
    kind: string,
    context: FaultContext,
    damage: (context: FaultContext, node: ChaosNode) => Promise<string>,
    repair: (context: FaultContext, node: ChaosNode) => Promise<void> = async () => {},
  ) {
    this.kind = kind;
    this.#context = context;
    this.#damage = damage;
    this.#repair = repair;
    this.holdMs = between(context.random, 0, 2 * context.cluster.sessionMs);
  }

  async apply(): Promise<Applied> {
    await awaitInSync(this.#context);
    const node = anyUp(this.#context);
    await awaitRecords(node);
    this.#node = node;
    const loss = lossOf(this.#context, [node], 'SIGKILL');
    await this.#context.cluster.kill(node);
    try {
      const proof = await this.#damage(this.#context, node);
      return { ...loss, proof: `broker ${node.id}: ${proof}` };
    } catch (error) {
      // Nobody heals what was not applied.
      await this.#context.cluster.startNode(node);
      throw error;
    }
  }

  async heal(): Promise<void> {
    if (!this.#node) return;
    await this.#context.cluster.startNode(this.#node);
    await this.#repair(this.#context, this.#node);
    await awaitInSync(this.#context);
  }
}

const tornBytesMax = 4_096;

/** The end of the last segment of a partition goes, or becomes something else, as after a power cut. */
async function tearTail({ random }: FaultContext, node: ChaosNode): Promise<string> {
  const logs = await logFiles(node, '.log');
  const last = logs.filter((path, i) => logs[i + 1]?.startsWith(path.slice(0, -24)) !== true);
  const path = pick(random, last);
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    const bytes = Math.min(size, between(random, 1, tornBytesMax));
    if (random.integerBelow(2) === 0) {
      await file.truncate(size - bytes);
      return `${bytes} of ${size} bytes cut off ${path}`;
    }
    await file.write(Buffer.alloc(bytes), 0, bytes, size - bytes);
    return `the last ${bytes} of ${size} bytes of ${path} are zeros`;
  } finally {
    await file.close();
  }
}

const suffixes = ['.log', '.log', '.log', '.index', '.timeindex', '.snapshot'];
const flipsMax = 100;

/** Single bits anywhere in a file. */
async function flipBits({ random }: FaultContext, node: ChaosNode): Promise<string> {
  const suffix = pick(random, suffixes);
  const files = await logFiles(node, suffix);
  const path = pick(random, files.length > 0 ? files : await logFiles(node, '.log'));
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    const flips = between(random, 1, flipsMax);
    const byte = Buffer.alloc(1);
    for (let flip = 0; flip < flips; flip++) {
      const position = random.integerBelow(size);
      await file.read(byte, 0, 1, position);
      byte.writeUInt8(byte.readUInt8(0) ^ (1 << random.integerBelow(8)));
      await file.write(byte, 0, 1, position);
    }
    return `${flips} bits flipped in ${path} of ${size} bytes`;
  } finally {
    await file.close();
  }
}

/** A new disk. */
async function wipe(_context: FaultContext, node: ChaosNode): Promise<string> {
  await rm(node.dataDirectory, { recursive: true });
  return `${node.dataDirectory} is gone`;
}

const readmitMsMax = 60_000;
const readmitTryMs = 200;

/** A voter with another disk is another voter: somebody has to say that it takes the place of the one that is gone [QRM-3]. */
async function readmit({ cluster, client }: FaultContext, node: ChaosNode): Promise<void> {
  if (!cluster.voters.includes(node)) return;
  const deadlineMs = nowMs() + readmitMsMax;
  let isReplaced = false;
  for (let last = ''; ; ) {
    try {
      if (!isReplaced) await client.admin().alterVoters('replace', node.id);
      isReplaced = true;
      const { voters, learners } = await client.admin().describeQuorum();
      if (voters.some(({ nodeId }) => nodeId === node.id) && learners.length === 0) return;
      last = `voters are ${voters.map(({ nodeId }) => nodeId).join(', ')}`;
    } catch (error) {
      last = messageOf(error);
    }
    if (nowMs() > deadlineMs) {
      throw new Error(`broker ${node.id} is no voter ${readmitMsMax} ms after its start: ${last}`);
    }
    await pause(readmitTryMs);
  }
}

const fillerChunk = MIB;
/** Half of what the run's brokers keep free for themselves (log.min.free.bytes): without that one of them may end [LOG-9]. */
const leftBytesMax = MIB;

/** The disk of one broker has no room for records any more for a while. The brokers must have disks of their own. */
class DiskFull implements Fault {
  readonly kind = 'disk-full';
  readonly holdMs: number;
  readonly #context: FaultContext;
  #filler: string | undefined;

  constructor(context: FaultContext) {
    this.#context = context;
    this.holdMs = between(context.random, 1_000, 4_000);
  }

  async apply(): Promise<Applied> {
    const { cluster, random } = this.#context;
    const node = pick(
      random,
      cluster.nodes.filter(({ isUp, disk }) => isUp && disk !== undefined),
    );
    const { disk } = node;
    if (!disk) throw new NotApplied(`broker ${node.id} has no disk of its own`);
    this.#filler = join(disk.outsidePath, 'filler');
    await writeFile(this.#filler, '');
    for (let left = await disk.freeBytes(); left > leftBytesMax; left = await disk.freeBytes()) {
      const chunk = Buffer.alloc(Math.min(fillerChunk, left - leftBytesMax + 4_096));
      await writeFile(this.#filler, chunk, { flag: 'a' }).catch((error: { code?: string }) => {
        // Who writes at the same time may be faster.
        if (error.code !== 'ENOSPC') throw error;
      });
    }
    const proof = `${await disk.freeBytes()} bytes are left on the disk of broker ${node.id}`;
    return { nodes: [node.id], leaderOf: [], wasController: false, proof };
  }

  async heal(): Promise<void> {
    if (this.#filler) await rm(this.#filler);
  }
}

export const diskFaults = {
  'disk-full': (context: FaultContext) => new DiskFull(context),
  'torn-tail': (context: FaultContext) => new FileFault('torn-tail', context, tearTail),
  'bit-flip': (context: FaultContext) => new FileFault('bit-flip', context, flipBits),
  wipe: (context: FaultContext) => new FileFault('wipe', context, wipe, readmit),
} as const;
