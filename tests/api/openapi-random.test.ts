import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { api, appUrl, stranger } from './shared-app';

interface Schema {
  $ref?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  prefixItems?: Schema[];
  items?: Schema;
}
interface Operation {
  parameters: { name: string; in: string }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, unknown>;
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: { Problem: Parameters<typeof z.fromJSONSchema>[0] } };
}

const document = (await stranger.call<Document>('GET', '/openapi.json')).body;
const problem = z.fromJSONSchema(document.components.schemas.Problem);
const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
);

/** Text that has broken programs: NUL, half a surrogate pair, names that every object has, templates, other lines. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    '',
    ' ',
    '\0',
    'a\0b',
    '\ud800',
    '__proto__',
    'constructor',
    '{{x}}',
    'a\r\nb: c',
    '../..',
    '%',
  ),
);
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  text,
  fc.constantFrom<unknown>(null, [], {}, [[]], -1, 1e308, 2 ** 53 - 1, 'x'.repeat(70_000)),
);

/** Values that fit a schema, but for a place here and there. */
function nearly(schema: Schema): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: fitting(schema) }, { weight: 1, arbitrary: anything });
}

function fitting(schema: Schema): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(nearly));
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  return OF_TYPE[schema.type ?? '']?.(schema) ?? fc.jsonValue({ maxDepth: 2 });
}

const OF_TYPE: Readonly<Record<string, (schema: Schema) => fc.Arbitrary<unknown>>> = {
  object: ({ properties, required = [], additionalProperties }) =>
    properties
      ? fc.record(mapped(properties), { requiredKeys: required })
      : fc.dictionary(text, nearly(typeof additionalProperties === 'object' ? additionalProperties : {}), {
          maxKeys: 3,
        }),
  array: ({ prefixItems, items }) =>
    prefixItems ? fc.tuple(...prefixItems.map(nearly)) : fc.array(nearly(items ?? {}), { maxLength: 3 }),
  string: () => fc.oneof(text, fc.constantFrom('http://127.0.0.1:1/', 'GET', 'a')),
  integer: () => fc.integer(),
  number: () => fc.double({ noNaN: true, noDefaultInfinity: true }),
  boolean: () => fc.boolean(),
  null: () => fc.constant(null),
};

function mapped(properties: Record<string, Schema>): Record<string, fc.Arbitrary<unknown>> {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, nearly(schema)]));
}

/** As a browser writes it; half a pair becomes what a decoder takes for one. */
const escaped = (one: string): string => encodeURIComponent(Buffer.from(one).toString());

describe('whatever a call of the API is given', () => {
  it.each(calls)('$method $path answers by the document', async ({ method, path, operation }) => {
    const names = operation.parameters.filter((one) => one.in === 'query').map(({ name }) => name);
    const { id } = await api.session();
    // Nothing of what the other tests made may go.
    const ids = method === 'DELETE' ? text : fc.oneof(text, fc.constant(id));
    const schema = operation.requestBody?.content['application/json']?.schema;
    const bytes = fc.string({ unit: 'binary', maxLength: 40 });
    const body = schema ? fc.oneof(nearly(schema), anything).map((one) => JSON.stringify(one)) : bytes;
    const query: fc.Arbitrary<Record<string, string>> =
      names.length > 0 ? fc.dictionary(fc.constantFrom(...names), text, { maxKeys: 2 }) : fc.constant({});
    await fc.assert(
      fc.asyncProperty(
        fc.array(ids, { minLength: 2, maxLength: 2 }),
        query,
        body,
        async (given, asked, sent) => {
          const left = [...given];
          const where = path.replaceAll(/\{\w+\}/g, () => escaped(left.pop() ?? '') || 'none');
          const search = Object.entries(asked).map(([name, value]) => `${name}=${escaped(value)}`);
          const answer = await fetch(`${appUrl}${where}?${search.join('&')}`, {
            method,
            headers: { authorization: `Bearer ${api.token}`, 'content-type': 'application/json' },
            ...(operation.requestBody && { body: sent }),
          });
          const said = await answer.text();
          if (answer.ok) {
            expect(Object.keys(operation.responses)).toContain(String(answer.status));
            return;
          }
          expect(answer.status, said).toBeLessThan(500);
          expect(problem.parse(JSON.parse(said))).toMatchObject({ status: answer.status });
        },
      ),
      { numRuns: 8 },
    );
  });
});
