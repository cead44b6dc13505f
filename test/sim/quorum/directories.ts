// No operation is half done on the disks either: once a cluster has settled, each broker has exactly the partitions that the
// metadata gives it.

import type { MetadataImage } from '../../../src/cluster/metadata/image.ts';
import { metadataTopicName } from '../../../src/cluster/metadata/records.ts';
import type { SimulatedCluster } from '../simulated-cluster.ts';

/** What is on a disk and should not be, or the other way round. What was lost with a disk stays lost. */
export function directoryProblems(
  cluster: SimulatedCluster,
  image: MetadataImage,
  wiped: ReadonlySet<string>,
): string[] {
  return cluster.names.flatMap((name, index) => {
    const wanted = new Set(partitionsOf(image, index + 1));
    const found = new Set(
      cluster.filesOf(name).paths.flatMap((path) => {
        const directory = /([^/]+)\/partition\.metadata$/.exec(path)?.[1];
        return directory === undefined || directory === `${metadataTopicName}-0` ? [] : directory;
      }),
    );
    const missing = wiped.has(name) ? [] : [...wanted].filter((one) => !found.has(one));
    const left = [...found].filter((directory) => !wanted.has(directory));
    return [
      ...missing.map((directory) => `${name} has no directory ${directory}`),
      ...left.map((directory) => `${name} still has a directory ${directory}`),
    ];
  });
}

function partitionsOf({ topics }: MetadataImage, nodeId: number): string[] {
  return [...topics.values()].flatMap(({ name, partitions }) =>
    partitions
      .filter(({ replicas }) => replicas.includes(nodeId))
      .map(({ partition }) => `${name}-${partition}`),
  );
}
