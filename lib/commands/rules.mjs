import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isMain, ROOT, run, stopWhenTold } from './process.mjs';
import { documentOf, rowsOf, testsOf } from './rule-table.mjs';

const RULES = path.join(ROOT, 'tests/engine/rules.json');
const DOCUMENT = path.join(ROOT, 'docs/session-behaviour.md');

/**
 * What is wrong with the table of rules, given a report of vitest's JSON reporter that holds tests/engine; other
 * tests in it do not matter. Writes the document unless `check`, which finds fault with a stale one instead.
 * @returns {Promise<string[]>} sentences; none when all is well
 */
export async function rules(report, { check }) {
  const { sections } = JSON.parse(await readFile(RULES, 'utf8'));
  const rows = rowsOf(sections, testsOf(report, ROOT));
  const document = documentOf(rows);
  const problems = rows.map(({ problem }) => problem).filter((problem) => problem !== null);
  if (!check) await writeFile(DOCUMENT, document);
  else if ((await readFile(DOCUMENT, 'utf8').catch(() => '')) !== document)
    problems.push('docs/session-behaviour.md is stale: npm run rules');
  return problems;
}

/** Runs the tests of the engine and gives their report. */
async function reportOfTests() {
  const folder = await mkdtemp(path.join(tmpdir(), 'playjar-rules-'));
  const file = path.join(folder, 'report.json');
  try {
    const { output } = await run(
      'bin:vitest',
      ['run', 'tests/engine', '--reporter=json', `--outputFile=${file}`],
      { quiet: true },
    );
    const report = await readFile(file, 'utf8').catch(() => null);
    if (report === null) throw new Error(`vitest wrote no report:\n${output}`);
    return JSON.parse(report);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (isMain(import.meta.url)) {
  stopWhenTold();
  const problems = await rules(await reportOfTests(), { check: process.argv.includes('--check') });
  for (const problem of problems) console.error(`rules: ${problem}`);
  console.log(problems.length === 0 ? 'rules: all good' : `rules: ${problems.length} to put right`);
  process.exit(problems.length === 0 ? 0 : 1);
}
