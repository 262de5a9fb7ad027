import { describe, expect, it } from 'vitest';
import type { Cookie } from '@/lib/model/cookie';
import type { Exchange } from '@/lib/model/exchange';
import { checkAssertion } from '@/lib/sequence/assert';
import { extractValue } from '@/lib/sequence/extract';
import { Outcome } from '@/lib/sequence/outcome';
import { Assertion, Extract } from '@/lib/model/sequence';

const cookie: Cookie = {
  name: 'sid',
  value: '42',
  domain: 'h',
  path: '/',
  expires: null,
  maxAge: null,
  secure: false,
  httpOnly: true,
  sameSite: null,
  hostOnly: true,
  partitioned: false,
  createdAt: '2026-01-01T00:00:00.000Z',
  lastAccessedAt: '2026-01-01T00:00:00.000Z',
};
function outcome(text: string): Outcome {
  const body = { size: text.length, truncated: false };
  const exchange: Exchange = {
    id: 'e',
    sessionId: 's',
    startedAt: '2026-01-01T00:00:00.000Z',
    request: { method: 'GET', url: 'http://h/', headers: [], body: { size: 0 } },
    response: {
      status: 200,
      reason: 'OK',
      httpVersion: '1.1',
      url: 'http://h/',
      headers: [
        ['X-A', '1'],
        ['x-a', '2'],
      ],
      encoding: 'utf-8',
      body,
      elapsedMs: 3,
    },
    history: [],
    cookies: { sent: [], withheld: [], stored: [], rejected: [], removed: [] },
    timings: {
      dnsMs: null,
      connectMs: null,
      tlsMs: null,
      sendMs: null,
      waitMs: null,
      receiveMs: null,
      totalMs: 12.4,
    },
    tls: null,
    error: null,
  };
  return new Outcome(exchange, () => text, [cookie]);
}
const take = (from: Extract['from'], expression: string, text: string, attribute?: string): string | null =>
  extractValue(Extract.parse({ variable: 'v', from, expression, attribute }), outcome(text));

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
    expect(check({ source: 'time', operator: 'lessThan', value: 5 })).toEqual([false, 12]);
    expect(check({ source: 'body', operator: 'notContains', value: 'zzz' })[0]).toBe(true);
  });
});
