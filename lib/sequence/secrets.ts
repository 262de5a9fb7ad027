import type { Finding } from '@/lib/model/share';

export type SecretKind = Finding['kind'];

const SENSITIVE_NAME =
  /pass(word|wd|phrase|code)?$|^pass|pwd|secret|token|api[-_]?key|access[-_]?key|account[-_]?key|private[-_]?key|credential|^otp$|^pin$|^auth$|authorization|session[-_]?id|^sid$|signature|(auth|app|client|service|subscription|master|admin)[-_]key$|^jwt$|^bearer$|^(set-)?cookies?$/i;
/**
 * A literal CSRF token is worth nothing without the cookie it was made for; what is said about a secret (its type, when
 * it ends) is none.
 */
const HARMLESS_NAME =
  /csrf|xsrf|(type|count|length|limit|hint|policy|expir\w*|_at|_in|_url|_uri|endpoint|required|enabled)$/i;
const PASSWORD_NAME = /pass|pwd|pin|otp/i;
/** Said in a URL or a form these hold what was given to one person once; in a document they are ordinary words. */
const SENSITIVE_PARAM = /^(code|key|sig|hmac|ticket|assertion|samlresponse|samlrequest|state)$/i;

/** Forms of keys that their owners made recognisable, each a regular expression. */
const KEY_FORMS = [
  String.raw`-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)`,
  // JWTs, and JWEs with their five parts. Of the beginnings in one word the first alone is looked at, since all of them end as
  // it does; and no part is read greedily, so that a word of millions of characters costs one reading and no stack.
  String.raw`\beyJ(?<!\beyJ[\w-]*?eyJ)[\w-]{8}[\w-]*?\.[\w-]{8}[\w-]*?\.[\w-]*?(?![\w-])(?:\.[\w-]*?(?![\w-])){0,2}`,
  String.raw`\b(?:sk|pk|rk)[-_](?:live|test|proj|ant)?[-_]?[A-Za-z0-9_-]{16,}`,
  String.raw`\bwhsec_[A-Za-z0-9+/=]{16,}`,
  String.raw`\bgh[pousr]_[A-Za-z0-9]{20,}`,
  String.raw`\bgithub_pat_\w{20,}`,
  String.raw`\bglpat-[\w-]{16,}`,
  String.raw`\bxox[abeprs]-[\w-]{10,}`,
  String.raw`\bxapp-[\w-]{10,}`,
  String.raw`\b(?:AKIA|ASIA)[0-9A-Z]{16}\b`,
  String.raw`\bAIza[\w-]{30,}`,
  String.raw`\bya29\.[\w-]{16,}`,
  String.raw`\bGOCSPX-[\w-]{16,}`,
  String.raw`\bpj_[A-Za-z0-9]{20,}`,
  String.raw`\bnpm_[A-Za-z0-9]{30,}`,
  String.raw`\bhf_[A-Za-z0-9]{30,}`,
  String.raw`\bdop_v1_[a-f0-9]{32,}`,
  String.raw`\bshp(?:at|ca|pa|ss)_[a-fA-F0-9]{20,}`,
  String.raw`\bSG\.[\w-]{16,}\.[\w-]{16,}`,
  String.raw`\bAGE-SECRET-KEY-1[0-9A-Z]{20,}`,
].join('|');
const KEY_SHAPED = new RegExp(KEY_FORMS);

const WHOLE_TEMPLATE = /^\s*\{\{[^{}]+\}\}\s*$/;

/** A value that is only a `{{variable}}` gives nothing away. */
export function isTemplate(value: string): boolean {
  return WHOLE_TEMPLATE.test(value) || value.trim() === '';
}

/** What kind of secret a value under this name is by its name alone; null when the name says nothing. */
export function kindByName(name: string): SecretKind | null {
  if (HARMLESS_NAME.test(name) || !SENSITIVE_NAME.test(name)) return null;
  if (/cookie/i.test(name)) return 'cookie';
  if (/^authorization$/i.test(name)) return 'authorization';
  return PASSWORD_NAME.test(name) ? 'password' : 'token';
}

/** The same for a parameter of a URL or a form. */
export function kindByParam(name: string): SecretKind | null {
  return kindByName(name) ?? (SENSITIVE_PARAM.test(name) ? 'token' : null);
}

/** The first key-shaped piece of a text: a JWT, a private key, or a key with a known form. */
export function keyShaped(text: string): string | null {
  return KEY_SHAPED.exec(text)?.[0] ?? null;
}

/** Every key-shaped piece, for `matchAll`. */
export function keyPattern(): RegExp {
  return new RegExp(KEY_FORMS, 'g');
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
