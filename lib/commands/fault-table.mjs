/** Which tests show which fault of `tests/faults.json`. Pure. */

/** @typedef {{ name: string, passed: boolean }} Test */

const NAMED = /\bfault (\d{1,2}):/g;

/** The tests in a report of vitest's JSON reporter. @returns {Test[]} */
export function vitestTests(report) {
  return (report.testResults ?? []).flatMap(({ assertionResults }) =>
    assertionResults.map(({ fullName, status }) => ({ name: fullName, passed: status === 'passed' })),
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
 * What is wrong with the table: a fault without a test that passed, one whose test failed, a test of a fault that is not
 * in the table.
 * @param {Record<string, { fault: string }>} faults
 * @param {Test[]} tests
 * @returns {string[]} sentences; none when all is well
 */
export function faultProblems(faults, tests) {
  const carried = new Map();
  for (const test of tests)
    for (const [, number] of test.name.matchAll(NAMED))
      carried.set(number, [...(carried.get(number) ?? []), test]);
  const problems = Object.entries(faults).flatMap(([number, { fault }]) => {
    const own = carried.get(number) ?? [];
    const broken = own.find(({ passed }) => !passed);
    if (broken) return [`fault ${number} has a test that does not pass: ${broken.name}`];
    return own.length > 0 ? [] : [`fault ${number} (${fault}) has no test named “fault ${number}: …”`];
  });
  const unknown = [...carried.keys()].filter((number) => !Object.hasOwn(faults, number));
  return [...problems, ...unknown.map((number) => `fault ${number} is not in tests/faults.json`)];
}
