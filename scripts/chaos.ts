/**
 * Runs real broker processes under faults, with clients at work, and judges the recorded history afterwards.
 *
 *   npm run chaos [-- --seconds N --seed S --mix NAME --brokers N --voters N --replicas N --keep --json]
 *   npm run chaos -- failover [--kills N]    kills of leaders, one after the other: how long until writes go on
 *   npm run chaos -- groups [--seconds N --seed S]   members of a consumer group, processes too, while brokers are killed
 *   npm run chaos -- check HISTORY.jsonl     judges a history that was kept
 *   npm run chaos -- list                    the mixes of faults, by name
 *
 * A run that fails, or shows nothing because its faults did not apply (INVALID), leaves its folder behind and prints the command
 * that repeats it. The last line is `N passed, N failed`; the exit code is 1 when anything failed and 2 for a wrong call.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { toError } from '../src/base/errors.ts';
import { MIB } from '../src/base/units.ts';
import { HistoryChecker, type Verdict } from '../test/chaos/checker/history-checker.ts';
import type { GroupVerdict } from '../test/chaos/groups/group-checker.ts';
import { groupFaultKinds } from '../test/chaos/groups/groups-run.ts';
import { HistoryFile, readHistory } from '../test/chaos/history/history-file.ts';
import { ChaosRun } from '../test/chaos/run/chaos-run.ts';
import { type FaultKind, type MixName, mixes, survivable } from '../test/chaos/run/mixes.ts';
import { SmallDisk } from '../test/support/small-disk.ts';
import { checkGroupHistory, runGroups, tellGroupVerdict } from './chaos/groups.ts';
import { print, tell } from './chaos/report.ts';

const clusterDefaults = { brokers: 3, voters: 3, replicas: 3 };

/** How long a killed leader stays away: longer than it takes until another one leads. */
const killedMs = 6_000;
const killsDefault = 50;
/** Of p99, with replicas that can take over. */
const failoverMsMax = { leader: 3_000, controller: 5_000 };

interface Call {
  kills: number | undefined;
  seconds: number;
  seed: number;
  mix: MixName;
  brokers: number;
  voters: number;
  replicas: number;
  keep: boolean;
  json: boolean;
}

function usage(message: string): never {
  process.stderr.write(
    `${message}\nusage: npm run chaos [-- --seconds N --seed S --mix NAME --brokers N --voters N --replicas N --keep --json | failover --kills N | groups --seconds N --seed S | check FILE | list]\n`,
  );
  process.exit(2);
}

function wholeNumber(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 1) return value;
  usage(`--${name} is "${text}"; it must be a whole number of at least 1`);
}

function mixNamed(name: string): MixName {
  if (Object.hasOwn(mixes, name)) return name as MixName;
  usage(`there is no mix "${name}"; there are: ${Object.keys(mixes).join(', ')}`);
}

function readArguments() {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const numbers = {
    seconds: text,
    seed: text,
    kills: text,
    brokers: text,
    voters: text,
    replicas: text,
  };
  const options = { ...numbers, mix: text, keep: flag, json: flag };
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    usage(toError(error).message);
  }
}

/** The faults of the mix that this cluster can survive and this machine can make. */
async function faultsOf(call: Call): Promise<FaultKind[]> {
  const mix = mixes[call.mix];
  const chosen = survivable(mix, call);
  const left = mix.faults.filter((kind) => !chosen.includes(kind));
  if (left.length > 0) {
    print(
      `SKIP: ${left.join(', ')}: such a cluster could not survive that (--brokers, --replicas)`,
    );
  }
  if (!chosen.includes('disk-full')) return chosen;
  try {
    const disk = await SmallDisk.mount(MIB);
    await disk.unmount();
    return chosen;
  } catch (error) {
    print(`SKIP: disk-full: ${toError(error).message}`);
    return chosen.filter((kind) => kind !== 'disk-full');
  }
}

async function check(path: string, isQuiet: boolean): Promise<Verdict> {
  const checker = new HistoryChecker({ faultsMin: isQuiet ? 0 : 1 });
  for await (const entry of readHistory(path)) checker.accept(entry);
  return checker.verdict();
}

function end(verdict: Verdict, json: boolean): boolean {
  if (json) print(JSON.stringify(verdict));
  else tell(verdict);
  return verdict.isGood;
}

function isFastEnough({ replicas }: Call, { figures }: Verdict): boolean {
  const { failover, failoverOfController } = figures;
  const isFast =
    failover.p99 <= failoverMsMax.leader && failoverOfController.p99 <= failoverMsMax.controller;
  if (!isFast) {
    const { leader, controller } = failoverMsMax;
    print(`too slow: p99 may be ${leader} ms, and ${controller} ms where it was the controller`);
  }
  return isFast || replicas < 3;
}

/** Of either kind: one of groups says so with its first entry. */
async function checkFile(path: string, json: boolean): Promise<boolean> {
  for await (const { op } of readHistory<{ op: string }>(path)) {
    if (op === 'group') return endGroups(await checkGroupHistory(path), json);
    break;
  }
  return end(await check(path, true), json);
}

function endGroups(verdict: GroupVerdict, json: boolean): boolean {
  if (json) print(JSON.stringify(verdict));
  else tellGroupVerdict(verdict);
  return verdict.isGood;
}

async function groups(call: Call): Promise<boolean> {
  const { json, keep, seconds, seed, brokers, voters, replicas } = call;
  const cluster = `--brokers ${brokers} --voters ${voters} --replicas ${replicas}`;
  if (!json) print(`groups, seed ${seed}, ${seconds} s, ${cluster}`);
  const directory = await mkdtemp(join(tmpdir(), 'tidelog-chaos-'));
  const onNews = (line: string) => {
    if (!json) print(`  ${line}`);
  };
  let isGood = false;
  try {
    const verdict = await runGroups({
      ...{ directory, brokers, voters, replicas, seconds, seed, onNews },
    });
    isGood = endGroups(verdict, json);
  } catch (error) {
    print(`the run could not be carried out: ${toError(error).stack}`);
  }
  if (isGood && !keep) await rm(directory, { recursive: true });
  else print(`the history and the brokers' logs are in ${directory}`);
  if (!isGood) {
    print(`again: npm run chaos -- groups --seconds ${seconds} --seed ${seed} ${cluster}`);
  }
  return isGood;
}

async function run(call: Call): Promise<boolean> {
  const kinds = await faultsOf(call);
  if (kinds.length === 0 && call.mix !== 'quiet') usage(`no fault is left of the mix ${call.mix}`);
  const { atOnce } = mixes[call.mix];
  const directory = await mkdtemp(join(tmpdir(), 'tidelog-chaos-'));
  const history = new HistoryFile(join(directory, 'history.jsonl'));
  const onNews = (line: string) => {
    if (!call.json) print(`  ${line}`);
  };
  let isGood = false;
  try {
    const series = call.kills === undefined ? undefined : { faults: call.kills, holdMs: killedMs };
    await ChaosRun.execute({ ...call, directory, kinds, atOnce, series, history, onNews });
    await history.close();
    const verdict = await check(history.path, call.mix === 'quiet');
    isGood = end(verdict, call.json) && (call.kills === undefined || isFastEnough(call, verdict));
  } catch (error) {
    print(`the run could not be carried out: ${toError(error).stack}`);
  }
  if (isGood && !call.keep) await rm(directory, { recursive: true });
  else print(`the history and the brokers' logs are in ${directory}`);
  if (!isGood) {
    const { kills, mix, seed, seconds, brokers, voters, replicas } = call;
    const cluster = `--brokers ${brokers} --voters ${voters} --replicas ${replicas}`;
    const what = kills ? `failover --kills ${kills}` : `--mix ${mix} --seconds ${seconds}`;
    print(`again: npm run chaos -- ${what} --seed ${seed} ${cluster}`);
  }
  return isGood;
}

async function main(): Promise<boolean> {
  const { values, positionals } = readArguments();
  const [command, path, ...more] = positionals;
  if (more.length > 0) usage(`what is ${more.join(' ')}?`);
  if (command === 'check' && path !== undefined) return await checkFile(path, values.json);
  if (command === 'list') {
    for (const [name, { faults, atOnce }] of Object.entries(mixes)) {
      print(`${name}: ${faults.join(', ') || 'no faults'}${atOnce > 1 ? ', two at a time' : ''}`);
    }
    print(
      `groups (a command, not a mix): ${groupFaultKinds.join(', ')}, of brokers and members at a time`,
    );
    return true;
  }
  const isFailover = command === 'failover' && path === undefined;
  const isGroups = command === 'groups' && path === undefined;
  if (command !== undefined && !isFailover && !isGroups)
    usage(`there is no "${positionals.join(' ')}"`);
  const secondsDefault = process.env.TIDELOG_VERIFY === '1' ? 60 : 20;
  const call: Call = {
    kills: isFailover ? wholeNumber('kills', values.kills, killsDefault) : undefined,
    seconds: wholeNumber('seconds', values.seconds, secondsDefault),
    seed: wholeNumber('seed', values.seed, Date.now() % 1_000_000),
    mix: mixNamed(isFailover ? 'kill-leader' : (values.mix ?? 'everything')),
    brokers: wholeNumber('brokers', values.brokers, clusterDefaults.brokers),
    voters: wholeNumber('voters', values.voters, clusterDefaults.voters),
    replicas: wholeNumber('replicas', values.replicas, clusterDefaults.replicas),
    keep: values.keep,
    json: values.json,
  };
  if (Math.max(call.voters, call.replicas) > call.brokers) {
    usage(
      `${call.brokers} brokers are too few for ${call.voters} voters and ${call.replicas} replicas`,
    );
  }
  const { mix, seed, seconds, brokers, voters, replicas } = call;
  if (isGroups) return await groups(call);
  if (!call.json) {
    print(
      `mix ${mix}, seed ${seed}, ${call.kills ? `${call.kills} kills` : `${seconds} s`}, ${brokers} brokers, ${voters} voters, ${replicas} replicas`,
    );
  }
  return await run(call);
}

const isGood = await main();
process.exitCode = isGood ? 0 : 1;
print(isGood ? '1 passed, 0 failed' : '0 passed, 1 failed');
// After a run that could not be carried out something may still be under way.
process.stdout.write('', () => process.exit());
