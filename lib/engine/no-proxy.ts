import ipaddr from 'ipaddr.js';
import { inCidr } from './address';

/**
 * Whether a `no_proxy` list takes a host out (R140, `should_bypass_proxies`): comma-separated; a name stands for
 * itself and what lies below it, with a port only where the URL spells that port; IPv4 exactly or by CIDR; `*` is all.
 * `host` is lower case and without brackets, `port` as the URL spells it, "" where it does not.
 */
export function bypasses(list: string, host: string, port: string): boolean {
  const entries = list
    .toLowerCase()
    .replaceAll(' ', '')
    .split(',')
    .filter((entry) => entry !== '');
  if (entries.includes('*')) return true;
  if (ipaddr.IPv4.isValidFourPartDecimal(host))
    return entries.some((entry) => entry === host || inNetwork(host, entry));
  const names = port === '' ? [host] : [host, `${host}:${port}`];
  return entries.some((entry) => {
    const name = entry.replace(/^\.+/, '').replace(/^\[|\](?=:|$)/g, '');
    return name !== '' && names.some((own) => own === name || own.endsWith(`.${name}`));
  });
}

/** requests takes no network of all addresses (`/0`) for one. */
function inNetwork(host: string, entry: string): boolean {
  const [, address = '', bits = ''] = /^([\d.]+)\/(\d{1,2})$/.exec(entry) ?? [];
  if (!ipaddr.IPv4.isValidFourPartDecimal(address) || Number(bits) < 1 || Number(bits) > 32) return false;
  return inCidr(ipaddr.IPv4.parse(host), [ipaddr.IPv4.parse(address), Number(bits)]);
}
