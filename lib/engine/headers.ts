import type { ExchangeFailure } from '@/lib/model/exchange';
import type { Pairs } from '@/lib/model/pairs';
import { SendFailure } from './failure';

type Field = NonNullable<ExchangeFailure['field']>;

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** Empty, or: no white space first, no control but tab, nothing outside latin-1 (R32, R34). */
const VALUE = /^(?:[\x21-\x7e\x80-\xff][\t\x20-\x7e\x80-\xff]*)?$/;

/** Checks what is about to be sent, before any byte of it is (R31–R34, R168). Fails with `invalid_header`. */
export function checkHeaders(headers: Pairs, field: Field = 'headers'): void {
  for (const [name, value] of headers) checkHeader(name, value, field);
}

/** One header; the message names it and never shows its value, which may be a secret. */
export function checkHeader(name: string, value: string, field: Field): void {
  // Stricter than R31, which lets spaces through: a name that is no token (RFC 9110 §5.1) is how
  // requests are smuggled past a proxy, and Node refuses it too.
  if (!TOKEN.test(name)) {
    throw invalid(
      `Invalid header name ${JSON.stringify(name)}: letters, digits and !#$%&'*+-.^_\`|~ only.`,
      field,
    );
  }
  if (!VALUE.test(value))
    throw invalid(`Invalid value of the header “${name}”: ${valueFault(value)}.`, field);
}

/** A method is any token, in upper case (R22). */
export function prepareMethod(method: string): string {
  const upper = method.toUpperCase();
  if (!TOKEN.test(upper))
    throw invalid(`The method ${JSON.stringify(method)} is not a word of HTTP.`, 'method');
  return upper;
}

/** The first value of a header, whatever the case of its name. */
export function headerValue(headers: Pairs, name: string): string | undefined {
  for (const [key, value] of headers) if (sameName(key, name)) return value;
  return undefined;
}

/** All values of a header joined by ", ", as requests shows a repeated one (R150); undefined when absent. */
export function joinedValue(headers: Pairs, name: string): string | undefined {
  let joined: string | undefined;
  for (const [key, value] of headers) {
    if (sameName(key, name)) joined = joined === undefined ? value : `${joined}, ${value}`;
  }
  return joined;
}

export function headerValues(headers: Pairs, name: string): string[] {
  const values: string[] = [];
  for (const [key, value] of headers) if (sameName(key, name)) values.push(value);
  return values;
}

/** Puts a header in the place of one of its name, or at the end; further ones of that name go. */
export function setHeader(headers: Pairs, name: string, value: string): void {
  const at = headers.findIndex(([key]) => sameName(key, name));
  if (at === -1) {
    headers.push([name, value]);
    return;
  }
  headers[at] = [name, value];
  for (let i = headers.length - 1; i > at; i -= 1)
    if (sameName(headers[i]?.[0] ?? '', name)) headers.splice(i, 1);
}

function sameName(key: string, name: string): boolean {
  return key.length === name.length && key.toLowerCase() === name.toLowerCase();
}

function valueFault(value: string): string {
  if (/^\s/.test(value)) return 'it begins with white space';
  if (/[^\x00-\xff]/.test(value)) return 'it holds a character outside latin-1, which HTTP cannot carry';
  return 'it holds a line break or another control character';
}

function invalid(message: string, field: Field): SendFailure {
  return new SendFailure('invalid_header', message, { field });
}
