import { describe, expect, it } from 'vitest';
import { documentOf, rowsOf, rulesIn, testsOf } from '@/lib/commands/rule-table.mjs';
import table from '../engine/rules.json';

const test = (name: string, passed = true, file = 'tests/engine/a.test.ts') => ({
  name,
  title: name,
  file,
  passed,
});
const section = (rules: Record<string, { text: string; departs?: string }>) => [{ title: 'S', rules }];

describe('the list of rules', () => {
  it('has R1 to R169, each once, in order', () => {
    const ids = table.sections.flatMap(({ rules }) => Object.keys(rules));
    expect(ids).toEqual(Array.from({ length: 169 }, (_, at) => `R${at + 1}`));
  });
  it('has a text for each, and a reason for each departure', () => {
    for (const { rules } of table.sections)
      for (const rule of Object.values<{ text: string; departs?: string }>(rules)) {
        expect(rule.text).toMatch(/\.$/);
        expect(rule.departs ?? '.').toMatch(/\.$/);
      }
  });
});

describe('a test’s name', () => {
  it.each([
    ['R9 a', ['R9'], []],
    ['group (R168) > R31 header ":"', ['R168', 'R31'], []],
    ['R16, R19 departs: a', ['R16', 'R19'], ['R16', 'R19']],
    ['R5, R11 a; R12 departs: b', ['R5', 'R11', 'R12'], ['R12']],
    ['departs from R43 refuses x', ['R43'], ['R43']],
    ['HTTP R2D2 R1234', [], []],
  ])('%j carries %j, departing from %j', (name, named, departing) => {
    const found = rulesIn(name);
    expect([...found.named]).toEqual(named);
    expect([...found.departing]).toEqual(departing);
  });
});

describe('the table', () => {
  const problem = (rule: { text: string; departs?: string }, ...tests: ReturnType<typeof test>[]) =>
    rowsOf(section({ R1: rule }), tests)[0]?.problem ?? null;

  it('wants a passing test of every rule', () => {
    expect(problem({ text: 't.' }, test('R1 a'))).toBeNull();
    expect(problem({ text: 't.' }, test('R11 a'))).toContain('no test');
    expect(problem({ text: 't.' }, test('R1 a'), test('R1 b', false))).toContain('does not pass: R1 b');
  });
  it('wants a departing test where there is a reason, and a reason where there is one', () => {
    expect(problem({ text: 't.', departs: 'why.' }, test('R1 departs: a'))).toBeNull();
    expect(problem({ text: 't.', departs: 'why.' }, test('R1 a'))).toContain('R1 departs');
    expect(problem({ text: 't.' }, test('R1 departs: a'))).toContain('no reason');
  });
  it('says how many of each, and shows the test that departs', () => {
    const rules = {
      R1: { text: 'one.' },
      R2: { text: 'two.', departs: 'Not applicable: no.' },
      R3: { text: 'three.' },
    };
    const tests = [test('R1 a|b'), test('R2 same'), test('R2 departs: c')];
    const text = documentOf(rowsOf(section(rules), tests));
    expect(text).toContain(
      '3 rules: 2 same, 1 departs (1 of them since there is no such thing here). 1 without',
    );
    expect(text).toContain('| R1 | one. | same | R1 a&#124;b (`tests/engine/a.test.ts`) |');
    expect(text).toContain('| R2 | two. | **departs**: Not applicable: no. | R2 departs: c');
  });
  it('reads the report of a run', () => {
    const result = { fullName: 'g R1 a', title: 'R1 a', status: 'passed' };
    const report = { testResults: [{ name: '/here/tests/engine/a.test.ts', assertionResults: [result] }] };
    expect(testsOf(report, '/here')).toEqual([{ ...test('g R1 a'), title: 'R1 a' }]);
  });
});
