import type { DecisionCode } from './decisions';
import type { Outgoing } from './outgoing';
import type { Trail } from './trail';

/** What a redirect decided besides the headers. */
interface Redirected {
  method: string;
  status: number;
  keepsBody: boolean;
  leaves: boolean;
  sameHost: boolean;
}

const REWRITES = new Map<number, DecisionCode>([
  [301, 'method301'],
  [302, 'method302'],
  [303, 'method303'],
]);

/** Writes down what a redirect changes besides the headers. */
export function tellRedirect(trail: Trail, sent: Outgoing, now: Redirected): void {
  const from = sent.unsigned ?? sent;
  trail.note('url', '', 'location');
  tellMethod(trail, from, now);
  if (!now.keepsBody && from.body) trail.note('body', '', 'bodyLeft');
  if (!now.sameHost && from.cookies) trail.note('cookies', '', 'ownCookiesLeft');
  tellSignature(trail, sent, now.leaves);
  if (now.leaves && isWaiting(from)) trail.note('auth', trail.auth?.type ?? '', 'authLeft');
}

function tellMethod(trail: Trail, from: Outgoing, { method, status }: Redirected): void {
  const rewrite = method === from.method ? undefined : REWRITES.get(status);
  if (rewrite) trail.note('method', method, rewrite, { over: 'request', was: from.method });
}

function tellSignature(trail: Trail, sent: Outgoing, leaves: boolean): void {
  const from = sent.unsigned ?? sent;
  // a signature is made anew for each hop of its origin; the answer to a challenge is not (R134)
  if (!leaves && !from.credentials?.answer) return;
  for (const name of signatureOf(sent, from)) {
    trail.leave(sent.trail, name, leaves ? 'signatureLeft' : 'answerLeft');
  }
}

/** Whether its auth has more to say than the headers that stand there already. */
function isWaiting({ credentials }: Outgoing): boolean {
  return credentials !== null && ('answer' in credentials || 'sign' in credentials);
}

/** Names that a signature or an answer to a challenge had added: they stay behind like any Authorization. */
export function signatureOf(sent: Outgoing, from: Outgoing): string[] {
  if (sent === from) return [];
  const plain = new Set(from.headers.map(([name]) => name.toLowerCase()));
  return sent.headers.map(([name]) => name).filter((name) => !plain.has(name.toLowerCase()));
}
