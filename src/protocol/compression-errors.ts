// The two ways in which a compressed block is refused. Whatever is wrong with one, it is the batch that is bad.
import { WireError } from './error-codes.ts';

export function badBlock(codec: string, what: string, cause?: unknown): WireError {
  return new WireError(
    'CORRUPT_MESSAGE',
    `${codec} batch: its records cannot be decompressed: ${what}`,
    cause,
  );
}

export function largeBlock(codec: string, bytesMax: number, cause?: unknown): WireError {
  return new WireError(
    'CORRUPT_MESSAGE',
    `${codec} batch: its records decompress to more than ${bytesMax} bytes`,
    cause,
  );
}
