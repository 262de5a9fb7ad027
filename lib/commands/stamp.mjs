import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from './process.mjs';

const FOLDERS = ['app', 'components', 'lib', 'prisma', 'public'];
const ROOT_FILE =
  /(\.config\.(js|mjs|ts)|^(package|package-lock|tsconfig)\.json|^(proxy|instrumentation)\.ts)$/;
const STAMP = path.join(ROOT, '.next/playjar-build');

/** A hash over everything that a build is made from; independent of git, of dates and of the order on disk. */
export async function sourceStamp() {
  const files = (await readdir(ROOT)).filter((name) => ROOT_FILE.test(name));
  for (const folder of FOLDERS) files.push(...(await filesUnder(folder)));
  const hash = createHash('sha256');
  // The key is baked into the build; the public origin and the rest of the environment are read at start.
  hash.update(`${process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ?? ''}\n`);
  for (const file of files.sort()) {
    hash
      .update(`${file}\0`)
      .update(await readFile(path.join(ROOT, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

async function filesUnder(folder) {
  const entries = await readdir(path.join(ROOT, folder), { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
  return names
    .map((name) => path.relative(ROOT, name))
    .filter((name) => !name.startsWith('lib/db/generated'));
}

/** Whether `.next` was built from what is on disk now. */
export async function buildIsCurrent() {
  const stamp = await readFile(STAMP, 'utf8').catch(() => '');
  return stamp !== '' && stamp === (await sourceStamp());
}

/** Written last, so that a build that broke off is never taken for a whole one. */
export async function writeStamp(stamp) {
  await writeFile(STAMP, stamp);
}
