// The disk as the rest of the program sees it [SIM-1, SIM-5]. Everything here is asynchronous; a promise that
// resolves says that the call returned, never that bytes are durable: only sync and syncDirectory say that.

/** Who goes first when calls wait for the disk [SIM-5], the most urgent first. */
export const ioPriorities = ['quorum', 'append', 'read', 'background'] as const;
export type IoPriority = (typeof ioPriorities)[number];

export interface OpenOptions {
  /** Default false: opening for reading only. */
  writable?: boolean;
  /** Make the file when it is absent; needs `writable`. The new name is durable only after syncDirectory. */
  create?: boolean;
  /** For writes, syncs and truncation. Default `background`. Reads always go as `read`, or as this when more urgent. */
  priority?: IoPriority;
}

export interface FileStat {
  bytes: number;
  isDirectory: boolean;
}

export interface DirectoryEntry {
  name: string;
  isDirectory: boolean;
}

/** An open file. Calls may overlap; the caller orders what must be ordered. */
export interface File {
  readonly path: string;
  /** Fills `target` from `position`; returns how many bytes were there. Fewer than asked for only at the end of the file. */
  read(target: Uint8Array, position: number): Promise<number>;
  /** Writes all of `chunks`, one after the other, from `position`. After a failure it is unknown what was written. */
  write(chunks: readonly Uint8Array[], position: number): Promise<void>;
  /** What was written before this call is durable when it resolves (fdatasync). After a failure never call it again [LOG-4]. */
  sync(): Promise<void>;
  truncate(bytes: number): Promise<void>;
  size(): Promise<number>;
  close(): Promise<void>;
}

/** Held by the kernel for this process: not lost while it is stopped, gone when it dies [LOG-12]. */
export interface DirectoryLock {
  release(): Promise<void>;
}

export interface FileSystem {
  open(path: string, options?: OpenOptions): Promise<File>;
  /** With all missing parents. */
  makeDirectory(path: string): Promise<void>;
  /** Sorted by name. An absent directory gives an error with code ENOENT. */
  list(path: string): Promise<DirectoryEntry[]>;
  /** Undefined when there is nothing at `path`. */
  stat(path: string): Promise<FileStat | undefined>;
  rename(from: string, to: string): Promise<void>;
  /** Removes a file. An absent one gives an error with code ENOENT. */
  remove(path: string): Promise<void>;
  /** Removes a directory and all in it. Nothing happens when it is absent. */
  removeDirectory(path: string): Promise<void>;
  /** Makes creations, renames and removals in this directory durable [LOG-5]. */
  syncDirectory(path: string): Promise<void>;
  /** What this process may still write to the disk that holds `path`, in bytes [LOG-9]. Others may write there too. */
  freeBytes(path: string): Promise<number>;
  /** Throws DATA_DIRECTORY_LOCKED at once when another process, or this one, holds the directory. */
  lock(directory: string): Promise<DirectoryLock>;
}
