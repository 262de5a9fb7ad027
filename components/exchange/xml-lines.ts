const PIECE =
  /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>|<!(?:[^<>[]|\[[^]*?\])*>|<\/[^>]*>|<[^>]*>|[^<]+/g;

/**
 * Lays XML out, two spaces deep, by its characters alone: an element with only text stays on one line, and nothing
 * but blanks between tags is changed. What is not XML comes out readable all the same. Answers its lines.
 */
export function xmlLines(text: string): string[] {
  const pieces = (text.match(PIECE) ?? []).filter((piece) => piece.trim() !== '');
  const lines: string[] = [];
  let depth = 0;
  for (let at = 0; at < pieces.length;) {
    const piece = pieces[at] ?? '';
    if (piece.startsWith('</')) depth = Math.max(0, depth - 1);
    const taken = onOneLine(pieces, at);
    const line = pieces.slice(at, at + taken).map((one) => one.trim());
    lines.push(...('  '.repeat(depth) + line.join('')).split('\n'));
    if (taken === 1 && opens(piece)) depth += 1;
    at += taken;
  }
  return lines;
}

/** How many pieces share a line: an element that is empty or holds text alone takes its end tag along. */
function onOneLine(pieces: readonly string[], at: number): number {
  const [piece = '', next = '', after = ''] = pieces.slice(at, at + 3);
  if (!opens(piece)) return 1;
  if (next.startsWith('</')) return 2;
  return !next.startsWith('<') && after.startsWith('</') ? 3 : 1;
}

function opens(piece: string): boolean {
  return /^<[^/!?]/.test(piece) && !piece.endsWith('/>');
}
