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

function isSelf(target: EgressTarget, addresses: readonly string[], policy: EgressPolicy): boolean {
  const name = bareName(target.host);
  const local = name === 'localhost' || name.endsWith('.localhost');
  const ownAddress = (): boolean => local || [target.host, ...addresses].some(isOwn);
  return policy.self.some((origin) => {
    if (origin.port !== target.port) return false;
    return (
      bareName(origin.host.toLowerCase()) === name ||
      `[${origin.host.toLowerCase()}]` === name ||
      ownAddress()
    );
  });
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
 * Matched by name and port, and by port with any address of this machine. `allow` does not lift it.
 */
export function selfRefusal(
  target: EgressTarget,
  addresses: readonly string[],
  policy: EgressPolicy,
): Refusal | 'practice' | null {
  if (!isSelf(target, addresses, policy)) return null;
  return staysInPractice(target.path)
    ? 'practice'
    : { refused: true, stage: 'host', reason: 'our own origin, outside /practice/' };
}
