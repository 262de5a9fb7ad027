'use client';
import { useMemo, useState } from 'react';
import { jsonLines, jsonTokens, type Token } from '@/components/exchange/json-lines';
import { formatBytes } from '@/components/ui/quantity';
import type { ResponseBody, WireBody } from '@/lib/model/exchange';

const FIRST_LINES = 60;
const FIRST = 6_000;

const COLOUR: Record<Token['kind'], string> = {
  plain: 'text-muted',
  key: 'text-syntax-key',
  string: 'text-syntax-string',
  number: 'text-syntax-number',
  word: 'text-syntax-word',
};

export interface BodyTextProps {
  body: WireBody | ResponseBody;
  /** lay it out and colour it as JSON */
  json: boolean;
  label: string;
  /** where the whole of it can be had */
  href?: string | undefined;
}

/** Content as text: JSON laid out and coloured, anything else as it came. Never rendered, whatever it is. */
export function BodyText({ body, json, label, href }: BodyTextProps) {
  const note = noteOf(body);
  return (
    <div className="flex flex-col items-start gap-1 px-3 py-2">
      {body.text ? <Text text={body.text} json={json} label={label} /> : null}
      {note ? (
        <p className="text-muted text-sm">
          {note}{' '}
          {href && body.size > 0 ? (
            <a href={href} download className="text-accent rounded-sm underline underline-offset-2">
              Download it
            </a>
          ) : null}
        </p>
      ) : null}
    </div>
  );
}

function noteOf(body: WireBody | ResponseBody): string | null {
  if (body.size === 0) return 'No content.';
  if (body.text === undefined)
    return `${formatBytes(body.size)} that are not text, or not kept with the run.`;
  if ('truncated' in body && body.truncated) return 'A limit cut this response; this is what came before.';
  return 'preview' in body && body.preview
    ? `The beginning only; the whole is ${formatBytes(body.size)}.`
    : null;
}

function Text({ text, json, label }: { text: string; json: boolean; label: string }) {
  const [whole, setWhole] = useState(false);
  const lines = useMemo(() => (json ? jsonLines(text) : null), [text, json]);
  const long = !whole && (lines ? lines.length > FIRST_LINES : text.length > FIRST);
  return (
    <>
      <pre
        tabIndex={0}
        role="region"
        aria-label={label}
        className="scroll-thin max-h-96 w-full overflow-auto text-sm leading-5 wrap-anywhere whitespace-pre-wrap"
      >
        {lines
          ? (long ? lines.slice(0, FIRST_LINES) : lines).map((line, index) => (
              <span key={index} className="block">
                {jsonTokens(line).map((token, at) => (
                  <span key={at} className={COLOUR[token.kind]}>
                    {token.text}
                  </span>
                ))}
              </span>
            ))
          : long
            ? text.slice(0, FIRST)
            : text}
      </pre>
      {long ? (
        <button
          type="button"
          onClick={() => setWhole(true)}
          className="text-accent min-h-6 rounded-sm text-sm underline underline-offset-2"
        >
          Show all {lines ? `${lines.length} lines` : `${text.length.toLocaleString('en')} characters`}
        </button>
      ) : null}
    </>
  );
}
