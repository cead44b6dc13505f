/** Lines with aligned columns; columns whose cells are all numbers stand to the right. */
export function formatTable(
  columns: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const cells = [columns, ...rows].map((row) => row.map(String));
  const widths = columns.map((_, at) => Math.max(...cells.map((row) => (row[at] ?? '').length)));
  const isNumeric = columns.map((_, at) =>
    rows.every((row) => typeof row[at] === 'number' || row[at] === '-'),
  );
  const lines = cells.map((row) =>
    row
      .map((cell, at) =>
        isNumeric[at] && rows.length > 0
          ? cell.padStart(widths[at] ?? 0)
          : cell.padEnd(widths[at] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}
