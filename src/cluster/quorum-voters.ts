// The list of voters that a node is given: who may found the cluster together, and where the quorum is looked for [QRM-6].
import { TidelogError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import { INT32_MAX } from '../base/units.ts';
import { formatAddress } from '../net/transport.ts';

export interface QuorumVoter {
  readonly nodeId: number;
  /** Of its internal listener. */
  readonly host: string;
  readonly port: number;
}

const portMax = 65_535;

export function formatVoter(voter: QuorumVoter): string {
  return `${voter.nodeId}@${formatAddress(voter)}`;
}

export function formatVoters(voters: readonly QuorumVoter[]): string {
  return [...voters]
    .sort((a, b) => a.nodeId - b.nodeId)
    .map(formatVoter)
    .join(',');
}

/** Throws INVALID_CONFIG that names the entry. Returns what is odd but no error. */
export function checkVoters(voters: readonly QuorumVoter[]): string[] {
  if (voters.length === 0) throw invalid('quorum names no voter; leave it out to found alone');
  if (voters.length > limits.votersMax) {
    throw invalid(`quorum has ${voters.length} voters; it takes at most ${limits.votersMax}`);
  }
  const ids = new Set<number>();
  const addresses = new Set<string>();
  for (const voter of voters) {
    const { nodeId, host, port } = voter;
    const entry = `quorum entry ${formatVoter(voter)}`;
    if (!Number.isInteger(nodeId) || nodeId < 0 || nodeId > INT32_MAX) {
      throw invalid(
        `${entry} has node id ${nodeId}; it must be a whole number from 0 to ${INT32_MAX}`,
      );
    }
    if (typeof host !== 'string' || host === '') throw invalid(`${entry} has no host`);
    if (!Number.isInteger(port) || port < 1 || port > portMax) {
      throw invalid(`${entry} has port ${port}; it must be a whole number from 1 to ${portMax}`);
    }
    if (ids.has(nodeId))
      throw invalid(`${entry} repeats node id ${nodeId}; each voter has its own`);
    const address = formatAddress(voter);
    if (addresses.has(address)) {
      throw invalid(`${entry} repeats the address ${address}; each voter has its own`);
    }
    ids.add(nodeId);
    addresses.add(address);
  }
  if (voters.length % 2 === 1) return [];
  return [
    `the quorum has ${voters.length} voters, an even number: it bears no more failures than with ${voters.length - 1}`,
  ];
}

function invalid(message: string): TidelogError {
  return new TidelogError('INVALID_CONFIG', message);
}
