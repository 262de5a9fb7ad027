import ipaddr from 'ipaddr.js';
import { IPV4_PREFIXES, IPV6_GLOBAL, IPV6_PREFIXES, METADATA_PREFIXES, type Prefix } from './prefixes';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
interface Range {
  prefix: Prefix;
  cidr: [Address, number];
}

/** `public` may be dialled by anyone; `loopback` and `private` with `allowPrivate`; `never` only by name. */
export interface AddressClass {
  kind: 'public' | Prefix['kind'];
  what: string;
}

const ranges = (list: readonly Prefix[]): Range[] =>
  list.map((prefix) => ({ prefix, cidr: ipaddr.parseCIDR(prefix.cidr) }));
const METADATA = ranges(METADATA_PREFIXES);
const V4 = ranges(IPV4_PREFIXES);
const V6 = ranges(IPV6_PREFIXES);
const GLOBAL = ipaddr.parseCIDR(IPV6_GLOBAL);
const PUBLIC: AddressClass = { kind: 'public', what: 'public' };

/** Whether `address` lies in `cidr`; of two families, never. */
export function inCidr(address: Address, cidr: [Address, number]): boolean {
  return address.kind() === cidr[0].kind() && address.match(cidr);
}

/** What was read before: the same few hosts are asked for again and again, and reading one is slow. */
const READ = new Map<string, Address | null>();
const READ_AT_MOST = 2_000;

/** An address in the one spelling that a resolver or a WHATWG URL gives, without brackets or zone; null for anything else. */
export function parseAddress(text: string): Address | null {
  const known = READ.get(text);
  if (known !== undefined) return known;
  const address = readAddress(text);
  if (READ.size >= READ_AT_MOST) READ.clear();
  READ.set(text, address);
  return address;
}

function readAddress(text: string): Address | null {
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  if (ipaddr.IPv4.isValidFourPartDecimal(bare)) return ipaddr.IPv4.parse(bare);
  return !bare.includes('%') && ipaddr.IPv6.isValid(bare) ? ipaddr.IPv6.parse(bare) : null;
}

function lookUp(address: Address, list: readonly Range[]): Prefix | undefined {
  return list.find((range) => inCidr(address, range.cidr))?.prefix;
}

function ipv4At(bytes: readonly number[], at: number): ipaddr.IPv4 {
  return new ipaddr.IPv4(bytes.slice(at, at + 4));
}

/** ISATAP (RFC 5214) carries an IPv4 address in the interface identifier, behind 0000:5efe or 0200:5efe; null elsewhere. */
export function isatapTarget(address: Address): ipaddr.IPv4 | null {
  if (address instanceof ipaddr.IPv4) return null;
  const bytes = address.toByteArray();
  const marked =
    (bytes[8] === 0 || bytes[8] === 2) && bytes[9] === 0 && bytes[10] === 0x5e && bytes[11] === 0xfe;
  return marked ? ipv4At(bytes, 12) : null;
}

function classifyIpv6(address: ipaddr.IPv6): AddressClass {
  const found = lookUp(address, V6);
  if (found) return found;
  if (!inCidr(address, GLOBAL))
    return { kind: 'never', what: 'not global unicast (RFC 4291), or an IPv4 address in IPv6 spelling' };
  const inner = isatapTarget(address);
  if (inner && classify(inner).kind !== 'public')
    return { kind: 'never', what: `ISATAP of ${inner.toString()}` };
  return PUBLIC;
}

/**
 * What an address is for. IPv4 in IPv6 clothing (mapped, translated, compatible, NAT64, 6to4, Teredo) is `never`,
 * whatever it wraps: the system may carry it to a place that the plain spelling would not reach.
 */
export function classify(address: Address): AddressClass {
  const known = CLASSES.get(address) ?? classOf(address);
  CLASSES.set(address, known);
  return known;
}

const CLASSES = new WeakMap<Address, AddressClass>();

function classOf(address: Address): AddressClass {
  const metadata = lookUp(address, METADATA);
  if (metadata) return metadata;
  return address instanceof ipaddr.IPv4 ? (lookUp(address, V4) ?? PUBLIC) : classifyIpv6(address);
}

/** One spelling per address, a mapped IPv4 address as IPv4: for comparing what was checked with what was dialled. */
export function canonicalAddress(text: string): string {
  const address = parseAddress(text);
  if (!address) return text;
  return address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress()
    ? address.toIPv4Address().toString()
    : address.toString();
}
