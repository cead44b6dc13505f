// The protocol as a stranger implements it from docs/protocol.md and proto/ alone, in whatever language: node:net, a
// protobuf library that reads the .proto files, and gzip. Nothing of src/ is used. If this file needs knowledge that is in
// neither place, the document has a gap.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import protobuf from 'protobufjs';

const protoFolder = fileURLToPath(new URL('../../proto/', import.meta.url));
const root = new protobuf.Root();
root.resolvePath = (_origin, target) => protoFolder + target;
root.loadSync('tidelog/v1/common.proto');
const Request = root.lookupType('tidelog.v1.Request');
const Response = root.lookupType('tidelog.v1.Response');
/** RecordForm by name. */
export const form = root.lookupEnum('tidelog.v1.RecordForm').values;

export interface PlainRecord {
  timestamp?: number;
  key?: Uint8Array;
  value?: Uint8Array;
  headers?: { key: string; value?: Uint8Array }[];
  offset?: number;
}

/** The fields of all partition results that these tests look at. */
export interface PartitionResult {
  partition: number;
  errorCode: number;
  errorMessage: string;
  leaderId: number;
  leaderEpoch: number;
  baseOffset: number;
  offset: number;
  timestamp: number;
  highWatermark: number;
  logStartOffset: number;
  plainRecords: PlainRecord[];
  records?: Uint8Array;
}

export interface TopicResult {
  errorCode: number;
  topicId: Uint8Array;
  name: string;
  partitions: PartitionResult[];
}

export interface Answer {
  correlationId: number;
  error: { code: number; message: string } | null;
  hello: { frameBytesMax: number; peer: { nodeId: number } };
  metadata: { brokers: { nodeId: number; host: string; port: number }[]; topics: TopicResult[] };
  createTopics: { topics: TopicResult[] };
  deleteTopics: { topics: TopicResult[] };
  produce: { topics: TopicResult[] };
  fetch: { topics: TopicResult[] };
  listOffsets: { topics: TopicResult[] };
}

export class Connection {
  readonly #socket: Socket;
  #received = Buffer.alloc(0);
  #lastCorrelationId = 0;
  /** In the order in which they came. */
  readonly #answers: Answer[] = [];

  static async open(port: number): Promise<Connection> {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true });
    await once(socket, 'connect');
    return new Connection(socket);
  }

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk) => {
      this.#received = Buffer.concat([this.#received, chunk]);
      for (;;) {
        const bytes = this.#received.length < 4 ? Infinity : this.#received.readInt32BE(0);
        if (this.#received.length < 4 + bytes) return;
        const message = Response.decode(this.#received.subarray(4, 4 + bytes));
        const options = { longs: Number, defaults: true, arrays: true };
        this.#answers.push(Response.toObject(message, options) as Answer);
        this.#received = this.#received.subarray(4 + bytes);
        socket.emit('answer');
      }
    });
    // A reset is one way to learn that the broker has closed the connection.
    socket.on('error', () => socket.destroy());
  }

  /** Returns the correlation id. */
  send(body: object, extra: Uint8Array = Buffer.alloc(0)): number {
    const correlationId = ++this.#lastCorrelationId;
    const message = Request.fromObject({ correlationId, clientId: 'stranger', ...body });
    this.sendPayload(Buffer.concat([Request.encode(message).finish(), extra]));
    return correlationId;
  }

  sendPayload(payload: Uint8Array): void {
    const length = Buffer.alloc(4);
    length.writeInt32BE(payload.length);
    this.#socket.write(Buffer.concat([length, payload]));
  }

  async nextAnswer(): Promise<Answer> {
    for (;;) {
      const answer = this.#answers.shift();
      if (answer) return answer;
      await once(this.#socket, 'answer');
    }
  }

  async ask(body: object): Promise<Answer> {
    const correlationId = this.send(body);
    const answer = await this.nextAnswer();
    if (answer.correlationId !== correlationId) throw new Error('an answer to another request');
    return answer;
  }

  async closed(): Promise<void> {
    if (!this.#socket.closed) await once(this.#socket, 'close');
  }

  close(): void {
    this.#socket.destroy();
  }
}

export function murmur2(data: Uint8Array): number {
  const byte = (i: number) => data[i] ?? 0;
  const m = 0x5bd1e995;
  let h = 0x9747b28c ^ data.length;
  let i = 0;
  for (; data.length - i >= 4; i += 4) {
    let k = byte(i) | (byte(i + 1) << 8) | (byte(i + 2) << 16) | (byte(i + 3) << 24);
    k = Math.imul(k, m);
    k = Math.imul(k ^ (k >>> 24), m);
    h = Math.imul(h, m) ^ k;
  }
  const left = data.length - i;
  if (left === 3) h ^= byte(i + 2) << 16;
  if (left >= 2) h ^= byte(i + 1) << 8;
  if (left >= 1) h = Math.imul(h ^ byte(i), m);
  h = Math.imul(h ^ (h >>> 13), m);
  return h ^ (h >>> 15);
}

function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0x82f63b78 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let left = value >= 0 ? value * 2 : -value * 2 - 1;
  for (; left >= 128; left = Math.floor(left / 128)) bytes.push((left % 128) | 128);
  return Buffer.from([...bytes, left]);
}

function sized(bytes: Uint8Array | undefined): Buffer {
  return bytes ? Buffer.concat([varint(bytes.length), bytes]) : varint(-1);
}

export function writeBatch(records: (PlainRecord & { timestamp: number })[], codec: 0 | 1): Buffer {
  const times = records.map(({ timestamp }) => timestamp);
  const baseTimestamp = times[0] ?? 0;
  const encoded = records.map(({ timestamp, key, value, headers = [] }, i) => {
    const deltas = [varint(timestamp - baseTimestamp), varint(i)];
    const head = headers.flatMap((one) => [sized(Buffer.from(one.key)), sized(one.value)]);
    const fields = [sized(key), sized(value), varint(headers.length), ...head];
    return sized(Buffer.concat([Buffer.from([0]), ...deltas, ...fields]));
  });
  const header = Buffer.alloc(61);
  const block = codec === 1 ? gzipSync(Buffer.concat(encoded)) : Buffer.concat(encoded);
  header.writeInt32BE(49 + block.length, 8);
  header.writeInt32BE(-1, 12);
  header.writeInt8(2, 16);
  header.writeInt16BE(codec, 21);
  header.writeInt32BE(records.length - 1, 23);
  header.writeBigInt64BE(BigInt(baseTimestamp), 27);
  header.writeBigInt64BE(BigInt(Math.max(...times)), 35);
  header.fill(0xff, 43, 57);
  header.writeInt32BE(records.length, 57);
  const batch = Buffer.concat([header, block]);
  batch.writeUInt32BE(crc32c(batch.subarray(21)), 17);
  return batch;
}

/** The records of whole batches, back to back. */
export function readBatches(bytes: Uint8Array): PlainRecord[] {
  const all = Buffer.from(bytes);
  const records: PlainRecord[] = [];
  for (let at = 0; at < all.length; at += 12 + all.readInt32BE(at + 8)) {
    const batch = all.subarray(at, at + 12 + all.readInt32BE(at + 8));
    if (batch.readInt8(16) !== 2) throw new Error('not a record batch v2');
    if (batch.readUInt32BE(17) !== crc32c(batch.subarray(21))) throw new Error('wrong CRC');
    const block = batch.subarray(61);
    const content = (batch.readInt16BE(21) & 7) === 1 ? gunzipSync(block) : block;
    const base = { offset: batch.readBigInt64BE(0), timestamp: batch.readBigInt64BE(27) };
    records.push(...readRecords(content, batch.readInt32BE(57), base));
  }
  return records;
}

function readRecords(
  content: Buffer,
  count: number,
  base: { offset: bigint; timestamp: bigint },
): PlainRecord[] {
  let at = 0;
  const number = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = content.readUInt8(at++);
      value += (byte & 127) * scale;
      if (byte < 128) return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    }
  };
  const bytes = () => {
    const length = number();
    if (length < 0) return undefined;
    at += length;
    return content.subarray(at - length, at);
  };
  const one = (): PlainRecord => {
    const end = number() + at;
    at += 1;
    const timestamp = Number(base.timestamp) + number();
    const offset = Number(base.offset) + number();
    const [key, value] = [bytes(), bytes()];
    const headers = Array.from({ length: number() }, () => ({
      key: String(bytes()),
      ...optional({ value: bytes() }),
    }));
    if (at !== end) throw new Error('a record does not fill its length');
    return { timestamp, offset, headers, ...optional({ key, value }) };
  };
  return Array.from({ length: count }, one);
}

/** Without the members that are undefined, as a decoded message has them. */
export function optional(members: { key?: Buffer | undefined; value?: Buffer | undefined }) {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
