import { z } from 'zod';

/** A word of a case, however it is written. */
const word = <const Words extends readonly string[]>(words: Words) =>
  z
    .string()
    .transform((text) => text.trim().toLowerCase())
    .pipe(z.enum(words));

/** One answer may stand without its list. */
const list = <Item extends z.ZodType>(item: Item) =>
  z.union([item.transform((one) => [one]), z.array(item)], {
    error: 'must be a text or a list of texts',
  });

/** What is absent may be written as null. */
const optional = <Value extends z.ZodType>(value: Value) =>
  z.preprocess((given) => given ?? undefined, value.optional());

const STAGES = ['url', 'scheme', 'port', 'host', 'ip', 'dns', 'redirect', 'proxy', 'connect'] as const;

/** Texts are one answer, lists are answers in turn; a text among lists is a turn of its own. */
const Answers = z
  .union([z.null(), z.string(), z.array(z.union([z.string(), z.array(z.string())]))], {
    error: 'must be a list of addresses, or a list of such lists',
  })
  .transform((given) => (given === null ? [] : typeof given === 'string' ? [given] : given));

/** One request that is looked at and never sent. Keys beside these are for readers. */
export const EgressCase = z.object({
  id: optional(z.union([z.string(), z.number()])),
  url: z.string(),
  mustBe: word(['allowed', 'blocked']),
  /** the check that decides; when absent, only the outcome counts */
  stage: optional(word(STAGES)),
  /** a name's answers; nested lists are successive answers */
  resolve: optional(z.record(z.string(), Answers)),
  redirects: optional(list(z.string())),
  /** of every redirect; 302 unless given */
  status: optional(z.number().int()),
  proxy: optional(z.string()),
  /** how often the same request is sent again */
  repeat: optional(z.number().int().min(0).max(1_000)),
});
export type EgressCase = z.infer<typeof EgressCase>;

/** What a file of cases takes as known of the server that would send them. */
export const EgressFilePolicy = z.object({
  maxRedirects: z.number().int().min(0).default(10),
  maxUrlLength: z.number().int().min(1).default(8192),
  selfHosts: z.array(z.string()).default([]),
  selfIps: z.array(z.string()).default([]),
});
export type EgressFilePolicy = z.infer<typeof EgressFilePolicy>;

/** A file of egress cases, each still to be read: one that is wrong hides no other. */
export const EgressFile = z.object(
  {
    policy: EgressFilePolicy.prefault({}),
    cases: z.array(z.unknown(), { error: 'must be a list of cases' }),
  },
  { error: 'must be an object with a list named cases' },
);
export type EgressFile = z.infer<typeof EgressFile>;
