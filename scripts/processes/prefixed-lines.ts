/** Lines of several processes on one stream, each behind the name of its process, in a colour of its own on a terminal. */
export class PrefixedLines {
  readonly #stream: NodeJS.WriteStream;
  readonly #colors = new Map<string, number>();

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  write(name: string, line: string): void {
    this.#stream.write(`${this.#prefix(name)} ${line}\n`);
  }

  #prefix(name: string): string {
    const text = `[${name}]`;
    if (!this.#stream.isTTY || process.env.NO_COLOR) {
      return text;
    }
    // Cyan, yellow, magenta, green, blue: not red, which means trouble.
    const palette = [36, 33, 35, 32, 34];
    const color = this.#colors.get(name) ?? palette[this.#colors.size % palette.length] ?? 36;
    this.#colors.set(name, color);
    return `\x1b[${color}m${text}\x1b[0m`;
  }
}

/** A line of a broker's JSON log as people read it; any other line as it is. */
export function readableLog(line: string): string {
  if (!line.startsWith('{')) {
    return line;
  }
  try {
    const { level, msg }: { level: number; msg: string } = JSON.parse(line);
    const word = level >= 50 ? 'ERROR ' : level >= 40 ? 'warning: ' : '';
    return `${word}${msg}`;
  } catch {
    return line;
  }
}
