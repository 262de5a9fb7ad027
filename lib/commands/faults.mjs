import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from './process.mjs';
import { browserTests, faultProblems, vitestTests } from './fault-table.mjs';

/**
 * What is wrong with `tests/faults.json`, given the reports of vitest and of Playwright, and other tests by name.
 * @returns {Promise<string[]>} sentences; none when all is well
 */
export async function faults(vitest, browser, others) {
  const table = JSON.parse(await readFile(path.join(ROOT, 'tests/faults.json'), 'utf8'));
  return faultProblems(table, [...vitestTests(vitest), ...browserTests(browser), ...others]);
}
