import type { Body } from '@/lib/model/body';
import { type WireContent } from './body-source';
import { SendFailure } from './failure';
import { encodeMultipart } from './multipart';
import { encodeParams } from './params';
import { uploadOf, type Uploads } from './uploads';

/** What goes after the headers, and the Content-Type it brings when none was asked for (R64). */
export interface Content {
  /** null when the request has no body at all */
  body: WireContent | null;
  contentType: string | null;
}

const NOTHING: Content = { body: null, contentType: null };

/**
 * The content of a body (R60–R73). `explicitType` is a Content-Type that the headers already have; `uploads` are the
 * files that the body names.
 * Fails with `invalid_json` or `invalid_header`, field `body`.
 */
export function buildBody(
  body: Body | null | undefined,
  explicitType: string | undefined,
  uploads: Uploads,
): Content {
  if (!body) return NOTHING;
  switch (body.type) {
    case 'json':
      return jsonBody(body.value, body.text);
    case 'form':
      return formBody(body.fields);
    case 'multipart':
      return body.parts.length === 0 ? NOTHING : encodeMultipart(body.parts, explicitType, uploads);
    case 'text':
      // R61: text alone brings no Content-Type; empty text is no body, as `data=''` is.
      return body.text === '' ? NOTHING : content(body.text, body.contentType ?? null);
    case 'binary':
      return body.base64 === ''
        ? NOTHING
        : { body: Buffer.from(body.base64, 'base64'), contentType: body.contentType ?? null };
    case 'file':
      // R61, R68: a stream brings no Content-Type of its own either
      return { body: uploadOf(uploads, body.upload), contentType: body.contentType ?? null };
    case 'graphql':
      return graphqlBody(body);
  }
}

/** R62: any value counts but null. Text from an editor must be JSON and is sent as it stands; blank text is none. */
function jsonBody(value: unknown, text: string | undefined): Content {
  if (text === undefined) {
    return value === undefined || value === null
      ? NOTHING
      : content(JSON.stringify(value), 'application/json');
  }
  if (text.trim() === '') return NOTHING;
  try {
    JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'it cannot be parsed';
    throw new SendFailure('invalid_json', `The body is not JSON: ${why}.`, { field: 'body' });
  }
  return content(text, 'application/json');
}

/** R60; no fields at all is no body, as `data={}` is. A raw string is still a form here, since its type says so. */
function formBody(fields: Extract<Body, { type: 'form' }>['fields']): Content {
  return fields.length === 0 ? NOTHING : content(encodeParams(fields), 'application/x-www-form-urlencoded');
}

function graphqlBody({ query, variables, operationName }: Extract<Body, { type: 'graphql' }>): Content {
  const payload = {
    query,
    ...(variables !== undefined && { variables }),
    ...(operationName !== undefined && { operationName }),
  };
  return content(JSON.stringify(payload), 'application/json');
}

function content(text: string, contentType: string | null): Content {
  return { body: Buffer.from(text, 'utf8'), contentType };
}
