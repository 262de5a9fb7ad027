import type ipaddr from 'ipaddr.js';
import ip from 'ipaddr.js';
import { inCidr, parseAddress } from './address';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** One entry of `allow` or `deny`, parsed. */
type Entry = { port: number | null } & ({ cidr: [Address, number] } | { host: string } | { suffix: string });

/** `host` in the spelling of a WHATWG URL; `address` null while the name is not resolved. */
export interface ListedTarget {
  host: string;
  port: number;
}

/** A name without its trailing dot. */
export function bareName(host: string): string {
  return host.endsWith('.') ? host.slice(0, -1) : host;
}

function splitPort(text: string): { name: string; port: number | null } {
  const bracketed = /^\[([^\]]+)\](\/\d+)?(?::(\d{1,5}))?$/.exec(text);
  if (bracketed)
    return {
      name: `${bracketed[1] ?? ''}${bracketed[2] ?? ''}`,
      port: bracketed[3] === undefined ? null : Number(bracketed[3]),
    };
  const plain = /^([^:]*):(\d{1,5})$/.exec(text);
  return plain ? { name: plain[1] ?? '', port: Number(plain[2]) } : { name: text, port: null };
}

function parseEntry(text: string): Entry | null {
  const { name, port } = splitPort(text.trim().toLowerCase());
  if (name === '') return port === null ? null : { suffix: '', port };
  if (name.includes('/')) return ip.isValidCIDR(name) ? { cidr: ip.parseCIDR(name), port } : null;
  const address = parseAddress(name);
  if (address) return { cidr: [address, address.kind() === 'ipv4' ? 32 : 128], port };
  return name.startsWith('*.') ? { suffix: bareName(name.slice(1)), port } : { host: bareName(name), port };
}

const parsed = new WeakMap<readonly string[], Entry[]>();

function entriesOf(list: readonly string[]): Entry[] {
  const known = parsed.get(list);
  if (known) return known;
  const entries = list.map(parseEntry).filter((entry) => entry !== null);
  parsed.set(list, entries);
  return entries;
}

/** Whether a list names this host, by name, suffix, bare `:port`, or, for a literal, by CIDR. An entry that cannot be read matches nothing. */
export function listsHost(list: readonly string[], { host, port }: ListedTarget): boolean {
  const literal = parseAddress(host);
  const name = bareName(host);
  return entriesOf(list).some((entry) => {
    if (entry.port !== null && entry.port !== port) return false;
    if ('cidr' in entry) return literal !== null && inCidr(literal, entry.cidr);
    return 'host' in entry
      ? entry.host === name
      : literal === null
        ? name.endsWith(entry.suffix)
        : entry.suffix === '';
  });
}

/** Whether a list names this address by CIDR. */
export function listsAddress(list: readonly string[], address: Address, port: number): boolean {
  return entriesOf(list).some(
    (entry) => 'cidr' in entry && (entry.port === null || entry.port === port) && inCidr(address, entry.cidr),
  );
}
