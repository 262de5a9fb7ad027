import { z } from 'zod';
import { operations } from './operations';
import type { Operation } from './operation';
import { Problem } from './problem';

type Schema = Record<string, unknown>;

/** The OpenAPI 3.1 document of the API, generated from the schemas that validate it. */
export function openApiDocument(version: string): Schema {
  const paths: Record<string, Schema> = {};
  for (const operation of Object.values(operations) as Operation[]) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: describe(operation),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Playjar',
      version,
      description:
        'Send HTTP requests through sessions that behave like Python’s requests.Session. Times in are seconds, times out milliseconds.',
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'An API token (`npm run token`)' },
      },
      schemas: { Problem: schemaOf(Problem, 'output'), Json: { description: 'Any JSON value' } },
    },
  };
}

function describe(operation: Operation): Schema {
  const { id, tag, summary, status = operation.answer ? 200 : 204 } = operation;
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(operation.open && { security: [] }),
    parameters: [...pathParameters(operation.path), ...queryParameters(operation.query)],
    ...(operation.body && {
      requestBody: { required: true, content: json(schemaOf(operation.body, 'input')) },
    }),
    ...(operation.bytes && {
      requestBody: { required: true, content: { 'application/octet-stream': { schema: {} } } },
    }),
    responses: {
      [status]: {
        description: summary,
        ...(operation.answer && { content: json(schemaOf(operation.answer, 'output')) }),
      },
      default: {
        description: 'A caller’s mistake, or ours (RFC 9457)',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function json(schema: Schema): Schema {
  return { 'application/json': { schema } };
}

function pathParameters(path: string): Schema[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters(query: z.ZodType | undefined): Schema[] {
  if (!(query instanceof z.ZodObject)) return [];
  return Object.entries(query.shape as Record<string, z.ZodType>).map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    schema: schemaOf(schema, 'input'),
  }));
}

/** Only "any JSON" refers to itself; its `#/$defs` would be looked for at the root of the document. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Schema {
  const { $schema: _, $defs: __, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  const text = JSON.stringify(rest).replaceAll(/"#\/\$defs\/\w+"/g, '"#/components/schemas/Json"');
  return JSON.parse(text) as Schema;
}
