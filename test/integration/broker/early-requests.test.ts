// A broker listens to clients before it may answer them. What was asked meanwhile is done when it may, for those who still wait.
import { expect, test } from 'vitest';
import { TidelogError } from '../../../src/base/errors.ts';
import { Broker } from '../../../src/broker/broker.ts';
import { TcpTransport } from '../../../src/net/tcp-transport.ts';
import type {
  Address,
  Transport,
  TransportListener,
  TransportSocket,
} from '../../../src/net/transport.ts';
import { TestClient } from '../../support/test-broker.ts';

/** From the opening of its second listener on it can connect to nobody, until it is mended; others reach what listens here. */
class CutTransport implements Transport {
  readonly #clientListener = Promise.withResolvers<Address>();
  readonly #tcp = new TcpTransport();
  readonly #sockets: TransportSocket[] = [];
  #isCut = false;
  #listeners = 0;

  /** The second listener is the one for clients. */
  get clientAddress(): Promise<Address> {
    return this.#clientListener.promise;
  }

  mend(): void {
    this.#isCut = false;
  }

  async connect(...args: Parameters<Transport['connect']>): Promise<TransportSocket> {
    const refusal = () => new TidelogError('CONNECTION_FAILED', 'cut off', { retriable: true });
    if (this.#isCut) throw refusal();
    const socket = await this.#tcp.connect(...args);
    if (this.#isCut) {
      socket.destroy();
      throw refusal();
    }
    this.#sockets.push(socket);
    return socket;
  }

  async listen(...args: Parameters<Transport['listen']>): Promise<TransportListener> {
    const listener = await this.#tcp.listen(...args);
    this.#listeners += 1;
    if (this.#listeners === 2) {
      this.#isCut = true;
      for (const socket of this.#sockets.splice(0)) socket.destroy();
      this.#clientListener.resolve(listener.address);
    }
    return listener;
  }
}

test('what was asked before a broker is ready is done for those who wait, and not for those who have gone', async () => {
  await using controller = await Broker.start();
  const transport = new CutTransport();
  const starting = Broker.start({
    nodeId: 2,
    quorum: [{ nodeId: 1, ...controller.internalAddress }],
    seams: { transport },
  });
  const address = await transport.clientAddress;

  const impatient = await TestClient.open(address);
  const create = (name: string) => ({ topics: [{ name, partitions: 1 }] });
  await expect(
    impatient.connection.request('createTopics', create('given-up'), { timeoutMs: 100 }),
  ).rejects.toMatchObject({ code: 'REQUEST_TIMED_OUT' });
  impatient.connection.close();
  const patient = await TestClient.open(address);
  const created = patient.createTopic('waited-for');

  transport.mend();
  await created;
  const { topics } = await patient.metadata();
  expect(topics.map(({ name }) => name)).toEqual(['waited-for']);
  patient.connection.close();
  await (await starting).close();
});
