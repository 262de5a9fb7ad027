import { AsyncLocalStorage } from 'node:async_hooks';

/** Where services find the caller's address (lib/services/caller-address.ts); this file is outside of Next's bundles. */
const storage = new AsyncLocalStorage();
globalThis[Symbol.for('playjar.callerAddress')] = storage;

/**
 * Runs `work` for a request from this address.
 * @param {string} address
 * @param {() => void} work
 */
export function withCaller(address, work) {
  storage.run(address, work);
}

/**
 * What is counted as one caller: an IPv4 address, or the first 64 bits of an IPv6 one, since one household has them all.
 * @param {string} address
 */
export function networkOf(address) {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.replace(/%.*$/, '').split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  const gap = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array(Math.max(0, gap)).fill('0'), ...after].slice(0, 4);
  return `${groups.map((group) => group.toLowerCase().replace(/^0+(?=.)/, '')).join(':')}::`;
}
