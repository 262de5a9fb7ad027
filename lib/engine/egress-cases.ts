import type { EgressCase, EgressFilePolicy } from '@/lib/model/egress-case';
import type { EgressPolicy } from './contract';
import { SendFailure } from './failure';
import { checkAddresses, checkUrl, type EgressTarget, type Refusal } from './guard';
import { readUrl } from './guard-url';
import { bareName } from './policy-list';
import { checkedRoute, resolvesHere } from './proxy-route';
import { parseProxy } from './proxy-url';

export interface Verdict {
  outcome: 'allowed' | 'blocked';
  stage: Refusal['stage'] | 'redirect' | 'proxy';
  reason: string;
}

/** Gives the addresses of a name, none when it has none. */
type Resolver = (host: string) => readonly string[];
interface Trial {
  one: EgressCase;
  policy: EgressPolicy;
  resolve: Resolver;
  /** of a URL, in characters */
  longest: number;
}

const ALLOWED: Verdict = { outcome: 'allowed', stage: 'connect', reason: '' };
const blocked = (stage: Verdict['stage'], reason: string): Verdict => ({ outcome: 'blocked', stage, reason });

/** A name as a target spells it (`guard-url.ts`), without its last dot, whatever script the file writes it in. */
function asked(name: string): string {
  const { hostname = name.toLowerCase() } = readUrl(`http://${name}/`) ?? {};
  return bareName(hostname);
}

/** A resolver that gives a name its answers in turn, and the last of them from then on. */
function answers(script: EgressCase['resolve']): Resolver {
  const listings = new Map(Object.entries(script ?? {}).map(([name, listed]) => [asked(name), listed]));
  const turnsTaken = new Map<string, number>();
  return (host) => {
    const listed = listings.get(bareName(host)) ?? [];
    const turns = listed.map((answer) => (typeof answer === 'string' ? [answer] : answer));
    if (listed.every((answer) => typeof answer === 'string')) return listed;
    const turn = turnsTaken.get(bareName(host)) ?? 0;
    turnsTaken.set(bareName(host), turn + 1);
    return turns[Math.min(turn, turns.length - 1)] ?? [];
  };
}

/** What the transport does before it dials, with a resolver from the case. */
function dialable(target: EgressTarget, policy: EgressPolicy, resolve: Resolver): Refusal | null {
  if (/^\[|^\d+\.\d+\.\d+\.\d+$/.test(target.host))
    return checkAddresses(target, [target.host], policy, 'ip');
  const found = resolve(target.host);
  return found.length === 0
    ? { refused: true, stage: 'dns', reason: 'no address' }
    : checkAddresses(target, found, policy);
}

/**
 * A proxy is dialled in the target's stead, and its name resolved in the target's stead, but for the SOCKS that takes
 * addresses. Null when nothing is refused.
 */
function proxyRefusal(
  proxy: string,
  target: EgressTarget,
  policy: EgressPolicy,
  resolve: Resolver,
): Verdict | null {
  try {
    const { server, target: dialled } = checkedRoute(parseProxy(proxy), target, { ...policy, proxies: true });
    const refusal = dialable(dialled, policy, resolve);
    if (refusal) return blocked('proxy', refusal.reason);
    const behind = resolvesHere(server) ? dialable(target, policy, resolve) : null;
    return behind && blocked(behind.stage, behind.reason);
  } catch (error) {
    if (!(error instanceof SendFailure)) throw error;
    return blocked(
      'proxy',
      error.details.cause instanceof Error ? error.details.cause.message : error.message,
    );
  }
}

/** What one request of this URL meets, from its spelling to the address that is dialled. Null when nothing is refused. */
function requestRefusal(url: string, { one, policy, resolve, longest }: Trial): Verdict | null {
  if (url.length > longest) return blocked('url', 'too long');
  const target = checkUrl(url, policy);
  if ('refused' in target) return blocked(target.stage, target.reason);
  if (one.proxy !== undefined) return proxyRefusal(one.proxy, target, policy, resolve);
  const refusal = dialable(target, policy, resolve);
  return refusal && blocked(refusal.stage, refusal.reason);
}

function redirectsRefusal(trial: Trial, maxRedirects: number): Verdict | null {
  const { one } = trial;
  if (![301, 302, 303, 307, 308].includes(one.status ?? 302)) return null;
  let current = one.url;
  for (const [index, location] of (one.redirects ?? []).entries()) {
    if (index >= maxRedirects) return blocked('redirect', 'too many redirects');
    // The raw text first: resolving would drop tabs and line breaks that another parser keeps.
    if (/[\0-\x1f\x7f]/.test(location) || !URL.canParse(location, current))
      return blocked('redirect', 'the Location cannot be read');
    current = new URL(location, current).href;
    const refused = requestRefusal(current, trial);
    if (refused) return blocked('redirect', refused.reason);
  }
  return null;
}

/** Runs one case through the guard that the transport uses. */
export function egressVerdict(one: EgressCase, file: EgressFilePolicy): Verdict {
  const policy: EgressPolicy = {
    allowPrivate: false,
    allow: [],
    // What is below a host of ours is ours as well.
    deny: [...file.selfHosts.flatMap((host) => [host, `*.${host}`]), ...file.selfIps],
    self: [],
  };
  const trial: Trial = { one, policy, resolve: answers(one.resolve), longest: file.maxUrlLength };
  for (let turn = 0; turn <= (one.repeat ?? 0); turn += 1) {
    const refused = requestRefusal(one.url, trial) ?? redirectsRefusal(trial, file.maxRedirects);
    if (refused) return refused;
  }
  return ALLOWED;
}
