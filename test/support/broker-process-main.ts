// A broker in a process of its own, for tests: options as one JSON argument, one JSON line on stdout once it answers clients
// or cannot start. SIGTERM, or the end of stdin, stops it in order.
import { toError } from '../../src/base/errors.ts';
import { createPinoLogger } from '../../src/base/pino-logger.ts';
import { Broker, type BrokerOptions } from '../../src/broker/broker.ts';

const options = JSON.parse(process.argv[2] ?? '{}') as BrokerOptions;

function tell(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

try {
  const broker = await Broker.start({ ...options, logger: createPinoLogger('warn') });
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
