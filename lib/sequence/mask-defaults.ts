import type { MaskRule, MaskSettings, ShownMask } from '@/lib/model/mask';

const DATE = String.raw`\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?`;
const HTTP_DATE = String.raw`(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? \d\d?[ -][A-Z][a-z]{2}[ -]\d{2,4} \d\d:\d\d:\d\d(?: GMT)?`;
/** Bounded, so that a page of one endless name cannot hold up the comparison. */
const TELLING_NAME = '(?:name|id)="[^"]{0,200}(?:csrf|xsrf|token|nonce|authenticity)[^"]{0,200}"';

/**
 * What differs from run to run though nothing changed, as everyone starts with it. Each can be switched off by its id. Their
 * patterns are JavaScript's; those of own rules are RE2's, which no text can make hang.
 */
const DEFAULT_MASKS: readonly MaskRule[] = [
  { id: 'dates', on: 'any', name: '*', pattern: `${DATE}|${HTTP_DATE}`, label: 'dates and times' },
  {
    id: 'unix-times',
    on: 'any',
    name: '*',
    pattern: String.raw`\b1[5-9]\d{8}(?:\d{3})?\b`,
    label: 'Unix times',
  },
  {
    id: 'uuids',
    on: 'any',
    name: '*',
    pattern: String.raw`\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b`,
    label: 'UUIDs',
  },
  {
    id: 'jwts',
    on: 'any',
    name: '*',
    // Of the beginnings in one word only the first, as in lib/sequence/secrets.ts.
    pattern: String.raw`\beyJ(?<!\beyJ[\w-]*?eyJ)[\w-]+?\.[\w-]+?\.[\w-]*?(?![\w-])`,
    label: 'JSON web tokens',
  },
  {
    id: 'hex',
    on: 'any',
    name: '*',
    pattern: String.raw`\b(?=\d*[a-fA-F])[0-9a-fA-F]{16,}\b`,
    label: 'hex of 16 digits or more',
  },
  {
    id: 'random',
    on: 'any',
    name: '*',
    pattern: String.raw`(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Z])(?=[\w-]*[a-z])[\w-]{20,}={0,2}`,
    label: 'random text: 20 letters of both cases and digits, or more',
  },
  {
    id: 'form-tokens',
    on: 'text',
    name: '*',
    pattern: `${TELLING_NAME}[^<>]{0,200}?(?:value|content)="[^"]*"|(?:value|content)="[^"]*"[^<>]{0,200}?${TELLING_NAME}|nonce="[^"]*"`,
    label: 'CSRF tokens and nonces in HTML',
  },
  {
    id: 'json-tokens',
    on: 'json',
    name: '*token*, *Token*, *csrf*, *nonce*, *secret*',
    label: 'tokens and nonces in JSON',
  },
  { id: 'json-ids', on: 'json', name: '*.id, *._id, *.ID, *_id, *Id', label: 'ids in JSON' },
  {
    id: 'json-times',
    on: 'json',
    name: '*At, *_at, *.timestamp, *.expires_in, *.expiresIn, *.exp, *.iat, *.nbf',
    label: 'times in JSON',
  },
  {
    id: 'cookie-values',
    on: 'cookie',
    name: '*sess*, *sid*, *csrf*, *xsrf*, *token*, *auth*, *jwt*',
    label: 'values of session and token cookies',
  },
  {
    id: 'header-dates',
    on: 'header',
    name: 'date, expires, last-modified, age',
    label: 'headers with dates',
  },
  {
    id: 'request-ids',
    on: 'header',
    name: '*request-id, *correlation-id, *trace*, cf-ray, x-amz*-id*',
    label: 'request ids',
  },
  {
    id: 'measured',
    on: 'header',
    name: 'server-timing, *runtime, *response-time, *service-time, *ratelimit*, retry-after',
    label: 'measured times and rate limits',
  },
  {
    id: 'follows-body',
    on: 'header',
    name: 'content-length, etag',
    label: 'headers that follow from the body',
  },
  { id: 'header-tokens', on: 'header', name: '*csrf*, *xsrf*, *token*', label: 'headers with tokens' },
  {
    id: 'csp-nonces',
    on: 'header',
    name: 'content-security-policy*',
    pattern: "'nonce-[^']*'",
    label: 'nonces of a content security policy',
  },
];

const NO_SETTINGS: MaskSettings = { off: [], own: [] };

/** All rules that there are for a sequence, those that are switched off too. */
export function masksOf({ off, own }: MaskSettings = NO_SETTINGS): ShownMask[] {
  const defaults = DEFAULT_MASKS.map((rule) => ({ ...rule, isDefault: true, isOn: !off.includes(rule.id) }));
  return [...defaults, ...own.map((rule) => ({ ...rule, isDefault: false, isOn: !off.includes(rule.id) }))];
}
