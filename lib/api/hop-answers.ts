import { z } from 'zod';
import { Cookie } from '@/lib/model/cookie';
import type { Ledger, SentRequest } from '@/lib/model/exchange';
import { ORIGIN_KINDS, ORIGIN_SOURCES, type Origin } from '@/lib/model/origin';
import { Pairs } from '@/lib/model/pairs';

/** Schemas of what every hop answers: its request, why that was as it was, and its cookies. */
export const wireBody = {
  size: z.int(),
  text: z.string().exactOptional(),
  base64: z.string().exactOptional(),
};

const OriginAnswer = z.object({
  kind: z.enum(ORIGIN_KINDS),
  name: z.string(),
  from: z.enum(ORIGIN_SOURCES),
  rule: z.string(),
  words: z.string(),
  value: z.string().exactOptional(),
  overrode: z.object({ from: z.enum(ORIGIN_SOURCES), value: z.string().exactOptional() }).exactOptional(),
  removed: z.literal(true).exactOptional(),
  variables: z
    .array(
      z.object({
        name: z.string(),
        from: z.enum(['request', 'session', 'environment', 'generated']),
        secret: z.literal(true).exactOptional(),
      }),
    )
    .exactOptional(),
}) satisfies z.ZodType<Origin>;
/** A request as it went out; settings stand with the first hop's origins. */
export const SentRequestAnswer = z.object({
  method: z.string(),
  url: z.string(),
  headers: Pairs,
  body: z.object({ ...wireBody, truncated: z.boolean().exactOptional() }),
  droppedHeaders: z.array(z.string()).exactOptional(),
  origins: z.array(OriginAnswer).exactOptional(),
}) satisfies z.ZodType<SentRequest>;

const cookieName = { name: z.string(), domain: z.string(), path: z.string() };
const CookieChangeAnswer = z.enum(['value', 'expires', 'secure', 'httpOnly', 'sameSite', 'partitioned']);
const StoredCookieAnswer = Cookie.extend({
  replaced: z.object({ value: z.string(), changed: z.array(CookieChangeAnswer) }).exactOptional(),
});

export const LedgerAnswer = z.object({
  sent: z.array(z.object({ ...cookieName, value: z.string(), from: z.enum(['session', 'request']) })),
  withheld: z.array(z.object({ ...cookieName, reason: z.string(), rule: z.string() })),
  stored: z.array(StoredCookieAnswer),
  rejected: z.array(z.object({ setCookie: z.string(), reason: z.string(), rule: z.string() })),
  removed: z.array(z.object({ ...cookieName, reason: z.string(), rule: z.string() })),
}) satisfies z.ZodType<Ledger>;

const CertificateAnswer = z.object({
  subject: z.string(),
  issuer: z.string(),
  validFrom: z.string(),
  validTo: z.string(),
  fingerprint256: z.string(),
  altNames: z.string().nullable(),
});

export const TlsAnswer = z.object({
  protocol: z.string().nullable(),
  cipher: z.string().nullable(),
  alpn: z.string().nullable().optional(),
  certificate: CertificateAnswer.nullable(),
  chain: z.array(CertificateAnswer).optional(),
});
