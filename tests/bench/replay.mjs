import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { load, median } from './measure.mjs';
import { api, start, startApp, stopAll } from './programs.mjs';
import { COUNT as SEQUENCES, peers } from './replay-peers.mjs';

const STEPS = 4;
const ROUNDS = 3;
/** these are run once: they take long and are far away */
const SLOW = new Set(['newman', 'Bruno CLI', 'httpYac']);
const OURS = 'Playjar API';
const OURS_MANY = 'Playjar API, 4 at a time';
const GOALS = [
  [OURS, 'newman', 25],
  [OURS, 'Bruno CLI', 50],
  [OURS, 'httpYac', 12],
  [OURS, 'Python requests', 2],
  [OURS, 'Hurl', 0.9],
  [OURS_MANY, 'Hurl --jobs 2', 1.1],
  [OURS, 'undici + tough-cookie', 1 / 1.6],
];
const json = process.argv.includes('--json');

const folder = await mkdtemp(path.join(tmpdir(), 'playjar-replay-'));
try {
  const [, port] = await start(['tests/bench/replay-target.mjs'], {}, /^ready (\d+)/m);
  const url = `http://127.0.0.1:${port}`;
  await mkdir(path.join(folder, 'peers'));
  const { all, missing } = await peers(path.join(folder, 'peers'), url);
  const app = await startApp(path.join(folder, 'data'));
  const memory = await memoryOf(app, await runCall(app, url));
  const rates = await measure(url, all, await runCall(app, url));
  report(rates, missing, memory);
} finally {
  stopAll();
  await rm(folder, { recursive: true, force: true });
}

/** The call that runs the sequence once, in a fresh session, everything stored. */
async function runCall(app, target) {
  const sequence = await api(`${app.url}/api/v1/sequences`, 'POST', app.headers, sequenceOf(target));
  const call = { url: `${app.url}/api/v1/sequences/${sequence.id}/runs`, headers: app.headers, body: '{}' };
  const run = await api(call.url, 'POST', app.headers, {});
  if (run.status !== 'passed') throw new Error(`the sequence ${run.status}: ${JSON.stringify(run.steps)}`);
  return call;
}

function sequenceOf(url) {
  const ok = { source: 'status', operator: 'equals', value: 200 };
  const fields = [
    ['_csrf', '{{csrf}}'],
    ['username', 'admin'],
    ['password', 'password'],
  ];
  const csrf = { variable: 'csrf', from: 'css', expression: 'input[name=_csrf]', attribute: 'value' };
  const json = (expression, value) => ({ source: 'json', expression, operator: 'equals', value });
  const cookie = { source: 'cookie', expression: 'login', operator: 'exists' };
  const post = { method: 'POST', url: `${url}/login`, body: { type: 'form', fields } };
  return {
    name: 'login',
    steps: [
      { name: 'form', request: { url: `${url}/login` }, extract: [csrf], assert: [ok] },
      { name: 'login', request: post, assert: [ok, cookie] },
      { name: 'account', request: { url: `${url}/account` }, assert: [ok, json('$.user', 'admin')] },
      { name: 'items', request: { url: `${url}/items` }, assert: [ok, json('$.items[39].ok', true)] },
    ],
  };
}

/** Resident MiB of the server after 200 sequences and after 2,000. */
async function memoryOf(app, call) {
  const resident = () =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${app.pid}/status`, 'utf8'))[1]) / 1024;
  await load(call, SEQUENCES, 1);
  const first = resident();
  await load(call, SEQUENCES * 9, 1);
  return { first, last: resident() };
}

/** Steps a second of each, the median of interleaved rounds. */
async function measure(url, all, call) {
  const rates = {};
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, peer] of Object.entries(all)) {
      if (round > 0 && SLOW.has(name)) continue;
      await counted(url, name, peer.count, rates, () => ended(name, peer));
    }
    await counted(url, OURS, SEQUENCES, rates, () => load(call, SEQUENCES, 1));
    await counted(url, OURS_MANY, SEQUENCES, rates, () => load(call, SEQUENCES, 4));
  }
  return Object.fromEntries(Object.entries(rates).map(([name, values]) => [name, median(values)]));
}

/** Runs `work` and asks the site how many came through: all must. */
async function counted(url, name, count, rates, work) {
  const before = (await (await fetch(`${url}/done`)).json()).done;
  const started = performance.now();
  await work();
  const seconds = (performance.now() - started) / 1000;
  const { done } = await (await fetch(`${url}/done`)).json();
  if (done - before !== count) throw new Error(`${name}: ${done - before} of ${count} came through`);
  (rates[name] ??= []).push((count * STEPS) / seconds);
}

function ended(name, { file, args, cwd }) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => (printed = (printed + chunk).slice(-4000)));
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${name} ended with ${code}: ${printed}`)),
    );
  });
}

function report(rates, missing, memory) {
  const goals = GOALS.filter(([, other]) => rates[other]).map(([ours, other, goal]) => ({
    ours,
    other,
    times: rates[ours] / rates[other],
    goal,
  }));
  if (json) {
    console.log(
      JSON.stringify({
        node: process.version,
        sequences: SEQUENCES,
        stepsPerSecond: rates,
        goals,
        missing,
        memory,
      }),
    );
    return;
  }
  console.log(`\nNode ${process.version}, four steps, ${ROUNDS} interleaved rounds, medians\n`);
  for (const [name, rate] of Object.entries(rates))
    console.log(`${name.padEnd(28)}${rate.toFixed(0).padStart(8)} steps/s`);
  console.log('');
  for (const { ours, other, times, goal } of goals)
    console.log(`${ours} over ${other}: ${times.toFixed(2)}× (goal ${goal.toFixed(2)}×)`);
  for (const line of missing) console.log(`not here: ${line}`);
  const { first, last } = memory;
  console.log(
    `memory: ${first.toFixed(0)} MiB after 200 sequences, ${last.toFixed(0)} MiB after 2,000 (goal +30)`,
  );
}
