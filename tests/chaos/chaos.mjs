import { parseArgs } from 'node:util';
import { build } from '../../lib/commands/build.mjs';
import { buildIsCurrent } from '../../lib/commands/stamp.mjs';
import { DISASTERS, smallDisk } from './disasters.mjs';
import { call } from './load.mjs';
import { openPlace } from './place.mjs';
import { startTarget } from './target.mjs';
import { isGood, judge } from './verdict.mjs';

const { values } = parseArgs({
  options: {
    sends: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '50' },
    only: { type: 'string', default: Object.keys(DISASTERS).join() },
    database: { type: 'string', default: 'sqlite,postgres' },
  },
});
const options = { sends: Number(values.sends), rounds: Number(values.rounds) };
const SERVERS = { sends: 3, kill: 2, lock: 2, disk: 1, network: 2 };

const mayMount = process.getuid?.() === 0;
if (!mayMount) console.log('disk: needs a small file system of its own, which only root may mount; left out');

if (!(await buildIsCurrent())) await build();
let failures = 0;
for (const kind of values.database.split(',')) {
  for (const name of values.only.split(',')) {
    if (name === 'disk' && (kind === 'postgres' || !mayMount)) continue;
    failures += (await carryOut(kind, name)) ? 0 : 1;
  }
}
console.log(failures === 0 ? 'chaos: nothing was lost' : `chaos: ${failures} went wrong`);
process.exit(failures === 0 ? 0 : 1);

/** One disaster on one database; prints what came of it. */
async function carryOut(kind, name) {
  const disk = name === 'disk' ? smallDisk(48) : null;
  const most = Math.max(options.sends, 10_000);
  // The jar of this one session holds more cookies than anyone's may.
  const limits = { PLAYJAR_LIMITS: JSON.stringify({ cookiesPerSession: 20_000, freeDiskBytes: 0 }) };
  const place = await openPlace(kind, { env: limits, ...(disk && { folder: disk.folder }) });
  const target = await startTarget(most);
  try {
    const apps = await Promise.all(Array.from({ length: SERVERS[name] }, () => place.start()));
    const token = await place.token();
    const session = (await call(undefined, apps[0].url, token, 'POST', '/sessions', { name })).body.id;
    const run = { apps, servers: () => apps, token, session, target, most };
    const began = performance.now();
    const { acknowledged, refused, told } = await DISASTERS[name]({ run, place, options, disk });
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    const verdict = await judge({ place, base: apps[0].url, token, session, target, acknowledged });
    const isRight = isGood(verdict) && acknowledged.size > 0 && (name !== 'sends' || refused.size === 0);
    print(`${kind} ${name}: ${told}, ${seconds} s`, acknowledged, refused, verdict, isRight);
    if (!isRight) for (const app of apps) process.stderr.write(app.printed().slice(-2_000));
    return isRight;
  } finally {
    await place.close();
    target.close();
    disk?.close();
  }
}

function print(title, acknowledged, refused, { lost, lostCookies, twice, halves, whole }, isRight) {
  const errors = {};
  for (const code of refused.values()) errors[code] = (errors[code] ?? 0) + 1;
  const told = Object.entries(errors).map(([code, count]) => `${count} ${code}`);
  console.log(
    [
      title,
      `${acknowledged.size} acknowledged, ${told.length > 0 ? told.join(', ') : '0 errors'}`,
      `lost: ${lost} sends, ${lostCookies} cookies; sent twice: ${twice}; half written: ${halves}; integrity ${whole ? 'ok' : 'BROKEN'}`,
      isRight ? 'good' : 'NOT GOOD',
    ].join('\n  '),
  );
}
