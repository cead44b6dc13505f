/** Every list of planted bugs, by the part that they are planted in. */

import { clientMutants } from './client-mutants.ts';
import { controllerMutants } from './controller-mutants.ts';
import { groupsMutants } from './groups-mutants.ts';
import type { Mutant } from './mutant.ts';
import { quorumMutants } from './quorum-mutants.ts';
import { raftMutants } from './raft-mutants.ts';
import { replicationMutants } from './replication-mutants.ts';
import { storageMutants } from './storage-mutants.ts';

export const mutantLists: Readonly<Record<string, readonly Mutant[]>> = {
  storage: storageMutants,
  raft: raftMutants,
  client: clientMutants,
  quorum: quorumMutants,
  controller: controllerMutants,
  groups: groupsMutants,
  replication: replicationMutants,
};
