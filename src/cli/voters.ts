// The list of voters as people write it: `1@127.0.0.1:19092,2@127.0.0.1:19093,3@127.0.0.1:19094`.
import { checkVoters, type QuorumVoter } from '../cluster/quorum-voters.ts';
import { parseAddress } from './addresses.ts';
import { UsageError } from './usage-error.ts';

export const votersRange = 'voters <node id>@<internal host:port>, separated by commas';

/** Throws an error that names the entry. What is only odd is told by the broker. */
export function parseVoters(text: string): QuorumVoter[] {
  const voters = text.split(',').map((entry) => parseVoter(entry.trim()));
  checkVoters(voters);
  return voters;
}

function parseVoter(entry: string): QuorumVoter {
  const match = /^(\d+)@(.+)$/.exec(entry);
  if (match === null) {
    throw new UsageError(`"${entry}" is not a voter; it must be <node id>@<host>:<port>`);
  }
  return { nodeId: Number(match[1]), ...parseAddress(match[2] as string) };
}
