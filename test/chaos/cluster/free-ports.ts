import { createServer } from 'node:net';

/** Below those that the system gives to outgoing connections, so that none of these takes a port while its broker is down. */
const lowest = 10_000;
const highest = 30_000;

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** So many ports of this machine that nobody listens on now. Drawn by chance, because several runs may look at once. */
export async function findFreePorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  while (found.size < count) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest));
    if (!found.has(port) && (await isFree(port))) found.add(port);
  }
  return [...found];
}
