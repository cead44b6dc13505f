/**
 * How soon a broker process answers its first request, and how much memory it holds when it has nothing to do: compiled,
 * with Node's compile cache cold and warm, and from the sources. The figures promised are those of the warm one.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { SystemClock } from '../../src/base/clock.ts';
import { Connection } from '../../src/net/connection.ts';
import { TcpTransport } from '../../src/net/tcp-transport.ts';
import type { Address } from '../../src/net/transport.ts';
import { median, type Row, round } from '../support/measure.ts';
import type { Settings } from '../support/stage.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const idleMs = 1_000;

interface Start {
  readyMs: number;
  rssMb: number;
}

export function parseAddress(text: string): Address {
  const colon = text.lastIndexOf(':');
  return { host: text.slice(0, colon), port: Number(text.slice(colon + 1)) };
}

export async function* startup(settings: Settings): AsyncGenerator<Row> {
  execFileSync(process.execPath, [join(root, 'scripts', 'build.ts')], { stdio: 'ignore' });
  const directory = await mkdtemp(join(settings.directory, 'tidelog-bench-'));
  const start = (name: string, compiled: boolean) => {
    const cache = join(directory, compiled ? 'cache-compiled' : 'cache-sources');
    return startOnce({ dataDirectory: join(directory, name), cache, compiled });
  };
  try {
    // The first start of each fills its cache.
    const cold = [await start('cold', true)];
    await start('cold-sources', false);
    const warm: Start[] = [];
    const sources: Start[] = [];
    for (let i = 0; i < settings.rounds; i++) {
      warm.push(await start(`warm-${i}`, true));
      sources.push(await start(`sources-${i}`, false));
    }
    yield rowOf('startup/compiled-warm', warm);
    yield rowOf('startup/compiled-cold', cold);
    yield rowOf('startup/sources', sources);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function rowOf(workload: string, starts: readonly Start[]): Row {
  return {
    workload,
    recordsPerSecond: null,
    mbPerSecond: null,
    ceilingRecordsPerSecond: null,
    ratio: null,
    readyMs: round(median(starts.map(({ readyMs }) => readyMs))),
    rssMb: round(median(starts.map(({ rssMb }) => rssMb)), 1),
  };
}

/** From the start of the process to the answer to its first request; then its memory once it has been idle. */
async function startOnce(options: {
  dataDirectory: string;
  cache: string;
  compiled: boolean;
}): Promise<Start> {
  const { dataDirectory, cache, compiled } = options;
  const anyPort = ['--listen', '127.0.0.1:0', '--internal-listen', '127.0.0.1:0'];
  const flags = ['--data-dir', dataDirectory, ...anyPort, '--log-level', 'warn'];
  const startedMs = performance.now();
  const broker = spawn(
    process.execPath,
    [join(root, 'bin', 'tidelog.js'), 'broker', ...flags, '--json', '--until-stdin-ends'],
    {
      env: { ...process.env, NODE_COMPILE_CACHE: cache, TIDELOG_DIST: compiled ? '1' : '0' },
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const ended = once(broker, 'exit');
  try {
    const [line] = await Promise.race([
      once(createInterface(broker.stdout), 'line'),
      ended.then(([code]) => Promise.reject(new Error(`the broker ended with code ${code}`))),
    ]);
    await askForMetadata(parseAddress((JSON.parse(line) as { client: string }).client));
    const readyMs = performance.now() - startedMs;
    await sleep(idleMs);
    return { readyMs, rssMb: residentBytes(broker.pid ?? 0) / 1e6 };
  } finally {
    broker.stdin.end();
    await ended;
  }
}

async function askForMetadata(address: Address): Promise<void> {
  const connection = await Connection.open(address, {
    transport: new TcpTransport(),
    clock: new SystemClock(),
    clientId: 'bench',
    connectTimeoutMs: 5_000,
    frameBytesMax: 1 << 24,
  });
  await connection.request('metadata', { allTopics: true }, { timeoutMs: 5_000 });
  connection.close();
}

function residentBytes(pid: number): number {
  if (process.platform === 'linux') {
    const [, kib] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kib) * 1_024;
  }
  return (
    Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1_024
  );
}
