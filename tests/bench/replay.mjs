import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../../lib/commands/process.mjs';
import { load, median } from './measure.mjs';
import { api, start, startApp, stopAll } from './programs.mjs';
import { COUNT as SEQUENCES, peers } from './replay-peers.mjs';

const STEPS = 4;
const ROUNDS = 3;
const LINE_ROUNDS = 7;
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
  const call = await runCall(app, url);
  const memory = await memoryOf(app, url, call);
  const { rates, cpu } = await measure(url, all, app, call);
  const lines = await commandLines(app, call, all.newman);
  report({ rates, cpu, missing, memory, lines });
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

function residentMiB({ pid }) {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
}

/** Resident MiB of the server after 200 sequences, 2,000 and 4,000; and while one of 200 steps is streamed. */
async function memoryOf(app, target, call) {
  await load(call, SEQUENCES, 1);
  const first = residentMiB(app);
  await load(call, SEQUENCES * 9, 1);
  const last = residentMiB(app);
  await load(call, SEQUENCES * 10, 1);
  const later = residentMiB(app);
  return { first, last, later, longRun: await longRun(app, target) };
}

/** MiB at the 20th and at the last of 200 steps, each step heard of over one stream. */
async function longRun(app, target) {
  const steps = Array.from({ length: 200 }, (_, n) => ({ name: `${n}`, request: { url: `${target}/long` } }));
  const { id } = await api(`${app.url}/api/v1/sequences`, 'POST', app.headers, { name: 'long', steps });
  const headers = { ...app.headers, accept: 'text/event-stream' };
  const sizes = [];
  for (let round = 0; round < 2; round += 1) {
    sizes.length = 0;
    const url = `${app.url}/api/v1/sequences/${id}/runs`;
    const { body } = await fetch(url, { method: 'POST', headers, body: '{}' });
    for await (const text of body.pipeThrough(new TextDecoderStream())) {
      for (let count = text.split('event: step').length - 1; count > 0; count -= 1)
        sizes.push(residentMiB(app));
    }
    if (sizes.length !== steps.length) throw new Error(`${sizes.length} of ${steps.length} steps were told`);
  }
  return { at20: sizes[19], at200: sizes[199] };
}

/**
 * Steps a second of each, the median of interleaved rounds, and the milliseconds of processor time that one step took:
 * of a server what it used meanwhile, of a program its whole life. That one hardly changes when others use the machine.
 */
async function measure(url, all, app, call) {
  const rates = {};
  const cpu = {};
  const meter = { rates, cpu };
  const ours = () => processorMs(app.pid);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, peer] of Object.entries(all)) {
      if (round > 0 && SLOW.has(name)) continue;
      await counted(url, name, peer.count, meter, childrenMs, () => ended(name, peer));
    }
    await counted(url, OURS, SEQUENCES, meter, ours, () => load(call, SEQUENCES, 1));
    await counted(url, OURS_MANY, SEQUENCES, meter, ours, () => load(call, SEQUENCES, 4));
  }
  const medians = (all) =>
    Object.fromEntries(Object.entries(all).map(([name, values]) => [name, median(values)]));
  return { rates: medians(rates), cpu: medians(cpu) };
}

/** Processor time of a process so far, all its threads, in milliseconds (proc(5); a tick is 10 ms). */
function processorMs(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** The same of this process's children that have ended, and of theirs. */
function childrenMs() {
  const fields = readFileSync('/proc/self/stat', 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[13]) + Number(fields[14])) * 10;
}

/** Milliseconds of one sequence by the command line against the running server, beside node alone and newman, in turn. */
async function commandLines(app, call, newman) {
  const id = /sequences\/([^/]+)/.exec(call.url)[1];
  const env = { PLAYJAR_URL: app.url, PLAYJAR_TOKEN: app.headers.authorization.replace('Bearer ', '') };
  const once = newman.args.map((arg) => (arg === String(newman.count) ? '1' : arg));
  const programs = {
    'node -e 0': { file: process.execPath, args: ['-e', '0'] },
    'playjar run': {
      file: process.execPath,
      args: [path.join(ROOT, 'lib/commands/playjar.mjs'), 'run', id],
      env,
    },
    newman: { ...newman, args: once },
  };
  const times = Object.fromEntries(Object.keys(programs).map((name) => [name, []]));
  for (let round = 0; round < LINE_ROUNDS; round += 1) {
    for (const [name, program] of Object.entries(programs)) {
      const started = performance.now();
      await ended(name, program);
      times[name].push(performance.now() - started);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]));
}

/** Runs `work` and asks the site how many came through: all must. */
async function counted(url, name, count, { rates, cpu }, processor, work) {
  const before = (await (await fetch(`${url}/done`)).json()).done;
  const [started, used] = [performance.now(), processor()];
  await work();
  const seconds = (performance.now() - started) / 1000;
  (cpu[name] ??= []).push((processor() - used) / (count * STEPS));
  const { done } = await (await fetch(`${url}/done`)).json();
  if (done - before !== count) throw new Error(`${name}: ${done - before} of ${count} came through`);
  (rates[name] ??= []).push((count * STEPS) / seconds);
}

function ended(name, { file, args, cwd, env }) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => (printed = (printed + chunk).slice(-4000)));
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${name} ended with ${code}: ${printed}`)),
    );
  });
}

function report({ rates, cpu, missing, memory, lines }) {
  const goals = GOALS.filter(([, other]) => rates[other]).map(([ours, other, goal]) => ({
    ours,
    other,
    times: rates[ours] / rates[other],
    goal,
  }));
  const line = lines['playjar run'];
  const lineGoals = { overNode: line / lines['node -e 0'], overNewman: line / lines.newman };
  if (json) {
    const { version } = process;
    const more = { sequences: SEQUENCES, stepsPerSecond: rates, processorMsPerStep: cpu };
    console.log(JSON.stringify({ node: version, ...more, goals, missing, memory, lines, lineGoals }));
    return;
  }
  console.log(`\nNode ${process.version}, four steps, ${ROUNDS} interleaved rounds, medians\n`);
  for (const [name, rate] of Object.entries(rates))
    console.log(
      `${name.padEnd(28)}${rate.toFixed(0).padStart(8)} steps/s${cpu[name].toFixed(2).padStart(9)} ms of processor a step`,
    );
  console.log('');
  for (const { ours, other, times, goal } of goals)
    console.log(`${ours} over ${other}: ${times.toFixed(2)}× (goal ${goal.toFixed(2)}×)`);
  for (const what of missing) console.log(`not here: ${what}`);
  const { first, last, later, longRun: long } = memory;
  console.log(
    `memory: ${first.toFixed(0)} MiB after 200 sequences, ${last.toFixed(0)} MiB after 2,000 (goal +30), ${later.toFixed(0)} MiB after 4,000`,
  );
  console.log(
    `a run of 200 steps of 64 kB: ${long.at20.toFixed(0)} MiB at its 20th step, ${long.at200.toFixed(0)} MiB at its last`,
  );
  console.log(
    `one sequence by playjar run: ${line.toFixed(0)} ms, ${lineGoals.overNode.toFixed(2)}× node -e 0 (goal 1.6×), ${lineGoals.overNewman.toFixed(2)}× newman (goal 0.20×)`,
  );
}
