import 'server-only';

const MAX_CHARS = 8 * 1024 * 1024;
const MAX_VALUE_BYTES = 16 * 1024;

/**
 * Remembers what sealed values opened to, so that a jar's 20 cookies are not decrypted on every send. The key is the
 * place and the whole ciphertext: whatever another process writes is another key, and nothing can be stale.
 */
export class OpenedMemo {
  readonly #values = new Map<string, unknown>();
  #chars = 0;

  /** `open` must give the same for the same bytes at the same place; its result is frozen. */
  remember<T>(place: string, sealed: Uint8Array, open: () => T): T {
    if (sealed.byteLength > MAX_VALUE_BYTES) return open();
    const key = `${place}:${Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength).toString('latin1')}`;
    const known = this.#values.get(key);
    if (known !== undefined) return known as T;
    const value = deepFreeze(open());
    this.#values.set(key, value);
    this.#chars += key.length;
    if (this.#chars > MAX_CHARS) this.#dropOldest();
    return value;
  }

  /** Forgets the older half: first in, first out, which costs nothing on a hit. */
  #dropOldest(): void {
    for (const key of this.#values.keys()) {
      if (this.#chars <= MAX_CHARS / 2) return;
      this.#values.delete(key);
      this.#chars -= key.length;
    }
  }
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) deepFreeze(inner);
  return Object.freeze(value);
}
