import type { Address } from '../net/transport.ts';
import { UsageError } from './usage-error.ts';

export const addressRange = 'host:port with a port from 0 to 65535, such as 127.0.0.1:9092';
const portMax = 65_535;

/** Reads `host:port`; an IPv6 host stands in brackets. Throws a UsageError that repeats the text. */
export function parseAddress(text: string): Address {
  const match = /^(?:\[([0-9a-fA-F:.%a-z]+)\]|([^\s:/[\]]+)):(\d{1,5})$/.exec(text);
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3]);
  if (host === undefined || port > portMax) {
    throw new UsageError(`"${text}" is not an address; it must be ${addressRange}`);
  }
  return { host, port };
}

/** Reads addresses that commas separate: where to find a cluster. Port 0 cannot be dialled. */
export function parseAddresses(text: string): Address[] {
  const addresses = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(parseAddress);
  if (addresses.length === 0) {
    throw new UsageError(`"${text}" names no address; give host:port, more of them after commas`);
  }
  const undialable = addresses.find(({ port }) => port === 0);
  if (undialable !== undefined) {
    throw new UsageError(`"${text}" has port 0, which nobody can be reached at`);
  }
  return addresses;
}

/** Whether only programs of this machine can reach the host. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Whether the host means "all of this machine's addresses", which nobody can dial. */
export function isWildcard(host: string): boolean {
  return host === '0.0.0.0' || host === '::' || host === '*';
}
