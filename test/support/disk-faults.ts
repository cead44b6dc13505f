// What goes wrong with a MemoryFileSystem while its process lives [SIM-3]: calls that fail, a disk that fills, reads that
// return less than was asked for, writes that land elsewhere. Planted one by one, or drawn from a seeded Random.
import type { Random } from '../../src/base/random.ts';

export type DiskOperation =
  | 'open'
  | 'read'
  | 'write'
  | 'sync'
  | 'truncate'
  | 'rename'
  | 'remove'
  | 'list'
  | 'makeDirectory'
  | 'syncDirectory';

interface PlantedFault {
  operation: DiskOperation;
  code: string;
  pathPart: string;
  skip: number;
}

interface MisdirectedWrite {
  pathPart: string;
  /** The file that gets the bytes; undefined for the same one. */
  toPath: string | undefined;
  /** Added to the position. */
  shiftBytes: number;
}

export interface RandomFaults {
  random: Random;
  /** How likely a call of each kind is to fail with EIO. */
  eio: Partial<Record<DiskOperation, number>>;
}

export class DiskFaults {
  /** Bytes that all files together may have; undefined for no bound. May change at any time. */
  capacityBytes: number | undefined;
  /** How many calls were made to fail. */
  hits = 0;
  /** How many calls found no space. */
  spaceHits = 0;
  #planted: PlantedFault[] = [];
  #misdirected: MisdirectedWrite[] = [];
  #drawn: RandomFaults | undefined;
  #shortReads: Random | undefined;

  /** See MemoryFileSystem.failNext. */
  failNext(
    operation: DiskOperation,
    code: string,
    { pathPart = '', skip = 0 }: { pathPart?: string; skip?: number },
  ): void {
    this.#planted.push({ operation, code, pathPart, skip });
  }

  /** Makes calls fail with EIO by chance, until `clear`. */
  failAtRandom(faults: RandomFaults): void {
    this.#drawn = faults;
  }

  /** The next write to a path that contains `pathPart` succeeds, and its bytes land elsewhere. */
  misdirectNextWrite(write: { pathPart: string; toPath?: string; shiftBytes?: number }): void {
    const { pathPart, toPath, shiftBytes = 0 } = write;
    this.#misdirected.push({ pathPart, toPath, shiftBytes });
  }

  /** Lets the system return less than was asked for, so that a read takes several calls; undefined ends that. */
  shortenReads(random: Random | undefined): void {
    this.#shortReads = random;
  }

  /** Nothing fails any more; the bound on space is gone, too. */
  clear(): void {
    this.#planted = [];
    this.#misdirected = [];
    this.#drawn = undefined;
    this.#shortReads = undefined;
    this.capacityBytes = undefined;
  }

  /** The error code with which this call fails, or undefined. */
  codeFor(operation: DiskOperation, path: string): string | undefined {
    const code = this.#plantedCode(operation, path) ?? this.#drawnCode(operation);
    if (code !== undefined) this.hits += 1;
    return code;
  }

  /** How many of `growth` more bytes there is room for. */
  bytesThatFit(usedBytes: () => number, growth: number): number {
    if (this.capacityBytes === undefined) return growth;
    const fits = Math.max(0, Math.min(growth, this.capacityBytes - usedBytes()));
    if (fits < growth) this.spaceHits += 1;
    return fits;
  }

  /** How many bytes one call reads of `wanted`. */
  readBytes(wanted: number): number {
    const random = this.#shortReads;
    if (random === undefined || wanted <= 1 || random.fraction() < 0.5) return wanted;
    return 1 + random.integerBelow(wanted);
  }

  /** Where a write really goes. */
  placeOfWrite(path: string, position: number): { path: string; position: number } {
    const at = this.#misdirected.findIndex(({ pathPart }) => path.includes(pathPart));
    const [write] = at < 0 ? [] : this.#misdirected.splice(at, 1);
    if (write === undefined) return { path, position };
    this.hits += 1;
    return { path: write.toPath ?? path, position: Math.max(0, position + write.shiftBytes) };
  }

  #plantedCode(operation: DiskOperation, path: string): string | undefined {
    const fault = this.#planted.find(
      (one) => one.operation === operation && path.includes(one.pathPart),
    );
    if (fault === undefined) return undefined;
    if (fault.skip > 0) {
      fault.skip -= 1;
      return undefined;
    }
    this.#planted.splice(this.#planted.indexOf(fault), 1);
    return fault.code;
  }

  #drawnCode(operation: DiskOperation): string | undefined {
    const chance = this.#drawn?.eio[operation] ?? 0;
    return chance > 0 && (this.#drawn?.random.fraction() ?? 1) < chance ? 'EIO' : undefined;
  }
}
