import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import Libsql from 'libsql';
import { build } from '../../lib/commands/build.mjs';
import { ROOT, TYPESCRIPT } from '../../lib/commands/process.mjs';
import { buildIsCurrent } from '../../lib/commands/stamp.mjs';
import { median, quantile } from '../bench/measure.mjs';
import { call } from './load.mjs';
import { openPlace } from './place.mjs';
import { startFaults } from './soak-target.mjs';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '30' }, report: { type: 'string' } },
});
const MINUTES = Number(values.minutes);
const SAMPLE_MS = 2_000;
/** In every so many samples the busy workspace rests, so that the other is seen alone under the same conditions. */
const REST_EACH = 4;
/** Longer than the longest of the faults. */
const REST_MS = 700;
const CLIENTS = 6;
/** How much more the last quarter may hold than the second: what a handful of sends under way makes of difference. */
const SLACK = { descriptors: 8, sockets: 8, heapMiB: 8, memoryMiB: 48, leases: 4 };

/** The busy workspace meets this all the time. */
const AT_ONCE = 4;

if (!(await buildIsCurrent())) await build();
const place = await openPlace('sqlite', {
  env: {
    PLAYJAR_LIMITS: JSON.stringify({
      sendsAtOnce: AT_ONCE,
      readMs: 300,
      connectMs: 300,
      responseBodyBytes: 1_000_000,
      historySends: 500,
    }),
  },
});
const target = await startFaults();
let isGood = false;
let isResting = false;
try {
  isGood = await soak();
} finally {
  await place.close();
  target.close();
}
if (values.report) {
  const name = 'fault 76: under mixed faults descriptors, heap, sockets and leases stay flat';
  writeFileSync(values.report, JSON.stringify([{ name, passed: isGood }]));
}
process.exit(isGood ? 0 : 1);

/** Mixed faults in one workspace at its limit; what the process holds, and what another workspace's sends take. */
async function soak() {
  const heapFile = path.join(place.dataDir, '..', 'heap');
  const probe = pathToFileURL(path.join(ROOT, 'tests/chaos/heap-probe.mjs'));
  const app = await place.start({ NODE_OPTIONS: `--import=${probe}`, PLAYJAR_HEAP_FILE: heapFile });
  const busy = await openClient(app, await place.token());
  const calm = fork(path.join(ROOT, 'tests/chaos/calm.mjs'));
  await asked(calm, { open: { url: app.url, token: await secondToken() }, sends: 200 });
  const end = performance.now() + MINUTES * 60_000;
  const counts = {};
  const load = Array.from({ length: CLIENTS }, () => sendFaults(busy, end, counts));
  const samples = [];
  const times = { alone: [], beside: [] };
  for (let next = performance.now(), n = 1; performance.now() < end; next += SAMPLE_MS, n += 1) {
    isResting = n % REST_EACH === 0;
    if (isResting) {
      await wait(REST_MS);
      samples.push({ ...sample(app.pid), heapMiB: await heapOf(app.pid, heapFile) });
    } else samples.push(sample(app.pid));
    times[isResting ? 'alone' : 'beside'].push(...(await asked(calm, { sends: isResting ? 30 : 10 })));
    isResting = false;
    await wait(Math.max(0, next + SAMPLE_MS - performance.now()));
  }
  await Promise.all(load);
  busy.agent.destroy();
  calm.disconnect();
  await wait(6_000);
  const atRest = { ...sample(app.pid), heapMiB: await heapOf(app.pid, heapFile) };
  return report({ counts, samples, atRest, times });
}

/** What the server's heap holds without garbage, in MiB; it answers a signal with a file. */
async function heapOf(pid, file) {
  rmSync(file, { force: true });
  process.kill(pid, 'SIGUSR2');
  for (;;) {
    await wait(20);
    const bytes = Number(fileText(file));
    if (bytes > 0) return Math.round(bytes / 1024 / 1024);
  }
}

function fileText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

async function openClient(app, token) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: CLIENTS });
  const session = (await call(agent, app.url, token, 'POST', '/sessions', { name: 'soak' })).body.id;
  return { send: (url) => call(agent, app.url, token, 'POST', `/sessions/${session}/send`, { url }), agent };
}

async function secondToken() {
  const env = { ...process.env, PLAYJAR_DATA_DIR: place.dataDir, DATABASE_URL: place.databaseUrl };
  const args = [...TYPESCRIPT, 'tests/chaos/second-workspace.ts'];
  return (await promisify(execFile)(process.execPath, args, { cwd: ROOT, env })).stdout.trim();
}

async function sendFaults({ send }, end, counts) {
  while (performance.now() < end) {
    if (isResting) {
      await wait(20);
      continue;
    }
    const answer = await send(target.next());
    const code = codeOf(answer);
    counts[code] = (counts[code] ?? 0) + 1;
    if (code === 'rate_limited') await wait(20);
  }
}

function codeOf(answer) {
  if (answer === null) return 'server gone';
  return answer.body.error?.code ?? answer.body.code ?? 'ok';
}

/** What another process answers to this. */
async function asked(child, message) {
  const answer = once(child, 'message');
  child.send(message);
  return (await answer)[0];
}

/** What the server holds now, by what Linux says of it and what its database says is under way. */
function sample(pid) {
  const links = readdirSync(`/proc/${pid}/fd`).map((fd) => linkOf(`/proc/${pid}/fd/${fd}`));
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const db = new Libsql(place.databaseUrl.slice('file:'.length));
  const [row] = db.prepare(`SELECT count(*) AS running FROM "Exchange" WHERE "state" = 'running'`).all();
  db.close();
  return {
    descriptors: links.length,
    sockets: links.filter((link) => link.startsWith('socket:')).length,
    memoryMiB: Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024),
    leases: row.running,
  };
}

function linkOf(file) {
  try {
    return readlinkSync(file);
  } catch {
    return '';
  }
}

function report({ counts, samples, atRest, times }) {
  const quarter = Math.max(1, Math.floor(samples.length / 4));
  // The first quarter warms up: caches fill and code is compiled.
  const parts = [samples.slice(quarter, 2 * quarter), samples.slice(-quarter)];
  console.log(
    `${MINUTES} minutes, ${Object.values(counts).reduce((a, b) => a + b, 0)} sends: ${JSON.stringify(counts)}`,
  );
  let isFlat = atRest.leases === 0;
  for (const [what, slack] of Object.entries(SLACK)) {
    const [early, late] = parts.map((part) =>
      median(part.map((one) => one[what]).filter((value) => value !== undefined)),
    );
    const flat = late <= early * 1.1 + slack;
    isFlat &&= flat;
    console.log(
      `${what}: ${early} in the second quarter, ${late} in the last, ${atRest[what]} at rest${flat ? '' : ' NOT FLAT'}`,
    );
  }
  const told = (ms) => `p50 ${quantile(ms, 0.5).toFixed(1)}, p95 ${quantile(ms, 0.95).toFixed(1)} ms`;
  console.log(
    `another workspace's sends: alone ${told(times.alone)}; beside the one at its limit ${told(times.beside)}`,
  );
  console.log(isFlat ? 'soak: flat' : 'soak: NOT FLAT');
  return isFlat;
}
