import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DatabaseKind } from '@/lib/db/database';
import { startAppServer, type AppServer } from './app-server';
import { newPostgresDatabase } from './postgres';

export interface Instances {
  apps: AppServer[];
  dataDir: string;
  /** starts one more */
  another: () => Promise<AppServer>;
  stop: () => Promise<void>;
}

/** Several servers that start at once on one new database. */
export async function startInstances(
  kind: DatabaseKind,
  count: number,
  env: Record<string, string> = {},
): Promise<Instances> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'playjar-test-'));
  const url = kind === 'postgres' ? { DATABASE_URL: await newPostgresDatabase() } : undefined;
  const start = (): Promise<AppServer> => startAppServer({ dataDir, env: { ...url, ...env } });
  const apps = await Promise.all(Array.from({ length: count }, start));
  return {
    apps,
    dataDir,
    another: async () => {
      const app = await start();
      apps.push(app);
      return app;
    },
    stop: async () => {
      await Promise.all(apps.map((app) => app.stop()));
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
