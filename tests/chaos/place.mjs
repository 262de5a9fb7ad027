import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, mkdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { ROOT } from '../../lib/commands/process.mjs';

const READY_MS = 120_000;

/**
 * A new database and as many servers of the built app on it as are asked for.
 * @param {'sqlite' | 'postgres'} kind
 * @param {{ env?: Record<string, string>, folder?: string }} [options]
 */
export async function openPlace(kind, { env = {}, folder } = {}) {
  const home = await mkdtemp(path.join(tmpdir(), 'playjar-chaos-'));
  // PostgreSQL runs as another user, who must be able to reach its folder.
  await chmod(home, 0o755);
  const dataDir = folder ?? path.join(home, 'data');
  const postgres = kind === 'postgres' ? await startPostgres(path.join(home, 'postgres')) : null;
  const settings = { HOST: '127.0.0.1', PLAYJAR_DATA_DIR: dataDir, LOG_LEVEL: 'error', ...env };
  if (postgres) settings.DATABASE_URL = postgres.url;
  const apps = [];
  return {
    kind,
    dataDir,
    databaseUrl: postgres?.url ?? `file:${path.join(dataDir, 'playjar.db')}`,
    apps,
    start: async (more = {}) => {
      const app = await startApp({ ...settings, ...more });
      apps.push(app);
      return app;
    },
    token: () => print(['lib/commands/token.mjs', '--name', 'chaos'], settings),
    close: async () => {
      await Promise.all(apps.map((app) => app.kill()));
      await postgres?.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** One server process; `kill` is kill -9 and may be called twice. */
async function startApp(env) {
  const port = String(await freePort());
  const child = spawn(process.execPath, ['lib/commands/start.mjs'], {
    cwd: ROOT,
    env: { ...process.env, ...env, PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stdout.on('data', (part) => (printed += part));
  child.stderr.on('data', (part) => (printed = (printed + part).slice(-20_000)));
  const app = {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid,
    printed: () => printed,
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
  for (const end = Date.now() + READY_MS; Date.now() < end && child.exitCode === null;) {
    const answer = await fetch(`${app.url}/api/v1/health`).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.ok) return app;
    await wait(50);
  }
  await app.kill();
  throw new Error(`a server did not start. It printed:\n${printed}`);
}

async function startPostgres(folder) {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const script = path.join(ROOT, 'tests/support/postgres-server.mjs');
  const child = spawn(process.execPath, [script, folder, String(process.pid), 'durable'], {
    stdio: 'ignore',
  });
  const file = path.join(folder, 'url');
  while (!existsSync(file)) {
    if (child.exitCode !== null) throw new Error('PostgreSQL did not start');
    await wait(50);
  }
  const server = readFileSync(file, 'utf8');
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  await client.query('CREATE DATABASE chaos');
  await client.end();
  return {
    url: `${server}/chaos`,
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function print(args, env) {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let text = '';
  child.stdout.on('data', (part) => (text += part));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${args[0]} failed`);
  return text.trim();
}

function freePort() {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
