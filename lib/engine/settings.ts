import type { RequestSpec, Timeout } from '@/lib/model/request-spec';
import { SessionSettings } from '@/lib/model/session';
import type { SendLimits, WireRequest } from './contract';
import type { DecisionCode } from './decisions';
import type { CookieSwitches } from './hop-cookies';
import { mergeProxies, type ProxySides } from './proxy-choice';
import type { Trail } from './trail';

/** What holds for every hop of a send (R103). Milliseconds. */
export interface ChosenSettings
  extends ProxySides, Pick<WireRequest, 'connectMs' | 'readMs' | 'verify' | 'cert' | 'http2'> {
  switches: CookieSwitches;
  follows: boolean;
  maxRedirects: number;
}

const INITIAL = SessionSettings.parse({});

/** Request over session over the defaults, and the server's ceilings over all of them. */
export function chooseSettings(
  spec: RequestSpec,
  session: SessionSettings,
  limits: SendLimits,
  trail: Trail,
): ChosenSettings {
  const { connectMs, readMs } = timeouts(spec.timeout, session.timeout, limits, trail);
  trail.note('setting', 'timeout.total', 'totalCeiling', { value: seconds(limits.totalMs) });
  // R17: the request's value unless it is null
  const verify = pick(trail, 'verify', [spec.verify, session.verify, INITIAL.verify], verifyWords);
  const cert = pick(trail, 'cert', [spec.cert, session.cert, INITIAL.cert], certWords);
  const http2 = pick(trail, 'http2', [spec.http2, session.http2, INITIAL.http2], String);
  const follows = spec.allowRedirects ?? true;
  if (spec.allowRedirects === undefined)
    trail.note('setting', 'allowRedirects', 'followDefault', { value: 'true' });
  else trail.note('setting', 'allowRedirects', 'settingRequest', { value: String(follows) });
  const maxRedirects = redirects(spec, session, limits, trail);
  trail.note('setting', 'trustEnv', 'noEnvironment', { value: 'false' });
  const proxies = mergeProxies(session.proxies, spec.proxies);
  const switches = switchesOf(spec, trail);
  const sides = { proxies, ownProxies: spec.proxies };
  return { connectMs, readMs, verify, cert, http2, follows, maxRedirects, switches, ...sides };
}

/** Milliseconds for connecting and for silence (R145, R146): what is asked, never more than the server's ceiling. */
export function timeouts(
  asked: Timeout | undefined,
  session: Timeout,
  limits: SendLimits,
  trail?: Trail,
): { connectMs: number; readMs: number } {
  const ofRequest = asked !== undefined;
  const chosen = ofRequest ? asked : session;
  const { connect, read } =
    typeof chosen === 'object' && chosen !== null ? chosen : { connect: chosen, read: chosen };
  return {
    connectMs: capped('connect', connect, limits.connectMs, ofRequest, trail),
    readMs: capped('read', read, limits.readMs, ofRequest, trail),
  };
}

function capped(
  what: 'connect' | 'read',
  asked: number | null | undefined,
  ceiling: number,
  ofRequest: boolean,
  trail: Trail | undefined,
): number {
  const wanted = asked == null ? null : Math.max(1, asked * 1000);
  const ms = Math.min(wanted ?? ceiling, ceiling);
  const value = seconds(ms);
  const name = `timeout.${what}`;
  const side = ofRequest ? 'request' : 'session';
  if (wanted === null) trail?.note('setting', name, 'ceiling', { value });
  else if (wanted > ceiling)
    trail?.note('setting', name, 'ceilingCut', { value, over: side, was: seconds(wanted) });
  else trail?.note('setting', name, ofRequest ? 'timeoutRequest' : 'timeoutSession', { value });
  return ms;
}

function redirects(
  spec: RequestSpec,
  session: SessionSettings,
  { redirects: most }: SendLimits,
  trail: Trail,
): number {
  const asked = spec.maxRedirects ?? session.maxRedirects;
  if (asked <= most) {
    return pick(
      trail,
      'maxRedirects',
      [spec.maxRedirects, session.maxRedirects, INITIAL.maxRedirects],
      String,
    );
  }
  const over = spec.maxRedirects === undefined ? 'session' : 'request';
  trail.note('setting', 'maxRedirects', 'redirectsCut', { value: String(most), over, was: String(asked) });
  return most;
}

function switchesOf({ sendCookies, storeCookies }: RequestSpec, trail: Trail): CookieSwitches {
  if (sendCookies !== undefined) note(trail, 'sendCookies', 'settingRequest', String(sendCookies));
  if (storeCookies !== undefined) note(trail, 'storeCookies', 'settingRequest', String(storeCookies));
  return { send: sendCookies !== false, store: storeCookies !== false };
}

/** The request's value, else the session's, which is told as a default while it is the one every session begins with. */
function pick<T>(
  trail: Trail,
  name: string,
  [asked, own, initial]: readonly [T | null | undefined, T, T],
  show: (value: T) => string,
): T {
  const owner = own === initial ? 'default' : 'session';
  if (asked === undefined || asked === null) {
    note(trail, name, owner === 'default' ? 'settingDefault' : 'settingSession', show(own));
    return own;
  }
  trail.note('setting', name, 'settingRequest', { value: show(asked), over: owner, was: show(own) });
  return asked;
}

function note(trail: Trail, name: string, decision: DecisionCode, value: string): void {
  trail.note('setting', name, decision, { value });
}

function verifyWords(verify: SessionSettings['verify']): string {
  return typeof verify === 'boolean' ? String(verify) : 'authorities given as PEM';
}

function certWords(cert: SessionSettings['cert']): string {
  return cert ? 'a client certificate' : 'none';
}

function seconds(ms: number): string {
  return `${ms / 1000} s`;
}
