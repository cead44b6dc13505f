// The .sum files of segments (header-sums.ts): reading, writing, and making them by a scan.
import { HeaderSums } from './header-sums.ts';
import type { OpenFiles } from './open-files.ts';
import { readWholeFile, type Segment, usingFile } from './segment.ts';
import { scanBatches } from './segment-scan.ts';
import { LogDamagedError } from './storage-errors.ts';

/** What is on disk for this segment; undefined when there is none that speaks of all its bytes. */
export async function readHeaderSums(
  files: OpenFiles,
  segment: Segment,
): Promise<HeaderSums | undefined> {
  const sums = HeaderSums.decode(await readWholeFile(files, segment.sumPath));
  return sums?.end === segment.bytes ? sums : undefined;
}

/** Without `sums` the file says nothing from now on. */
export async function writeHeaderSums(
  files: OpenFiles,
  segment: Segment,
  sums: HeaderSums | undefined,
): Promise<void> {
  const content = sums?.encode() ?? Buffer.alloc(0);
  const access = { path: segment.sumPath, writePriority: 'append', create: true } as const;
  await usingFile(files.use(access), async ({ file }) => {
    await file.truncate(0);
    await file.write([content], 0);
    await file.sync();
  });
}

/** Of all batches in the file, which pass their CRC. Throws LogDamagedError. */
export async function scanHeaderSums(files: OpenFiles, segment: Segment): Promise<HeaderSums> {
  const { logPath: path, bytes: to } = segment;
  const sums = new HeaderSums();
  const range = { from: 0, to, offsetExpected: undefined, checkCrc: true };
  const { problem, position } = await usingFile(files.use({ path }), ({ file }) =>
    scanBatches(file, range, (batch, _position, bytes) => sums.add(batch, bytes)),
  );
  if (problem !== undefined) throw new LogDamagedError({ path, position }, problem);
  return sums;
}
