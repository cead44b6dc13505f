import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Line, readLines } from '../../../src/cli/line-reader.ts';

async function linesOf(chunks: string[], lineBytesMax = 100): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const some of readLines(
    chunks.map((chunk) => Buffer.from(chunk)),
    lineBytesMax,
  )) {
    lines.push(...some);
  }
  return lines;
}

async function textsOf(chunks: string[]): Promise<string[]> {
  return (await linesOf(chunks)).map(({ bytes }) => bytes.toString());
}

describe('readLines', () => {
  test('takes LF and CRLF as ends, keeps empty lines, and needs no end of the last one', async () => {
    expect(await textsOf(['a\r\n\nb\n', 'c'])).toEqual(['a', '', 'b', 'c']);
    expect(await textsOf([])).toEqual([]);
    expect(await textsOf(['a\n'])).toEqual(['a']);
  });

  test('gives the same lines however the stream is cut', async () => {
    const pieces = fc.array(fc.constantFrom('\n', 'a', 'bc', '\r\n', 'déf'), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(pieces, async (parts) => {
        expect(await textsOf(parts)).toEqual(await textsOf([parts.join('')]));
      }),
    );
  });

  test('counts from one, and keeps nothing of a line that is too long', async () => {
    const lines = await linesOf(['ok\n', 'xxxxx', 'xxxxx', 'x\n', 'fine\n'], 10);
    expect(lines.map(({ number, isTooLong, bytes }) => [number, isTooLong, bytes.length])).toEqual([
      [1, false, 2],
      [2, true, 0],
      [3, false, 4],
    ]);
  });
});
