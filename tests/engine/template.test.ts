import { describe, expect, it } from 'vitest';
import { fillTemplates } from '@/lib/engine/template';
import { RequestSpec, type RequestSpecInput } from '@/lib/model/request-spec';
import { SessionSettings } from '@/lib/model/session';
import { echo, session, target } from './session-under-test';

const none = SessionSettings.parse({});
function filled(input: RequestSpecInput, settings = none, environment?: Record<string, string>): RequestSpec {
  return fillTemplates(RequestSpec.parse(input), settings, environment).spec;
}

describe('variables', () => {
  it('come from the request, then the session, then the environment', () => {
    const settings = SessionSettings.parse({ variables: { a: 's', b: 's' } });
    const spec = filled({ url: 'http://{{a}}.{{ b }}.{{c}}/', variables: { a: 'r' } }, settings, {
      a: 'e',
      b: 'e',
      c: 'e',
    });
    expect(spec.url).toBe('http://r.s.e/');
  });

  it('are put into every string, of the session’s settings too', async () => {
    const server = await target(echo);
    const s = session({
      headers: [['X-{{n}}', '{{v}}']],
      params: [['{{n}}', ['{{v}}']]],
      auth: { type: 'bearer', token: '{{v}}' },
      variables: { n: 'name', v: 'value' },
    });
    await s.get(`${server.url}/{{v}}`, {
      method: '{{m}}',
      cookies: { '{{n}}': '{{v}}' },
      body: { type: 'json', value: { '{{n}}': [{ deep: 'a {{v}} b{{v}}' }], n: 1 } },
      variables: { m: 'put' },
    });
    const [seen] = server.requests;
    expect([seen?.method, seen?.url]).toEqual(['PUT', '/value?name=value']);
    expect(seen?.header('x-name')).toBe('value');
    expect(seen?.header('authorization')).toBe('Bearer value');
    expect(seen?.header('cookie')).toBe('name=value');
    expect(seen?.body.toString()).toBe('{"name":[{"deep":"a value bvalue"}],"n":1}');
  });

  it('are not looked for in a value that was put in', () => {
    const spec = filled({ url: 'http://h/{{a}}', variables: { a: '{{b}}', b: '$&no' } });
    expect(spec.url).toBe('http://h/{{b}}');
    expect(filled({ url: 'http://h/{{b}}', variables: { b: '$&no' } }).url).toBe('http://h/$&no');
  });

  it.each([
    ['url', { url: 'http://h/{{nope}}' }],
    ['headers', { url: 'http://h/', headers: [['A', '{{nope}}']] }],
    ['body', { url: 'http://h/', body: { type: 'text', text: '{{ nope }}' } }],
    ['cookies', { url: 'http://h/', cookies: { a: '{{nope}}' } }],
    ['auth', { url: 'http://h/', auth: { type: 'bearer', token: '{{nope}}' } }],
  ] as [string, RequestSpecInput][])(
    'an unknown name in %s is an error, and nothing is sent',
    async (field, spec) => {
      const failure = await session().failure(spec);
      expect(failure).toMatchObject({ code: 'unknown_variable', reason: 'nope', field, hop: 0 });
    },
  );

  it('does not take names of the language for variables', async () => {
    for (const name of ['constructor', '__proto__', 'toString']) {
      const failure = await session().failure({ url: `http://h/{{${name}}}` });
      expect(failure.code).toBe('unknown_variable');
    }
  });

  it('leaves alone what is no name, and copies nothing that needs nothing', () => {
    const spec = RequestSpec.parse({ url: 'http://h/', body: { type: 'text', text: '{{}} { {a} } {{\n}}' } });
    const out = fillTemplates(spec, none, undefined);
    expect(out.spec).toBe(spec);
    expect(out.session).toBe(none);
  });

  it('keeps a JSON field called __proto__ a field', () => {
    const value = JSON.parse('{"__proto__": {"x": "{{a}}"}}') as { [key: string]: string };
    const spec = filled({ url: 'http://h/', variables: { a: '1' } });
    const out = fillTemplates(
      { ...spec, body: { type: 'json', value }, variables: { a: '1' } },
      none,
      undefined,
    );
    expect(JSON.stringify(out.spec.body)).toBe('{"type":"json","value":{"__proto__":{"x":"1"}}}');
  });
});
