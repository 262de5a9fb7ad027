import { build } from './build.mjs';
import { generate } from './generate.mjs';
import { keepHeapSmall } from './heap.mjs';
import { takePort } from './listen.mjs';
import { tooOpen } from './own-name.mjs';
import { prepareData } from './prepare.mjs';
import { ROOT, stopChildren } from './process.mjs';
import { buildIsCurrent } from './stamp.mjs';

/** So long may sends and runs go on after SIGTERM; with what follows, 30 seconds in all. */
const DRAIN_MS = Number(process.env.PLAYJAR_DRAIN_SECONDS || 25) * 1000;

process.env.NODE_ENV = 'production';
process.env.NEXT_TELEMETRY_DISABLED = '1';

process.chdir(ROOT);
keepHeapSmall();
// An empty variable counts as not set, here as in lib/env.
const host = (process.env.HOST ||= '127.0.0.1');
const door = await takePort(host, Number(process.env.PORT || 3000)).catch(giveUp);
process.env.PORT = String(door.port);

let app = null;
process.once('SIGTERM', stop);
process.once('SIGINT', stop);

generate();
if (!(await buildIsCurrent())) await build();
await prepareData();
await serve();

async function serve() {
  const { default: next } = await import('next');
  app = next({ dev: false, dir: ROOT, hostname: host, port: door.port });
  await app.prepare();
  const answer = app.getRequestHandler();
  // lib/api/front.ts, put there by instrumentation.ts once Next has loaded it: it takes the calls that programs make in a loop.
  door.serve((request, response) => {
    if (!globalThis[Symbol.for('playjar.front')]?.(request, response)) answer(request, response);
  });
  const name = host.includes(':') ? `[${host}]` : host;
  console.log(`Playjar is ready at http://${name}:${door.port}`);
  const warning = tooOpen(host, process.env.PLAYJAR_URL);
  if (warning !== null) console.warn(warning);
}

async function stop() {
  stopChildren();
  const endWell = globalThis[Symbol.for('playjar.endWell')];
  await door.close(endWell?.(DRAIN_MS).catch((error) => console.error(error.message)));
  await app?.close();
  process.exit(0);
}

function giveUp(error) {
  console.error(error.message);
  process.exit(1);
}
