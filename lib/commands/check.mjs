import { setPriority } from 'node:os';
import { generate } from './generate.mjs';
import { must, run, stopWhenTold } from './process.mjs';

/** What `npm run check` is made of: name, program, arguments. The longest first, since two run at a time. */
const PARTS = [
  ['lint and import direction', 'bin:eslint', ['--max-warnings=0', '.']],
  ['types', 'bin:tsc', ['--noEmit', '-p', '.']],
  [
    'unit tests',
    'bin:vitest',
    [
      'run',
      'tests/engine',
      'tests/sequence',
      'tests/practice',
      'tests/commands',
      'tests/components',
      'tests/interchange',
      '--maxWorkers=1',
    ],
  ],
  [
    'format',
    'bin:prettier',
    ['--check', '--log-level=warn', '--cache', '--cache-location', '.next/cache/prettier', '.'],
  ],
];
const AT_ONCE = 2;

/** Takes only what others leave over of the processor. */
if (process.argv.includes('--behind')) setPriority(19);

stopWhenTold();
generate();
await must('bin:next', ['typegen'], { quiet: true });

// `npm test` runs every vitest test itself, right after.
const waiting = process.argv.includes('--without-tests')
  ? PARTS.filter(([name]) => name !== 'unit tests')
  : [...PARTS];
const failed = [];
await Promise.all(Array.from({ length: AT_ONCE }, worker));
console.log(failed.length === 0 ? 'check: all good' : `check: failed: ${failed.join(', ')}`);
process.exit(failed.length === 0 ? 0 : 1);

async function worker() {
  for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) await carryOut(part);
}

async function carryOut([name, program, args]) {
  const began = performance.now();
  const { code, output } = await run(program, args, { quiet: true, env: { FORCE_COLOR: '0' } });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  if (code === 0) return console.log(`ok      ${name} (${seconds} s)${tally(output)}`);
  failed.push(name);
  console.log(`FAILED  ${name} (${seconds} s)\n${output}`);
}

/** vitest's own count, so that a run without tests is not taken for a good one */
function tally(output) {
  const line = /^\s*Tests\s+(.+)$/m.exec(output);
  return line ? `: ${line[1]}` : '';
}
