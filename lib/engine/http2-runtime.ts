/** The first release of each line whose HTTP/2 client has no known hole; older lines have none. */
const PATCHED: Readonly<Record<number, readonly [minor: number, patch: number]>> = {
  22: [23, 4],
  24: [22, 1],
};
const NEWER_THAN = 24;

/** Whether this Node's HTTP/2 client may meet strangers' servers. */
export function http2Works(version = process.versions.node): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  const [least, last] = PATCHED[major] ?? [0, 0];
  if (PATCHED[major]) return minor > least || (minor === least && patch >= last);
  return major > NEWER_THAN;
}
