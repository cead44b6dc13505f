// Three voters as processes, of which the controller is killed again and again while topics are made and deleted through any
// of them. What was acknowledged must be there on all, nothing half done, and a new controller there soon [QRM-2] [QRM-4].
import { afterEach, expect, test } from 'vitest';
import { SeededRandom } from '../../../src/base/random.ts';
import { QuorumProcesses } from './quorum-processes.ts';
import { TopicChurn } from './topic-churn.ts';

const kills = process.env.TIDELOG_VERIFY === '1' ? 50 : 5;
const seed = Number(process.env.TIDELOG_SEED ?? Date.now() % 1_000_000);
const acknowledgedPerLifeMax = 40;
/** All brokers are compared after every so many kills. */
const killsPerComparison = 5;
/** What is promised at the default settings. */
const newControllerMsMax = 2_000;

let cluster: QuorumProcesses | undefined;

afterEach(async () => {
  await cluster?.end();
});

/** Of an even number of values the greater one in the middle. */
function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Time until another controller decides, counted from the moment of the kill: the first creation that is acknowledged. */
async function killController(among: QuorumProcesses, round: number): Promise<number> {
  const controller = await among.controller();
  const survivors = among.running.filter((nodeId) => nodeId !== controller);
  const probes = await Promise.all(survivors.map((nodeId) => among.prober(nodeId)));
  const killedMs = performance.now();
  await Promise.all([
    among.kill(controller),
    Promise.any(probes.map((probe, at) => probe(`probe-${round}-${at}`))),
  ]);
  const tookMs = performance.now() - killedMs;
  expect(await among.controller(survivors)).not.toBe(controller);
  return tookMs;
}

test(`${kills} kills of the controller cost no acknowledged change (seed ${seed})`, async () => {
  cluster = await QuorumProcesses.start();
  const running = cluster;
  const churn = new TopicChurn(running, new SeededRandom(seed));
  const random = new SeededRandom(seed + 1);
  const times: number[] = [];
  churn.start(2);
  for (let kill = 1; kill <= kills; kill++) {
    await churn.acknowledged(1 + random.integerBelow(acknowledgedPerLifeMax));
    times.push(await killController(running, kill));
    await churn.acknowledged(1 + random.integerBelow(acknowledgedPerLifeMax));
    const missing = running.nodeIds.filter((nodeId) => !running.running.includes(nodeId));
    await Promise.all(missing.map((nodeId) => running.start(nodeId)));
    if (kill % killsPerComparison > 0 && kill < kills) continue;
    await churn.stop();
    const { topics } = await running.agreedMetadata();
    const verdict = churn.judge(topics.filter(({ name }) => !name.startsWith('probe-')));
    expect(verdict.problems).toEqual([]);
    if (kill < kills) churn.start(2);
    else {
      process.stdout.write(
        `controller kills, seed ${seed}: ${kills} kills, ${verdict.created} topics created, ${verdict.deleted} deleted, ` +
          `${verdict.unanswered} operations without a good answer; a new controller after ` +
          `${Math.round(median(times))} ms (median), ${Math.round(Math.max(...times))} ms (max)\n`,
      );
    }
  }
  expect(median(times)).toBeLessThan(newControllerMsMax);
});
