import type { Finding } from '@/lib/model/share';

const SENSITIVE_NAME =
  /pass(word|wd|phrase|code)?$|^pass|pwd|secret|token|api[-_]?key|access[-_]?key|private[-_]?key|credential|^otp$|^pin$|^auth$|authorization|session[-_]?id|^sid$|signature/i;
/** A literal CSRF token is worth nothing without the cookie it was made for. */
const HARMLESS_NAME = /csrf|xsrf/i;
const PASSWORD_NAME = /pass|pwd|pin|otp/i;

/** JWTs and the key forms whose owners gave them a recognisable shape. */
const KEY_SHAPED =
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*|\b(?:sk|pk|rk)[-_](?:live|test|proj|ant)?[-_]?[A-Za-z0-9_-]{16,}|\bgh[pousr]_[A-Za-z0-9]{20,}|\bgithub_pat_\w{20,}|\bglpat-[\w-]{16,}|\bxox[abprs]-[\w-]{10,}|\bAKIA[0-9A-Z]{16}\b|\bAIza[\w-]{30,}|\bpj_[A-Za-z0-9]{20,}/;

const WHOLE_TEMPLATE = /^\s*\{\{[^{}]+\}\}\s*$/;

/** A value that is only a `{{variable}}` gives nothing away. */
export function isTemplate(value: string): boolean {
  return WHOLE_TEMPLATE.test(value) || value.trim() === '';
}

/** What kind of secret a value under this name is by its name alone; null when the name says nothing. */
export function kindByName(name: string): Finding['kind'] | null {
  if (HARMLESS_NAME.test(name) || !SENSITIVE_NAME.test(name)) return null;
  return PASSWORD_NAME.test(name) ? 'password' : 'token';
}

/** The first key-shaped piece of a text: a JWT, or a key with a known form. */
export function keyShaped(text: string): string | null {
  return KEY_SHAPED.exec(text)?.[0] ?? null;
}

/**
 * Whether a variable holds what must not reach another origin: its sequence says so, or its name or form does, by
 * which a shared link would find it too.
 */
export function secretVariables(marked: ReadonlySet<string>): (name: string, value: string) => boolean {
  return (name, value) => marked.has(name) || kindByName(name) !== null || keyShaped(value) !== null;
}

/** Enough of a secret for its owner to know it by, and no more. */
export function maskedPreview(secret: string): string {
  return secret.length > 12
    ? `${secret.slice(0, 2)}…${secret.slice(-2)} (${secret.length} characters)`
    : `••• (${secret.length} characters)`;
}
