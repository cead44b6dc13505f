import { dirname } from 'node:path';
import { assert } from '../base/assert.ts';
import type { File, FileSystem, IoPriority } from '../base/file-system.ts';

/** A file in use. It stays open until every user has released it, whatever happens to its name meanwhile. */
export interface FileUse {
  readonly file: File;
  release(): void;
}

export interface FileAccess {
  path: string;
  /** Present for a file that is written, with how urgent that is. Readers and the writer have descriptors of their own. */
  writePriority?: IoPriority;
  /** Make the file when it is absent. Default false: a file that vanished must not come back empty. */
  create?: boolean;
}

interface Entry {
  path: string;
  opening: Promise<File>;
  users: number;
  isForgotten: boolean;
}

/**
 * Open files with reference counts [LOG-1]: those nobody uses stay open for the next user, the least recently used are
 * closed once there are more than `openMax`. More are open only while more are in use.
 */
export class OpenFiles {
  readonly #fileSystem: FileSystem;
  readonly #openMax: number;
  readonly #onCloseFailure: (path: string, error: unknown) => void;
  /** By path and kind of access; the least recently used first. */
  readonly #entries = new Map<string, Entry>();
  readonly #closing = new Set<Promise<void>>();

  /** A failed close loses nothing that a sync has not vouched for already, so it is only told to `onCloseFailure`. */
  constructor(
    fileSystem: FileSystem,
    openMax: number,
    onCloseFailure: (path: string, error: unknown) => void,
  ) {
    assert(openMax > 0, 'at least one file may be open');
    this.#fileSystem = fileSystem;
    this.#openMax = openMax;
    this.#onCloseFailure = onCloseFailure;
  }

  get openCount(): number {
    return this.#entries.size;
  }

  async use(access: FileAccess): Promise<FileUse> {
    const key = keyOf(access);
    const entry = this.#entries.get(key) ?? this.#open(access);
    // Deleting first moves the key to the end, the most recently used.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    entry.users += 1;
    this.#closeUnused();
    try {
      const file = await entry.opening;
      return { file, release: () => this.#release(entry) };
    } catch (error) {
      entry.users -= 1;
      if (this.#entries.get(key) === entry) this.#entries.delete(key);
      throw error;
    }
  }

  /** The next user opens it anew. It is closed when its last user releases it. */
  forget(path: string): void {
    this.#forgetWhere((entry) => entry.path === path);
  }

  /** Forgets all files of a directory: it is about to go, or its log was closed. */
  forgetDirectory(directory: string): void {
    this.#forgetWhere((entry) => dirname(entry.path) === directory);
  }

  /** Closes all that nobody uses, and resolves when that is done. */
  async closeAll(): Promise<void> {
    this.#forgetWhere(() => true);
    while (this.#closing.size > 0) await Promise.all(this.#closing);
  }

  #forgetWhere(isMeant: (entry: Entry) => boolean): void {
    for (const [key, entry] of this.#entries) {
      if (!isMeant(entry)) continue;
      this.#entries.delete(key);
      entry.isForgotten = true;
      if (entry.users === 0) this.#close(entry);
    }
  }

  #open({ path, writePriority, create = false }: FileAccess): Entry {
    const options =
      writePriority === undefined ? {} : { writable: true, create, priority: writePriority };
    const opening = this.#fileSystem.open(path, options);
    return { path, opening, users: 0, isForgotten: false };
  }

  #release(entry: Entry): void {
    assert(entry.users > 0, `${entry.path} is released once by each user`);
    entry.users -= 1;
    if (entry.users > 0) return;
    if (entry.isForgotten) this.#close(entry);
    else this.#closeUnused();
  }

  #closeUnused(): void {
    if (this.#entries.size <= this.#openMax) return;
    for (const [key, entry] of this.#entries) {
      if (entry.users > 0) continue;
      this.#entries.delete(key);
      this.#close(entry);
      if (this.#entries.size <= this.#openMax) return;
    }
  }

  #close(entry: Entry): void {
    const closing = entry.opening
      .then((file) => file.close())
      .catch((error: unknown) => this.#onCloseFailure(entry.path, error))
      .finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
  }
}

function keyOf({ path, writePriority }: FileAccess): string {
  return writePriority === undefined ? path : `${path}\0write`;
}
