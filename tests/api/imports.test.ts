import { describe, expect, it } from 'vitest';
import type { SequenceInput } from '@/lib/model/sequence';
import type { Problem } from '../support/api-client';
import { api, appUrl } from './shared-app';

interface Read {
  sequence: SequenceInput;
  warnings: string[];
}

const HAR = {
  log: {
    entries: [
      {
        request: { method: 'GET', url: `${appUrl}/practice/api/echo?a=1`, headers: [] },
        response: { status: 200, redirectURL: '' },
      },
    ],
  },
};
const POSTMAN = {
  info: { name: 'C', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
  item: [{ name: 'echo', request: `${appUrl}/practice/api/echo?a=1` }],
};
const OPENAPI = `openapi: 3.1.0
info: { title: Practice, version: '1' }
servers: [{ url: '${appUrl}/practice' }]
paths: { /api/echo: { get: { summary: echo, parameters: [{ name: a, in: query, required: true, example: '1' }] } } }
`;
const ARAZZO = `arazzo: 1.0.1
info: { title: Practice, version: '1' }
sourceDescriptions: [{ name: api, url: ./openapi.yaml, type: openapi }]
workflows:
  - workflowId: one
    inputs: { properties: { base: { default: '${appUrl}/practice' } } }
    steps:
      - stepId: echo
        operationPath: '{$sourceDescriptions.api.url}#/paths/~1api~1echo/get'
        parameters: [{ name: a, in: query, value: '1' }]
        successCriteria: [{ condition: "$response.body#/query/0/1 == '1'" }]
`;

/** Names of the sequences that were stored from then on; other files store theirs in the same workspace meanwhile. */
async function namesSince(time: string): Promise<string[]> {
  const listed = await api.done<{ items: { name: string; createdAt: string }[] }>(
    'GET',
    '/sequences?limit=100',
  );
  return listed.items.filter(({ createdAt }) => createdAt >= time).map(({ name }) => name);
}

describe('POST /import', () => {
  it.each([
    ['curl', `curl '${appUrl}/practice/api/echo?a=1'`],
    ['http', `GET ${appUrl}/practice/api/echo?a=1\n`],
    ['har', JSON.stringify(HAR)],
    ['postman', JSON.stringify(POSTMAN)],
    ['openapi', OPENAPI],
    ['arazzo', ARAZZO],
  ] as const)(
    'reads %s as a sequence that runs as it stands, and stores nothing',
    async (format, content) => {
      const before = new Date().toISOString();
      const { sequence } = await api.done<Read>('POST', '/import', { format, content });
      expect((await namesSince(before)).filter((name) => name === sequence.name)).toEqual([]);
      const { id } = await api.sequence(sequence);
      expect(await namesSince(before)).toContain(sequence.name);
      const run = await api.run(id);
      expect([run.status, run.steps.length]).toEqual(['passed', 1]);
      const text = run.steps[0]?.exchange?.response?.body.text ?? '{}';
      expect(JSON.parse(text)).toMatchObject({ path: '/practice/api/echo', query: [['a', '1']] });
    },
  );

  it('names what is wrong with a file, and knows no format that it has not', async () => {
    const wrong = await api.call<Problem>('POST', '/import', { body: { format: 'har', content: '{}' } });
    expect([wrong.status, wrong.body.code]).toEqual([422, 'invalid_request']);
    expect(wrong.body.errors?.[0]?.path).toBe('content');
    const unknown = await api.call<Problem>('POST', '/import', { body: { format: 'wsdl', content: '' } });
    expect([unknown.status, unknown.body.errors?.[0]?.path]).toEqual([422, 'format']);
  });
});
