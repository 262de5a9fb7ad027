import { startAppServer } from './app-server';

/** Starts the app once for all browser tests (building it when its sources changed) and stops it after them. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const app = await startAppServer();
  process.env.PLAYJAR_TEST_URL = app.url;
  process.env.PLAYJAR_TEST_DATA_DIR = app.dataDir;
  return app.stop;
}
