// The content of one file in a MemoryFileSystem, in pages. What was written lies in layers over what is durable:
//
//   reads see    layers[last] … layers[0]  lost  durable        the first of them that has the page
//
// A sync seals the top layer and, when it succeeds, merges all up to it into `durable`. When it fails, they become
// `lost`: the page cache goes on showing them, no later sync writes them, a crash drops them (fsyncgate).
import type { Random } from '../../src/base/random.ts';

const pageBytes = 4096;
/** A disk writes this much in one piece. */
const sectorBytes = 512;

interface Layer {
  /** Null is a hole, all zeros. */
  pages: Map<number, Buffer | null>;
  size: number;
}

export class MemoryFile {
  #durable = new Map<number, Buffer | null>();
  #durableSize = 0;
  #lost = new Map<number, Buffer | null>();
  #layers: Layer[] = [{ pages: new Map(), size: 0 }];

  get size(): number {
    return this.#top.size;
  }

  get durableSize(): number {
    return this.#durableSize;
  }

  get #top(): Layer {
    return this.#layers[this.#layers.length - 1] as Layer;
  }

  read(target: Uint8Array, position: number): number {
    const bytes = Math.max(0, Math.min(target.length, this.size - position));
    for (let done = 0; done < bytes; ) {
      const { page, at, length } = slice(position + done, bytes - done);
      const content = this.#page(page);
      if (content) target.set(content.subarray(at, at + length), done);
      else target.fill(0, done, done + length);
      done += length;
    }
    return bytes;
  }

  write(data: Uint8Array, position: number): void {
    for (let done = 0; done < data.length; ) {
      const { page, at, length } = slice(position + done, data.length - done);
      this.#writablePage(page).set(data.subarray(done, done + length), at);
      done += length;
    }
    this.#top.size = Math.max(this.size, position + data.length);
  }

  truncate(bytes: number): void {
    const top = this.#top;
    if (bytes < top.size) {
      const firstWhole = Math.ceil(bytes / pageBytes);
      if (bytes % pageBytes > 0) this.#writablePage(firstWhole - 1).fill(0, bytes % pageBytes);
      for (let page = firstWhole; page * pageBytes < top.size; page++) top.pages.set(page, null);
    }
    top.size = bytes;
  }

  /** Begins a sync; call the result when it has succeeded or failed. */
  beginSync(): (isDone: boolean) => void {
    const sealed = this.#top;
    this.#layers.push({ pages: new Map(), size: sealed.size });
    return (isDone) => {
      const count = this.#layers.indexOf(sealed) + 1;
      for (const layer of this.#layers.splice(0, count)) {
        for (const [page, content] of layer.pages) {
          if (!isDone) this.#lost.set(page, content);
          else {
            this.#durable.set(page, content);
            this.#lost.delete(page);
          }
        }
        if (isDone) this.#durableSize = layer.size;
      }
    };
  }

  /** Another file with the same content, written and durable. */
  clone(): MemoryFile {
    const copy = new MemoryFile();
    copy.#durable = new Map(this.#durable);
    copy.#durableSize = this.#durableSize;
    copy.#lost = new Map(this.#lost);
    // Only pages of the top layer are ever changed in place.
    const top = this.#top;
    const copyOf = (page: Buffer | null) => page && Buffer.from(page);
    copy.#layers = this.#layers.map((layer) => ({
      pages: new Map(
        [...layer.pages].map(([page, content]) => [
          page,
          layer === top ? copyOf(content) : content,
        ]),
      ),
      size: layer.size,
    }));
    return copy;
  }

  /** What is left after the power went: what is durable and, with `random`, any of the sectors that were not. */
  afterCrash(random: Random | undefined): MemoryFile {
    const after = new MemoryFile();
    after.#durable = new Map(this.#durable);
    after.#durableSize = this.#durableSize;
    if (random !== undefined) this.#keepSome(after, random);
    after.#top.size = after.#durableSize;
    return after;
  }

  /** Changes bytes behind everybody's back: what a bad disk does. */
  corrupt(position: number, mask: number): void {
    const { page, at } = slice(position, 1);
    const layers = [this.#durable, this.#lost, ...this.#layers.map((layer) => layer.pages)];
    for (const pages of layers) {
      const content = pages.get(page);
      // Replaced and not changed, because pages are shared with the state before a crash.
      if (!content) continue;
      const changed = Buffer.from(content);
      changed[at] = (changed[at] as number) ^ mask;
      pages.set(page, changed);
    }
  }

  #page(page: number): Buffer | null | undefined {
    for (let i = this.#layers.length - 1; i >= 0; i--) {
      const content = (this.#layers[i] as Layer).pages.get(page);
      if (content !== undefined) return content;
    }
    const lost = this.#lost.get(page);
    return lost === undefined ? this.#durable.get(page) : lost;
  }

  #writablePage(page: number): Buffer {
    const { pages } = this.#top;
    const present = pages.get(page);
    if (present) return present;
    const below = this.#page(page);
    const copy = below ? Buffer.from(below) : Buffer.alloc(pageBytes);
    pages.set(page, copy);
    return copy;
  }

  #keepSome(after: MemoryFile, random: Random): void {
    const size = this.#keptSize(random);
    const written = new Map([...this.#lost, ...this.#layers.flatMap((layer) => [...layer.pages])]);
    for (const [page, content] of written) {
      const before = this.#durable.get(page);
      const mixed = before ? Buffer.from(before) : Buffer.alloc(pageBytes);
      for (let at = 0; at < pageBytes; at += sectorBytes) {
        if (page * pageBytes + at >= size || random.fraction() < 0.5) continue;
        if (content) content.copy(mixed, at, at, at + sectorBytes);
        else mixed.fill(0, at, at + sectorBytes);
      }
      after.#durable.set(page, mixed);
    }
    after.#durableSize = size;
    const cutPage = after.#durable.get(Math.floor(size / pageBytes));
    if (cutPage) {
      const clipped = Buffer.from(cutPage).fill(0, size % pageBytes);
      after.#durable.set(Math.floor(size / pageBytes), clipped);
    }
  }

  #keptSize(random: Random): number {
    const shrunk = Math.min(this.#durableSize, this.size);
    const grown = Math.max(this.#durableSize, this.size);
    const choice = random.integerBelow(4);
    if (choice === 0) return this.#durableSize;
    if (choice === 1) return this.size;
    const sectors = Math.floor((grown - shrunk) / sectorBytes);
    const size = shrunk + random.integerBelow(sectors + 1) * sectorBytes;
    return Math.max(shrunk, size - (size % sectorBytes));
  }
}

/** The part of a run of bytes that lies in its first page. */
function slice(position: number, bytes: number): { page: number; at: number; length: number } {
  const at = position % pageBytes;
  return { page: (position - at) / pageBytes, at, length: Math.min(bytes, pageBytes - at) };
}
