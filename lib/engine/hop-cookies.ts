import type { Cookie } from '@/lib/model/cookie';
import type { Pairs } from '@/lib/model/pairs';
import type { Jar, Sending, Storing } from './cookies';
import type { DecisionCode } from './decisions';
import { checkHeader, headerValue, headerValues } from './headers';
import { cookieHeader } from './ledger';
import type { Outgoing } from './outgoing';

/** May this send read from and write to the session's jar? */
export interface CookieSwitches {
  send: boolean;
  store: boolean;
}

/** What goes with one hop: the headers with their Cookie line, and what the ledger says about it. */
export interface HopCookies {
  headers: Pairs;
  sending: Sending;
  /** the URL by which cookies are chosen and stored: an overriding Host header counts (R36) */
  url: string;
}

type Withheld = Sending['withheld'][number];

/** Chooses the cookies of one hop. Fails with `invalid_header` when one cannot be sent as it is. */
export async function chooseCookies(
  jar: Jar,
  outgoing: Outgoing,
  switches: CookieSwitches,
): Promise<HopCookies> {
  const url = cookieUrl(outgoing);
  const fromJar = await jar.cookiesFor(url);
  const sending = select(fromJar, outgoing, switches);
  const value = cookieHeader(sending.sent);
  if (value === '') return { headers: outgoing.headers, sending, url };
  checkHeader('Cookie', value, 'cookies');
  outgoing.trail.header('Cookie', cookieDecision(sending));
  return { headers: outgoing.headers.toSpliced(outgoing.cookieAt, 0, ['Cookie', value]), sending, url };
}

/** Offers a response's Set-Cookie lines to the jar (R97, R104). */
export async function storeCookies(
  jar: Jar,
  url: string,
  headers: Pairs,
  switches: CookieSwitches,
): Promise<Partial<Storing>> {
  const lines = headerValues(headers, 'set-cookie');
  if (lines.length === 0) return {};
  if (switches.store) return jar.store(url, lines);
  const reason = 'this request does not store cookies';
  return { rejected: lines.map((setCookie) => ({ setCookie, reason, rule: 'storeCookies' })) };
}

function select(fromJar: Sending, outgoing: Outgoing, switches: CookieSwitches): Sending {
  if (headerValue(outgoing.headers, 'cookie') !== undefined) {
    if (fromJar.sent.length > 0 || outgoing.cookies) {
      outgoing.trail.insists('Cookie', 'jar');
      outgoing.trail.note('cookies', 'jar', 'jarSilenced');
    }
    // R115: a Cookie header written by hand is all that is sent; cookielib leaves out per-request cookies too
    return keepAll(fromJar, 'this request writes its own Cookie header', 'R115');
  }
  const kept = switches.send
    ? fromJar
    : keepAll(fromJar, 'this request sends no cookies of the session', 'sendCookies');
  return outgoing.cookies ? override(kept, outgoing.cookies) : kept;
}

function cookieDecision({ sent, own = {} }: Sending): DecisionCode {
  const ofRequest = sent.filter(({ name }) => Object.hasOwn(own, name)).length;
  if (ofRequest === 0) return 'jar';
  return ofRequest === sent.length ? 'ownCookies' : 'jarAndOwn';
}

function keepAll({ sent, withheld }: Sending, reason: string, rule: string): Sending {
  return { sent: [], withheld: [...withheld, ...sent.map((cookie) => held(cookie, reason, rule))] };
}

/**
 * Departs from R108, where a cookie of the same name goes out twice: a request's cookie replaces every cookie of
 * its name, since two values are what nobody means. null only keeps the session's back. Nothing is stored (R107).
 */
function override({ sent, withheld }: Sending, own: Readonly<Record<string, string | null>>): Sending {
  const kept: Cookie[] = [];
  const back = [...withheld];
  for (const cookie of sent) {
    if (Object.hasOwn(own, cookie.name))
      back.push(held(cookie, 'this request has its own cookie of that name', 'R108'));
    else kept.push(cookie);
  }
  for (const [name, value] of Object.entries(own)) if (value !== null) kept.push(ownCookie(name, value));
  return { sent: kept, withheld: back, own };
}

function held({ name, domain, path }: Cookie, reason: string, rule: string): Withheld {
  return { name, domain, path, reason, rule };
}

function ownCookie(name: string, value: string): Cookie {
  const never = {
    expires: null,
    maxAge: null,
    secure: false,
    httpOnly: false,
    sameSite: null,
    partitioned: false,
  };
  return { name, value, domain: '', path: '/', hostOnly: false, createdAt: '', lastAccessedAt: '', ...never };
}

/** R36: `MockRequest.get_full_url` puts an overriding Host in the URL's place. */
function cookieUrl({ url, headers, trail }: Outgoing): string {
  const host = headerValue(headers, 'host');
  if (host) trail.insists('Host', 'url');
  return host ? url.replace(/^([a-z]+:\/\/)[^/?#]*/i, (_, scheme: string) => scheme + host) : url;
}
