// Where Zstandard frames end. Node decodes only the first of several, and says nothing of what follows, so a block is
// split into its frames here. Little-endian.
//
//   28 B5 2F FD | descriptor | [window 1] | [dictionary id 0, 1, 2, 4] | [content bytes 0, 1, 2, 4, 8] |
//   repeated { 3 bytes: bit 0 last, bits 1-2 type (0 stored, 1 one byte repeated, 2 compressed), the rest bytes | block } |
//   [uint32 checksum]
//
//   descriptor  bits 7-6 size of the content field, 5 no window field, 3 reserved, 2 checksum, 1-0 size of the dictionary id
//
// Skippable frames (50..5F 2A 4D 18 | uint32 bytes | bytes) hold nothing for us. Source: RFC 8878, section 3.1.
import { badBlock, largeBlock } from './compression-errors.ts';

const frameMagic = 0xfd2fb528;
const skippableMagic = 0x184d2a50;
const dictionaryIdBytes = [0, 1, 2, 4];
const repeatedByteBlock = 1;
const reservedBlock = 3;

/** Each frame costs a decoder; who appends frame to frame has few, and a batch of nothing else would take seconds. */
const framesMax = 1_024;

/** The frames in `bytes` that hold content, in order. Throws CORRUPT_MESSAGE, also if they claim more than `bytesMax` bytes. */
export function splitZstdFrames(bytes: Buffer, bytesMax: number): Buffer[] {
  const frames: Buffer[] = [];
  let position = 0;
  let claimed = 0;
  do {
    const magic = word(bytes, position);
    if ((magic & 0xffff_fff0) >>> 0 === skippableMagic) {
      position += 8 + word(bytes, position + 4);
    } else {
      if (magic !== frameMagic) throw badBlock('zstd', 'there is no Zstandard frame');
      const frame = measureFrame(bytes, position);
      frames.push(bytes.subarray(position, frame.end));
      if (frames.length > framesMax)
        throw badBlock('zstd', `it has more than ${framesMax} Zstandard frames`);
      claimed += frame.contentBytes;
      if (claimed > bytesMax) throw largeBlock('zstd', bytesMax);
      position = frame.end;
    }
    if (position > bytes.length) throw cutOff();
  } while (position < bytes.length);
  return frames;
}

/** `contentBytes` is 0 when the frame does not say. */
function measureFrame(bytes: Buffer, start: number): { end: number; contentBytes: number } {
  const descriptor = byteAt(bytes, start + 4);
  const hasWindow = (descriptor & 0x20) === 0;
  const contentFlag = descriptor >>> 6;
  let at = start + 5 + (hasWindow ? 1 : 0) + (dictionaryIdBytes[descriptor & 3] as number);
  const contentFieldBytes = contentFlag === 0 ? (hasWindow ? 0 : 1) : 1 << contentFlag;
  const contentBytes = readContentBytes(bytes, at, contentFieldBytes);
  at += contentFieldBytes;
  for (let isLast = false; !isLast; ) {
    const header = byteAt(bytes, at) | (byteAt(bytes, at + 1) << 8) | (byteAt(bytes, at + 2) << 16);
    const type = (header >>> 1) & 3;
    if (type === reservedBlock) throw badBlock('zstd', 'a block has an unknown type');
    at += 3 + (type === repeatedByteBlock ? 1 : header >>> 3);
    isLast = (header & 1) === 1;
  }
  if (descriptor & 4) at += 4;
  if (at > bytes.length) throw cutOff();
  return { end: at, contentBytes };
}

function readContentBytes(bytes: Buffer, at: number, fieldBytes: number): number {
  if (at + fieldBytes > bytes.length) throw cutOff();
  if (fieldBytes === 0) return 0;
  if (fieldBytes === 8) return Number(bytes.readBigUInt64LE(at));
  return bytes.readUIntLE(at, fieldBytes) + (fieldBytes === 2 ? 256 : 0);
}

function word(bytes: Buffer, at: number): number {
  if (at + 4 > bytes.length) throw cutOff();
  return bytes.readUInt32LE(at);
}

function byteAt(bytes: Buffer, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw cutOff();
  return byte;
}

function cutOff(): Error {
  return badBlock('zstd', 'it is cut off');
}
