import { prepareDataFolders, startAppServer } from './app-server';

/** Unless PLAYJAR_E2E_URL names one, starts the app once for all browser tests (building it when its sources changed) and stops it after them. */
export default async function globalSetup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.PLAYJAR_E2E_URL) return undefined;
  const removeTemplate = await prepareDataFolders();
  const app = await startAppServer();
  process.env.PLAYJAR_TEST_URL = app.url;
  process.env.PLAYJAR_TEST_DATA_DIR = app.dataDir;
  return async () => {
    await app.stop();
    await removeTemplate();
  };
}
