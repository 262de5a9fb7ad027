import { z } from 'zod';
import type { Auth } from '@/lib/model/auth';
import type { Body } from '@/lib/model/body';
import { VARIABLE_NAME, type SequenceVariable, type StepInput } from '@/lib/model/sequence';
import { bodyOfText } from './body-in';
import { ImportFault, parseAs, stepOf, type Imported } from './imported';

const Pair = z.object({
  name: z.string().default(''),
  value: z.string().default(''),
  disabled: z.boolean().optional(),
});
const Resource = z.object({
  _type: z.string(),
  name: z.string().default(''),
  metaSortKey: z.number().default(0),
  method: z.string().default('GET'),
  url: z.string().default(''),
  headers: z.array(Pair).default([]),
  parameters: z.array(Pair).default([]),
  body: z
    .object({
      mimeType: z.string().default(''),
      text: z.string().optional(),
      params: z.array(Pair).optional(),
    })
    .default({ mimeType: '' }),
  authentication: z.record(z.string(), z.unknown()).default({}),
  data: z.record(z.string(), z.unknown()).nullable().optional(),
});
type Resource = z.infer<typeof Resource>;
const Export = z.object({ __export_format: z.literal(4), resources: z.array(Resource) });

/** An Insomnia export of version 4: its requests in their order, its environments as variables. */
export function insomniaIn(content: string): Imported {
  const parsed = Export.safeParse(parseAs('export', content));
  if (!parsed.success) throw new ImportFault('This is no Insomnia export of version 4 in JSON.');
  const { resources } = parsed.data;
  const warnings: string[] = [];
  const requests = resources
    .filter(({ _type }) => _type === 'request')
    .sort((a, b) => a.metaSortKey - b.metaSortKey);
  const variables = resources
    .filter(({ _type }) => _type === 'environment')
    .flatMap(({ data }) => variablesOf(data ?? {}));
  const workspace = resources.find(({ _type }) => _type === 'workspace');
  return {
    sequence: {
      name: workspace?.name.trim().slice(0, 200) || 'Insomnia',
      steps: requests.map((request) => readResource(request, warnings)),
      variables: [...new Map(variables.map((one) => [one.name, one])).values()],
    },
    warnings,
  };
}

function variablesOf(data: Readonly<Record<string, unknown>>): SequenceVariable[] {
  return Object.entries(data)
    .filter(([name]) => VARIABLE_NAME.test(name))
    .map(([name, value]) => ({
      name,
      default: typeof value === 'string' ? value : JSON.stringify(value),
      secret: false,
    }));
}

/** `{{ _.host }}` → `{{host}}`; a tag like `{% response … %}` has no equal. */
function text(value: string, warnings: string[]): string {
  if (/\{%/.test(value)) warnings.push(`the tag in “${value.slice(0, 60)}” is left as it stands`);
  return value.replace(/\{\{[ \t]*_\.([\w.-]+)[ \t]*\}\}/g, '{{$1}}');
}

function readResource(resource: Resource, all: string[]): StepInput {
  const warnings: string[] = [];
  const pairs = (given: readonly z.infer<typeof Pair>[]): [string, string][] =>
    given
      .filter(({ disabled, name }) => !disabled && name !== '')
      .map(({ name, value }) => [name, text(value, warnings)]);
  const { headers, parameters } = {
    headers: pairs(resource.headers),
    parameters: pairs(resource.parameters),
  };
  const body = bodyOf(resource.body, pairs, (value) => text(value, warnings));
  const auth = authOf(resource.authentication, warnings);
  const spec = {
    method: resource.method,
    url: text(resource.url, warnings),
    ...(headers.length > 0 ? { headers } : {}),
    ...(parameters.length > 0 ? { params: parameters } : {}),
    ...(body ? { body } : {}),
    ...(auth ? { auth } : {}),
  };
  return stepOf({ spec, warnings }, resource.name, all);
}

function bodyOf(
  { mimeType, text: raw, params = [] }: Resource['body'],
  pairs: (given: readonly z.infer<typeof Pair>[]) => [string, string][],
  fill: (value: string) => string,
): Body | null {
  if (mimeType === 'application/x-www-form-urlencoded') return { type: 'form', fields: pairs(params) };
  if (mimeType === 'multipart/form-data')
    return { type: 'multipart', parts: pairs(params).map(([name, value]) => ({ name, value })) };
  return raw ? bodyOfText(fill(raw), mimeType) : null;
}

function authOf(auth: Readonly<Record<string, unknown>>, warnings: string[]): Auth | null {
  const said = (key: string): string => (typeof auth[key] === 'string' ? text(auth[key], warnings) : '');
  const type = said('type');
  if (type === 'basic' || type === 'digest')
    return { type, username: said('username'), password: said('password') };
  if (type === 'bearer') return { type, token: said('token') };
  if (type !== '' && type !== 'none') warnings.push(`its authentication (${type}) is left out`);
  return null;
}
