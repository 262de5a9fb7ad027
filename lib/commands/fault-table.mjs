/** Which tests show which fault of `tests/faults.json`. Pure. */

/** @typedef {{ name: string, passed: boolean }} Test */

const NAMED = /\bfault (\d{1,2}):/g;

/** The tests in a report of vitest's JSON reporter. @returns {Test[]} */
export function vitestTests(report) {
  return (report.testResults ?? []).flatMap(({ assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'passed' || status === 'failed')
      .map(({ fullName, status }) => ({ name: fullName, passed: status === 'passed' })),
  );
}

/** @typedef {{ suites?: Suite[], specs?: { title: string, ok: boolean }[] }} Suite */

/** The tests in a report of Playwright's JSON reporter. @param {Suite} report @returns {Test[]} */
export function browserTests({ suites = [], specs = [] }) {
  return [
    ...specs.map(({ title, ok }) => ({ name: title, passed: ok })),
    ...suites.flatMap((suite) => browserTests(suite)),
  ];
}

/**
 * What is wrong with the table: a fault without a test that passed, or one whose test failed.
 * @param {Record<string, { fault: string }>} faults
 * @param {Test[]} tests
 * @returns {string[]} sentences; none when all is well
 */
export function faultProblems(faults, tests) {
  const carried = new Map();
  for (const test of tests)
    for (const [, number] of test.name.matchAll(NAMED))
      carried.set(number, [...(carried.get(number) ?? []), test]);
  return Object.entries(faults).flatMap(([number, { fault }]) => {
    const own = carried.get(number) ?? [];
    const broken = own.find(({ passed }) => !passed);
    if (broken) return [`fault ${number} has a test that does not pass: ${broken.name}`];
    return own.length > 0 ? [] : [`fault ${number} (${fault}) has no test named “fault ${number}: …”`];
  });
}
