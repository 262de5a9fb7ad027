import { z } from 'zod';

/** Where a mask looks: a response header by name, a cookie's value by name, a JSON value by path, a line of text, or all of these. */
export const MaskPlace = z.enum(['header', 'cookie', 'json', 'text', 'any']);
export type MaskPlace = z.infer<typeof MaskPlace>;

/**
 * Says that a difference does not count: what it covers may differ from run to run. Without `pattern` it covers the whole
 * value, else every part that the pattern (RE2) finds.
 */
export const MaskRule = z.strictObject({
  id: z.string().min(1).max(64),
  on: MaskPlace,
  /** the name of the header or cookie, or the JSON path; `*` stands for any characters; letter case is ignored */
  name: z.string().max(500).default('*'),
  pattern: z.string().min(1).max(1_000).optional(),
  /** what it is for, in a few words */
  label: z.string().trim().min(1).max(120),
});
export type MaskRule = z.infer<typeof MaskRule>;

/** What a sequence says of masks: which of the default rules do not hold for it, and rules of its own. */
export const MaskSettings = z.strictObject({
  off: z.array(z.string().max(64)).max(100).default([]),
  own: z.array(MaskRule).max(100).default([]),
});
export type MaskSettings = z.infer<typeof MaskSettings>;

/** A rule as a diff shows it. */
export interface ShownMask extends MaskRule {
  isDefault: boolean;
  isOn: boolean;
}
