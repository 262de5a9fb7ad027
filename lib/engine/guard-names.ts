import type { EgressPolicy } from './contract';
import type { EgressTarget, Refusal } from './guard-url';
import { parseAddress } from './address';
import { bareName, listsAddress } from './policy-list';

const refuse = (reason: string): Refusal => ({ refused: true, stage: 'host', reason });

/** Names under which clouds hand out credentials: closed even where private targets are open. */
const METADATA_NAMES =
  /^(metadata|instance-data|metadata\.google\.internal|metadata\.goog|metadata\.azure\.internal|instance-data\.ec2\.internal)$/;

/**
 * Names that never lead to the public internet: the IANA special-use domain names registry (2025-06), the suffixes that
 * ICANN keeps out of the root for private use (.internal, .home, .corp, .mail), and those that routers and
 * container platforms use.
 */
const PRIVATE_SUFFIXES = new Set([
  'localhost',
  'local',
  'localdomain',
  'localdomain4',
  'localdomain6',
  'internal',
  'intranet',
  'private',
  'corp',
  'home',
  'lan',
  'wan',
  'mail',
  'dhcp',
  'test',
  'invalid',
  'onion',
  'alt',
  'arpa',
  'svc',
  'pod',
  'default',
  'cluster',
  'consul',
  'docker',
  'kubernetes',
  'nomad',
  'lxd',
  'vagrant',
  'domain',
  'router',
  'gateway',
  'modem',
  'belkin',
  'dlink',
  'workgroup',
  'localnet',
  'i2p',
]);

/** Ports of other protocols, which a request could be made to speak to: the WHATWG fetch standard's bad ports. */
const BAD_PORTS = new Set([
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
  109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
  526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049,
  3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);

/** Where private targets are open, a person's own server may listen anywhere. */
export function allowedPort(port: number, policy: EgressPolicy): boolean {
  return policy.allowPrivate || !BAD_PORTS.has(port);
}

function malformed(name: string): boolean {
  return name.length > 253 || name.split('.').some((label) => !/^[a-z0-9_-]{1,63}$/.test(label));
}

/** `localhost` is as open as the loopback addresses it stands for. */
function loopbackAllowed(name: string, port: number, policy: EgressPolicy): boolean {
  if (name !== 'localhost' && !name.endsWith('.localhost')) return false;
  return ['127.0.0.1', '::1'].some((text) => {
    const address = parseAddress(text);
    return address !== null && listsAddress(policy.allow, address, port);
  });
}

/** Checks a host name before it is resolved. Literals are left to the address check. */
export function nameRefusal({ host, port }: EgressTarget, policy: EgressPolicy): Refusal | null {
  if (parseAddress(host)) return null;
  const name = bareName(host);
  if (malformed(name)) return refuse('not a host name');
  if (METADATA_NAMES.test(name)) return refuse('a cloud metadata name');
  if (policy.allowPrivate || loopbackAllowed(name, port, policy)) return null;
  if (!name.includes('.')) return refuse('a name without a dot');
  const suffix = name.slice(name.lastIndexOf('.') + 1);
  return PRIVATE_SUFFIXES.has(suffix) ? refuse(`.${suffix} is not a public suffix`) : null;
}
