// LZ4 as it stands in a batch: the LZ4 frame format, with what Kafka's Java reader demands: version 01 and blocks that do
// not refer to each other. Little-endian.
//
//   04 22 4D 18 | FLG | BD | [int64 content bytes] | HC = second byte of XXH32(FLG to before HC) |
//   repeated { uint32 block bytes, top bit: stored | block | [uint32 XXH32 of the block] } |
//   uint32 0 | [uint32 XXH32 of the content]
//
//   FLG  bits 7-6 version, 5 blocks are independent, 4 block checksums, 3 content bytes, 2 content checksum, 1 0, 0 dictionary
//   BD   bits 6-4 largest block: 4 64 KiB, 5 256 KiB, 6 1 MiB, 7 4 MiB; the others 0
//
// The library has no limit of output and reads the first frame only, so the frames are walked here, and it gets blocks.
// Frames one after the other are one content. Source: lz4/lz4, doc/lz4_Frame_format.md.
import { KIB } from '../base/units.ts';
import { type Lz4Library, lz4Library } from './codec-libraries.ts';
import { badBlock, largeBlock } from './compression-errors.ts';
import { xxhash32 } from './xxhash32.ts';

const frameMagic = 0x184d2204;
const flags = {
  version: 0b1100_0000,
  version1: 0b0100_0000,
  independent: 1 << 5,
  blockChecksum: 1 << 4,
  contentBytes: 1 << 3,
  contentChecksum: 1 << 2,
  reserved: 1 << 1,
  dictionary: 1 << 0,
} as const;
const storedBit = 0x8000_0000;

/** Each further byte of a length makes 255 bytes, the best that the format has. */
const expansionMax = 255;

export function compressLz4(input: Buffer): Buffer {
  return lz4Library().compressFrameSync(input);
}

/** Throws CORRUPT_MESSAGE, also when there would be more than `bytesMax` bytes; allocates at most one block beyond that. */
export function decompressLz4(bytes: Buffer, bytesMax: number): Buffer {
  return new Lz4Reader(bytes, bytesMax).readFrames();
}

interface FrameHeader {
  flag: number;
  blockBytesMax: number;
  contentBytes: number | undefined;
}

class Lz4Reader {
  readonly #library: Lz4Library = lz4Library();
  readonly #bytes: Buffer;
  readonly #bytesMax: number;
  #position = 0;
  #total = 0;

  constructor(bytes: Buffer, bytesMax: number) {
    this.#bytes = bytes;
    this.#bytesMax = bytesMax;
  }

  readFrames(): Buffer {
    const contents: Buffer[] = [];
    do contents.push(this.#readFrame());
    while (this.#position < this.#bytes.length);
    return joined(contents);
  }

  #readFrame(): Buffer {
    const header = this.#readHeader();
    const parts: Buffer[] = [];
    for (let part = this.#readBlock(header); part !== undefined; part = this.#readBlock(header)) {
      this.#total += part.length;
      if (this.#total > this.#bytesMax) throw largeBlock('lz4', this.#bytesMax);
      parts.push(part);
    }
    const content = joined(parts);
    if (header.contentBytes !== undefined && header.contentBytes !== content.length) {
      throw bad(`a frame says ${header.contentBytes} bytes and holds ${content.length}`);
    }
    if (header.flag & flags.contentChecksum) this.#checkHash(content, 'content');
    return content;
  }

  #readHeader(): FrameHeader {
    if (this.#take(4).readUInt32LE() !== frameMagic) throw bad('there is no LZ4 frame');
    const start = this.#position;
    const [flag, descriptor] = this.#take(2) as unknown as [number, number];
    if ((flag & flags.version) !== flags.version1)
      throw bad(`frame version ${flag >>> 6} is not 1`);
    if (!(flag & flags.independent)) throw bad('its blocks refer to each other');
    if (flag & flags.dictionary) throw bad('it needs a dictionary');
    const blockSize = (descriptor >>> 4) & 7;
    if (flag & flags.reserved || descriptor & 0x8f || blockSize < 4)
      throw bad('the frame has no valid header');
    const contentBytes =
      flag & flags.contentBytes ? Number(this.#take(8).readBigUInt64LE()) : undefined;
    const hash = (xxhash32(this.#bytes.subarray(start, this.#position)) >>> 8) & 0xff;
    if (this.#take(1)[0] !== hash) throw bad('the checksum of a frame header does not match');
    if (contentBytes !== undefined && contentBytes > this.#bytesMax - this.#total)
      throw largeBlock('lz4', this.#bytesMax);
    return { flag, contentBytes, blockBytesMax: (64 * KIB) << (2 * (blockSize - 4)) };
  }

  /** Undefined at the end of the frame. */
  #readBlock({ flag, blockBytesMax }: FrameHeader): Buffer | undefined {
    const word = this.#take(4).readUInt32LE();
    if (word === 0) return undefined;
    const isStored = word >= storedBit;
    const bytes = isStored ? word - storedBit : word;
    if (bytes > blockBytesMax) throw bad(`a block of ${bytes} bytes is over ${blockBytesMax}`);
    const block = this.#take(bytes);
    if (flag & flags.blockChecksum) this.#checkHash(block, 'block');
    if (isStored) return block;
    const input = Buffer.allocUnsafe(4 + bytes);
    input.writeUInt32LE(Math.min(blockBytesMax, bytes * expansionMax));
    block.copy(input, 4);
    try {
      return this.#library.uncompressSync(input);
    } catch (error) {
      throw bad('a block is damaged', error);
    }
  }

  #checkHash(bytes: Buffer, what: string): void {
    if (this.#take(4).readUInt32LE() !== xxhash32(bytes))
      throw bad(`the checksum of a ${what} does not match`);
  }

  #take(bytes: number): Buffer {
    const start = this.#position;
    if (bytes > this.#bytes.length - start) throw bad('it is cut off');
    this.#position += bytes;
    return this.#bytes.subarray(start, this.#position);
  }
}

function joined(parts: Buffer[]): Buffer {
  return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
}

function bad(what: string, cause?: unknown): Error {
  return badBlock('lz4', what, cause);
}
