import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BUDGETS, scriptsOf, sharedLink } from './page-size.mjs';
import { must, ROOT } from './process.mjs';

// What the built pages load before anything is asked of them, against their budgets. `--json` prints one object.
const folder = await mkdtemp(path.join(tmpdir(), 'playjar-size-'));
const port = await freePort();
const env = { HOST: '127.0.0.1', PORT: String(port), PLAYJAR_DATA_DIR: folder };
const app = `http://127.0.0.1:${port}`;
const server = spawn(process.execPath, ['lib/commands/start.mjs'], {
  cwd: ROOT,
  env: { ...process.env, ...env },
});
try {
  await ready(server);
  const printed = await must(process.execPath, ['lib/commands/token.mjs', '--name', 'size'], {
    env,
    quiet: true,
  });
  const pages = {
    playground: await scriptsOf(app),
    shared: await scriptsOf(await sharedLink(app, printed.trim().split('\n').at(-1))),
  };
  process.exitCode = report(pages);
} finally {
  server.kill();
  await rm(folder, { recursive: true, force: true });
}

function report(pages) {
  const rows = Object.entries(pages).map(([page, scripts]) => ({
    page,
    gzip: scripts.reduce((sum, { gzip }) => sum + gzip, 0),
    raw: scripts.reduce((sum, { raw }) => sum + raw, 0),
    scripts: scripts.length,
    budget: BUDGETS[page],
  }));
  if (process.argv.includes('--json')) console.log(JSON.stringify({ rows }));
  else
    for (const { page, gzip, raw, scripts, budget } of rows)
      console.log(
        `${page.padEnd(12)}${(gzip / 1000).toFixed(1).padStart(7)} kB gzip (${(raw / 1000).toFixed(0)} kB, ${scripts} scripts), budget ${budget / 1000} kB`,
      );
  return rows.every(({ gzip, budget }) => gzip <= budget) ? 0 : 1;
}

function ready(child) {
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => String(chunk).includes('ready at') && resolve());
    child.stderr.pipe(process.stderr);
    child.once('exit', (code) => reject(new Error(`the app ended with ${code}`)));
  });
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
