import { z } from 'zod';
import type { Auth } from '@/lib/model/auth';
import type { Body, Part } from '@/lib/model/body';
import type { RequestSpecInput } from '@/lib/model/request-spec';
import { VARIABLE_NAME, type SequenceVariable, type StepInput } from '@/lib/model/sequence';
import { bodyOfText } from './body-in';
import { ImportFault, parseAs, stepOf, type Imported } from './imported';

const Text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const Pair = z.object({
  key: z.string().default(''),
  value: Text.nullable().optional(),
  disabled: z.boolean().optional(),
  type: z.string().optional(),
});
const AuthPart = z.array(z.object({ key: z.string(), value: z.unknown().optional() })).optional();
const PostmanAuth = z.object({
  type: z.string(),
  basic: AuthPart,
  digest: AuthPart,
  bearer: AuthPart,
  apikey: AuthPart,
});
const PostmanBody = z.object({
  mode: z.string().optional(),
  raw: z.string().optional(),
  urlencoded: z.array(Pair).optional(),
  formdata: z.array(Pair).optional(),
  graphql: z.object({ query: z.string().default(''), variables: z.string().optional() }).optional(),
  options: z.object({ raw: z.object({ language: z.string().optional() }).optional() }).optional(),
});
const PostmanRequest = z.object({
  method: z.string().default('GET'),
  url: z.union([z.string(), z.object({ raw: z.string().default('') })]).optional(),
  header: z
    .union([z.array(Pair), z.string()])
    .nullable()
    .optional(),
  body: PostmanBody.nullable().optional(),
  auth: PostmanAuth.nullable().optional(),
});
type PostmanRequest = z.infer<typeof PostmanRequest>;
const Item = z.object({
  name: z.string().default(''),
  request: z.union([z.string(), PostmanRequest]).optional(),
  get item() {
    return z.array(Item).optional();
  },
  event: z.array(z.object({ listen: z.string() })).optional(),
});
type Item = z.infer<typeof Item>;
const Collection = z.object({
  info: z.object({ name: z.string().default('Postman'), description: z.unknown().optional() }),
  item: z.array(Item),
  variable: z.array(Pair).default([]),
  auth: PostmanAuth.nullable().optional(),
});

/** A Postman collection, v2.0 or v2.1: folders one after the other, scripts left out. */
export function postmanIn(content: string): Imported {
  const parsed = Collection.safeParse(parseAs('collection', content));
  if (!parsed.success)
    throw new ImportFault('This is no Postman collection of version 2: it has no info and item.');
  const { info, item, variable, auth } = parsed.data;
  const warnings: string[] = [];
  const steps = item.flatMap((one) => stepsOf(one, auth ?? null, warnings));
  const variables = variable
    .filter(({ key }) => VARIABLE_NAME.test(key))
    .map(({ key, value, type }): SequenceVariable => ({
      name: key,
      default: value ?? '',
      secret: type === 'secret',
    }));
  return {
    sequence: {
      name: info.name.trim().slice(0, 200) || 'Postman',
      description: typeof info.description === 'string' ? info.description.slice(0, 10_000) : '',
      steps,
      variables,
    },
    warnings,
  };
}

function stepsOf(item: Item, auth: PostmanRequest['auth'], warnings: string[]): StepInput[] {
  if (item.item) return item.item.flatMap((one) => stepsOf(one, auth, warnings));
  if (item.request === undefined) return [];
  const request =
    typeof item.request === 'string' ? PostmanRequest.parse({ url: item.request }) : item.request;
  const own: string[] = [];
  if (item.event && item.event.length > 0)
    own.push('its scripts are left out; take values and check them in the step');
  const spec = {
    method: request.method,
    url: typeof request.url === 'string' ? request.url : (request.url?.raw ?? ''),
    ...partsOf({ ...request, auth: request.auth ?? auth }, own),
  };
  return [stepOf({ spec, warnings: own }, item.name, warnings)];
}

function partsOf(request: PostmanRequest, warnings: string[]): Partial<RequestSpecInput> {
  const headers = typeof request.header === 'string' ? [] : pairsOf(request.header ?? []);
  const body = request.body ? bodyOf(request.body, warnings) : null;
  const auth = readAuth(request.auth, warnings);
  return {
    ...(headers.length > 0 ? { headers } : {}),
    ...(body ? { body } : {}),
    ...(auth ? { auth } : {}),
  };
}

function bodyOf(body: z.infer<typeof PostmanBody>, warnings: string[]): Body | null {
  switch (body.mode) {
    case 'raw':
      if (!body.raw) return null;
      return bodyOfText(body.raw, body.options?.raw?.language === 'json' ? 'application/json' : 'text/plain');
    case 'urlencoded':
      return { type: 'form', fields: pairsOf(body.urlencoded) };
    case 'formdata':
      return {
        type: 'multipart',
        parts: (body.formdata ?? [])
          .filter(({ disabled }) => !disabled)
          .map((part) => partOf(part, warnings)),
      };
    case 'graphql':
      return { type: 'graphql', query: body.graphql?.query ?? '' };
    case undefined:
    case 'none':
      return null;
    default:
      warnings.push(`its body (${body.mode ?? ''}) is left out`);
      return null;
  }
}

function pairsOf(pairs: readonly z.infer<typeof Pair>[] = []): [string, string][] {
  return pairs.filter(({ disabled }) => !disabled).map(({ key, value }) => [key, value ?? '']);
}

function partOf({ key, value, type }: z.infer<typeof Pair>, warnings: string[]): Part {
  if (type !== 'file') return { name: key, value: value ?? '' };
  warnings.push(`the file of part ${key} is left out`);
  return { name: key, filename: 'file', base64: '' };
}

function readAuth(auth: PostmanRequest['auth'], warnings: string[]): Auth | null {
  if (!auth || auth.type === 'noauth') return null;
  const value = (part: z.infer<typeof AuthPart>, key: string): string => {
    const found = part?.find((one) => one.key === key)?.value;
    return typeof found === 'string' ? found : '';
  };
  switch (auth.type) {
    case 'basic':
    case 'digest': {
      const part = auth[auth.type];
      return { type: auth.type, username: value(part, 'username'), password: value(part, 'password') };
    }
    case 'bearer':
      return { type: 'bearer', token: value(auth.bearer, 'token') };
    case 'apikey': {
      const place = value(auth.apikey, 'in') === 'query' ? 'query' : 'header';
      return {
        type: 'apiKey',
        in: place,
        name: value(auth.apikey, 'key') || 'X-API-Key',
        value: value(auth.apikey, 'value'),
      };
    }
    default:
      warnings.push(`its authentication (${auth.type}) is left out`);
      return null;
  }
}
