import 'server-only';
import { hash, randomBytes } from 'node:crypto';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BODY_CHARS = 32;
const CHECK_CHARS = 6;
const API_TOKEN = new RegExp(`^pj_[0-9A-Za-z]{${BODY_CHARS + CHECK_CHARS}}$`);

/**
 * An API token: `pj_`, 32 random characters of base 62 (190 bits), 6 of checksum, so that a secret scanner can tell
 * one from noise and a mistyped one costs no query.
 */
export function makeApiToken(): string {
  let body = '';
  while (body.length < BODY_CHARS) {
    // 248 = 4 × 62: dropping the bytes above keeps every character equally likely.
    for (const byte of randomBytes(BODY_CHARS))
      if (byte < 248 && body.length < BODY_CHARS) body += BASE62.charAt(byte % 62);
  }
  return `pj_${body}${checksum(body)}`;
}

export function isApiToken(text: string): boolean {
  return API_TOKEN.test(text) && checksum(text.slice(3, 3 + BODY_CHARS)) === text.slice(3 + BODY_CHARS);
}

/** The token of a share: 192 random bits, base64url. */
export function makeShareToken(): string {
  return randomBytes(24).toString('base64url');
}

/** What the browser of someone who is signed in keeps: 256 random bits, base64url. */
export function makeLoginToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token. Plain SHA-256 will do: tokens are random, there is nothing to guess from a list. */
export function hashToken(token: string): string {
  return hash('sha256', token, 'base64url');
}

function checksum(body: string): string {
  let rest = parseInt(hash('sha256', `pj_${body}`).slice(0, 10), 16);
  let text = '';
  for (let i = 0; i < CHECK_CHARS; i += 1) {
    text += BASE62.charAt(rest % 62);
    rest = Math.floor(rest / 62);
  }
  return text;
}
