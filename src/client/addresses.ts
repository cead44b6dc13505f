// Broker addresses as people write them: `host`, `host:port`, `[::1]:9092`, several with commas.
import type { Address } from '../net/transport.ts';
import { invalidOption } from './option-checks.ts';

export const defaultPort = 9092;

/** Throws INVALID_OPTION, naming the part that is no address. */
export function parseAddresses(brokers: string | readonly string[]): Address[] {
  const parts = (typeof brokers === 'string' ? [brokers] : [...brokers])
    .flatMap((text) => String(text).split(','))
    .map((text) => text.trim())
    .filter((text) => text !== '');
  if (parts.length === 0) {
    throw invalidOption('brokers', brokers, 'at least one address, such as "127.0.0.1:9092"');
  }
  return parts.map(parseAddress);
}

function parseAddress(text: string): Address {
  const match = /^(?:\[([0-9a-fA-F:.%]+)\]|([^\s:[\]/]+))(?::(\d{1,5}))?$/.exec(text);
  const host = match?.[1] ?? match?.[2];
  const port = match?.[3] === undefined ? defaultPort : Number(match[3]);
  if (host === undefined || port < 1 || port > 65_535) {
    throw invalidOption(
      'brokers',
      text,
      '"host:port" with a port from 1 to 65535 (an IPv6 host in brackets, as in "[::1]:9092")',
    );
  }
  return { host, port };
}
