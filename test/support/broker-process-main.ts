// A broker in a process of its own, for tests: options as one JSON argument, one JSON line on stdout once it answers clients
// or cannot start. SIGTERM, or the end of stdin, stops it in order.
import { toError } from '../../src/base/errors.ts';
import { createPinoLogger } from '../../src/base/pino-logger.ts';
import { Broker } from '../../src/broker/broker.ts';
import { TcpTransport } from '../../src/net/tcp-transport.ts';
import { type Address, formatAddress } from '../../src/net/transport.ts';
import type { BrokerProcessOptions } from './broker-process.ts';

const { dialThrough, ...options } = JSON.parse(process.argv[2] ?? '{}') as BrokerProcessOptions;

function resolveDial(to: Address): Address {
  const [host, port] = (dialThrough?.[formatAddress(to)] ?? '').split(':');
  return host && port ? { host, port: Number(port) } : to;
}

function tell(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

try {
  const broker = await Broker.start({
    ...options,
    logger: createPinoLogger('warn'),
    seams: { transport: new TcpTransport({ resolveDial }) },
  });
  const stop = () => {
    void broker.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  // Ends with the test that started it, however that ends.
  process.stdin.once('end', stop).resume();
  void broker.failed.then((reason) => {
    process.stderr.write(`${reason.stack}\n`);
    process.exit(1);
  });
  const { clusterId, clientAddress, internalAddress } = broker;
  tell({ ready: true, clusterId, client: clientAddress, internal: internalAddress });
} catch (error) {
  const { message } = toError(error);
  tell({ ready: false, code: (error as { code?: string }).code ?? '', message });
  process.exitCode = 1;
  process.stdin.destroy();
}
