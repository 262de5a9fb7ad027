import type { TestProject } from 'vitest/node';
import { prepareDataFolders, startAppServer } from './app-server';

declare module 'vitest' {
  interface ProvidedContext {
    /** `http://127.0.0.1:PORT` of the app that all API tests share */
    appUrl: string;
    appToken: string;
    appDataDir: string;
  }
}

/** Starts the built app once for all API tests and stops it after them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const removeTemplate = await prepareDataFolders();
  const app = await startAppServer();
  project.provide('appUrl', app.url);
  project.provide('appToken', await app.token());
  project.provide('appDataDir', app.dataDir);
  return async () => {
    await app.stop();
    await removeTemplate();
  };
}
