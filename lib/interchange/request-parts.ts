import type { Auth } from '@/lib/model/auth';
import type { Body } from '@/lib/model/body';
import type { ParamEntry } from '@/lib/model/pairs';
import type { RequestSpec } from '@/lib/model/request-spec';

type Pair = [string, string];

/** A body in the forms that every other tool knows. `content` is text as it goes over the wire. */
export type PlainBody =
  | { kind: 'none' }
  | { kind: 'form'; fields: Pair[] }
  | { kind: 'content'; text: string; type: string | null }
  | { kind: 'base64'; base64: string; type: string | null }
  | { kind: 'parts'; parts: { name: string; value?: string; filename?: string; type?: string }[] };

/** A request with everything in its plainest form: parameters in the URL, tokens in headers. */
export interface PlainRequest {
  method: string;
  url: string;
  headers: Pair[];
  body: PlainBody;
  /** what goes beside the headers */
  auth: { type: 'basic' | 'digest'; username: string; password: string } | null;
  followRedirects: boolean;
  insecure: boolean;
  warnings: string[];
}

/** Puts a request into its plainest form, and says what is left out. */
export function plainRequest(spec: RequestSpec): PlainRequest {
  const warnings: string[] = [];
  const headers = (spec.headers ?? []).flatMap(([name, value]): Pair[] =>
    value === null ? [] : [[name, value]],
  );
  const query = queryOf(spec.params);
  const auth = plainAuth(spec.auth ?? null, headers, query, warnings);
  const cookies = Object.entries(spec.cookies ?? {}).flatMap(([name, value]) =>
    value === null ? [] : [`${name}=${value}`],
  );
  if (cookies.length > 0) headers.push(['Cookie', cookies.join('; ')]);
  if (spec.socket) warnings.push('messages of a WebSocket are left out');
  return {
    method: spec.method,
    url: withQuery(spec.url, query),
    headers,
    body: plainBody(spec.body ?? null, warnings),
    auth,
    followRedirects: spec.allowRedirects !== false,
    insecure: spec.verify === false,
    warnings,
  };
}

function queryOf(params: RequestSpec['params']): string[] {
  if (params === undefined || params === null) return [];
  if (typeof params === 'string') return params === '' ? [] : [params];
  return params.flatMap(([name, value]: ParamEntry) => {
    const values = Array.isArray(value) ? value : [value];
    return values.flatMap((one) => (one === null ? [] : [`${encoded(name)}=${encoded(String(one))}`]));
  });
}

/** Percent-encodes what is not a `{{variable}}`. */
function encoded(text: string): string {
  return text
    .split(/(\{\{[^{}]+\}\})/)
    .map((piece) => (piece.startsWith('{{') ? piece : encodeURIComponent(piece)))
    .join('');
}

function withQuery(url: string, query: readonly string[]): string {
  if (query.length === 0) return url;
  const [address = '', ...fragment] = url.split('#');
  const joint = address.includes('?') ? '&' : '?';
  return [`${address}${joint}${query.join('&')}`, ...fragment].join('#');
}

function plainAuth(
  auth: Auth | null,
  headers: Pair[],
  query: string[],
  warnings: string[],
): PlainRequest['auth'] {
  switch (auth?.type) {
    case 'basic':
    case 'digest':
      return auth;
    case 'bearer':
      headers.push(['Authorization', `Bearer ${auth.token}`]);
      break;
    case 'apiKey':
      if (auth.in === 'header') headers.push([auth.name, auth.value]);
      else query.push(`${encoded(auth.name)}=${encoded(auth.value)}`);
      break;
    case 'oauth2':
      warnings.push('OAuth 2.0 is left out: put a token into Authorization');
      break;
    case 'awsSigV4':
      warnings.push('the AWS signature is left out');
      break;
    case 'none':
    case undefined:
  }
  return null;
}

function plainBody(body: Body | null, warnings: string[]): PlainBody {
  if (body === null) return { kind: 'none' };
  switch (body.type) {
    case 'json':
      return content(body.text ?? JSON.stringify(body.value ?? null), 'application/json');
    case 'text':
      return content(body.text, body.contentType ?? null);
    case 'graphql':
      return content(graphqlText(body), 'application/json');
    case 'form':
      return typeof body.fields === 'string'
        ? content(body.fields, 'application/x-www-form-urlencoded')
        : { kind: 'form', fields: formPairs(body.fields) };
    case 'binary':
      return { kind: 'base64', base64: body.base64, type: body.contentType ?? null };
    case 'file':
      warnings.push('the uploaded file is left out');
      return { kind: 'none' };
    case 'multipart':
      return { kind: 'parts', parts: body.parts.map((part) => partOf(part, warnings)) };
  }
}

function content(text: string, type: string | null): PlainBody {
  return { kind: 'content', text, type };
}

function graphqlText({ query, variables, operationName }: Extract<Body, { type: 'graphql' }>): string {
  return JSON.stringify({
    query,
    ...(variables === undefined ? {} : { variables }),
    ...(operationName ? { operationName } : {}),
  });
}

function formPairs(fields: readonly ParamEntry[]): Pair[] {
  return fields.flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap((one): Pair[] =>
      one === null ? [] : [[name, String(one)]],
    ),
  );
}

function partOf(part: Extract<Body, { type: 'multipart' }>['parts'][number], warnings: string[]) {
  if ('value' in part) return { name: part.name, value: String(part.value ?? '') };
  warnings.push(`the file of part ${part.name} is left out: put one in its place`);
  const type = part.contentType === undefined ? {} : { type: part.contentType };
  return { name: part.name, filename: part.filename ?? 'file', ...type };
}
