import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildIsCurrent } from '../../lib/commands/stamp.mjs';
import { build } from '../../lib/commands/build.mjs';
import { must, ROOT } from '../../lib/commands/process.mjs';
import { load, median, quantile } from './measure.mjs';

const ROUNDS = 9;
const REQUESTS = 250;
const CLIENTS = 8;
const json = process.argv.includes('--json');
const children = [];

const folder = await mkdtemp(path.join(tmpdir(), 'playjar-bench-'));
try {
  const calls = await setUp();
  const results = await measure(calls);
  report(results);
} finally {
  for (const child of children) child.kill();
  await rm(folder, { recursive: true, force: true });
}

/** Starts the target, Playjar and the baseline app, each a process of its own; answers the calls to compare. */
async function setUp() {
  if (!(await buildIsCurrent())) await build();
  const baselineDir = path.join(import.meta.dirname, 'baseline');
  await must('bin:next', ['build', baselineDir], { env: { NODE_ENV: 'production' }, stdout: 'stderr' });
  const [, targetPort] = await start(['tests/bench/target.mjs'], {}, /^ready (\d+)/m);
  const target = `http://127.0.0.1:${targetPort}/item`;
  const env = { HOST: '127.0.0.1', PORT: String(await freePort()), PLAYJAR_DATA_DIR: folder };
  await start(['lib/commands/start.mjs'], env, /ready at/);
  const baselinePort = String(await freePort());
  await start(['tests/bench/baseline/serve.mjs'], { PORT: baselinePort }, /^ready/m);
  const app = `http://127.0.0.1:${env.PORT}`;
  const token = await print(['lib/commands/token.mjs', '--name', 'bench'], env);
  const headers = { 'content-type': 'application/json' };
  const authorized = { ...headers, authorization: `Bearer ${token}` };
  const body = JSON.stringify({ url: target });
  const send = async (hosts) => ({
    url: `${app}/api/v1/sessions/${await sessionWithCookies(app, authorized, hosts)}/send`,
    headers: authorized,
    body,
  });
  return {
    'Next route handler, bare': { url: `http://127.0.0.1:${baselinePort}/bare`, headers, body },
    'Next route handler + raw undici': { url: `http://127.0.0.1:${baselinePort}/undici`, headers, body },
    'Playjar send, jar of 20 cookies': await send(2),
    'Playjar send, jar of 2,000 cookies': await send(200),
  };
}

/** Ten cookies a host, the target's own host among them. */
async function sessionWithCookies(app, headers, hosts) {
  const session = await api(`${app}/api/v1/sessions`, 'POST', headers, { name: `${hosts} hosts` });
  const names = [
    '127.0.0.1',
    ...Array.from({ length: hosts - 1 }, (_, index) => `host-${index}.example.com`),
  ];
  const cookies = names.flatMap((domain) =>
    Array.from({ length: 10 }, (_, index) => ({ name: `c${index}`, value: `value-of-${index}`, domain })),
  );
  await api(`${app}/api/v1/sessions/${session.id}/cookies`, 'PUT', headers, { cookies });
  return session.id;
}

async function measure(calls) {
  const results = Object.fromEntries(
    Object.keys(calls).map((name) => [name, { p50: [], p99: [], perSecond: [], perSecondMany: [] }]),
  );
  for (const call of Object.values(calls)) await load(call, REQUESTS, 1);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, call] of Object.entries(calls)) {
      const one = await load(call, REQUESTS, 1);
      const many = await load(call, REQUESTS * 2, CLIENTS);
      results[name].p50.push(quantile(one.times, 0.5));
      results[name].p99.push(quantile(one.times, 0.99));
      results[name].perSecond.push(one.perSecond);
      results[name].perSecondMany.push(many.perSecond);
    }
  }
  return results;
}

function report(results) {
  const rows = Object.entries(results).map(([name, values]) => ({
    name,
    p50Ms: median(values.p50),
    p99Ms: median(values.p99),
    perSecondAt1: median(values.perSecond),
    [`perSecondAt${CLIENTS}`]: median(values.perSecondMany),
  }));
  const [, undici, twenty, thousands] = rows;
  const ratios = {
    twentyOverUndici: twenty.p50Ms / undici.p50Ms,
    thousandsOverTwenty: thousands.p50Ms / twenty.p50Ms,
  };
  if (json) {
    console.log(
      JSON.stringify({ node: process.version, rounds: ROUNDS, requestsPerRound: REQUESTS, rows, ratios }),
    );
    return;
  }
  console.log(`\nNode ${process.version}, ${ROUNDS} interleaved rounds of ${REQUESTS}, medians\n`);
  console.log(
    `${''.padEnd(36)}${'p50 ms'.padStart(9)}${'p99 ms'.padStart(9)}${'1 client/s'.padStart(12)}${`${CLIENTS} clients/s`.padStart(13)}`,
  );
  for (const row of rows) {
    console.log(
      row.name.padEnd(36) +
        row.p50Ms.toFixed(2).padStart(9) +
        row.p99Ms.toFixed(2).padStart(9) +
        row.perSecondAt1.toFixed(0).padStart(12) +
        row[`perSecondAt${CLIENTS}`].toFixed(0).padStart(13),
    );
  }
  console.log(
    `\nA send of ours over the same with raw undici: ${ratios.twentyOverUndici.toFixed(2)}× (goal 1.3×)`,
  );
  console.log(`2,000 cookies over 20: ${ratios.thousandsOverTwenty.toFixed(2)}× (goal 1.2×)`);
}

async function api(url, method, headers, body) {
  const response = await fetch(url, { method, headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

/** Starts a program of ours and waits for the line that says it is ready. */
function start(args, env, ready) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    let printed = '';
    child.stdout.on('data', (chunk) => {
      printed += chunk;
      const match = ready.exec(printed);
      if (match) resolve(match);
    });
    child.once('exit', (code) => reject(new Error(`${args[0]} ended with ${code}: ${printed}`)));
  });
}

function print(args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    child.stdout.on('data', (chunk) => (printed += chunk));
    child.once('exit', (code) =>
      code === 0 ? resolve(printed.trim()) : reject(new Error(`${args[0]} ended with ${code}`)),
    );
  });
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
