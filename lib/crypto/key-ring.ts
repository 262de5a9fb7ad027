import 'server-only';
import { createHmac, createSecretKey, hkdfSync, timingSafeEqual, type KeyObject } from 'node:crypto';
import { findKey, open, seal, sealingKey, type SealingKey } from '@/lib/crypto';

const KEY_BYTES = 32;
const ENTRY = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/_-]+={0,2})$/;

/** The server's own keys, newest first. The newest seals and signs; any of them opens and verifies. */
export class KeyRing {
  #keys: readonly SealingKey[];
  #newest: SealingKey;
  readonly #derived = new Map<string, KeyObject>();

  /** the ids that the keys have for people, newest first */
  #names: readonly string[];

  /** @param secret `id:base64,id2:base64`, 32 bytes each, newest first
   *  @param reread gives the text anew: where a running server finds a key that was added meanwhile
   *  @throws Error with what is wrong, never with the key */
  constructor(
    secret: string,
    private readonly reread: () => string | null = () => null,
  ) {
    const { keys, names, newest } = parse(secret);
    this.#keys = keys;
    this.#names = names;
    this.#newest = newest;
  }

  get names(): readonly string[] {
    return this.#names;
  }

  seal(place: string, plain: Uint8Array): Buffer<ArrayBuffer> {
    return seal(this.#newest, place, plain);
  }

  /** @throws AppError `secret_unreadable` */
  open(place: string, sealed: Uint8Array): Buffer {
    if (findKey(this.#keys, sealed) === undefined) this.#lookAgain();
    return open(this.#keys, place, sealed);
  }

  /** The id of the key that sealed this; null when the ring has it not. */
  nameOf(sealed: Uint8Array): string | null {
    const key = findKey(this.#keys, sealed);
    return key === undefined ? null : (this.#names[this.#keys.indexOf(key)] ?? null);
  }

  #lookAgain(): void {
    const secret = this.reread();
    if (secret === null) return;
    const { keys, names, newest } = parse(secret);
    this.#keys = keys;
    this.#names = names;
    this.#newest = newest;
  }

  /** Whether an older key sealed this, so that it should be sealed anew before that key goes. */
  isOutdated(sealed: Uint8Array): boolean {
    return findKey(this.#keys, sealed) !== this.#newest;
  }

  /** `value.signature`, HMAC-SHA-256 under a key derived for this purpose alone. */
  sign(purpose: string, value: string): string {
    return `${value}.${this.#mac(this.#newest, purpose, value).toString('base64url')}`;
  }

  /** The value, when any key of the ring signed it for this purpose; else null. */
  verify(purpose: string, signed: string): string | null {
    const dot = signed.lastIndexOf('.');
    const value = signed.slice(0, Math.max(dot, 0));
    // As text: base64 has several spellings of the same bytes, and only ours is ours.
    const given = Buffer.from(signed.slice(dot + 1));
    const right = this.#keys.some((key) => {
      const mac = Buffer.from(this.#mac(key, purpose, value).toString('base64url'));
      return given.length === mac.length && timingSafeEqual(given, mac);
    });
    return right ? value : null;
  }

  #mac(key: SealingKey, purpose: string, text: string): Buffer {
    const name = `${key.id.toString('hex')}:${purpose}`;
    let derived = this.#derived.get(name);
    if (derived === undefined) {
      derived = createSecretKey(
        Buffer.from(hkdfSync('sha256', key.key, '', `playjar ${purpose}`, KEY_BYTES)),
      );
      this.#derived.set(name, derived);
    }
    return createHmac('sha256', derived).update(text).digest();
  }
}

function parse(secret: string): { keys: SealingKey[]; names: string[]; newest: SealingKey } {
  const entries = secret
    .trim()
    .split(',')
    .map((entry) => parseEntry(entry.trim()));
  const names = entries.map(({ name }) => name);
  if (new Set(names).size !== names.length) throw new Error('PLAYJAR_SECRET names the same key id twice.');
  const keys = entries.map(({ key }) => sealingKey(key));
  const [newest] = keys;
  if (newest === undefined) throw new Error('PLAYJAR_SECRET is empty.');
  return { keys, names, newest };
}

function parseEntry(entry: string): { name: string; key: KeyObject } {
  const [, name, base64] = ENTRY.exec(entry) ?? [];
  const bytes = Buffer.from(base64 ?? '', 'base64');
  if (name === undefined || bytes.length !== KEY_BYTES) {
    throw new Error(
      'PLAYJAR_SECRET must be id:base64 of 32 bytes, more after commas, newest first. Make one with: echo "k1:$(openssl rand -base64 32)"',
    );
  }
  return { name, key: createSecretKey(bytes) };
}
