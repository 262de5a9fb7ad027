const LONGEST = 4000;

export interface TextLines {
  lines: string[];
  /** true for a line that goes on from the one before */
  continues: (index: number) => boolean;
}

/** Splits text at its line ends, and very long lines into pieces that a browser can lay out. */
export function textLines(text: string): TextLines {
  const lines: string[] = [];
  const continued = new Set<number>();
  for (const line of text.split(/\r\n|\r|\n/)) {
    for (let at = 0; at === 0 || at < line.length; at += LONGEST) {
      if (at > 0) continued.add(lines.length);
      lines.push(line.slice(at, at + LONGEST));
    }
  }
  return { lines, continues: (index) => continued.has(index) };
}

const ROW = 16;
/** Bytes as `offset  hex  characters`, sixteen to a line. */
export function hexLines(bytes: Uint8Array): string[] {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += ROW) {
    const row = [...bytes.subarray(at, at + ROW)];
    const hex = row.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const text = row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    lines.push(`${at.toString(16).padStart(8, '0')}  ${hex.padEnd(ROW * 3 - 1)}  ${text}`);
  }
  return lines;
}

export function bytesOfBase64(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}
