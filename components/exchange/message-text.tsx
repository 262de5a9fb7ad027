'use client';
import { useMemo, useState } from 'react';
import { formatBytes, formatCount } from '@/components/ui/quantity';
import { jsonLines, jsonTokens } from './json-lines';
import { TOKEN_COLOUR } from './token-colour';

const FIRST_LINES = 12;
const FIRST = 1_200;

export interface MessageTextProps {
  text?: string | undefined;
  base64?: string | undefined;
  /** bytes, all of it */
  size: number;
  truncated?: boolean | undefined;
}

/** What a message says: JSON laid out and coloured, anything else as it came, bytes as base64. */
export function MessageText({ text, base64, size, truncated = false }: MessageTextProps) {
  const plain = text ?? base64 ?? '';
  const json = useMemo(() => (text === undefined ? null : jsonLinesOf(text)), [text]);
  return (
    <>
      {json ? <Json lines={json} /> : <Plain text={plain} />}
      {truncated ? (
        <span className="text-muted block text-sm">
          {plain === '' ? 'Not shown' : 'The beginning only'}; it was {formatBytes(size)}.
        </span>
      ) : null}
    </>
  );
}

/** Lines of JSON, or null for what only begins like it: that stays as it came. */
function jsonLinesOf(text: string): string[] | null {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  return text.length < 80 ? [text] : jsonLines(text);
}

const CODE = 'block font-mono text-sm leading-5 wrap-anywhere whitespace-pre-wrap';

function Json({ lines }: { lines: string[] }) {
  const [whole, setWhole] = useState(lines.length <= FIRST_LINES);
  return (
    <>
      <code className={CODE}>
        {(whole ? lines : lines.slice(0, FIRST_LINES)).map((line, at) => (
          <span key={at} className="block">
            {jsonTokens(line).map((token, index) => (
              <span key={index} className={TOKEN_COLOUR[token.kind]}>
                {token.text}
              </span>
            ))}
          </span>
        ))}
      </code>
      {whole ? null : <More what={formatCount(lines.length, 'line')} onMore={() => setWhole(true)} />}
    </>
  );
}

function Plain({ text }: { text: string }) {
  const [whole, setWhole] = useState(text.length <= FIRST);
  if (text === '') return null;
  return (
    <>
      <code className={CODE}>{whole ? text : text.slice(0, FIRST)}</code>
      {whole ? null : <More what={formatCount(text.length, 'character')} onMore={() => setWhole(true)} />}
    </>
  );
}

function More({ what, onMore }: { what: string; onMore: () => void }) {
  return (
    <button
      type="button"
      onClick={onMore}
      className="text-accent block min-h-6 rounded-sm text-sm underline underline-offset-2"
    >
      Show all {what}
    </button>
  );
}
