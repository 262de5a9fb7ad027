import { describe, expect, it } from 'vitest';
import { browserTests, faultProblems, vitestTests } from '@/lib/commands/fault-table.mjs';

const TABLE = { 1: { fault: 'port closed' }, 2: { fault: 'accept then close' } };
const passed = (name: string) => ({ name, passed: true });

describe('the table of faults', () => {
  it('is good when each fault has a test that passed', () => {
    expect(
      faultProblems(TABLE, [passed('a fault 1: x'), passed('fault 1: y'), passed('fault 2: z')]),
    ).toEqual([]);
  });
  it.each([
    ['no test', [], 'fault 2 (accept then close) has no test'],
    ['a test that failed', [{ name: 'fault 2: y', passed: false }], 'fault 2 has a test that does not pass'],
    ['a name without its colon', [passed('fault 2 y')], 'fault 2 (accept then close) has no test'],
  ])('finds fault with %s', (_, tests, problem) => {
    expect(faultProblems(TABLE, [passed('fault 1: x'), ...tests])).toEqual([
      expect.stringContaining(problem),
    ]);
  });
  it('reads both reports', () => {
    const vitest = { testResults: [{ assertionResults: [{ fullName: 'a fault 1: x', status: 'passed' }] }] };
    const browser = { suites: [{ specs: [], suites: [{ specs: [{ title: 'fault 2: y', ok: false }] }] }] };
    expect([...vitestTests(vitest), ...browserTests(browser)]).toEqual([
      { name: 'a fault 1: x', passed: true },
      { name: 'fault 2: y', passed: false },
    ]);
  });
});
