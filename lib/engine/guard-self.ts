import { networkInterfaces } from 'node:os';
import type { EgressPolicy } from './contract';
import type { EgressTarget, Refusal } from './guard-url';
import { canonicalAddress, classify, parseAddress } from './address';
import { bareName } from './policy-list';

/** Whether an address leads back to this machine: loopback, unspecified, or one of its interfaces. */
function isOwn(text: string): boolean {
  const address = parseAddress(canonicalAddress(text));
  if (!address) return false;
  if (classify(address).kind === 'loopback' || /^(0\.|::$)/.test(address.toString())) return true;
  const own = Object.values(networkInterfaces()).flatMap((entries) => entries ?? []);
  return own.some((entry) => canonicalAddress(entry.address.replace(/%.*$/, '')) === address.toString());
}

/**
 * How a target is one of our origins: `ours` when it is named so or leads to where we listen; `beside` when it leads to
 * the port of our public origin on this machine, where another program answers, for whatever Host it is given.
 */
function kinship(
  target: EgressTarget,
  addresses: readonly string[],
  policy: EgressPolicy,
): 'ours' | 'beside' | null {
  const origins = policy.self.filter(({ port }) => port === target.port);
  if (origins.length === 0) return null;
  const name = bareName(target.host);
  const hosts = origins.map(({ host }) => host.toLowerCase());
  if (hosts.some((host) => bareName(host) === name || `[${host}]` === name)) return 'ours';
  const local = isLocalName(name) || [target.host, ...addresses].some(isOwn);
  if (!local) return null;
  return hosts.some((host) => isLocalName(bareName(host)) || isOwn(host)) ? 'ours' : 'beside';
}

function isLocalName(name: string): boolean {
  return name === 'localhost' || name.endsWith('.localhost');
}

/** Whether an address is one of this machine's, by what we were told of ourselves. */
export function isOurs(address: string, policy: EgressPolicy): boolean {
  const canonical = canonicalAddress(address);
  return policy.self.some(({ host }) => canonicalAddress(host) === canonical);
}

/** Percent-escapes undone until nothing changes; null when they cannot be read or never end. */
function decoded(path: string): string | null {
  let text = path;
  for (let round = 0; round < 5; round += 1) {
    if (!text.includes('%')) return text;
    try {
      const next = decodeURIComponent(text);
      if (next === text) return text;
      text = next;
    } catch {
      return null;
    }
  }
  return null;
}

/** Whether every reading of the path stays under `/practice/`. In doubt, it does not. */
function staysInPractice(path: string): boolean {
  const raw = /^[^?]*/.exec(path)?.[0] ?? '';
  const text = decoded(raw);
  if (text === null || !raw.startsWith('/practice/') || /[\\;\0-\x20\x7f]|\/\//.test(text)) return false;
  const segments = text.split('/');
  return !segments.some((segment) => segment === '.' || segment === '..');
}

/**
 * Our own origins: `practice` when the path is open, a refusal for every other path, null when the target is not us.
 * Matched by name and port, and by port with any address of this machine. `allow` does not lift it. Only a path where we
 * ourselves answer is open.
 */
export function selfRefusal(
  target: EgressTarget,
  addresses: readonly string[],
  policy: EgressPolicy,
): Refusal | 'practice' | null {
  const kin = kinship(target, addresses, policy);
  if (kin === null) return null;
  return kin === 'ours' && staysInPractice(target.path)
    ? 'practice'
    : { refused: true, stage: 'host', reason: 'our own origin, outside /practice/' };
}
