import type { Address } from '../../../src/net/transport.ts';
import type { ReadRecord } from '../../sim/checkers/records-checker.ts';
import { TestClient } from '../../support/test-broker.ts';

/** Everything that a topic holds, asked of the leaders one fetch after the other: nothing of our consumer is in between. */
export async function readTopic(
  bootstrap: Address,
  name: string,
): Promise<{ read: ReadRecord[]; endOffsets: number[] }> {
  const first = await TestClient.open(bootstrap);
  const { brokers, topics } = await first.metadata({ topics: [{ name }] });
  first.close();
  const clients = new Map<number, TestClient>();
  for (const { nodeId, host, port } of brokers) {
    clients.set(nodeId, await TestClient.open({ host, port }));
  }
  const read: ReadRecord[] = [];
  const endOffsets: number[] = [];
  for (const { partition, leaderId } of topics[0]?.partitions ?? []) {
    const client = clients.get(leaderId);
    if (!client) throw new Error(`partition ${partition} has no leader`);
    endOffsets[partition] = await client.endOffset(name, partition);
    for (const { offset, key, value } of await client.read(name, partition)) {
      read.push({ partition, offset, key: key?.toString(), value: value?.toString() });
    }
  }
  for (const client of clients.values()) client.close();
  return { read, endOffsets };
}
