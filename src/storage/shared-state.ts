// A state file that many logs share [LOG-5]: one write at a time, and all changes that come while it runs go in the next one.
import type { FileSystem } from '../base/file-system.ts';
import { writeStateText } from './state-file.ts';

export class SharedState {
  readonly #fileSystem: FileSystem;
  readonly #path: string;
  readonly #current: () => string;
  #last: Promise<void> = Promise.resolve();
  /** The write that has not begun yet. */
  #next: Promise<void> | undefined;

  /** `current` is called when a write begins, for the state as JSON. */
  constructor(fileSystem: FileSystem, path: string, current: () => string) {
    this.#fileSystem = fileSystem;
    this.#path = path;
    this.#current = current;
  }

  /** Resolves when the state as it is at this call, or a later one, is durable. */
  save(): Promise<void> {
    if (this.#next !== undefined) return this.#next;
    const write = () => {
      this.#next = undefined;
      return writeStateText(this.#fileSystem, this.#path, this.#current());
    };
    // Who waits for the one before has its error; this one writes all of it anew.
    const next = this.#last.then(write, write);
    this.#next = next;
    this.#last = next;
    return next;
  }
}
