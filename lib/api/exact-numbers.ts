/** Where a number of 16 digits and more begins; how far it goes is counted, as no pattern reads millions of them. */
const BEGINNING = /(?<![\d.])\d{16}/g;

/**
 * The first integer in a JSON text that a double cannot hold, or null. Identifiers of 64 bits are such numbers;
 * `JSON.parse` would change their last digits without a word, and the request would name something else.
 */
export function inexactInteger(json: string): string | null {
  if (!/\d{16}/.test(json)) return null;
  for (let at = 0; at < json.length;) {
    const quote = json.indexOf('"', at);
    const end = quote === -1 ? json.length : quote;
    const inexact = end - at < 16 ? null : inexactOutside(json.slice(at, end));
    if (inexact !== null) return inexact;
    if (quote === -1) return null;
    at = stringEnd(json, quote);
  }
  return null;
}

/** The same of a text without strings. A fraction, or a number with an exponent, is meant as a double. */
function inexactOutside(text: string): string | null {
  for (const { index } of text.matchAll(BEGINNING)) {
    let end = index + 16;
    while (isDigit(text.charCodeAt(end))) end += 1;
    const integer = text.slice(text[index - 1] === '-' ? index - 1 : index, end);
    if (!/[.eE]/.test(text[end] ?? '') && !isExact(integer)) return integer;
  }
  return null;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Where the string that begins at `quote` is over. No pattern reads it: one of millions of escapes is too deep for any. */
function stringEnd(json: string, quote: number): number {
  let end = json.indexOf('"', quote + 1);
  while (end !== -1 && isEscaped(json, end)) end = json.indexOf('"', end + 1);
  return end === -1 ? json.length : end + 1;
}

function isEscaped(json: string, at: number): boolean {
  let slashes = 0;
  while (json.charCodeAt(at - 1 - slashes) === 0x5c) slashes += 1;
  return slashes % 2 === 1;
}

/** Of the longest none is looked at: `BigInt` takes quadratic time, and nobody means them as integers. */
function isExact(integer: string): boolean {
  return integer.length <= 32 && BigInt(integer) === BigInt(Number(integer));
}
