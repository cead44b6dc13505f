/**
 * How soon a broker process answers its first request, and how much memory it holds when it has nothing to do: compiled,
 * and from the sources, with Node's compile cache cold and warm. What is promised is `compiled-warm`: less than 500 ms and
 * 100 MB.
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
  const starts = new Map<string, Start[]>();
  const start = async (kind: 'compiled' | 'sources', round: number) => {
    // One cache for each round: cold at its first start, warm at the second.
    const cache = join(directory, `cache-${kind}-${round}`);
    for (const state of ['cold', 'warm']) {
      const name = `${kind}-${state}`;
      const dataDirectory = join(directory, `${name}-${round}`);
      const one = await startOnce({ dataDirectory, cache, compiled: kind === 'compiled' });
      starts.set(name, [...(starts.get(name) ?? []), one]);
    }
  };
  try {
    for (let i = 0; i < settings.rounds; i++) {
      await start('compiled', i);
      await start('sources', i);
    }
    for (const name of ['compiled-warm', 'compiled-cold', 'sources-warm', 'sources-cold']) {
      yield rowOf(`startup/${name}`, starts.get(name) ?? []);
    }
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
