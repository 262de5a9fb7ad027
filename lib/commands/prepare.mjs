import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { must, ROOT, TYPESCRIPT } from './process.mjs';

/** Makes the data folder, readable by its owner alone: it holds the key and the database. */
export async function makeDataFolder() {
  const folder = path.resolve(ROOT, process.env.PLAYJAR_DATA_DIR || 'data');
  await mkdir(folder, { recursive: true, mode: 0o700 });
}

/** Makes the data folder and applies migrations. */
export async function prepareData() {
  await makeDataFolder();
  await must(process.execPath, [...TYPESCRIPT, 'lib/commands/migrate.ts']);
}
