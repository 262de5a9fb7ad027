import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { headerValues } from '../support/api-client';
import { loginSequence } from './login-sequence';
import { api, appUrl, stranger } from './shared-app';

interface Operation {
  operationId: string;
  summary: string;
  security?: unknown[];
  parameters: { name: string; in: string; required: boolean; schema: object }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>;
}
interface Document {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
  components: Record<string, Record<string, unknown>>;
}

const document = (await stranger.call<Document>('GET', '/openapi.json')).body;
const operations = Object.entries(document.paths).flatMap(([where, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${where}`,
    method: method.toUpperCase(),
    where,
    operation,
  })),
);

/** Whether it may be called without a token (OpenAPI 3.1, Security Requirement Object: an empty one). */
function isOpen({ security = [] }: Operation): boolean {
  return security.some((scheme) => Object.keys(scheme as object).length === 0);
}

/** Everything under a key `$ref`, wherever it stands. */
function references(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === '$ref' && typeof item === 'string' ? [item] : references(item),
  );
}

/** A schema with what it refers to put in its place. */
function withoutReferences(schema: object): Parameters<typeof z.fromJSONSchema>[0] {
  return JSON.parse(JSON.stringify(schema), (_, value: unknown) => {
    const [reference] = references(value);
    const name =
      typeof value === 'object' && value !== null && '$ref' in value ? reference?.split('/')[3] : null;
    return name ? document.components['schemas']?.[name] : value;
  }) as Parameters<typeof z.fromJSONSchema>[0];
}

/** The schema of what an operation answers, as a reader of the document would check it. */
function answerSchema(method: string, where: string): z.ZodType {
  const responses = document.paths[where]?.[method]?.responses ?? {};
  const good = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1];
  const schema = good?.content?.['application/json']?.schema;
  if (!schema) throw new Error(`${method} ${where} describes no answer`);
  return z.fromJSONSchema(withoutReferences(schema));
}

describe('the OpenAPI document', () => {
  it('is OpenAPI 3.1 with unique operation ids and answers for every operation', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document.info.title).toBe('Playjar');
    expect(document.info.version).toMatch(/^\d+\.\d+\.\d+$/);
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { operation } of operations) {
      expect(operation.summary).not.toBe('');
      expect(Object.keys(operation.responses)).toContain('default');
      expect(Object.keys(operation.responses).some((status) => /^2\d\d$/.test(status))).toBe(true);
    }
  });

  it('declares exactly the parameters that its paths name', () => {
    for (const { name, where, operation } of operations) {
      const named = [...where.matchAll(/\{(\w+)\}/g)].map(([, param]) => param);
      const declared = operation.parameters.filter((parameter) => parameter.in === 'path');
      expect(
        declared.map((parameter) => parameter.name),
        name,
      ).toEqual(named);
      expect(declared.every(({ required }) => required)).toBe(true);
    }
  });

  it('refers to nothing that is not in it', () => {
    for (const { name, operation } of operations)
      for (const reference of references(operation)) {
        const [root, kind = '', schema = '', ...rest] = reference.split('/').slice(1);
        expect([root, rest], `${name}: ${reference}`).toEqual(['components', []]);
        expect(document.components[kind], name).toHaveProperty(schema);
      }
  });

  it.each(operations.filter(({ operation }) => !isOpen(operation)))(
    'names a call that exists and asks for a token: $name',
    async ({ method, where }) => {
      const filled = where.replace('/api/v1', '').replaceAll(/\{\w+\}/g, 'some-id');
      const answer = await stranger.call(method, filled, { body: method === 'GET' ? undefined : {} });
      expect(answer.status).toBe(401);
    },
  );

  it('names open calls that answer without a token', async () => {
    const open = operations.filter(({ operation }) => isOpen(operation));
    expect(open.map(({ name }) => name).sort()).toEqual([
      'GET /api/v1/health',
      'GET /api/v1/shared/{token}',
      'GET /api/v1/shared/{token}/replays/{rid}',
      'POST /api/v1/shared/{token}/replays',
    ]);
    const { id } = await api.sequence(loginSequence(appUrl));
    const { token } = await api.share({ sequenceId: id });
    const replay = await stranger.done<{ id: string }>('POST', `/shared/${token}/replays`, {
      variables: { password: 'password' },
    });
    for (const at of ['/health', `/shared/${token}`, `/shared/${token}/replays/${replay.id}`])
      expect((await stranger.call('GET', at)).status).toBe(200);
  });

  it('leaves out no route of app/api/v1', () => {
    const root = path.resolve('app/api/v1');
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('route.ts'),
    );
    const routes = files
      .filter((file) => !/openapi\.json|\[\.\.\./.test(file))
      .flatMap((file) => {
        const where = `/api/v1/${path.dirname(file)}`.replaceAll('[', '{').replaceAll(']', '}');
        const source = readFileSync(path.join(root, file), 'utf8');
        return [...source.matchAll(/export const (\w+) = /g)].map(([, method]) => `${method ?? ''} ${where}`);
      });
    expect(routes.sort()).toEqual(operations.map(({ name }) => name).sort());
  });
});

describe('what the API answers is what the document says', () => {
  it('for sessions, cookies, exchanges, sequences, runs and shares', async () => {
    const session = await api.session({ auth: { type: 'bearer', token: 't' } });
    const cookie = await api.putCookie(session.id, { name: 'a', value: '1' });
    const redirected = await api.get(session.id, `${appUrl}/practice/redirect/1`);
    const failed = await api.get(session.id, 'no-scheme');
    const sequence = await api.sequence(loginSequence(appUrl));
    const run = await api.run(sequence.id);
    const share = await api.share({ sequenceId: sequence.id });
    const answers: [method: string, where: string, answer: unknown][] = [
      ['post', '/api/v1/sessions', session],
      ['post', '/api/v1/sessions/{id}/cookies', cookie],
      ['post', '/api/v1/sessions/{id}/send', redirected],
      ['post', '/api/v1/sessions/{id}/send', failed],
      ['post', '/api/v1/sequences', sequence],
      ['post', '/api/v1/sequences/{id}/runs', run],
      ['post', '/api/v1/shares', share],
      ['get', '/api/v1/sessions', await api.done('GET', '/sessions')],
      ['get', '/api/v1/sessions/{id}/history', await api.done('GET', `/sessions/${session.id}/history`)],
      ['get', '/api/v1/runs', await api.done('GET', '/runs')],
      ['get', '/api/v1/shared/{token}', await api.done('GET', `/shared/${share.token}`)],
      ['get', '/api/v1/health', await api.done('GET', '/health')],
    ];
    for (const [method, where, answer] of answers) {
      const { error } = answerSchema(method, where).safeParse(answer);
      expect(error?.issues, `${method} ${where}`).toBeUndefined();
    }
  });

  it('for every error', async () => {
    const problem = z.fromJSONSchema(withoutReferences(document.components['schemas']?.['Problem'] ?? {}));
    const calls = [
      stranger.call('GET', '/sessions'),
      api.call('GET', '/sessions/unknown'),
      api.call('POST', '/sessions', { body: '{' }),
      api.call('POST', '/sessions', { body: { name: 1 } }),
      api.call('GET', '/unknown'),
    ];
    for (const { status, body } of await Promise.all(calls)) {
      expect(problem.safeParse(body).error?.issues).toBeUndefined();
      expect(body).toMatchObject({ status });
    }
  });
});

describe('health', () => {
  it('is open, and says the version and the database', async () => {
    const { status, body, headers } = await stranger.call('GET', '/health');
    expect(status).toBe(200);
    expect(body).toEqual({ status: 'ok', version: document.info.version, database: 'sqlite' });
    expect(headerValues([...headers], 'x-powered-by')).toEqual([]);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});
