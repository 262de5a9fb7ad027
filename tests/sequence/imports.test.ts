import { describe, expect, it } from 'vitest';
import { toHar } from '@/lib/interchange/har-out';
import { formatOf, importSequence } from '@/lib/interchange/import-sequence';

describe('a file of another tool', () => {
  it('curl: many commands over lines, joined by && or one under the other', () => {
    const text = `curl 'https://a.test/x?y=1;2' \\\n  -H 'A: b && c' && curl -d "q=1" https://a.test/post\n# end\ncurl https://a.test/last`;
    expect(importSequence('curl', text).sequence.steps?.map(({ name }) => name)).toEqual([
      'GET /x',
      'POST /post',
      'GET /last',
    ]);
    expect(() => importSequence('curl', 'wget x')).toThrow('There is no curl command in this.');
  });

  it('HAR: redirects are one step, pictures none, the jar’s header is left out', () => {
    const entry = (method: string, url: string, status: number, redirectURL = '', more = {}) => ({
      request: {
        method,
        url,
        headers: [
          { name: ':path', value: '/' },
          { name: 'Cookie', value: 'a=b' },
        ],
        ...more,
      },
      response: { status, redirectURL },
    });
    const postData = { mimeType: 'application/x-www-form-urlencoded', text: 'a=1' };
    const har = {
      log: {
        entries: [
          entry('POST', 'https://a.test/login', 303, '/home', { postData }),
          entry('GET', 'https://a.test/home', 200),
          entry('GET', 'https://a.test/logo.png?v=1', 200),
          entry('GET', 'https://a.test/api', 404),
        ],
      },
    };
    const { sequence, warnings } = importSequence('har', JSON.stringify(har));
    expect(
      sequence.steps?.map(({ request, assert }) => [
        request.method,
        request.url,
        request.headers,
        assert?.[0]?.value,
      ]),
    ).toEqual([
      ['POST', 'https://a.test/login', undefined, 200],
      ['GET', 'https://a.test/api', undefined, 404],
    ]);
    expect(warnings).toContain('1 pictures, styles and scripts are left out.');
    expect(sequence.steps?.[0]?.request.body).toEqual({ type: 'form', fields: 'a=1' });
    expect(() => importSequence('har', toHar('none', []))).toThrow('There is no request in this HAR.');
  });

  it('Postman: folders, inherited auth, switched-off rows, scripts told', () => {
    const { sequence, warnings } = importSequence(
      'postman',
      JSON.stringify({
        info: { name: 'C', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
        auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{t}}' }] },
        item: [
          {
            name: 'folder',
            item: [
              {
                name: 'one',
                event: [{ listen: 'test', script: { exec: [] } }],
                request: {
                  method: 'POST',
                  url: { raw: 'https://a.test/{{id}}?x=1', host: ['a'] },
                  header: [
                    { key: 'A', value: 'b' },
                    { key: 'Off', value: 'x', disabled: true },
                  ],
                  body: { mode: 'raw', raw: '{"a":1}', options: { raw: { language: 'json' } } },
                },
              },
            ],
          },
          { name: 'two', request: 'https://a.test/two' },
        ],
      }),
    );
    expect(
      sequence.steps?.map(({ name, request }) => [name, request.method, request.headers, request.auth]),
    ).toEqual([
      ['one', 'POST', [['A', 'b']], { type: 'bearer', token: '{{t}}' }],
      ['two', 'GET', undefined, { type: 'bearer', token: '{{t}}' }],
    ]);
    expect(warnings).toEqual(['one: its scripts are left out; take values and check them in the step']);
  });

  it('Insomnia: requests in their order, environments as variables', () => {
    const { sequence, warnings } = importSequence(
      'insomnia',
      JSON.stringify({
        __export_format: 4,
        resources: [
          {
            _type: 'request',
            name: 'b',
            metaSortKey: 2,
            url: '{{ _.host }}/b',
            authentication: { type: 'basic', username: 'u', password: '{% x %}' },
          },
          {
            _type: 'request',
            name: 'a',
            metaSortKey: 1,
            method: 'POST',
            url: '{{_.host}}/a',
            body: { mimeType: 'application/json', text: '{}' },
          },
          { _type: 'environment', name: 'Base', data: { host: 'https://a.test' } },
          { _type: 'workspace', name: 'Shop' },
        ],
      }),
    );
    expect([sequence.name, sequence.variables]).toEqual([
      'Shop',
      [{ name: 'host', default: 'https://a.test', secret: false }],
    ]);
    expect(sequence.steps?.map(({ name, request }) => [name, request.url])).toEqual([
      ['a', '{{host}}/a'],
      ['b', '{{host}}/b'],
    ]);
    expect(warnings).toHaveLength(1);
  });

  it('Bruno: one request, its script told', () => {
    const text = `meta {\n  name: Log in\n}\n\npost {\n  url: https://a.test/login\n  body: formUrlEncoded\n}\n\nheaders {\n  A: b: c\n  ~Off: x\n}\n\nbody:form-urlencoded {\n  user: {{who}}\n}\n\nscript:post-response {\n  x()\n}\n`;
    const { sequence, warnings } = importSequence('bruno', text);
    expect(sequence.steps).toMatchObject([
      {
        name: 'Log in',
        request: {
          method: 'POST',
          url: 'https://a.test/login',
          headers: [['A', 'b: c']],
          body: { type: 'form', fields: [['user', '{{who}}']] },
        },
      },
    ]);
    expect(warnings).toEqual(['Log in: its script:post-response is left out']);
  });

  it('OpenAPI: a step for each operation with what its schemas say, nothing fetched', () => {
    const text = `openapi: 3.1.0
info: { title: Pets, version: '1' }
servers: [{ url: 'https://pets.test/v1/' }]
paths:
  /pets/{petId}:
    parameters:
      - { name: petId, in: path, required: true, schema: { type: integer } }
    get:
      summary: Read a pet
    put:
      requestBody:
        content:
          application/json:
            schema: { $ref: '#/components/schemas/Pet' }
  /else:
    post:
      requestBody: { $ref: 'http://127.0.0.1:1/other.yaml#/x' }
components:
  schemas:
    Pet:
      type: object
      properties:
        name: { type: string, example: Rex }
        tags: { type: array, items: { type: string } }
        friend: { $ref: '#/components/schemas/Pet' }
`;
    const { sequence, warnings } = importSequence('openapi', text);
    expect(sequence.variables).toMatchObject([
      { name: 'base', default: 'https://pets.test/v1' },
      { name: 'petId' },
    ]);
    expect(sequence.steps?.map(({ name, request }) => [name, request.url])).toEqual([
      ['Read a pet', '{{base}}/pets/{{petId}}'],
      ['PUT /pets/{petId}', '{{base}}/pets/{{petId}}'],
      ['POST /else', '{{base}}/else'],
    ]);
    const body = sequence.steps?.[1]?.request.body;
    expect(body?.type === 'json' ? (JSON.parse(body.text ?? '') as unknown as object) : null).toMatchObject({
      name: 'Rex',
      tags: [''],
    });
    expect(warnings).toEqual(['http://127.0.0.1:1/other.yaml#/x is in another file and left out.']);
  });

  it.each([
    ['har', '{}'],
    ['postman', '[]'],
    ['insomnia', '{"a":1}'],
    ['bruno', 'x'],
    ['openapi', '{"swagger":"2.0"}'],
    ['arazzo', 'arazzo: 2.0.0'],
    ['http', 'nothing here'],
    ['json', '{"name":"x","steps":[{}]}'],
    ['postman', 'not json'],
  ] as const)('that is no %s is said to be none', (format, content) => {
    expect(() => importSequence(format, content)).toThrow(/^(This|There) is no|is not JSON/);
  });

  it('is known by its name or its content', () => {
    expect(formatOf('a.http', '')).toBe('http');
    expect(formatOf('a.json', '{"info":{"schema":"https://schema.getpostman.com/x"}}')).toBe('postman');
    expect(formatOf('a.json', '{"__export_format":4}')).toBe('insomnia');
    expect(formatOf('a.json', '{ "openapi": "3.1.0" }')).toBe('openapi');
    expect(formatOf('a.json', '{"name":"x"}')).toBe('json');
    expect(formatOf('a.yaml', 'arazzo: 1.0.1')).toBe('arazzo');
    expect(formatOf('a.yml', '# pets\nopenapi: 3.1.0')).toBe('openapi');
    expect(formatOf('', "curl 'https://a.test/'")).toBe('curl');
    expect(formatOf('', '{"log": {"entries": []}}')).toBe('har');
    expect(formatOf('', '### one\nGET https://a.test/')).toBe('http');
    expect(formatOf('', 'meta {\n  name: x\n}')).toBe('bruno');
  });
});
