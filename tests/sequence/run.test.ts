import { describe, expect, it } from 'vitest';
import { checkAssertion } from '@/lib/sequence/assert';
import { extractValue } from '@/lib/sequence/extract';
import { Assertion, Extract } from '@/lib/model/sequence';
import { outcome } from './outcome-sample';

const take = (from: Extract['from'], expression: string, text: string, attribute?: string): string | null =>
  extractValue(Extract.parse({ variable: 'v', from, expression, attribute }), outcome(text)).value;

describe('an extract', () => {
  it('takes a JSON value by RFC 9535 path, strings bare and the rest as JSON', () => {
    const text = '{"user":{"name":"admin","id":7,"roles":["a","b"]}}';
    expect(take('json', '$.user.name', text)).toBe('admin');
    expect(take('json', '$.user.id', text)).toBe('7');
    expect(take('json', '$.user.roles', text)).toBe('["a","b"]');
    expect(take('json', '$.user.none', text)).toBeNull();
    expect(take('json', '$[', text)).toBeNull();
    expect(take('json', '$.a', 'not json')).toBeNull();
  });
  it('takes the first group of a pattern, or the whole match', () => {
    expect(take('regex', 'token=(\\w+)', 'x token=abc y')).toBe('abc');
    expect(take('regex', '\\d+', 'x 12 y')).toBe('12');
    expect(take('regex', '(', 'x')).toBeNull();
  });
  it('answers a pattern that makes a backtracking engine hang', () => {
    expect(take('regex', '^(a+)+$', `${'a'.repeat(5_000)}!`)).toBeNull();
  });
  it('takes text or an attribute of an element', () => {
    const html = '<form><input type="hidden" name="_csrf" value="t0k"></form><p> hi </p>';
    expect(take('css', 'input[name=_csrf]', html, 'value')).toBe('t0k');
    expect(take('css', 'p', html)).toBe('hi');
    expect(take('css', 'h1', html)).toBeNull();
  });
  it('takes by XPath 1.0 what a page of broken HTML means: attribute, text, or what a function answers', () => {
    const html = `<!DOCTYPE html><!-- a -- b --><TITLE>T</TITLE><form @submit="x" fb:y=1><INPUT type=hidden NAME=_csrf
      VALUE="a&amp;b"><p> one<p>two <b>three</b></form><svg xlink:href="#"><path/></svg><a href=/x>here`;
    expect(take('xpath', '//form/input[@name="_csrf"]/@value', html)).toBe('a&b');
    expect(take('xpath', '//p[2]', html)).toBe('two three');
    expect(take('xpath', '//p[1]/text()', html)).toBe('one');
    expect(take('xpath', 'count(//p)', html)).toBe('2');
    expect(take('xpath', 'string(//a/@href)', html)).toBe('/x');
    expect(take('xpath', '//h1', html)).toBeNull();
  });
  it('says why there is no value, a malformed expression included', () => {
    const why = (from: Extract['from'], expression: string, text = '', attribute?: string) =>
      extractValue(Extract.parse({ variable: 'v', from, expression, attribute }), outcome(text)).problem;
    expect(why('json', '$.a', 'not json')).toBe('The body is not JSON.');
    expect(why('json', '$.a', '{}')).toBe('Nothing in this JSON matches $.a.');
    expect(why('css', 'p', '<p>', 'id')).toBe('What p finds has no attribute id.');
    expect(why('header', 'X-B')).toBe('The response has no header X-B.');
    expect(why('regex', '(')).toMatch(/^The expression cannot be read: /);
    expect(why('css', 'a[', '<a>')).toMatch(/^The expression cannot be read: /);
    expect(why('xpath', '//[', '<a>')).toMatch(/^The expression cannot be read: /);
    expect(why('status', '')).toBeUndefined();
  });
  it('takes a header joined, a cookie of the jar, and the status', () => {
    expect(take('header', 'x-a', '')).toBe('1, 2');
    expect(take('cookie', 'sid', '')).toBe('42');
    expect(take('cookie', 'none', '')).toBeNull();
    expect(take('status', '', '')).toBe('200');
  });
});

describe('an assertion', () => {
  const check = (input: unknown, text = '{"a":[1,"x"]}'): [boolean, unknown] => {
    const { passed, actual } = checkAssertion(Assertion.parse(input), outcome(text));
    return [passed, actual];
  };
  it('compares a status that was typed as text', () => {
    expect(check({ source: 'status', operator: 'equals', value: '200' })).toEqual([true, 200]);
    expect(check({ source: 'status', operator: 'equals', value: 404 })).toEqual([false, 200]);
  });
  it('looks into JSON, lists included', () => {
    expect(check({ source: 'json', expression: '$.a', operator: 'contains', value: 'x' })[0]).toBe(true);
    expect(check({ source: 'json', expression: '$.b', operator: 'exists' })).toEqual([false, null]);
    expect(check({ source: 'json', expression: '$.b', operator: 'notExists' })[0]).toBe(true);
  });
  it('gives the actual value when it fails', () => {
    expect(check({ source: 'header', expression: 'X-A', operator: 'equals', value: '9' })).toEqual([
      false,
      '1, 2',
    ]);
    expect(check({ source: 'cookie', expression: 'sid', operator: 'notEquals', value: '42' })).toEqual([
      false,
      '42',
    ]);
    expect(check({ source: 'time', operator: 'lessThan', value: 3 })).toEqual([false, 3]);
    expect(check({ source: 'body', operator: 'notContains', value: 'zzz' })[0]).toBe(true);
  });
  it('looks at the attributes of a cookie', () => {
    const of = (attribute: string, operator: string, value?: unknown) =>
      check({ source: 'cookie', expression: 'sid', attribute, operator, value });
    expect(of('httpOnly', 'equals', true)).toEqual([true, true]);
    expect(of('secure', 'equals', 'true')).toEqual([false, false]);
    expect(of('sameSite', 'notExists')).toEqual([true, null]);
    expect(of('path', 'equals', '/admin')).toEqual([false, '/']);
    expect(check({ source: 'cookie', expression: 'none', attribute: 'secure', operator: 'exists' })).toEqual([
      false,
      null,
    ]);
  });
  it('matches by a pattern of linear time', () => {
    expect(check({ source: 'body', operator: 'matches', value: '"a":\\[\\d' })[0]).toBe(true);
    expect(check({ source: 'body', operator: 'matches', value: '^(a+)+$' }, `${'a'.repeat(5_000)}!`)[0]).toBe(
      false,
    );
    expect(check({ source: 'header', expression: 'X-B', operator: 'matches', value: '.' })[0]).toBe(false);
    expect(check({ source: 'body', operator: 'matches', value: '(' })[1]).toMatch(
      /^The expression cannot be read: /,
    );
  });
  it('of something that is not there neither equals nor is below nor above', () => {
    for (const operator of ['equals', 'lessThan', 'greaterThan', 'contains'])
      expect(check({ source: 'json', expression: '$.none', operator, value: 0 })[0]).toBe(false);
  });
});
