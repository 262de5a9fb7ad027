import { z } from 'zod';

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
    | 'Service';
  /** anyone may call it, without a token */
  open?: boolean;
  query?: z.ZodType;
  body?: z.ZodType;
  /** the body is raw bytes, which the verb reads from the request as they come */
  bytes?: boolean;
  /** the schema of the answer; none means 204 */
  answer?: z.ZodType;
  /** 200 unless said otherwise */
  status?: number;
}
