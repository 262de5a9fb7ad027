import 'server-only';
import { randomFillSync } from 'node:crypto';

/** As many bytes as are fetched at once. A call of the generator costs as much as sealing a short value, whatever it fetches. */
const POOL_BYTES = 4096;
const pool = Buffer.alloc(POOL_BYTES);
let used = POOL_BYTES;

/** `count` bytes of Node's cryptographic generator (at most 4096), given out this once and wiped where they lay. */
export function freshBytes(count: number): Buffer<ArrayBuffer> {
  if (used + count > POOL_BYTES) {
    randomFillSync(pool);
    used = 0;
  }
  const bytes = Buffer.allocUnsafe(count);
  pool.copy(bytes, 0, used, used + count);
  pool.fill(0, used, used + count);
  used += count;
  return bytes;
}
