// A reader of CSV as RFC 4180 has it, written from the RFC's grammar alone, character by character, and strict: what the
// grammar does not allow is an error.

/** The records of a file, each a list of fields. */
export function readCsv(text: string): string[][] {
  const records: string[][] = [];
  let at = 0;
  const field = (): string => {
    if (text[at] !== '"') {
      const start = at;
      while (at < text.length && text[at] !== ',' && text[at] !== '\r') {
        if (text[at] === '"' || text[at] === '\n') throw new Error(`bare quote or LF at ${at}`);
        at += 1;
      }
      return text.slice(start, at);
    }
    at += 1;
    let value = '';
    for (;;) {
      if (at >= text.length) throw new Error('a quoted field does not end');
      if (text[at] !== '"') value += text[at];
      else if (text[at + 1] === '"') {
        value += '"';
        at += 1;
      } else break;
      at += 1;
    }
    at += 1;
    return value;
  };
  while (at < text.length) {
    const record = [field()];
    while (text[at] === ',') {
      at += 1;
      record.push(field());
    }
    if (text.slice(at, at + 2) !== '\r\n') throw new Error(`a record does not end at ${at}`);
    at += 2;
    records.push(record);
  }
  return records;
}

/** By the names of the first line. */
export function readCsvTable(text: string): Record<string, string>[] {
  const [names = [], ...records] = readCsv(text);
  return records.map((record) => {
    if (record.length !== names.length) throw new Error(`${record.length} fields in a record`);
    return Object.fromEntries(names.map((name, i) => [name, record[i] as string]));
  });
}
