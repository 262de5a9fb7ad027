import { describe, expect, it } from 'vitest';
import { diff, step, told } from './compared';

const json = (value: unknown) => [step({ body: JSON.stringify(value) })];

describe('a diff of two runs', () => {
  it('names a cookie that has another name, and nothing else', () => {
    const before = [
      step({ id: 'f', name: 'form' }),
      step({ id: 'l', cookies: [{ name: 'sid', value: '4be0c1d2' }, { name: 'theme' }] }),
    ];
    const after = [
      step({ id: 'f', name: 'form' }),
      step({ id: 'l', cookies: [{ name: 'theme' }, { name: 'sid2', value: '7c1f' }] }),
    ];
    const found = diff(before, after);
    expect(told(found)).toEqual(['cookies changed name sid → sid2']);
    expect(found).toMatchObject({
      same: false,
      differences: 1,
      sentence: 'Yes: step 2 “login” sets cookie sid2 instead of sid.',
    });
    expect(found.steps.map(({ word }) => word)).toEqual(['same', 'changed']);
  });

  it('says no when only volatile values differ, and counts what was left aside', () => {
    const of = (n: string) => [
      step({
        headers: [
          ['Date', `Thu, 0${n} Jan 2026 00:00:00 GMT`],
          ['X-Request-Id', `req ${n}`],
          ['Set-Cookie', `sid=${n}`],
        ],
        body: `{"id": ${n}, "at": "2026-01-0${n}T00:00:00Z", "csrf_token": "x${n}", "user": "ada"}`,
        cookies: [{ value: n }],
      }),
    ];
    const found = diff(of('1'), of('2'));
    expect(told(found)).toEqual([
      'cookies same sid: value masked by cookie-values',
      'headers same date masked by dates',
      'headers same x-request-id masked by request-ids',
      'body same $.id masked by json-ids',
      'body same $.at masked by dates',
      'body same $.csrf_token masked by json-tokens',
    ]);
    expect(found).toMatchObject({
      same: true,
      differences: 0,
      sentence: 'No: the one step answers as before. 6 volatile values left aside.',
    });
  });

  it('a rule that is switched off lets its difference count, and a rule of one’s own takes another out', () => {
    const [a, b] = [json({ id: 1, colour: 'red 1' }), json({ id: 2, colour: 'red 2' })];
    expect(told(diff(a, b))).toEqual([
      'body same $.id masked by json-ids',
      'body changed $.colour "red 1" → "red 2"',
    ]);
    const own = [{ id: 'mine', on: 'json' as const, name: '$.colour', pattern: '[0-9]+', label: 'shades' }];
    expect(told(diff(a, b, { off: ['json-ids'], own }))).toEqual([
      'body changed $.id 1 → 2',
      'body same $.colour masked by mine',
    ]);
  });

  it('tells new, gone and changed attributes of cookies, and lets an expiry drift by seconds', () => {
    const before = [
      step({ cookies: [{ name: 'a', maxAge: 3600 }, { name: 'b', path: '/b' }, { name: 'c' }] }),
    ];
    const after = [
      step({
        cookies: [
          { name: 'a', expires: '2026-01-01T00:59:58.000Z' },
          { name: 'c', secure: true, sameSite: 'none' },
        ],
      }),
    ];
    expect(told(diff(before, after))).toEqual([
      'cookies changed c: Secure no → yes',
      'cookies changed c: SameSite lax → none',
      'cookies gone b a.test/b · HttpOnly · SameSite=lax · until the session ends → –',
    ]);
  });

  it('compares JSON by path: added, removed and changed, whatever the layout and order of fields', () => {
    const before = [step({ body: '{"user": {"name": "ada", "role": "user"}, "n": 1.0, "old": [1]}' })];
    const after = [step({ body: '{"n":1,"user":{"role":"admin","name":"ada"},"new":{"a":true}}' })];
    expect(told(diff(before, after))).toEqual([
      'body changed $.user.role "user" → "admin"',
      'body gone $.old [1] → –',
      'body new $.new – → {"a": true}',
    ]);
  });

  it('tells numbers apart that a double cannot', () => {
    const [a, b] = [step({ body: '[12345678901234567890]' }), step({ body: '[12345678901234567891]' })];
    expect(told(diff([a], [b]))).toEqual(['body changed $[0] 12345678901234567890 → 12345678901234567891']);
  });

  it('finds the items of a list again when one was put before them', () => {
    const item = (id: number, name: string) => ({ id, name });
    const a = json([item(1, 'pen'), item(2, 'ink')]);
    const b = json([item(7, 'nib'), item(8, 'pen'), item(9, 'ink')]);
    expect(told(diff(a, b)).filter((line) => !line.includes('masked'))).toEqual([
      'body new $[0] – → {"id": 7, "name": "nib"}',
    ]);
  });

  it('compares other text line by line, with masks inside a line', () => {
    const page = (token: string, title: string, more = '') =>
      `<h1>${title}</h1>\n<input type="hidden" name="_csrf" value="${token}">\n<p>end</p>${more}`;
    const a = [step({ body: page('a b', 'Log in') })];
    const b = [step({ body: page('c d', 'Sign in', '\n<p>!</p>') })];
    expect(told(diff(a, b))).toEqual([
      'body changed line 1 <h1>Log in</h1> → <h1>Sign in</h1>',
      'body same line 2 masked by form-tokens',
      'body new line 4 – → <p>!</p>',
    ]);
  });

  it('puts the status before its consequences, and failed checks beside it', () => {
    const after = [step({ status: 401, failed: ['200'], body: 'log in first' })];
    const found = diff([step({ body: 'welcome' })], after);
    expect(found.sentence).toBe('Yes: step 1 “login” answers 401 instead of 200. 2 more differences.');
    expect(told(found)).toContain('checks changed status is 200 holds → does not hold');
  });

  it('tells headers that are new, gone or other, by name whatever its case', () => {
    const before = [
      step({
        headers: [
          ['x-frame-options', 'DENY'],
          ['Vary', 'a'],
          ['vary', 'b'],
        ],
      }),
    ];
    const after = [
      step({
        headers: [
          ['X-Frame-Options', 'SAMEORIGIN'],
          ['Vary', 'a, b'],
          ['Via', 'p'],
        ],
      }),
    ];
    expect(told(diff(before, after))).toEqual([
      'headers changed x-frame-options DENY → SAMEORIGIN',
      'headers new via – → p',
    ]);
  });

  it('finds steps again by id: what was added, taken out, or asked otherwise', () => {
    const before = [step({ id: '1', name: 'form' }), step({ id: '2' }), step({ id: '3', name: 'old' })];
    const after = [
      step({ id: '1', name: 'form' }),
      step({ id: '9', name: 'consent' }),
      step({ id: '2', url: 'http://a.test/v2' }),
    ];
    const found = diff(before, after);
    expect(found.steps.map(({ stepId, word }) => [stepId, word])).toEqual([
      ['1', 'same'],
      ['9', 'new'],
      ['2', 'changed'],
      ['3', 'gone'],
    ]);
    expect(found.differences).toBe(3);
    expect(found.sentence).toBe('Yes: step 2 “consent” is new. 2 more differences.');
  });

  it('pairs steps by name where no id is in both, as of a copied sequence', () => {
    const found = diff([step({ id: 'x', name: 'form' })], [step({ id: 'y', name: 'form' })]);
    expect(found).toMatchObject({ same: true, steps: [{ word: 'same' }] });
  });

  it('shows times, marks what is far slower, and counts neither', () => {
    const found = diff([step({ ms: 40 })], [step({ ms: 900 })]);
    expect(found.same).toBe(true);
    expect(told(found)).toEqual(['time changed total 40 ms → 900 ms']);
  });

  it('ends on texts that have nothing in common, and on a pattern that makes a backtracking engine hang', () => {
    const lines = (salt: number) =>
      Array.from({ length: 19_000 }, (_, i) => `${(i * salt) % 7919} x`).join('\n');
    const found = diff([step({ body: lines(3) })], [step({ body: lines(5) })]);
    expect(found.same).toBe(false);
    const own = [{ id: 'slow', on: 'text' as const, name: '*', pattern: '(a+)+$', label: 'slow' }];
    const long = (end: string) => [step({ body: `${'a'.repeat(5_000)}${end}` })];
    expect(diff(long('!'), long('?'), { off: [], own }).differences).toBe(1);
  });

  it('lists so many rows and counts the rest', () => {
    const of = (word: string) =>
      json(Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`k${i}`, word])));
    const found = diff(of('a'), of('b'));
    const body = found.steps[0]?.parts.find(({ part }) => part === 'body');
    expect([body?.rows.length, body?.more, found.differences]).toEqual([300, 100, 400]);
  });
});
