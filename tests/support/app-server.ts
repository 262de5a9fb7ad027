import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { startChild, untilItAnswers } from './child';
import { freePort } from './free-port';

export interface AppServer {
  /** `http://127.0.0.1:PORT`, no slash at the end */
  url: string;
  dataDir: string;
  /** everything it printed so far */
  printed: () => string;
  /** prints a fresh API token, as `npm run token` does */
  token: (name?: string) => Promise<string>;
  /** asks the server to stop and gives its exit code; the data folder stays until `stop` */
  terminate: () => Promise<number | null>;
  /** ends the server at once, as a crash would; the data folder stays until `stop` */
  kill: () => Promise<void>;
  /** stops the server, and removes its data folder unless another server was started on it */
  stop: () => Promise<void>;
}

export interface AppServerOptions {
  /** more variables, for example `DATABASE_URL` of a PostgreSQL */
  env?: Record<string, string>;
  /** a folder to share with a server that runs already; it is then that server's to remove */
  dataDir?: string;
}

/** Starts the built app with `npm start`'s own program on a free port and an own data folder, and waits until it is well. */
export async function startAppServer(options: AppServerOptions = {}): Promise<AppServer> {
  const dataDir = options.dataDir ?? (await newDataDir());
  const port = await freePort();
  const env = { HOST: '127.0.0.1', ...options.env, PORT: String(port), PLAYJAR_DATA_DIR: dataDir };
  const child = startChild(process.execPath, ['lib/commands/start.mjs'], env);
  const url = `http://127.0.0.1:${port}`;
  await untilItAnswers(`${url}/api/v1/health`, child, 240_000);
  return {
    url,
    dataDir,
    printed: child.printed,
    token: (name = 'test') => printToken(name, env),
    terminate: child.terminate,
    kill: child.kill,
    stop: async () => {
      await child.stop();
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Makes the data folder, migrated and empty, that every server of this run begins with a copy of. Answers how to remove it. */
export async function prepareDataFolders(): Promise<() => Promise<void>> {
  const template = await mkdtemp(path.join(tmpdir(), 'playjar-test-'));
  const args = ['--conditions=react-server', '--import', 'tsx', 'lib/commands/migrate.ts'];
  await promisify(execFile)(process.execPath, args, { env: { ...process.env, PLAYJAR_DATA_DIR: template } });
  process.env.PLAYJAR_TEST_DATA_TEMPLATE = template;
  return () => rm(template, { recursive: true, force: true });
}

/** The key of the database is in the folder with it. */
async function newDataDir(): Promise<string> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'playjar-test-'));
  const template = process.env.PLAYJAR_TEST_DATA_TEMPLATE;
  if (template !== undefined) await cp(template, dataDir, { recursive: true });
  return dataDir;
}

async function printToken(name: string, env: Record<string, string>): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['lib/commands/token.mjs', '--name', name], {
    env: { ...process.env, ...env },
  });
  return stdout.trim();
}
