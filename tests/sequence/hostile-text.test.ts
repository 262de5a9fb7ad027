import { expect, it } from 'vitest';
import { curlIn } from '@/lib/interchange/curl-in';
import { httpIn } from '@/lib/interchange/http-in';
import { formatOf } from '@/lib/interchange/import-sequence';
import { openApiIn } from '@/lib/interchange/openapi-in';
import { RequestSpec, type RequestSpecInput } from '@/lib/model/request-spec';
import { SequenceInput, type Step } from '@/lib/model/sequence';
import { SessionSettings } from '@/lib/model/session';
import { frozenOrigins } from '@/lib/sequence/frozen-origins';
import { Masks } from '@/lib/sequence/mask';
import { masksOf } from '@/lib/sequence/mask-defaults';
import { publish } from '@/lib/sequence/publish';
import { keyShaped } from '@/lib/sequence/secrets';

/** So much that reading it in quadratic time takes minutes, and the test its whole time. */
const MUCH = 500_000;

function source(request: RequestSpecInput) {
  const { steps } = SequenceInput.parse({
    name: 'flow',
    steps: [{ id: 'a', name: 'step', request: RequestSpec.parse(request) }],
  });
  const session = SessionSettings.parse({ headers: [] });
  return { name: 'flow', description: '', steps: steps as Step[], variables: [], session, run: null };
}

it('a host of many templates is read once', () => {
  const url = `https://${'{{a}}'.repeat(60)}/`;
  expect(frozenOrigins(source({ url }), new Set())).toEqual({ origins: [], fault: null });
  // A brace by itself is a character like any other; what stands before the @ leads nowhere.
  const user = 'https://u:{x}{{a}}@h.test:81/';
  expect(frozenOrigins(source({ url: user }), new Set(['a'])).origins).toEqual(['https://h.test:81']);
  const host = 'https://u:{x}{{a}}@{{b}}.test/';
  expect(frozenOrigins(source({ url: host }), new Set(['b'])).fault).toContain('b');
});

it('a cookie line of spaces and a text of backslashes are published in one go', () => {
  const headers: [string, string][] = [['Cookie', `a=b${' '.repeat(30_000)}c ; d=e`]];
  const body = { type: 'text' as const, text: `${'\\'.repeat(MUCH)}x` };
  const { snapshot } = publish(source({ url: 'http://h.test/', headers, body }), {
    reveal: [],
    secrets: ['c4nary-secret'],
  });
  expect(snapshot.steps[0]?.request.headers?.[0]?.[1]).toMatch(/^a=\S+ ; d=\S+$/);
  expect(snapshot.steps[0]?.request.body).toEqual(body);
});

it('the format of a file that is nothing but line ends is known at once', () => {
  const lines = '\n'.repeat(MUCH);
  expect(formatOf('', lines)).toBe('json');
  expect(formatOf('', `${lines}  GET https://a.test/`)).toBe('http');
  expect(formatOf('', '\ufeffopenapi: 3.1.0')).toBe('openapi');
  expect(formatOf('', '{\n  "arazzo": "1.0.0"')).toBe('arazzo');
});

it('an HTTP message keeps the line ends within its body, and loses those at its end', () => {
  const lines = '\n'.repeat(MUCH);
  const { spec } = httpIn(`POST http://a.test/ HTTP/1.1\n\na${lines}b\n\n`);
  expect(spec.body).toEqual({ type: 'text', text: `a${lines}b` });
});

it('the slashes at the end of a server address are no part of the base', () => {
  const url = `https://a.test${'/'.repeat(MUCH)}v1//`;
  const { sequence } = openApiIn(
    JSON.stringify({ openapi: '3.1.0', servers: [{ url }], paths: { '/x': { get: {} } } }),
  );
  expect(sequence.variables?.[0]?.default).toBe(url.slice(0, -2));
});

it('a command of cmd.exe with a quote that nothing closes is read to its end', () => {
  const { spec } = curlIn(`curl ^"https://a.test/^" -H "x-a: ${'\\"'.repeat(MUCH)}`);
  expect(spec.url).toBe('https://a.test/');
  expect(spec.headers?.[0]?.[0]).toBe('x-a');
});

it('a page of one endless name is compared all the same', () => {
  const masks = new Masks(masksOf());
  const text = `<input name="${'token'.repeat(MUCH)}`;
  expect(masks.apply('text', '', text).text).toBe(text);
  const line = '<input type="hidden" name="csrf_token" value="a1">';
  expect(masks.apply('text', '', line)).toEqual({
    text: '<input type="hidden" ‹form-tokens›>',
    by: ['form-tokens'],
  });
});

it('what begins as a web token again and again is looked through in one go', () => {
  const masks = new Masks(masksOf());
  for (const text of ['eyJ-'.repeat(MUCH * 4), `eyJ${'a'.repeat(MUCH * 4)}`]) {
    expect(keyShaped(text)).toBeNull();
    expect(masks.apply('text', '', text).by).toEqual([]);
  }
  const token = `eyJ${'a'.repeat(5_000)}.eyJzdWIiOiIxIn0.c2lnbmF0dXJl`;
  for (const before of ['Bearer-', 'long-name-'.repeat(50), `${'z'.repeat(MUCH)}-`, 'eyJ-x ']) {
    expect(keyShaped(`${before}${token}`)).toBe(token);
    expect(masks.apply('text', '', `${before}${token}`).text).toBe(`${before}‹jwts›`);
  }
  expect(keyShaped(`eyJ-${token}`)).toBe(`eyJ-${token}`);
  expect(keyShaped(`${token}.a.b.c`)).toBe(`${token}.a.b`);
});
