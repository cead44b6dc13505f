/**
 * Who may import whom: `DESIGN.md` section 2 as a table. A file imports its own folder and lower floors only, type-only
 * imports included, and no chain of imports comes back to where it started.
 */
import { type ParsedFile, resolveImport } from './imports.ts';
import type { Problem } from './problem.ts';

export interface Layer {
  /** A folder, or one file. */
  path: string;
  floor: number;
}

/** Folders of one floor do not see each other, except on the top one, whose folders nothing is built upon. */
export const layers: readonly Layer[] = [
  { path: 'src/base', floor: 0 },
  { path: 'src/protocol', floor: 1 },
  { path: 'src/storage', floor: 2 },
  { path: 'src/net', floor: 2 },
  { path: 'src/cluster', floor: 3 },
  { path: 'src/client', floor: 3 },
  { path: 'src/broker', floor: 4 },
  { path: 'src/index.ts', floor: 5 },
  { path: 'src/cli', floor: 5 },
  { path: 'scripts', floor: 6 },
  { path: 'test', floor: 6 },
  { path: 'bench', floor: 6 },
  { path: 'examples', floor: 6 },
  { path: 'bin', floor: 6 },
  { path: 'vitest.config.ts', floor: 6 },
];

const topFloor = 6;

export function layerOf(path: string): Layer | undefined {
  return layers.find((layer) => path === layer.path || path.startsWith(`${layer.path}/`));
}

/** Floors 0 to 4 reach the world only through the seams of [SIM-1]. */
export function isSimulated(path: string): boolean {
  const layer = layerOf(path);
  return layer !== undefined && layer.floor <= 4;
}

export function checkLayers(file: ParsedFile): Problem[] {
  const own = layerOf(file.path);
  if (own === undefined) {
    const message =
      'this folder has no floor; move the file, or give the folder a row in scripts/tidy/layers.ts';
    return [{ path: file.path, line: 1, rule: 'layers', message }];
  }
  const problems: Problem[] = [];
  for (const { specifier, line } of file.imports) {
    const target = specifier === undefined ? undefined : resolveImport(file.path, specifier);
    if (target === undefined) {
      continue;
    }
    const reason = whyForbidden(own, target);
    if (reason !== undefined) {
      problems.push({ path: file.path, line, rule: 'layers', message: reason });
    }
  }
  return problems;
}

function whyForbidden(own: Layer, target: string): string | undefined {
  const other = layerOf(target);
  if (other === undefined) {
    return `imports ${target}, which is in no layer; import from a folder of scripts/tidy/layers.ts`;
  }
  if (other === own || other.floor < own.floor || own.floor === topFloor) {
    return undefined;
  }
  return (
    `${own.path} (floor ${own.floor}) imports ${target} (floor ${other.floor}); ` +
    'move what both need to a lower floor, or pass it in as a parameter'
  );
}

/** Reports each group of files that import each other once, with one way round it. */
export function checkCycles(files: readonly ParsedFile[]): Problem[] {
  const graph = new Map<string, { target: string; line: number }[]>();
  const known = new Set(files.map((file) => file.path));
  for (const file of files) {
    const edges: { target: string; line: number }[] = [];
    for (const { specifier, line } of file.imports) {
      const target = specifier === undefined ? undefined : resolveImport(file.path, specifier);
      if (target !== undefined && known.has(target)) {
        edges.push({ target, line });
      }
    }
    graph.set(file.path, edges);
  }
  const problems: Problem[] = [];
  const reported = new Set<string>();
  for (const start of [...known].sort()) {
    const way = reported.has(start) ? undefined : wayBackTo(start, graph);
    if (way !== undefined) {
      for (const path of way) {
        reported.add(path);
      }
      const line = graph.get(start)?.find(({ target }) => target === (way[1] ?? start))?.line ?? 1;
      const message = `imports itself by way of ${[...way, start].join(' -> ')}; move what they share to a file of its own`;
      problems.push({ path: start, line, rule: 'cycles', message });
    }
  }
  return problems;
}

/** The shortest way from `start` back to itself, found breadth first; undefined if there is none. */
function wayBackTo(
  start: string,
  graph: ReadonlyMap<string, readonly { target: string }[]>,
): string[] | undefined {
  const seen = new Set<string>();
  const ways: string[][] = [[start]];
  for (let way = ways.shift(); way !== undefined; way = ways.shift()) {
    for (const { target } of graph.get(way.at(-1) ?? start) ?? []) {
      if (target === start) {
        return way;
      }
      if (!seen.has(target)) {
        seen.add(target);
        ways.push([...way, target]);
      }
    }
  }
  return undefined;
}
