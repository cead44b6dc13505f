// The tree of names in a MemoryFileSystem: what processes see, what is durable, and the changes between the two.
import { join, normalize } from 'node:path';
import type { Random } from '../../src/base/random.ts';
import { MemoryFile } from './memory-file.ts';

export interface MemoryDirectory {
  entries: Map<string, MemoryNode>;
  durable: Map<string, MemoryNode>;
}

export type MemoryNode = MemoryFile | MemoryDirectory;

/** A change of names that happens as a whole: after a crash all of it is there or none. */
export type NameChange = {
  directory: MemoryDirectory;
  name: string;
  node: MemoryNode | undefined;
}[];

export function newDirectory(): MemoryDirectory {
  return { entries: new Map(), durable: new Map() };
}

export function changeOf(
  directory: MemoryDirectory,
  name: string,
  node: MemoryNode | undefined,
): NameChange {
  return [{ directory, name, node }];
}

export function partsOf(path: string): string[] {
  return normalize(path)
    .split('/')
    .filter((name) => name !== '' && name !== '.');
}

export function setName(
  names: Map<string, MemoryNode>,
  name: string,
  node: MemoryNode | undefined,
): void {
  if (node === undefined) names.delete(name);
  else names.set(name, node);
}

export function makeDurable(change: NameChange): void {
  for (const { directory, name, node } of change) setName(directory.durable, name, node);
}

/** The removal of everything in a directory, each as a change of its own, what lies deepest first. */
export function removalsIn(directory: MemoryDirectory): NameChange[] {
  return [...directory.entries].flatMap(([name, node]) => [
    ...(node instanceof MemoryFile ? [] : removalsIn(node)),
    changeOf(directory, name, undefined),
  ]);
}

export function filesIn(
  directory: MemoryDirectory,
  path = '/',
): { path: string; file: MemoryFile }[] {
  return [...directory.entries].flatMap(([name, node]) =>
    node instanceof MemoryFile
      ? [{ path: join(path, name), file: node }]
      : filesIn(node, join(path, name)),
  );
}

/** Every path, that of an empty directory, too. */
export function pathsIn(directory: MemoryDirectory, path = '/'): string[] {
  return [...directory.entries].flatMap(([name, node]) => [
    join(path, name),
    ...(node instanceof MemoryFile ? [] : pathsIn(node, join(path, name))),
  ]);
}

/** Lets some of the pending changes reach the disk: half of the time the first ones, as a journal would, else any of them. */
export function namesAfterCrash(pending: readonly NameChange[], random: Random | undefined): void {
  if (random === undefined) return;
  const isJournal = random.fraction() < 0.5;
  const first = isJournal ? random.integerBelow(pending.length + 1) : 0;
  for (const [i, change] of pending.entries()) {
    const isKept = isJournal ? i < first : random.fraction() < 0.5;
    if (isKept) makeDurable(change);
  }
}

/** `seen` keeps one file with two names, which a half-done rename can leave, one file. */
export function directoryAfterCrash(
  directory: MemoryDirectory,
  random: Random | undefined,
  seen: Map<MemoryNode, MemoryNode>,
): MemoryDirectory {
  const entries = new Map<string, MemoryNode>();
  for (const [name, node] of directory.durable) {
    const after =
      seen.get(node) ??
      (node instanceof MemoryFile
        ? node.afterCrash(random)
        : directoryAfterCrash(node, random, seen));
    seen.set(node, after);
    entries.set(name, after);
  }
  return { entries, durable: new Map(entries) };
}

/** A copy of all of it, the pending changes included, which then point into the copy. */
export function cloneTree(
  root: MemoryDirectory,
  pending: readonly NameChange[],
): { root: MemoryDirectory; pending: NameChange[] } {
  const copies = new Map<MemoryNode, MemoryNode>();
  const copyDirectory = (directory: MemoryDirectory): MemoryDirectory => {
    const present = copies.get(directory);
    if (present !== undefined) return present as MemoryDirectory;
    const copy = newDirectory();
    copies.set(directory, copy);
    for (const [name, node] of directory.entries) copy.entries.set(name, copyNode(node));
    for (const [name, node] of directory.durable) copy.durable.set(name, copyNode(node));
    return copy;
  };
  const copyNode = (node: MemoryNode): MemoryNode => {
    if (!(node instanceof MemoryFile)) return copyDirectory(node);
    const copy = copies.get(node) ?? node.clone();
    copies.set(node, copy);
    return copy;
  };
  const copyOf = (change: NameChange): NameChange =>
    change.map(({ directory, name, node }) => ({
      directory: copyDirectory(directory),
      name,
      node: node && copyNode(node),
    }));
  return { root: copyDirectory(root), pending: pending.map(copyOf) };
}
