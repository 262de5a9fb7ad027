import { z } from 'zod';

/** One `[name, value]` pair as it goes over the wire. Order and repeats carry meaning (RFC 9110 §5.3). */
export const Pair = z.tuple([z.string(), z.string()]);
export const Pairs = z.array(Pair);
export type Pair = z.infer<typeof Pair>;
export type Pairs = z.infer<typeof Pairs>;

/** A header as asked for: `null` removes the session's header of that name (requests: `merge_setting`, R6). */
export const HeaderEntry = z.tuple([z.string(), z.string().nullable()]);
export const HeaderEntries = z.array(HeaderEntry, 'a list of [name, value] pairs');
export type HeaderEntry = z.infer<typeof HeaderEntry>;

const Scalar = z.union([z.string(), z.number(), z.boolean()]);
export const ParamValue = z.union([Scalar, z.null(), z.array(z.union([Scalar, z.null()]))]);
/** A query parameter as asked for; a list repeats the key, `null` removes the session's (R6, R54). */
export const ParamEntry = z.tuple([z.string(), ParamValue]);
/** Said of anything else. */
export const PARAMS_FORM = 'a string, or a list of [name, value] pairs';
/** Pairs merge with the session's params by key; a raw string replaces them (R11, R56). */
export const Params = z.union([z.string(), z.array(ParamEntry)], PARAMS_FORM);
export type ParamValue = z.infer<typeof ParamValue>;
export type ParamEntry = z.infer<typeof ParamEntry>;
export type Params = z.infer<typeof Params>;
