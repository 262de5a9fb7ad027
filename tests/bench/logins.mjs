import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { load, median, quantile } from './measure.mjs';
import { freePort, start, stopAll } from './programs.mjs';

const LOGINS = 200;
const GOAL_MS = 200;
const ACCOUNT = { email: 'ada@example.com', password: 'several plain words' };
const json = process.argv.includes('--json');

const folder = await mkdtemp(path.join(tmpdir(), 'playjar-bench-'));
try {
  const result = await measure();
  if (json) console.log(JSON.stringify(result));
  else report(result);
  if (result.longestDelayMs > GOAL_MS) process.exitCode = 1;
} finally {
  stopAll();
  await rm(folder, { recursive: true, force: true });
}

/** 200 people sign in at once with the right password; then one after the other, whom there is and whom there is not. */
async function measure() {
  const [port, loopPort] = [String(await freePort()), String(await freePort())];
  const env = {
    HOST: '127.0.0.1',
    PORT: port,
    LOOP_DELAY_PORT: loopPort,
    PLAYJAR_DATA_DIR: folder,
    PLAYJAR_LIMITS: JSON.stringify({ signInsPerMinute: 1_000 }),
  };
  await start(['--import', './tests/bench/loop-delay.mjs', 'lib/commands/start.mjs'], env, /is ready at/);
  const call = (name, input) => actionCall(`http://127.0.0.1:${port}`, name, input);
  const delayOf = async (at) => (await fetch(`http://127.0.0.1:${at}`)).json();

  const idlePort = String(await freePort());
  await start(
    ['--import', './tests/bench/loop-delay.mjs', '-e', "console.log('idle'); setInterval(() => 0, 1e6)"],
    { LOOP_DELAY_PORT: idlePort },
    /idle/,
  );
  await load(call('signUp', { name: 'Ada', ...ACCOUNT }), 1, 1);
  await load(call('signIn', ACCOUNT), 4, 1);
  await Promise.all([loopPort, idlePort].map(delayOf));
  const { times, perSecond } = await load(call('signIn', ACCOUNT), LOGINS, LOGINS);
  const delay = await delayOf(loopPort);
  const idle = await delayOf(idlePort);
  const wrong = { ...ACCOUNT, password: 'not the password' };
  const known = await load(call('signIn', wrong), 20, 1);
  const unknown = await load(call('signIn', { ...wrong, email: 'nobody@example.com' }), 20, 1);
  return {
    node: process.version,
    logins: LOGINS,
    perSecond,
    p50Ms: median(times),
    p99Ms: quantile(times, 0.99),
    longestDelayMs: delay.maxMs,
    delayP99Ms: delay.p99Ms,
    idleDelayMs: idle.maxMs,
    wrongPasswordMs: median(known.times),
    unknownEmailMs: median(unknown.times),
  };
}

/** A call of a server action of `lib/actions/accounts.ts`, as Next's own client makes it. */
function actionCall(origin, name, input) {
  const file = path.resolve('.next/server/server-reference-manifest.json');
  const actions = Object.entries(JSON.parse(readFileSync(file, 'utf8')).node);
  const [id] = actions.find(
    ([, { filename, exportedName }]) => filename === 'lib/actions/accounts.ts' && exportedName === name,
  );
  return {
    url: `${origin}/sign-in`,
    headers: { 'next-action': id, 'content-type': 'text/plain;charset=UTF-8', origin },
    body: JSON.stringify([input]),
  };
}

function report(result) {
  const ms = (value) => `${value.toFixed(0)} ms`;
  console.log(`\nNode ${result.node}, ${LOGINS} sign-ins at once (argon2id, 19 MiB, 2 passes)\n`);
  console.log(`sign-ins a second       ${result.perSecond.toFixed(1)}`);
  console.log(`each took, p50 and p99  ${ms(result.p50Ms)}, ${ms(result.p99Ms)}`);
  console.log(
    `event loop late by      ${ms(result.longestDelayMs)} at most, ${ms(result.delayP99Ms)} at p99`,
  );
  console.log(`an idle process         ${ms(result.idleDelayMs)} at most, at the same time`);
  console.log(
    `refused one by one      ${ms(result.wrongPasswordMs)} for a wrong password, ${ms(result.unknownEmailMs)} for an unknown email`,
  );
  console.log(`\nGoal: the event loop is never late by more than ${GOAL_MS} ms`);
}
