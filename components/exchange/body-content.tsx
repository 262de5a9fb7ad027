'use client';
import Image from 'next/image';
import { useMemo } from 'react';
import type { ReceivedResponse } from '@/lib/model/exchange';
import { bodyShape, mediaTypeOf } from './body-kind';
import { CodeLines } from './code-lines';
import { jsonLines } from './json-lines';
import { bodyUrl } from './live';
import { bytesOfBase64, hexLines, textLines, type TextLines } from './text-lines';

export type BodyMode = 'pretty' | 'text' | 'preview' | 'hex';

export interface BodyContentProps {
  mode: BodyMode;
  response: ReceivedResponse;
  text: string | undefined;
  exchangeId: string | null;
}

/** The body itself, in one of its forms. */
export function BodyContent({ mode, response, text = '', exchangeId }: BodyContentProps) {
  const { base64 } = response.body;
  const shown = useMemo(() => linesOf(mode, text, base64), [mode, text, base64]);
  if (mode !== 'preview') {
    return <CodeLines label="Response body" json={mode === 'pretty'} fixed={mode === 'hex'} {...shown} />;
  }
  if (bodyShape(response) === 'html') return <HtmlPreview html={text} />;
  return <ImagePreview response={response} exchangeId={exchangeId} />;
}

function linesOf(
  mode: BodyMode,
  text: string,
  base64: string | undefined,
): Partial<TextLines> & Pick<TextLines, 'lines'> {
  if (mode === 'preview') return { lines: [] };
  if (mode === 'pretty') return { lines: jsonLines(text) };
  if (mode === 'text') return textLines(text);
  return { lines: hexLines(base64 === undefined ? new TextEncoder().encode(text) : bytesOfBase64(base64)) };
}

/** A stranger's page: no scripts, no forms, no origin; our policy keeps it from loading anything. */
function HtmlPreview({ html }: { html: string }) {
  return (
    <iframe
      title="Preview of the page"
      sandbox=""
      srcDoc={html}
      className="min-h-0 w-full flex-1 bg-white scheme-light"
    />
  );
}

function ImagePreview({ response, exchangeId }: Pick<BodyContentProps, 'response' | 'exchangeId'>) {
  const { base64, text, preview } = response.body;
  const data = base64 === undefined ? `,${encodeURIComponent(text ?? '')}` : `;base64,${base64}`;
  const src = preview && exchangeId ? bodyUrl(exchangeId) : `data:${mediaTypeOf(response)}${data}`;
  return (
    <div className="scroll-thin flex min-h-0 flex-1 items-start justify-start overflow-auto p-4">
      {/* Unoptimised: our image service must never fetch or see strangers' bytes. */}
      <Image
        unoptimized
        src={src}
        alt="The image that came"
        width={0}
        height={0}
        className="h-auto w-auto max-w-full"
      />
    </div>
  );
}
