import { z } from 'zod';
import { ParamEntry, PARAMS_FORM } from './pairs';

const FormFields = z.union([z.string(), z.array(ParamEntry)], PARAMS_FORM);

/** One part of a multipart body: a plain field, or a file with its bytes in base64, or an uploaded file (RFC 7578). */
export const Part = z.union(
  [
    z.strictObject({
      name: z.string(),
      filename: z.string().nullable().optional(),
      contentType: z.string().optional(),
      headers: z.array(z.tuple([z.string(), z.string()])).optional(),
      base64: z.base64(),
    }),
    z.strictObject({
      name: z.string(),
      filename: z.string().nullable().optional(),
      contentType: z.string().optional(),
      headers: z.array(z.tuple([z.string(), z.string()])).optional(),
      upload: z.string().min(1).max(64),
    }),
    z.strictObject({ name: z.string(), value: z.union([z.string(), z.number(), z.boolean(), z.null()]) }),
  ],
  'a field {name, value}, or a file {name, filename?, contentType?, headers?: pairs, base64 or upload}',
);
export type Part = z.infer<typeof Part>;

/**
 * What the user wants sent as content. `json` also takes `text`, JSON as typed in an editor, which is checked
 * when the request is prepared (error `invalid_json`) and sent as it stands. `upload` is the id of a file that
 * `POST /api/v1/uploads` stored; it is read while it is sent.
 */
export const Body = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('json'), value: z.json().optional(), text: z.string().optional() }),
  z.strictObject({ type: z.literal('form'), fields: FormFields }),
  z.strictObject({ type: z.literal('multipart'), parts: z.array(Part) }),
  z.strictObject({ type: z.literal('text'), text: z.string(), contentType: z.string().optional() }),
  z.strictObject({ type: z.literal('binary'), base64: z.base64(), contentType: z.string().optional() }),
  z.strictObject({
    type: z.literal('file'),
    upload: z.string().min(1).max(64),
    contentType: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('graphql'),
    query: z.string(),
    variables: z.json().optional(),
    operationName: z.string().nullable().optional(),
  }),
]);
export type Body = z.infer<typeof Body>;
