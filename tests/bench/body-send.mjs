import './typescript.mjs';
import { readFileSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

/**
 * One process of the benchmark of a large body: sends small requests until all is warm, then the large one, through the
 * service and its store, and prints what that one cost. body.mjs starts it, with `--expose-gc` and an empty database.
 */
const [small, large] = process.argv.slice(2);
const modules = await Promise.all(
  [
    ...['lib/db/database', 'lib/db/scope', 'lib/db/workspaces', 'lib/db/exchanges'],
    ...['lib/services/sessions', 'lib/services/send'],
  ].map((file) => import(`@/${file}`)),
);
const { getDatabase, openScope, getLocalWorkspace, findExchangeBody, createSession, sendThroughSession } =
  Object.assign({}, ...modules);

const db = await getDatabase();
const { workspaceId, userId } = await getLocalWorkspace(db);
const scope = await openScope(db, workspaceId);
const member = { workspaceId, userId, role: 'owner', via: 'guest', scope };
const session = await createSession(member, { name: 'bench' });
for (let at = 0; at < 30; at += 1) await sendThroughSession(member, session.id, { url: small });

/** The most memory that this process had since the mark, in bytes: the kernel's own count, which no stall can miss. */
const peak = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024;
const markPeak = () => writeFileSync('/proc/self/clear_refs', '5');

global.gc();
markPeak();
const before = peak();
const loop = monitorEventLoopDelay({ resolution: 1 });
loop.enable();
await new Promise((resolve) => setTimeout(resolve, 50));
loop.reset();
const started = performance.now();
const { exchange, body } = await sendThroughSession(member, session.id, { url: large });
const tookMs = performance.now() - started;
const extraBytes = peak() - before;
await new Promise((resolve) => setTimeout(resolve, 20));
loop.disable();

if (exchange.error !== null) throw new Error(exchange.error.message);
const stored = await findExchangeBody(scope, exchange.id);
if (!Buffer.from(body).equals(stored)) throw new Error('another body was stored');
console.log(
  JSON.stringify({
    bodyBytes: body.length,
    tookMs,
    longestStallMs: loop.max / 1e6,
    extraBytes,
  }),
);
process.exit(0);
