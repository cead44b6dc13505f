import { expect, test } from 'vitest';
import { Broker } from '../../../src/index.ts';
import { Connection } from '../../support/stranger.ts';

test('a broker that has lost the controller says so, with an error to try again on', async () => {
  const controller = await Broker.start({ nodeId: 1 });
  const quorum = [{ nodeId: 1, ...controller.internalAddress }];
  await using broker = await Broker.start({ nodeId: 2, quorum });
  const connection = await Connection.open(broker.clientAddress.port);
  try {
    const createTopics = { topics: [{ name: 'events' }], timeoutMs: 1_000 };
    const deleteTopics = { topics: [{ name: 'events' }], timeoutMs: 1_000 };
    expect((await connection.ask({ createTopics })).createTopics.topics[0]?.errorCode).toBe(0);
    await controller.close();
    // The connection that was open may break first, which leaves open what was done; then there is none.
    const first = await connection.ask({ deleteTopics });
    expect([5, 7]).toContain(first.error?.code);
    const second = await connection.ask({ createTopics });
    expect(second.error).toMatchObject({
      code: 5,
      message: expect.stringMatching(/^the controller cannot be reached, nothing was changed: /),
    });
  } finally {
    connection.close();
    await controller.close();
  }
});
