import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** How each format is run; plain `python3` may be another Python, without requests. */
const PROGRAMS: Readonly<Record<string, string>> = {
  python: '/usr/bin/python3',
  curl: 'bash',
  undici: process.execPath,
  fetch: process.execPath,
};

export interface Ended {
  code: number;
  /** everything it printed */
  printed: string;
}

/** Runs an exported program as whoever downloads it would, beside our packages, with `env` alone added. */
export async function runExported(
  format: string,
  file: { fileName: string; text: string },
  env: Record<string, string> = {},
): Promise<Ended> {
  const program = PROGRAMS[format];
  if (program === undefined) throw new Error(`nothing here runs ${format}`);
  await mkdir('artifacts', { recursive: true });
  const folder = await mkdtemp(path.join('artifacts', 'export-'));
  const name = path.join(folder, file.fileName);
  await writeFile(name, file.text);
  const ended = await new Promise<Ended>((resolve) => {
    execFile(program, [name], { env: { ...process.env, ...env } }, (error, stdout, stderr) =>
      resolve({
        code: typeof error?.code === 'number' ? error.code : error ? 1 : 0,
        printed: stdout + stderr,
      }),
    );
  });
  await rm(folder, { recursive: true });
  return ended;
}
