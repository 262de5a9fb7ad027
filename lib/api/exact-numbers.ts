/** A string of JSON, to step over, or an integer of 16 digits and more that is no part of a fraction. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|(?<![\d.])-?\d{16,}(?![\d.eE])/gs;

/**
 * The first integer in a JSON text that a double cannot hold, or null. Identifiers of 64 bits are such numbers;
 * `JSON.parse` would change their last digits without a word, and the request would name something else.
 */
export function inexactInteger(json: string): string | null {
  if (!/\d{16}/.test(json)) return null;
  for (const [token] of json.matchAll(TOKEN)) {
    if (!token.startsWith('"') && !isExact(token)) return token;
  }
  return null;
}

/** Of the longest none is looked at: `BigInt` takes quadratic time, and nobody means them as integers. */
function isExact(integer: string): boolean {
  return integer.length <= 32 && BigInt(integer) === BigInt(Number(integer));
}
