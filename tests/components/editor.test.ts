import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemOf, problemWords } from '@/components/editor/problem';
import { xmlProblem } from '@/components/editor/xml-problem';
import { beingTyped, completed, mentionsIn, wordsFor } from '@/components/editor/variable';
import { canBeText, rowsOfText, textOfRows } from '@/components/request/bulk-rows';
import { newRow } from '@/components/request/draft';
import { splitQuery } from '@/components/request/split-query';
import { wholeUrl } from '@/components/request/whole-url';
import { headerValues } from '@/components/request/header-values';

describe('a variable that is being typed', () => {
  it('is found in a text, and completed in the middle of one', () => {
    expect(mentionsIn('a{{ b }}{{c.d}} {{1x}}')).toEqual([
      { from: 1, to: 8, name: 'b' },
      { from: 8, to: 15, name: 'c.d' },
    ]);
    expect(beingTyped('x/{{to', 6)).toEqual({ from: 4, typed: 'to' });
    expect(beingTyped('x/{{to}} ', 9)).toBeNull();
    expect(completed('x/{{to/y', 6, 'token')).toEqual({ text: 'x/{{token}}/y', caret: 11 });
    expect(completed('x/{{to}}/y', 6, 'token')).toEqual({ text: 'x/{{token}}/y', caret: 11 });
  });

  it('is told with its value and who gives it', () => {
    const list = [{ name: 'token', value: 'abc', from: 'session' as const }];
    expect(wordsFor('token', list)).toBe('token = abc, from the session');
    expect(wordsFor('other', list)).toMatch(/no value/);
  });
});

describe('a URL without its scheme', () => {
  it.each([
    ['example.com', 'https://example.com'],
    ['example.com/a?next=http://b.test', 'https://example.com/a?next=http://b.test'],
    ['bücher.example/ä', 'https://bücher.example/ä'],
    ['example.com:443/', 'https://example.com:443/'],
    ['example.com:8080/x', 'http://example.com:8080/x'],
    ['localhost:3000/users?page=1', 'http://localhost:3000/users?page=1'],
    ['  api.localhost/x ', 'http://api.localhost/x'],
    ['127.0.0.1', 'http://127.0.0.1'],
    ['[::1]:3000/', 'http://[::1]:3000/'],
    ['backend/health', 'http://backend/health'],
  ])('%s is sent as %s', (typed, whole) => expect(wholeUrl(typed)).toBe(whole));

  it.each([
    '',
    '/users',
    '{{base}}/users',
    'mailto:ada@example.com',
    'http://h.test/',
    'a b',
    'ftp://h.test/',
  ])('“%s” is left as it is', (typed) => expect(wholeUrl(typed)).toBe(typed));
});

describe('what is wrong with a text', () => {
  const said = (text: string, language: 'json' | 'graphql') => {
    const problem = problemOf(text, language);
    return problem && problemWords(text, problem);
  };
  it('is said with its line and column, and a variable counts as a value', () => {
    expect(said('{"a": {{id}}, "b": "{{x}}"}', 'json')).toBeNull();
    expect(said('{\n  "a":', 'json')).toBe('Line 2, column 7: the end comes too early');
    expect(said('{"a": oops}', 'json')).toBe('Line 1, column 7: “o” does not belong here');
    expect(said('[1,', 'json')).toBe('Line 1, column 4: the end comes too early');
    expect(said('[tru', 'json')).toBe('Line 1, column 5: the end comes too early');
    expect(said('{\n"a": ["b",],\n}', 'json')).toBe(
      'Line 2, column 11: the comma before “]” is one too many',
    );
    expect(said('{"a": 1,}', 'json')).toBe('Line 1, column 9: the comma before “}” is one too many');
    expect(said('[}', 'json')).toBe('Line 1, column 2: “}” does not belong here');
    expect(said('query { user(id: "}") { name } }', 'graphql')).toBeNull();
    expect(said('{\n  user { name }', 'graphql')).toBe('Line 1, column 1: “{” is never closed');
    expect(said('{ a ) }', 'graphql')).toBe('Line 1, column 5: “)” closes nothing');
  });
});

describe('what is wrong with a large text as XML', () => {
  const said = (text: string) => {
    const problem = xmlProblem(text);
    return problem && problemWords(text, problem);
  };

  it('is nothing when it is well-formed, with variables, declarations, comments and CDATA', () => {
    for (const text of [
      '<a/>',
      '<?xml version="1.0"?>\n<!-- a > b -->\n<ns:a x="1" ns:y = "it\'s"></ns:a>',
      '<a>{{name}} &amp; &#x20; <![CDATA[ <b> & ]]></a>\n',
      '<!DOCTYPE a [<!ENTITY e "x">]>\n<a>&e;</a>',
    ])
      expect(said(text), text).toBeNull();
  });

  it('is said with its line and column', () => {
    expect(said('<a>\n  <b>\n</a>')).toBe('Line 3, column 1: “</a>” stands where “</b>” is due');
    expect(said('<a>\n  <b/>')).toBe('Line 1, column 1: “<a>” is never closed');
    expect(said('<a/>\n<b/>')).toBe('Line 2, column 1: there is a second root element');
    expect(said('<a>1 < 2</a>')).toBe(
      'Line 1, column 6: this “<” begins no tag, comment or instruction of XML',
    );
    expect(said('<a x=1/>')).toBe('Line 1, column 1: this “<” begins no tag, comment or instruction of XML');
    expect(said('<a x="1" x="2"/>')).toBe('Line 1, column 1: the attribute “x” stands twice');
    expect(said('<a>fish & chips</a>')).toBe('Line 1, column 9: this “&” begins no entity of XML');
    expect(said('<a/> hello')).toBe('Line 1, column 6: text stands outside the root element');
    expect(said('</a>')).toBe('Line 1, column 1: “</a>” closes nothing');
  });
});

describe('rows as text', () => {
  const seen = (rows: readonly { on: boolean; name: string; value: string | null }[]) =>
    rows.map(({ on, name, value }) => ({ on, name, value }));

  it('say name, value, what is off and what is removed', () => {
    const rows = [newRow('Accept', '*/*'), { ...newRow('X-Off', 'a: b'), on: false }, newRow('Cookie', null)];
    expect(textOfRows(rows)).toBe('Accept: */*\n# X-Off: a: b\nCookie');
    expect(seen(rowsOfText(textOfRows(rows)))).toEqual(seen(rows));
    expect(rowsOfText('a: 1\n\nb: 2', rows)[1]?.id).toBe(rows[1]?.id);
  });

  it('are offered as text only when nothing is lost', () => {
    const rows = fc.array(
      fc.record({ name: fc.string(), value: fc.option(fc.string({ unit: 'grapheme' })), on: fc.boolean() }),
    );
    fc.assert(
      fc.property(rows, (typed) => {
        const all = typed.map(({ name, value, on }) => ({ ...newRow(name, value), on }));
        fc.pre(canBeText(all));
        expect(seen(rowsOfText(textOfRows(all)))).toEqual(seen(all));
      }),
    );
    expect(canBeText([newRow('a', 'x\ny')])).toBe(false);
    expect(canBeText([newRow('a:b', '1')])).toBe(false);
    expect(canBeText([newRow('a', ''), newRow('b', ' 1')])).toBe(true);
  });

  it('of headers know what they often say', () => {
    expect(headerValues('Content-Type')).toContain('application/json');
    expect(headerValues('x-unheard-of')).toEqual([]);
  });
});

describe('a URL with a query', () => {
  it('becomes rows when they say the same again, and stays whole otherwise', () => {
    const taken = splitQuery('https://a.test/x?a=b%20c&a=2&e=#top');
    expect(taken?.url).toBe('https://a.test/x#top');
    expect(seenPairs(taken?.params)).toEqual([
      ['a', 'b c'],
      ['a', '2'],
      ['e', ''],
    ]);
    for (const url of [
      'https://a.test/?flag',
      'https://a.test/?a=%zz',
      'https://a.test/?x={{y}}',
      'https://a.test/',
    ])
      expect(splitQuery(url)).toBeNull();
  });
});

const seenPairs = (rows: readonly { name: string; value: string | null }[] = []) =>
  rows.map(({ name, value }) => [name, value]);
