import { parse } from 'yaml';
import { z } from 'zod';
import { trimEnd } from '@/lib/engine/trim';
import type { Body } from '@/lib/model/body';
import { VARIABLE_NAME, type StepInput } from '@/lib/model/sequence';
import { ImportFault, type Imported } from './imported';

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'] as const;
const Loose = z.record(z.string(), z.unknown());
const Document = z.object({
  openapi: z.string().regex(/^3\./),
  info: z.object({ title: z.string().default('OpenAPI') }).default({ title: 'OpenAPI' }),
  servers: z.array(z.object({ url: z.string() })).default([]),
  paths: z.record(z.string(), Loose).default({}),
});
const Parameter = z.object({
  name: z.string(),
  in: z.string(),
  required: z.boolean().default(false),
  example: z.unknown().optional(),
  schema: Loose.optional(),
});
/** A schema is followed this deep; one that refers to itself has no end. */
const DEEPEST = 8;

/**
 * An OpenAPI 3 description, JSON or YAML: a step for each operation, with what its examples and schemas say. References
 * into other files are never followed.
 */
export function openApiIn(content: string): Imported {
  const parsed = Document.safeParse(parse(content));
  if (!parsed.success) throw new ImportFault('This is no OpenAPI 3 description.');
  const document = parsed.data;
  const warnings: string[] = [];
  const variables = new Set<string>();
  const reader = new Reader(parse(content), warnings);
  const steps = Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method] !== undefined).map((method) =>
      stepOf(path, method, { item, operation: reader.object(item[method]) }, reader, variables),
    ),
  );
  const base = document.servers[0]?.url ?? '';
  if (!/^https?:/.test(base))
    warnings.push('The description names no whole server address: set the variable base.');
  return {
    sequence: {
      name: document.info.title.trim().slice(0, 200) || 'OpenAPI',
      steps,
      variables: [{ name: 'base', default: trimEnd(base, '/') }, ...[...variables].map((name) => ({ name }))],
    },
    warnings: [...new Set(warnings)],
  };
}

/** Follows references inside the document. */
class Reader {
  constructor(
    private readonly root: unknown,
    private readonly warnings: string[],
  ) {}

  object(value: unknown): Record<string, unknown> {
    const parsed = Loose.safeParse(value);
    if (!parsed.success) return {};
    const reference = parsed.data['$ref'];
    return typeof reference === 'string' ? this.follow(reference) : parsed.data;
  }

  list(value: unknown): Record<string, unknown>[] {
    return Array.isArray(value) ? value.map((item) => this.object(item)) : [];
  }

  private follow(reference: string): Record<string, unknown> {
    if (!reference.startsWith('#/')) {
      this.warnings.push(`${reference} is in another file and left out.`);
      return {};
    }
    let found: unknown = this.root;
    for (const key of reference.slice(2).split('/')) {
      const name = key.replaceAll('~1', '/').replaceAll('~0', '~');
      found =
        typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[name] : undefined;
    }
    const parsed = Loose.safeParse(found);
    return parsed.success && parsed.data['$ref'] === undefined ? parsed.data : {};
  }

  /** A value of that form: its example, its default, or the plainest one. */
  sample(schema: unknown, depth = 0): unknown {
    const { example, default: usual, enum: choices, ...form } = this.object(schema);
    const given = example ?? usual ?? (Array.isArray(choices) ? (choices as unknown[])[0] : undefined);
    if (given !== undefined || depth > DEEPEST) return given ?? null;
    return this.plainest(form, depth + 1);
  }

  private plainest(form: Readonly<Record<string, unknown>>, depth: number): unknown {
    const { type, properties, items } = form;
    const all = this.list(form['allOf']).map((part) => this.sample(part, depth));
    if (all.length > 0) return Object.assign({}, ...all) as unknown;
    const [either] = [...this.list(form['oneOf']), ...this.list(form['anyOf'])];
    if (either) return this.sample(either, depth);
    if (type === 'array') return [this.sample(items, depth)];
    if (typeof type === 'string' && type in PLAIN) return PLAIN[type];
    const entries = Object.entries(this.object(properties));
    return Object.fromEntries(entries.map(([name, part]) => [name, this.sample(part, depth)]));
  }
}

const PLAIN: Readonly<Record<string, unknown>> = { string: '', integer: 0, number: 0, boolean: false };

function stepOf(
  path: string,
  method: string,
  { item, operation }: Record<'item' | 'operation', Record<string, unknown>>,
  reader: Reader,
  variables: Set<string>,
): StepInput {
  const parameters = [...reader.list(item['parameters']), ...reader.list(operation['parameters'])].flatMap(
    (one) => {
      const parsed = Parameter.safeParse(one);
      return parsed.success && (parsed.data.required || parsed.data.in === 'path') ? [parsed.data] : [];
    },
  );
  const valueOf = ({ name, example, schema }: z.infer<typeof Parameter>): string => {
    const value = example ?? reader.sample(schema);
    if (value !== null && value !== '' && value !== 0)
      return typeof value === 'string' ? value : JSON.stringify(value);
    const variable = VARIABLE_NAME.test(name) ? name : `p_${name.replace(/\W+/g, '_')}`;
    variables.add(variable);
    return `{{${variable}}}`;
  };
  const within = (place: string): [string, string][] =>
    parameters.filter((one) => one.in === place).map((one) => [one.name, valueOf(one)]);
  const filled = within('path').reduce((url, [name, value]) => url.replaceAll(`{${name}}`, value), path);
  const body = bodyOf(reader.object(operation['requestBody']), reader);
  const { summary, operationId } = operation;
  const title = [summary, operationId].find((one) => typeof one === 'string' && one.trim() !== '');
  return {
    name: (typeof title === 'string' ? title : `${method.toUpperCase()} ${path}`).slice(0, 200),
    request: {
      method: method.toUpperCase(),
      url: `{{base}}${filled}`,
      ...(within('query').length > 0 ? { params: within('query') } : {}),
      ...(within('header').length > 0 ? { headers: within('header') } : {}),
      ...(body ? { body } : {}),
    },
    assert: [{ source: 'status', operator: 'lessThan', value: 400 }],
  };
}

function bodyOf(requestBody: Record<string, unknown>, reader: Reader): Body | null {
  const contents = Object.entries(reader.object(requestBody['content']));
  const [type, media] = contents.find(([name]) => name.includes('json')) ?? contents[0] ?? [];
  if (type === undefined) return null;
  const { example, schema } = reader.object(media);
  const value = example ?? reader.sample(schema);
  if (type.includes('json')) return { type: 'json', text: JSON.stringify(value, null, 2) };
  const fields = Object.entries(Loose.catch({}).parse(value)).map(([name, one]): [string, string] => [
    name,
    typeof one === 'string' ? one : JSON.stringify(one),
  ]);
  if (type === 'application/x-www-form-urlencoded') return { type: 'form', fields };
  if (type === 'multipart/form-data')
    return { type: 'multipart', parts: fields.map(([name, one]) => ({ name, value: one })) };
  return { type: 'text', text: typeof value === 'string' ? value : JSON.stringify(value), contentType: type };
}
