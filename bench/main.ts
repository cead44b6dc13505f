/**
 * The benchmark: `npm run bench`, or `npm run bench -- produce latency`.
 *
 * The canonical workload is one broker process and one client process on one machine, a topic of six partitions, records
 * of 100-byte values without keys, and the settings that people get when they set nothing: acks all, durability sync, 16
 * KiB batches (`produce/sync`, `consume/disk`). Small records are the hard case, where what a program does per record
 * counts and not what a disk does per byte; 100 bytes is also what other logs publish, so that figures can be compared.
 *
 * Beside each stands a ceiling from the same minutes: as many bytes from socket to file (for consume, from file to
 * socket) with no protocol at all, with the same rule of one fdatasync per group. Runs of both take turns and the
 * medians count, since a shared machine is never the same twice; the ratio says more than the rates.
 */
import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import type { Row } from './support/measure.ts';
import { formatHeader, formatRow } from './support/report.ts';
import { type Settings, Stage } from './support/stage.ts';
import { broker } from './workloads/broker.ts';
import { consume } from './workloads/consume.ts';
import { groups } from './workloads/groups.ts';
import { latency } from './workloads/latency.ts';
import { micro } from './workloads/micro.ts';
import { produce } from './workloads/produce.ts';
import { quorum } from './workloads/quorum.ts';
import { recovery } from './workloads/recovery.ts';
import { replication } from './workloads/replication.ts';
import { startup } from './workloads/startup.ts';
import { storage } from './workloads/storage.ts';

const usage = `usage: npm run bench -- [produce|consume|latency|broker|startup|recovery|storage|quorum|replication|groups|micro …] [options]
  --json              one object per line
  --rounds <n>        runs of each workload, of which the median counts (default 5)
  --scale <x>         times as many records (default 1)
  --directory <path>  where to write; a real disk (default ${tmpdir()})
  --profile <path>    folder for CPU profiles of the broker and the clients
`;

/** Each has a broker and clients of its own. */
const staged = { produce, consume, latency, broker };
const unstaged = { startup, recovery, storage, quorum, replication, groups, micro };
const names = [...Object.keys(staged), ...Object.keys(unstaged)];

async function* runWorkload(name: string, settings: Settings): AsyncGenerator<Row> {
  if (Object.hasOwn(unstaged, name)) {
    yield* unstaged[name as keyof typeof unstaged](settings);
    return;
  }
  await using stage = await Stage.open(settings);
  yield* staged[name as keyof typeof staged](stage);
}

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      rounds: { type: 'string', default: '5' },
      scale: { type: 'string', default: '1' },
      directory: { type: 'string', default: tmpdir() },
      profile: { type: 'string' },
    },
  });
  const unknown = positionals.find((name) => !names.includes(name));
  if (unknown) throw new Error(`there is no workload ${unknown}; there are ${names.join(', ')}`);
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds is ${values.rounds}`);
  const scale = Number(values.scale);
  if (!(scale > 0)) throw new Error(`--scale is ${values.scale}`);
  const { directory, profile: profileDirectory, json } = values;
  const settings: Settings = { directory, rounds, scale, profileDirectory };
  return { settings, json, chosen: positionals.length > 0 ? positionals : names };
}

async function main(): Promise<void> {
  const { settings, json, chosen } = readArguments();
  if (!json) process.stdout.write(formatHeader());
  for (const name of chosen) {
    process.stderr.write(`bench: ${name} …\n`);
    for await (const row of runWorkload(name, settings)) {
      process.stdout.write(json ? `${JSON.stringify(row)}\n` : formatRow(row));
    }
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(
    `bench: ${error instanceof Error ? error.message : String(error)}\n${usage}`,
  );
  process.exitCode = 1;
}
