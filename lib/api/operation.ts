import { z } from 'zod';
import type { Scope } from '@/lib/model/api-token';

/** The paging of every list: `limit` at most 200, `cursor` from the page before. */
export const ListQuery = z.object({
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});

/** One call of the API: what `route()` validates by, and what the OpenAPI document is generated from. */
export interface Operation {
  id: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** with `{name}` for path parameters */
  path: string;
  summary: string;
  tag:
    | 'Sessions'
    | 'Cookies'
    | 'Exchanges'
    | 'Sequences'
    | 'Runs'
    | 'Shares'
    | 'Environments'
    | 'Uploads'
    | 'Comments'
    | 'Audit'
    | 'Workspace'
    | 'Service';
  /** anyone may call it, without a token */
  open?: boolean;
  /** what a token must be for, where the method does not say it: see `scopeOf` */
  scope?: Scope;
  query?: z.ZodType;
  body?: z.ZodType;
  /** the body is raw bytes, which the verb reads from the request as they come */
  bytes?: boolean;
  /** the schema of the answer; none means 204 */
  answer?: z.ZodType;
  /** a media type that the answer can have instead of JSON */
  otherType?: string;
  /** 200 unless said otherwise */
  status?: number;
}

/** What a token must be for to call this: to `read` with GET and to `write` with every other method, unless it says so. */
export function scopeOf({ scope, method }: Pick<Operation, 'scope' | 'method'>): Scope {
  return scope ?? (method === 'GET' ? 'read' : 'write');
}
