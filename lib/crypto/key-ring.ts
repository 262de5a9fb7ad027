import 'server-only';
import {
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
  type KeyObject,
} from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { findKey, open, seal, sealingKey, type SealingKey } from '@/lib/crypto';

const KEY_BYTES = 32;
const ENTRY = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/_-]+={0,2})$/;

/** The server's own keys, newest first. The newest seals and signs; any of them opens and verifies. */
export class KeyRing {
  readonly #keys: readonly SealingKey[];
  readonly #newest: SealingKey;
  readonly #derived = new Map<string, KeyObject>();

  /** @param secret `id:base64,id2:base64`, 32 bytes each, newest first
   *  @throws Error with what is wrong, never with the key */
  constructor(secret: string) {
    const entries = secret.split(',').map((entry) => parseEntry(entry.trim()));
    if (new Set(entries.map(({ name }) => name)).size !== entries.length) {
      throw new Error('PLAYJAR_SECRET names the same key id twice.');
    }
    this.#keys = entries.map(({ key }) => sealingKey(key));
    const [newest] = this.#keys;
    if (newest === undefined) throw new Error('PLAYJAR_SECRET is empty.');
    this.#newest = newest;
  }

  seal(place: string, plain: Uint8Array): Buffer<ArrayBuffer> {
    return seal(this.#newest, place, plain);
  }

  /** @throws AppError `secret_unreadable` */
  open(place: string, sealed: Uint8Array): Buffer {
    return open(this.#keys, place, sealed);
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

const keyFile = (dataDir: string) => join(dataDir, 'secret.key');

/** The ring kept in the data folder, or null when there is none yet. */
export function readKeyFile(dataDir: string): KeyRing | null {
  try {
    return new KeyRing(readFileSync(keyFile(dataDir), 'utf8').trim());
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new Error(
      `${keyFile(dataDir)} cannot be used as the key: ${error instanceof Error ? error.message : ''}`,
    );
  }
}

/**
 * Makes the key file, readable by its owner alone. Written whole beside its place and linked in, so that of two
 * servers starting at once both end with the same whole key.
 */
export function makeKeyFile(dataDir: string): KeyRing {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const draft = `${keyFile(dataDir)}.${randomBytes(6).toString('hex')}`;
  const fd = openSync(draft, 'wx', 0o600);
  try {
    writeSync(fd, `k1:${randomBytes(KEY_BYTES).toString('base64')}\n`);
    fsyncSync(fd);
    linkSync(draft, keyFile(dataDir));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    closeSync(fd);
    unlinkSync(draft);
  }
  const ring = readKeyFile(dataDir);
  if (ring === null) throw new Error(`${keyFile(dataDir)} was made and is gone again.`);
  return ring;
}
