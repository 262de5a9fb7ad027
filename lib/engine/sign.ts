import type { Pairs } from '@/lib/model/pairs';
import type { Answer, Signed } from './auth/credentials';
import type { WireResponse } from './contract';
import { checkHeaders, setHeader } from './headers';
import type { DecisionCode } from './decisions';
import type { Outgoing } from './outgoing';
import type { Trail } from './trail';

/** The request with the signature of its scheme, if that signs each request; `hop` counts from 0. */
export async function signed(outgoing: Outgoing, hop: number): Promise<Outgoing> {
  const made = await outgoing.credentials?.sign?.(outgoing, hop);
  if (!made) return outgoing;
  const trail = outgoing.trail.copy();
  return withSignature(outgoing, made, trail, trail.auth?.by ?? 'bySessionAuth');
}

/** R127: one retry with the answer to a challenge; the challenge becomes a hop of the history (R133). */
export function answerChallenge(
  sent: Outgoing,
  { status, headers }: WireResponse,
): Outgoing | null | Promise<Outgoing | null> {
  const plain = sent.unsigned ?? sent;
  const answer = sent.credentials?.answer?.(plain, { status, headers });
  if (answer instanceof Promise) return answer.then((one) => answered(plain, one));
  return answered(plain, answer ?? null);
}

function answered(plain: Outgoing, answer: Answer | null): Outgoing | null {
  if (!answer) return null;
  const next = withSignature(plain, answer, plain.trail.again(), 'challenge');
  return { ...next, credentials: answer.then };
}

/** What is added holds for this request only, so a redirect goes on from the one without it (R134). */
function withSignature(
  plain: Outgoing,
  { headers: added, url = plain.url }: Signed,
  trail: Trail,
  decision: DecisionCode,
): Outgoing {
  checkHeaders(added, 'auth');
  const headers: Pairs = [...plain.headers];
  for (const [name, value] of added) {
    setHeader(headers, name, value);
    trail.header(name, decision);
  }
  if (url !== plain.url) trail.note('url', '', 'signedUrl');
  return {
    ...plain,
    url,
    headers,
    cookieAt: Math.min(plain.cookieAt, headers.length),
    unsigned: plain,
    trail,
  };
}
