import './typescript.mjs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { CookieJar } from 'tough-cookie';
import { Pool } from 'undici';
import { median } from './measure.mjs';

const ROUNDS = 15;
const REQUESTS = 300;
/** Ten cookies a host, the target's own host among them. */
const JARS = { 'no cookies': 0, '20 cookies': 2, '2,000 cookies': 200 };
const json = process.argv.includes('--json');
const children = [];
/** what a client of its own asks for, so that all send alike */
const HEADERS = {
  'User-Agent': 'playjar/0.1',
  'Accept-Encoding': 'gzip, deflate, br, zstd',
  Accept: '*/*',
  Connection: 'keep-alive',
};

try {
  const url = await startTarget();
  const runners = await setUp(url);
  report(await measure(runners));
} finally {
  for (const child of children) child.kill();
}
process.exit(0);

/** For each way of sending and each jar a function that sends `count` requests one after another. */
async function setUp(url) {
  const python = await startPython(url);
  const pool = new Pool(new URL(url).origin, { connections: 1 });
  const runners = { 'undici Pool.request': { 'no cookies': () => undiciOnce(pool, url, null) } };
  const ways = {
    'undici + tough-cookie': async (hosts) => {
      const jar = await toughJar(hosts);
      return () => undiciOnce(pool, url, jar);
    },
    'Playjar engine': (hosts) => engineRunner(url, hosts),
  };
  for (const [name, make] of Object.entries(ways)) {
    runners[name] = {};
    for (const [jar, hosts] of Object.entries(JARS)) runners[name][jar] = await make(hosts);
  }
  const all = {};
  for (const [name, jars] of Object.entries(runners)) {
    all[name] = {};
    for (const [jar, one] of Object.entries(jars)) all[name][jar] = (count) => timed(one, count);
  }
  all['Python requests'] = {};
  for (const [jar, hosts] of Object.entries(JARS))
    all['Python requests'][jar] = (count) => python(hosts, count);
  return all;
}

async function undiciOnce(pool, url, jar) {
  const headers = { ...HEADERS };
  const cookie = jar && (await jar.getCookieString(url));
  if (cookie) headers.Cookie = cookie;
  const response = await pool.request({ path: '/item', method: 'GET', headers });
  const body = await response.body.arrayBuffer();
  if (response.statusCode !== 200 || body.byteLength === 0) throw new Error('the target failed');
  if (!jar) return;
  for (const line of [response.headers['set-cookie'] ?? []].flat())
    await jar.setCookie(line, url, { ignoreError: true });
}

async function toughJar(hosts) {
  const jar = new CookieJar();
  for (const domain of domains(hosts))
    for (let index = 0; index < 10; index += 1)
      await jar.setCookie(`c${index}=value-of-${index}; Path=/`, `http://${domain}/`);
  return jar;
}

/** The engine over a store that finds a host's cookies by its name, as the database does, and keeps what each send changes. */
async function engineRunner(url, hosts) {
  const store = new Map();
  const of = (domain) => store.get(domain) ?? store.set(domain, new Map()).get(domain);
  const { send, createTransport, SessionSettings, RequestSpec, cookieFromInput, DEFAULT_LIMITS } =
    await engine();
  for (const domain of domains(hosts))
    for (let index = 0; index < 10; index += 1) {
      const cookie = cookieFromInput({ name: `c${index}`, value: `value-of-${index}`, domain }, Date.now());
      of(domain).set(cookie.name, cookie);
    }
  const transport = createTransport({ allowPrivate: true, allow: [], deny: [], self: [] });
  const session = SessionSettings.parse({ headers: Object.entries(HEADERS) });
  const stores = hosts > 0;
  return async () => {
    const { record, body, jar } = await send({
      spec: RequestSpec.parse({ url, storeCookies: stores }),
      session,
      loadCookies: async (host) => [...(store.get(host)?.values() ?? [])],
      limits: DEFAULT_LIMITS,
      transport,
    });
    if (record.response?.status !== 200 || body.length === 0) throw new Error(record.error?.message);
    for (const cookie of jar.put) of(cookie.domain).set(cookie.name, cookie);
  };
}

async function engine() {
  const modules = await Promise.all(
    [
      ...['lib/engine/send', 'lib/engine/transport', 'lib/engine/cookie-input'],
      ...['lib/model/session', 'lib/model/request-spec', 'lib/model/limits'],
    ].map((file) => import(`@/${file}`)),
  );
  return Object.assign({}, ...modules);
}

function domains(hosts) {
  return Array.from({ length: hosts }, (_, at) => (at === 0 ? '127.0.0.1' : `host-${at - 1}.example.com`));
}

/** Seconds that `count` requests take, one after another. */
async function timed(one, count) {
  const started = performance.now();
  for (let at = 0; at < count; at += 1) await one();
  return (performance.now() - started) / 1000;
}

/** Rounds interleaved: each goes through every way once, so that a busy moment of the machine hits all alike. */
async function measure(runners) {
  const entries = Object.entries(runners).flatMap(([name, jars]) =>
    Object.entries(jars).map(([jar, run]) => ({ name, jar, run, seconds: [] })),
  );
  for (const { run } of entries) await run(REQUESTS * 2);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const entry of entries) entry.seconds.push((await entry.run(REQUESTS)) / REQUESTS);
  return entries.map(({ name, jar, seconds }) => ({ name, jar, microseconds: median(seconds) * 1e6 }));
}

function report(results) {
  const time = (name, jar) => results.find((one) => one.name === name && one.jar === jar).microseconds;
  const raw = time('undici Pool.request', 'no cookies');
  const rows = results.map((one) => ({
    ...one,
    perSecond: 1e6 / one.microseconds,
    overRawMicroseconds: one.microseconds - raw,
  }));
  const ours = (jar) => time('Playjar engine', jar);
  const ratios = {
    fasterThanPython: time('Python requests', '20 cookies') / ours('20 cookies'),
    overUndiciWithJar: ours('20 cookies') / time('undici + tough-cookie', '20 cookies'),
    thousandsOverTwenty: ours('2,000 cookies') / ours('20 cookies'),
  };
  if (json) {
    console.log(
      JSON.stringify({ node: process.version, rounds: ROUNDS, requestsPerRound: REQUESTS, rows, ratios }),
    );
    return;
  }
  console.log(
    `\nNode ${process.version}, ${ROUNDS} interleaved rounds of ${REQUESTS}, one client, medians\n`,
  );
  console.log(`${''.padEnd(40)}${'requests/s'.padStart(12)}${'µs over raw undici'.padStart(20)}`);
  for (const { name, jar, perSecond, overRawMicroseconds } of rows)
    console.log(
      `${name}, ${jar}`.padEnd(40) +
        perSecond.toFixed(0).padStart(12) +
        overRawMicroseconds.toFixed(0).padStart(20),
    );
  console.log(`\nFaster than Python requests, 20 cookies: ${ratios.fasterThanPython.toFixed(1)}× (goal 5×)`);
  console.log(`Over undici + tough-cookie, 20 cookies: ${ratios.overUndiciWithJar.toFixed(2)}× (goal 1.6×)`);
  console.log(`2,000 cookies over 20: ${ratios.thousandsOverTwenty.toFixed(2)}× (goal 1.2×)`);
}

async function startTarget() {
  const lines = await start(process.execPath, [path.join(import.meta.dirname, 'target.mjs')]);
  return `http://127.0.0.1:${(await lines.next()).value.split(' ')[1]}/item`;
}

/** Debian's requests in a process of its own; answers the seconds it measured itself. */
async function startPython(url) {
  const lines = await start('/usr/bin/python3', [path.join(import.meta.dirname, 'python-session.py'), url]);
  const { value } = await lines.next();
  if (!value?.startsWith('ready'))
    throw new Error('Python’s requests is missing: apt-get install python3-requests');
  return async (hosts, count) => {
    lines.child.stdin.write(`${hosts} ${count}\n`);
    return Number((await lines.next()).value);
  };
}

/** A program of ours, and what it prints, line by line. */
async function start(program, args) {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  await once(child, 'spawn');
  return Object.assign(createInterface({ input: child.stdout })[Symbol.asyncIterator](), { child });
}
