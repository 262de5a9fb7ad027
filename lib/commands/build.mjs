import { rm } from 'node:fs/promises';
import path from 'node:path';
import { generate } from './generate.mjs';
import { isMain, must, ROOT, stopWhenTold } from './process.mjs';
import { sourceStamp, writeStamp } from './stamp.mjs';

/** Builds the app for production into `.next`, database clients first. */
export async function build() {
  generate();
  const stamp = await sourceStamp();
  await rm(path.join(ROOT, '.next/playjar-build'), { force: true });
  await must('bin:next', ['build'], { env: { NODE_ENV: 'production' } });
  await writeStamp(stamp);
}

if (isMain(import.meta.url)) {
  stopWhenTold();
  await build();
}
