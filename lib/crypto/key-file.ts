import 'server-only';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { KeyRing } from './key-ring';

const KEY_BYTES = 32;
const keyFile = (dataDir: string) => join(dataDir, 'secret.key');

/** The ring kept in the data folder, or null when there is none yet. A key added later is found when it is needed. */
export function readKeyFile(dataDir: string): KeyRing | null {
  const text = readText(dataDir);
  if (text === null) return null;
  try {
    return new KeyRing(text, () => readText(dataDir));
  } catch (error) {
    throw new Error(
      `${keyFile(dataDir)} cannot be used as the key: ${error instanceof Error ? error.message : ''}`,
    );
  }
}

function readText(dataDir: string): string | null {
  try {
    return readFileSync(keyFile(dataDir), 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw new Error(`${keyFile(dataDir)} cannot be read: ${error instanceof Error ? error.message : ''}`);
  }
}

/**
 * Makes the key file, readable by its owner alone. Written whole beside its place and linked in, so that of two
 * servers starting at once both end with the same whole key.
 */
export function makeKeyFile(dataDir: string): KeyRing {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const draft = writeDraft(dataDir, `${newEntry('k1')}\n`);
  try {
    linkSync(draft, keyFile(dataDir));
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    unlinkSync(draft);
  }
  const ring = readKeyFile(dataDir);
  if (ring === null) throw new Error(`${keyFile(dataDir)} was made and is gone again.`);
  return ring;
}

/**
 * Puts a new key in front of those of the key file, whole or not at all. Older keys stay: they open what they sealed.
 * @returns the new key's id
 */
export function addToKeyFile(dataDir: string): string {
  const text = readText(dataDir);
  const ring = readKeyFile(dataDir);
  if (text === null || ring === null) throw new Error(`There is no ${keyFile(dataDir)} to add a key to.`);
  const name = nextName(ring.names);
  renameSync(writeDraft(dataDir, `${newEntry(name)},${text.trim()}\n`), keyFile(dataDir));
  syncFolder(dataDir);
  return name;
}

/** `k2` after `k1`; one that no key of the ring has. */
export function nextName(names: readonly string[]): string {
  const numbers = names.map((name) => Number(/^k(\d+)$/.exec(name)?.[1] ?? 0));
  return `k${Math.max(0, ...numbers) + 1}`;
}

/** A new key as the ring's text has it. */
export function newEntry(name: string): string {
  return `${name}:${randomBytes(KEY_BYTES).toString('base64')}`;
}

function writeDraft(dataDir: string, text: string): string {
  const draft = `${keyFile(dataDir)}.${randomBytes(6).toString('hex')}`;
  const fd = openSync(draft, 'wx', 0o600);
  try {
    writeSync(fd, text);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  return draft;
}

function syncFolder(folder: string): void {
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
