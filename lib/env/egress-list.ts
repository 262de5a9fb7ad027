import { isIPv4, isIPv6 } from 'node:net';
import { z } from 'zod';

const SHAPES =
  'CIDRs, addresses, hosts and *.suffixes, each with an optional :port (IPv6 with one in brackets)';
const NAME = /^(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?$/i;

/**
 * PLAYJAR_EGRESS_ALLOW or PLAYJAR_EGRESS_DENY as a list. What the guard could not read is refused here, and with it the start:
 * there it would match nothing, so that a slip in a denial would open what it names.
 */
export const EgressList = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== ''),
  )
  .superRefine((entries, context) => {
    const at = entries.findIndex((entry) => !isEntry(entry));
    if (at >= 0)
      context.addIssue({ code: 'custom', message: `takes ${SHAPES}; entry ${at + 1} is none of these` });
  });

/** The shapes that `lib/engine/policy-list.ts` reads. */
function isEntry(entry: string): boolean {
  if (entry.startsWith('[')) return isBracketed(entry);
  return isIpv6Network(entry) || isNameOrIpv4(entry);
}

/** `[fd00::]/8:443` */
function isBracketed(entry: string): boolean {
  const [, address = '', bits, port] = /^\[([^\]]+)\](\/\d{1,3})?(?::(\d{1,5}))?$/.exec(entry) ?? [];
  return isIPv6(address) && isPrefix(bits, 128) && isPort(port);
}

function isIpv6Network(entry: string): boolean {
  const [, address = '', bits] = /^([^/%]+)(\/\d{1,3})?$/.exec(entry) ?? [];
  return isIPv6(address) && isPrefix(bits, 128);
}

/** `10.0.0.0/8`, `db.example:5432`, `*.example`, `:8443` */
function isNameOrIpv4(entry: string): boolean {
  const [, name, port] = /^([^:]*)(?::(\d{1,5}))?$/.exec(entry) ?? [];
  if (name === undefined || !isPort(port)) return false;
  if (name === '') return port !== undefined;
  const [, network = '', bits] = /^([\d.]+)(\/\d{1,2})?$/.exec(name) ?? [];
  if (isIPv4(network)) return isPrefix(bits, 32);
  return NAME.test(name) && !/(?:^|\.)\d+\.?$/.test(name);
}

function isPrefix(bits: string | undefined, most: number): boolean {
  return bits === undefined || Number(bits.slice(1)) <= most;
}

function isPort(port: string | undefined): boolean {
  return port === undefined || Number(port) <= 65_535;
}
