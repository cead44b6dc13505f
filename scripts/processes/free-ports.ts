/** Ports for brokers that must know each other's before any of them listens. */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/**
 * So many different ports of this host where nobody listens now. Another program may take one before it is used; then the
 * broker says so, and it is tried again with other ones.
 */
export async function freePorts(count: number, host: string): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(async (server) => {
      server.listen(0, host);
      await once(server, 'listening');
      return (server.address() as AddressInfo).port;
    }),
  );
  await Promise.all(
    servers.map((server) => {
      server.close();
      return once(server, 'close');
    }),
  );
  return ports;
}
