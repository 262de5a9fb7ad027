import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from './build.mjs';
import { ROOT, run, stopWhenTold } from './process.mjs';
import { rules } from './rules.mjs';
import { buildIsCurrent } from './stamp.mjs';
import { faults as faultTable } from './faults.mjs';
import { ensureTestNeeds } from './test-needs.mjs';

const RESULTS = path.join(ROOT, 'artifacts/results');
const VITEST = path.join(RESULTS, 'vitest.json');
const BROWSER = path.join(RESULTS, 'playwright.json');
const SOAK = path.join(RESULTS, 'soak.json');

stopWhenTold();
await rm(RESULTS, { recursive: true, force: true });
await mkdir(RESULTS, { recursive: true });

const missing = await ensureTestNeeds();
for (const sentence of missing) console.error(`test: ${sentence}`);
if (missing.length > 0) process.exit(1);

let checking;
const steps = [
  ['build', buildOnce],
  ['soak', soakBesideCheck],
  [
    'vitest',
    () => run('bin:vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${VITEST}`]),
  ],
  ['rules', checkRules],
  ['browser', () => run('bin:playwright', ['test'], { env: { PLAYWRIGHT_JSON_OUTPUT_FILE: BROWSER } })],
  ['check', () => shown(checking)],
  ['faults', checkFaults],
];
const broken = [];
for (const [name, carryOut] of steps) {
  console.log(`\ntest: ${name}`);
  const began = performance.now();
  const { code } = await carryOut();
  console.log(`test: ${name} took ${Math.round((performance.now() - began) / 1000)} s`);
  if (code !== 0) broken.push(name);
}

const { passed, failed, again } = await count();
for (const title of again) console.log(`test: passed at its second try: ${title}`);
if (broken.length > 0) console.log(`\ntest: not good: ${broken.join(', ')}`);
// A part that broke without a failed test (lint, the build) counts as one failure: the last line must never look good then.
const faults = broken.length > 0 ? Math.max(failed, 1) : failed;
console.log(`\n${passed} passed, ${faults} failed`);
process.exit(faults === 0 && passed > 0 ? 0 : 1);

async function buildOnce() {
  if (!(await buildIsCurrent())) await build();
  return { code: 0 };
}

/**
 * Two minutes of faults, beside what no load can make fail; the tests come after them. What of the check is not done by
 * then goes on behind the tests, with what they leave over of the processor.
 */
async function soakBesideCheck() {
  checking = run(process.execPath, ['lib/commands/check.mjs', '--without-tests', '--behind'], {
    quiet: true,
  });
  const options = ['--minutes', '2', '--report', SOAK];
  return shown(run(process.execPath, ['tests/chaos/soak.mjs', ...options], { quiet: true }));
}

async function shown(ending) {
  const { code, output } = await ending;
  process.stdout.write(output);
  return { code };
}

/** Every rule has a test that passed just now, and docs/session-behaviour.md says which. */
async function checkRules() {
  const problems = await rules(await reported(VITEST), { check: true });
  for (const problem of problems) console.error(`rules: ${problem}`);
  if (problems.length === 0) console.log('every rule has its test, and docs/session-behaviour.md is current');
  return { code: problems.length === 0 ? 0 : 1 };
}

/** Every fault of tests/faults.json was met by a test just now. */
async function checkFaults() {
  const problems = await faultTable(await reported(VITEST), await reported(BROWSER), await listed(SOAK));
  for (const problem of problems) console.error(`faults: ${problem}`);
  if (problems.length === 0) console.log('every fault has its test');
  return { code: problems.length === 0 ? 0 : 1 };
}

async function reported(file) {
  return JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
}

async function listed(file) {
  return JSON.parse(await readFile(file, 'utf8').catch(() => '[]'));
}

/** Browser tests that did not pass at once. */
function secondTries({ suites = [], specs = [] }) {
  return [
    ...specs.filter(({ tests }) => tests.some(({ status }) => status === 'flaky')).map(({ title }) => title),
    ...suites.flatMap(secondTries),
  ];
}

async function count() {
  const vitest = await reported(VITEST);
  const browser = await reported(BROWSER);
  const soak = await listed(SOAK);
  const good = soak.filter(({ passed }) => passed).length;
  return {
    again: secondTries(browser),
    passed:
      (vitest.numPassedTests ?? 0) + (browser.stats?.expected ?? 0) + (browser.stats?.flaky ?? 0) + good,
    failed: (vitest.numFailedTests ?? 0) + (browser.stats?.unexpected ?? 0) + (soak.length - good),
  };
}
