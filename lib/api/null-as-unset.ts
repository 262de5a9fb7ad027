import { z } from 'zod';

/**
 * The body of a call in which `null` for a field that has no null of its own is as if the field were left out, as None
 * is in `Session.request`: so a client may name every field. What must be given stays refused without it.
 */
export function nullAsUnset<T extends z.ZodObject>(schema: T) {
  const shape: Readonly<Record<string, z.ZodType>> = schema.shape;
  const unset = new Set(
    Object.entries(shape)
      .filter(([, field]) => field.safeParse(undefined).success && !field.safeParse(null).success)
      .map(([name]) => name),
  );
  return z.preprocess((asked) => {
    if (typeof asked !== 'object' || asked === null || Array.isArray(asked)) return asked;
    const given = Object.entries(asked);
    const kept = given.filter(([name, value]) => value !== null || !unset.has(name));
    return kept.length === given.length ? asked : Object.fromEntries(kept);
  }, schema);
}
