import { z } from 'zod';
import { operations } from './operations';
import { scopeOf, type Operation } from './operation';
import { Problem } from './problem';

type Schema = Record<string, unknown>;

const TOKEN =
  `An API token: made on the page of a workspace, or by \`npm run token\`. It can do no more than its role and
its scopes say: \`read\` looks, cookies and answers included; \`send\` sends through sessions and runs sequences; \`write\`
makes, changes and deletes; \`share\` opens sessions and links to others; \`admin\` does what only owners and admins may.
Each operation names the scope it needs under \`security\`; a token without it is answered 403 and told which.`.replaceAll(
    '\n',
    ' ',
  );

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
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: TOKEN },
      },
      schemas: { Problem: schemaOf(Problem, 'output'), Json: { description: 'Any JSON value' } },
    },
  };
}

function describe(operation: Operation): Schema {
  const { id, tag, summary, otherType, status = operation.answer ? 200 : 204 } = operation;
  return {
    operationId: id,
    tags: [tag],
    summary,
    // Without a scheme for whoever calls without a token; with one, it must be for this.
    security: [{ token: [scopeOf(operation)] }, ...(operation.open ? [{}] : [])],
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
        ...(operation.answer && {
          content: {
            ...json(schemaOf(operation.answer, 'output')),
            ...(otherType && { [otherType]: { schema: { type: 'string' } } }),
          },
        }),
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
