/**
 * Address ranges that are not ordinary public unicast, after the IANA special-purpose registries
 * (iana-ipv4-special-registry 2025-10-09, iana-ipv6-special-registry 2025-10-09), plus the addresses at which clouds
 * keep credentials. `private` ranges open with `allowPrivate`; `never` ranges open only by name in `allow`.
 */
export interface Prefix {
  cidr: string;
  kind: 'loopback' | 'private' | 'never';
  what: string;
}

const never = (cidr: string, what: string): Prefix => ({ cidr, kind: 'never', what });
const lan = (cidr: string, what: string): Prefix => ({ cidr, kind: 'private', what });

/** Credentials of the machine itself live here: refused before the wider ranges around them are asked. */
export const METADATA_PREFIXES: readonly Prefix[] = [
  never('100.100.100.200/32', 'cloud metadata'),
  never('168.63.129.16/32', 'Azure wire server'),
  never('192.0.0.192/32', 'cloud metadata'),
  never('fd00:ec2::/32', 'cloud metadata'),
  never('fd20:ce::254/128', 'cloud metadata'),
  never('fd00:42::42/128', 'cloud metadata'),
];

/** More exact ranges come before the wider ones that hold them. */
export const IPV4_PREFIXES: readonly Prefix[] = [
  never('0.0.0.0/8', 'this network'),
  lan('10.0.0.0/8', 'private use'),
  lan('100.64.0.0/10', 'shared address space'),
  { cidr: '127.0.0.0/8', kind: 'loopback', what: 'loopback' },
  never('169.254.0.0/16', 'link-local'),
  lan('172.16.0.0/12', 'private use'),
  never('192.0.0.0/24', 'IETF protocol assignments'),
  never('192.0.2.0/24', 'documentation'),
  never('192.31.196.0/24', 'AS112'),
  never('192.52.193.0/24', 'AMT'),
  never('192.88.99.0/24', '6to4 relay anycast'),
  lan('192.168.0.0/16', 'private use'),
  never('192.175.48.0/24', 'AS112'),
  never('198.18.0.0/15', 'benchmarking'),
  never('198.51.100.0/24', 'documentation'),
  never('203.0.113.0/24', 'documentation'),
  never('224.0.0.0/4', 'multicast'),
  never('240.0.0.0/4', 'reserved'),
];

/**
 * Outside 2000::/3 nothing is dialled but what stands here as `private` or `loopback`; the rest is named so that the
 * operator's log says what it was. More exact ranges come before the wider ones that hold them.
 */
export const IPV6_PREFIXES: readonly Prefix[] = [
  { cidr: '::1/128', kind: 'loopback', what: 'loopback' },
  never('::/128', 'unspecified'),
  never('::ffff:0:0/96', 'IPv4-mapped (RFC 4291)'),
  never('::ffff:0:0:0/96', 'IPv4-translated (RFC 2765)'),
  never('::/96', 'IPv4-compatible (RFC 4291)'),
  never('64:ff9b::/96', 'NAT64 (RFC 6052)'),
  never('64:ff9b:1::/48', 'NAT64 for local use (RFC 8215)'),
  never('100::/64', 'discard only (RFC 6666)'),
  never('100:0:0:1::/64', 'dummy prefix (RFC 9780)'),
  never('5f00::/16', 'segment routing (RFC 9602)'),
  lan('fc00::/7', 'unique local'),
  never('fe80::/10', 'link-local'),
  never('fec0::/10', 'site-local (RFC 3879)'),
  never('ff00::/8', 'multicast'),
  never('2001::/32', 'Teredo (RFC 4380)'),
  never('2001:2::/48', 'benchmarking (RFC 5180)'),
  never('2001:3::/32', 'AMT (RFC 7450)'),
  never('2001:4:112::/48', 'AS112 (RFC 7535)'),
  never('2001:10::/28', 'ORCHID (RFC 4843)'),
  never('2001:20::/28', 'ORCHIDv2 (RFC 7343)'),
  never('2001:30::/28', 'drone remote id (RFC 9374)'),
  never('2001::/23', 'IETF protocol assignments'),
  never('2001:db8::/32', 'documentation'),
  never('2002::/16', '6to4'),
  never('2620:4f:8000::/48', 'AS112'),
  never('3ffe::/16', '6bone, returned'),
  never('3fff::/20', 'documentation'),
];
/** The only block from which IANA gives out global unicast addresses (iana-ipv6-address-space). */
export const IPV6_GLOBAL = '2000::/3';
