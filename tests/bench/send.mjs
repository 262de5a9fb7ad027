import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { must } from '../../lib/commands/process.mjs';
import { load, median, quantile } from './measure.mjs';
import { api, freePort, start, startApp, stopAll } from './programs.mjs';

const ROUNDS = 9;
const REQUESTS = 250;
const CLIENTS = 8;
const json = process.argv.includes('--json');

const folder = await mkdtemp(path.join(tmpdir(), 'playjar-bench-'));
try {
  const calls = await setUp();
  const results = await measure(calls);
  report(results);
} finally {
  stopAll();
  await rm(folder, { recursive: true, force: true });
}

/** Starts the target, Playjar and the baseline app, each a process of its own; answers the calls to compare. */
async function setUp() {
  const baselineDir = path.join(import.meta.dirname, 'baseline');
  await must('bin:next', ['build', baselineDir], { env: { NODE_ENV: 'production' }, stdout: 'stderr' });
  const [, targetPort] = await start(['tests/bench/target.mjs'], {}, /^ready (\d+)/m);
  const target = `http://127.0.0.1:${targetPort}/item`;
  const app = await startApp(folder);
  const baselinePort = String(await freePort());
  await start(['tests/bench/baseline/serve.mjs'], { PORT: baselinePort }, /^ready/m);
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ url: target });
  const send = async (hosts) => ({
    url: `${app.url}/api/v1/sessions/${await sessionWithCookies(app, hosts)}/send`,
    headers: app.headers,
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
async function sessionWithCookies({ url, headers }, hosts) {
  const session = await api(`${url}/api/v1/sessions`, 'POST', headers, { name: `${hosts} hosts` });
  const names = [
    '127.0.0.1',
    ...Array.from({ length: hosts - 1 }, (_, index) => `host-${index}.example.com`),
  ];
  const cookies = names.flatMap((domain) =>
    Array.from({ length: 10 }, (_, index) => ({ name: `c${index}`, value: `value-of-${index}`, domain })),
  );
  await api(`${url}/api/v1/sessions/${session.id}/cookies`, 'PUT', headers, { cookies });
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
