import { describe, expect, it } from 'vitest';
import { Assertion, Extract } from '@/lib/model/sequence';
import { expressionFault, faultsOfSteps } from '@/lib/sequence/expressions';

describe('an expression that cannot be read', () => {
  it.each([
    ['json', '$.a[', /^This is not a JSONPath: /],
    ['json', 'user.name', /^This is not a JSONPath: /],
    ['regex', 'a(', /^This is not a pattern: /],
    ['regex', '(?<=a)b', /^This is not a pattern: /],
    ['css', 'input[', /^This is not a CSS selector: /],
    ['css', 'p:nonsense', /^This is not a CSS selector: /],
    ['xpath', '//a[', /^This is not an XPath expression: /],
    ['xpath', 'nonsense()', /^This is not an XPath expression: /],
    ['header', ' ', /^Name the header\.$/],
    ['css', '', /^Type a selector/],
  ] as const)('%s %s is said so', (language, expression, said) => {
    expect(expressionFault(language, expression)).toMatch(said);
  });

  it.each([
    ['json', '$..book[?(@.price < 10)].title'],
    ['json', "$[?match(@.a, 'x.*')]"],
    ['css', 'form:has(> input[name="a"]) input[type=hidden]'],
    ['xpath', '//input[@name="a"]/@value'],
    ['xpath', 'normalize-space(//p[contains(., "x")])'],
    ['regex', '(?i)token=(\\w+)'],
    ['status', ''],
    ['json', '$.{{name}}['],
  ] as const)('%s %s is none', (language, expression) => {
    expect(expressionFault(language, expression)).toBeNull();
  });

  it('is named by its place in the steps', () => {
    const extract = [Extract.parse({ variable: 'v', from: 'json', expression: '$[' })];
    const assert = [
      Assertion.parse({ source: 'status', operator: 'equals', value: 200 }),
      Assertion.parse({ source: 'body', operator: 'matches', value: '(' }),
      Assertion.parse({ source: 'json', operator: 'exists' }),
    ];
    const paths = faultsOfSteps([
      { extract: [], assert: [] },
      { extract, assert },
    ]).map(({ path }) => path);
    expect(paths).toEqual(['steps.1.extract.0.expression', 'steps.1.assert.1.value']);
  });
});
