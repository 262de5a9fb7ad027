import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { must, TYPESCRIPT } from '../../lib/commands/process.mjs';
import { median } from './measure.mjs';

const ROUNDS = 5;
const json = process.argv.includes('--json');
const folder = await mkdtemp(path.join(tmpdir(), 'playjar-bench-'));
const env = { PLAYJAR_DATA_DIR: folder, HOST: '127.0.0.1', NODE_ENV: 'production' };
const target = spawn(process.execPath, [path.join(import.meta.dirname, 'body-target.mjs')], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const { value } = await createInterface({ input: target.stdout })[Symbol.asyncIterator]().next();
  const origin = `http://127.0.0.1:${value.split(' ')[1]}`;
  await must(process.execPath, [...TYPESCRIPT, 'lib/commands/migrate.ts'], { env, quiet: true });
  const rounds = { 'as it is': [], gzip: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds['as it is'].push(await once(origin, '/large'));
    rounds.gzip.push(await once(origin, '/gzip'));
  }
  report(rounds);
} finally {
  target.kill();
  await rm(folder, { recursive: true, force: true });
}

/** A process of its own each time, so that no memory is warm. */
async function once(origin, large) {
  const args = ['--conditions=react-server', '--expose-gc', 'tests/bench/body-send.mjs'];
  const printed = await must(process.execPath, [...args, `${origin}/small`, origin + large], {
    env,
    quiet: true,
  });
  return JSON.parse(printed.trim().split('\n').at(-1));
}

function report(rounds) {
  const rows = Object.entries(rounds).map(([name, all]) => ({
    name,
    bodyBytes: all[0].bodyBytes,
    tookMs: median(all.map((one) => one.tookMs)),
    longestStallMs: median(all.map((one) => one.longestStallMs)),
    extraOverBody: median(all.map((one) => one.extraBytes / one.bodyBytes)),
  }));
  if (json) return console.log(JSON.stringify({ node: process.version, rounds: ROUNDS, rows }));
  console.log(
    `\nNode ${process.version}, a JSON body of 10 MB received and stored on SQLite, ${ROUNDS} rounds, medians\n`,
  );
  console.log(
    `${''.padEnd(12)}${'took ms'.padStart(10)}${'longest stall ms'.padStart(18)}${'memory × body'.padStart(16)}`,
  );
  for (const { name, tookMs, longestStallMs, extraOverBody } of rows)
    console.log(
      name.padEnd(12) +
        tookMs.toFixed(0).padStart(10) +
        longestStallMs.toFixed(1).padStart(18) +
        extraOverBody.toFixed(1).padStart(16),
    );
  console.log('\nGoals: no stall over 50 ms, memory under 4× the body');
}
