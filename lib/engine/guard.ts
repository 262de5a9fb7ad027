import type { EgressPolicy } from './contract';
import { canonicalAddress, classify, isatapTarget, parseAddress } from './address';
import { allowedPort, nameRefusal } from './guard-names';
import { parseTarget, type EgressTarget, type Refusal } from './guard-url';
import { EgressRefused } from './egress-refused';
import { isOurs, selfRefusal } from './guard-self';
import { listsAddress, listsHost } from './policy-list';
import { SendFailure } from './failure';

export type { EgressTarget, Refusal } from './guard-url';

const refuse = (stage: Refusal['stage'], reason: string): Refusal => ({ refused: true, stage, reason });

function literalRefusal(target: EgressTarget, policy: EgressPolicy): Refusal | null {
  return parseAddress(target.host) ? checkAddresses(target, [target.host], policy, 'ip') : null;
}

function portRefusal({ port }: EgressTarget, policy: EgressPolicy): Refusal | null {
  return allowedPort(port, policy) ? null : refuse('port', `port ${port} belongs to another protocol`);
}

/**
 * Checks what can be known before any name is resolved, in this order: spelling, scheme, the paths of our own origins,
 * `allow`, port, `deny`, name, literal address. Pure; gives the target to dial, or the refusal with the stage that refused.
 */
export function checkUrl(url: string, policy: EgressPolicy): EgressTarget | Refusal {
  const target = parseTarget(url);
  if ('refused' in target) return target;
  const own = selfRefusal(target, [], policy);
  if (own === 'practice') return target;
  if (own) return own;
  if (listsHost(policy.allow, target)) return target;
  return (
    portRefusal(target, policy) ??
    denied(target, policy) ??
    nameRefusal(target, policy) ??
    literalRefusal(target, policy) ??
    target
  );
}

function denied(target: EgressTarget, policy: EgressPolicy): Refusal | null {
  if (!listsHost(policy.deny, target)) return null;
  return refuse(parseAddress(target.host) ? 'ip' : 'host', 'denied by the operator');
}

function addressRefusal(text: string, target: EgressTarget, policy: EgressPolicy): string | null {
  const address = parseAddress(text);
  if (!address) return `${text} is not an address`;
  if (listsAddress(policy.allow, address, target.port)) return null;
  const inner = isatapTarget(address);
  for (const one of inner ? [address, inner] : [address])
    if (listsAddress(policy.deny, one, target.port)) return `${text} is denied by the operator`;
  const { kind, what } = classify(address);
  if (kind !== 'never' && policy.allowPrivate) return null;
  if (kind !== 'public') return `${text}: ${what}`;
  // To its own public address a machine speaks past its firewall.
  return isOurs(text, policy) ? `${text} is this machine's own` : null;
}

/** Checks every address that a name resolved to: one refused address refuses the whole set. Pure. */
export function checkAddresses(
  target: EgressTarget,
  addresses: readonly string[],
  policy: EgressPolicy,
  stage: 'ip' | 'dns' | 'connect' = 'dns',
): Refusal | null {
  const own = selfRefusal(target, addresses, policy);
  if (own === 'practice') return null;
  if (own) return { ...own, stage };
  if (listsHost(policy.allow, target)) return null;
  for (const address of addresses) {
    const reason = addressRefusal(address, target, policy);
    if (reason !== null) return refuse(stage, reason);
  }
  return null;
}

/** After connecting: the peer must be one of the addresses that were checked. */
export function checkPeer(peer: string | undefined, checked: string): Refusal | null {
  if (peer !== undefined && canonicalAddress(peer) === canonicalAddress(checked)) return null;
  return refuse('connect', `connected to ${peer ?? 'nobody'} where ${checked} was checked`);
}

/**
 * A refusal as the failure its user reads, of the URL that was to be called or of a proxy's; why exactly is in
 * `details.cause`, for the operator's log only.
 */
export function refusalFailure(refusal: Refusal, of: 'url' | 'proxy' = 'url'): SendFailure {
  const cause = new EgressRefused(refusal);
  if (of === 'proxy') return proxyRefusal(refusal, cause);
  if (refusal.stage === 'url')
    return new SendFailure('invalid_url', 'This URL cannot be read. Check its host and port.', {
      field: 'url',
      cause,
    });
  if (refusal.stage === 'scheme')
    return new SendFailure('invalid_schema', 'Only http:// and https:// URLs can be called.', {
      field: 'url',
      cause,
    });
  return new SendFailure(
    'blocked_address',
    'This address may not be called from here. Whoever runs this server can open it by naming it in PLAYJAR_EGRESS_ALLOW.',
    { field: 'url', cause },
  );
}

function proxyRefusal({ stage }: Refusal, cause: Error): SendFailure {
  if (stage === 'url' || stage === 'scheme')
    return new SendFailure(
      'invalid_proxy_url',
      "The proxy's URL cannot be read. Check its host and port. Nothing was sent.",
      { field: 'proxies', cause },
    );
  return blockedProxy(cause);
}

/** The failure of a proxy whose address is closed. */
export function blockedProxy(cause: unknown): SendFailure {
  return new SendFailure(
    'blocked_address',
    "This proxy's address may not be called from here. Whoever runs this server can open it by naming it in PLAYJAR_EGRESS_ALLOW.",
    { field: 'proxies', cause },
  );
}
