// The native libraries for snappy and lz4, prebuilt for each platform. Together they take about 5 ms to load, which is
// a good part of what a command takes to start, and most processes never see such a batch: so each is loaded when it is
// first called for, and by `require`, which is synchronous. A platform without a library loses that codec and no more.
//
// Only their synchronous functions are named here [SIM-1]: the others run in the thread pool, in an order that no
// simulation controls.
import { createRequire } from 'node:module';
import { messageOf } from '../base/errors.ts';
import { WireError } from './error-codes.ts';

/** Raw snappy blocks. `uncompressSync` allocates what the block claims before it looks further: check that first. */
export interface SnappyLibrary {
  compressSync(input: Buffer): Buffer;
  uncompressSync(block: Buffer): Buffer;
}

/** `uncompressSync` takes a 4-byte little-endian length, which it allocates, and a block that gives no more than that. */
export interface Lz4Library {
  /** A whole LZ4 frame of independent blocks. */
  compressFrameSync(input: Buffer): Buffer;
  uncompressSync(lengthAndBlock: Buffer): Buffer;
}

const load = createRequire(import.meta.url);

export function snappyLibrary(): SnappyLibrary {
  return loadCodec<SnappyLibrary>('snappy', 'snappy');
}

export function lz4Library(): Lz4Library {
  return loadCodec<Lz4Library>('lz4', 'lz4-napi');
}

function loadCodec<Library>(codec: string, packageName: string): Library {
  try {
    return load(packageName) as Library;
  } catch (error) {
    throw new WireError(
      'UNSUPPORTED_COMPRESSION_TYPE',
      `the library for ${codec} (npm package ${packageName}) cannot be loaded on this platform: ${messageOf(error)}`,
      error,
    );
  }
}
