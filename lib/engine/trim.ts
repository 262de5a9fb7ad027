/**
 * Takes these characters off both ends, and no others; by default space and tab (OWS, RFC 9110 §5.6.3). By hand, since
 * `/[ \t]+$/` takes time that grows with the square of hostile text.
 */
export function trim(text: string, characters = ' \t'): string {
  let start = 0;
  while (start < text.length && characters.includes(text.charAt(start))) start += 1;
  return trimEnd(text.slice(start), characters);
}

/** As `trim`, at the end alone. */
export function trimEnd(text: string, characters = ' \t'): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
