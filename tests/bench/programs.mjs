import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { build } from '../../lib/commands/build.mjs';
import { buildIsCurrent } from '../../lib/commands/stamp.mjs';
import { ROOT } from '../../lib/commands/process.mjs';

const children = [];

/** Starts a program of ours and waits for the line that says it is ready; answers that match and the process. */
export function start(args, env, ready) {
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
      if (match) resolve(Object.assign(match, { child }));
    });
    child.once('exit', (code) => reject(new Error(`${args[0]} ended with ${code}: ${printed}`)));
  });
}

export function stopAll() {
  for (const child of children) child.kill();
}

/** Starts Playjar as `npm start` does, built when it must be, with a data folder of its own. */
export async function startApp(folder) {
  if (!(await buildIsCurrent())) await build();
  const env = { HOST: '127.0.0.1', PORT: String(await freePort()), PLAYJAR_DATA_DIR: folder };
  const { child } = await start(['lib/commands/start.mjs'], env, /ready at/);
  const token = await print(['lib/commands/token.mjs', '--name', 'bench'], env);
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  return { url: `http://127.0.0.1:${env.PORT}`, headers, pid: child.pid };
}

/** One call of the API. Throws when it is not answered 2xx. */
export async function api(url, method, headers, body) {
  const response = await fetch(url, { method, headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

export function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
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
