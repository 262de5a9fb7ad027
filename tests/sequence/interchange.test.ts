import { describe, expect, it } from 'vitest';
import { toArazzo } from '@/lib/interchange/arazzo-out';
import { toHttp } from '@/lib/interchange/http-out';
import { toHurl } from '@/lib/interchange/hurl-out';
import { importSequence } from '@/lib/interchange/import-sequence';
import { toPostman } from '@/lib/interchange/postman-out';
import type { ImportFormat } from '@/lib/model/interchange';
import { SequenceInput } from '@/lib/model/sequence';

const parsed = SequenceInput.parse({
  name: 'Round',
  variables: [{ name: 'who', default: 'admin' }],
  steps: [
    { name: 'page', request: { url: 'https://shop.test/login?next=1', headers: [['Accept', 'text/html']] } },
    {
      name: 'login',
      request: {
        method: 'POST',
        url: 'https://shop.test/login',
        body: {
          type: 'form',
          fields: [
            ['user', '{{who}}'],
            ['note', 'a&b=c d'],
          ],
        },
      },
    },
    {
      name: 'api',
      request: {
        method: 'PUT',
        url: 'https://shop.test/api',
        body: { type: 'json', text: '{"a": [1, "x"]}' },
      },
    },
  ],
});
const source = { ...parsed, steps: parsed.steps.map((step, n) => ({ ...step, id: `s${n}` })) };

/** What of a request has to come through: method, URL, and the body's text or fields. */
function core(format: ImportFormat, content: string): unknown[] {
  const { sequence } = importSequence(format, content);
  return (sequence.steps ?? []).map(({ request: { method, url, body } }) => [
    method,
    url,
    body?.type === 'form'
      ? body.fields
      : body?.type === 'json'
        ? (JSON.parse(body.text ?? '') as unknown)
        : (body ?? null),
  ]);
}
const wanted: [string, string, unknown][] = [
  ['GET', 'https://shop.test/login?next=1', null],
  [
    'POST',
    'https://shop.test/login',
    [
      ['user', '{{who}}'],
      ['note', 'a&b=c d'],
    ],
  ],
  ['PUT', 'https://shop.test/api', { a: [1, 'x'] }],
];

describe('what is written is read again', () => {
  it('from Arazzo, which has no server: its address is a variable', () => {
    const there = wanted.map(([method, url, body]) => [
      method,
      url.replace('https://shop.test', '{{base}}').replace('?next=1', ''),
      body,
    ]);
    expect(core('arazzo', toArazzo(source).text)).toEqual(there);
    const { sequence } = importSequence('arazzo', toArazzo(source).text);
    expect(sequence.steps?.[0]?.request.params).toEqual([['next', '1']]);
    expect(sequence.variables?.map(({ name }) => name)).toEqual(['base', 'who']);
  });
  it('from Postman, with variables', () => {
    expect(core('postman', toPostman(source).text)).toEqual(wanted);
    expect(importSequence('postman', toPostman(source).text).sequence.variables).toEqual([
      { name: 'who', default: 'admin', secret: false },
    ]);
  });
  it('from a .http file, whose scripts are told to be left out', () => {
    const { sequence } = importSequence('http', toHttp(source).text);
    expect(sequence.steps?.map(({ name, request }) => [name, request.method, request.url])).toEqual([
      ['1. page', 'GET', 'https://shop.test/login?next=1'],
      ['2. login', 'POST', 'https://shop.test/login'],
      ['3. api', 'PUT', 'https://shop.test/api'],
    ]);
    expect(sequence.variables).toEqual([{ name: 'who', default: 'admin', secret: false }]);
    const { warnings } = importSequence('http', '### one\nGET https://a.test/\n\n> {%\n client.x\n%}\n');
    expect(warnings).toEqual(['one: its script is left out; take values and check them in the step.']);
  });
});

describe('what other tools run as it is written', () => {
  it('has its addresses as text in Postman, which reads of an object only the parts', () => {
    const { item } = JSON.parse(toPostman(source).text) as { item: { request: { url: unknown } }[] };
    expect(item.map(({ request }) => request.url)).toEqual(wanted.map(([, url]) => url));
  });
  it('has checks of the jar as comments in Hurl, which knows the last response alone', () => {
    const { text, warnings } = toHurl({
      ...source,
      steps: source.steps.map((step) => ({
        ...step,
        assert: [{ source: 'cookie' as const, expression: 'sid', operator: 'exists' as const }],
      })),
    });
    expect(text.match(/^# cookie "sid" exists$/gm)).toHaveLength(3);
    expect(text).not.toMatch(/^cookie/m);
    expect(warnings).toHaveLength(3);
  });
});
