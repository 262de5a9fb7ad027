'use client';
import { Download } from 'lucide-react';
import Image from 'next/image';
import { useMemo, useState } from 'react';
import type { ReceivedResponse } from '@/lib/model/exchange';
import { CopyButton } from '@/components/ui/copy-button';
import { EmptyState } from '@/components/ui/empty-state';
import { formatBytes } from '@/components/ui/quantity';
import { Segmented } from '@/components/ui/segmented';
import { bodyShape, mediaTypeOf, type BodyShape } from './body-kind';
import { CodeLines } from './code-lines';
import { jsonLines } from './json-lines';
import { bodyUrl } from './live';
import { bytesOfBase64, hexLines, textLines } from './text-lines';
import { WholeBody } from './whole-body';

type Mode = 'pretty' | 'text' | 'preview' | 'hex';
const MODES: Record<BodyShape, readonly Mode[]> = {
  empty: [],
  json: ['pretty', 'text'],
  html: ['text', 'preview'],
  image: ['preview', 'hex'],
  text: ['text'],
  binary: ['hex'],
};
const WORD: Record<Mode, string> = { pretty: 'Pretty', text: 'Text', preview: 'Preview', hex: 'Hex' };

/** The body of a response, shown as what it is. `exchangeId` says where the whole of it is; null: only what is here. */
export function BodyView({
  response,
  exchangeId,
}: {
  response: ReceivedResponse;
  exchangeId: string | null;
}) {
  const [whole, setWhole] = useState<string | null>(null);
  const shape = bodyShape(response);
  const [wanted, setMode] = useState<Mode | null>(null);
  const modes = MODES[shape];
  const mode = modes.find((one) => one === wanted) ?? modes[0];
  const text = whole ?? response.body.text;
  if (mode === undefined) {
    return (
      <EmptyState title="No body">{`${String(response.status)} ${response.reason} came without content.`}</EmptyState>
    );
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-8 shrink-0 items-center gap-2 border-b px-2">
        {modes.length > 1 ? (
          <Segmented
            label="Show body as"
            options={modes.map((value) => ({ value, label: WORD[value] }))}
            value={mode}
            onChange={setMode}
          />
        ) : null}
        <span className="text-faint min-w-0 flex-1 truncate font-mono text-sm">
          {[mediaTypeOf(response) || 'no content type', response.encoding].filter(Boolean).join(' · ')}
        </span>
        {text === undefined ? null : <CopyButton text={text} label="Copy body" />}
        {exchangeId ? (
          <a
            href={bodyUrl(exchangeId)}
            download
            aria-label="Download body"
            title="Download body"
            className="text-muted hover:bg-hover hover:text-ink inline-flex size-6 items-center justify-center rounded"
          >
            <Download aria-hidden="true" className="size-4" />
          </a>
        ) : null}
      </div>
      {response.body.truncated ? (
        <p className="bg-warn-wash text-warn border-b px-3 py-1.5 text-sm">
          Cut off: only the first {formatBytes(response.body.size)} arrived or were kept.
        </p>
      ) : null}
      {response.body.preview && whole === null && exchangeId ? (
        <WholeBody exchangeId={exchangeId} response={response} onText={setWhole} />
      ) : null}
      <Content mode={mode} response={response} text={text} exchangeId={exchangeId} />
    </div>
  );
}

interface ContentProps {
  mode: Mode;
  response: ReceivedResponse;
  text: string | undefined;
  exchangeId: string | null;
}

function Content({ mode, response, text = '', exchangeId }: ContentProps) {
  const { base64 } = response.body;
  const shown = useMemo(() => {
    if (mode === 'pretty') return { lines: jsonLines(text) };
    if (mode === 'hex')
      return {
        lines: hexLines(base64 === undefined ? new TextEncoder().encode(text) : bytesOfBase64(base64)),
      };
    return mode === 'text' ? textLines(text) : { lines: [] };
  }, [mode, text, base64]);
  if (mode !== 'preview') return <CodeLines label="Response body" json={mode === 'pretty'} {...shown} />;
  if (bodyShape(response) === 'html') return <HtmlPreview html={text} />;
  return <ImagePreview response={response} exchangeId={exchangeId} />;
}

/** A stranger's page: no scripts, no forms, no origin; our policy keeps it from loading anything. */
function HtmlPreview({ html }: { html: string }) {
  return (
    <iframe title="Preview of the page" sandbox="" srcDoc={html} className="min-h-0 w-full flex-1 bg-white" />
  );
}

function ImagePreview({ response, exchangeId }: Pick<ContentProps, 'response' | 'exchangeId'>) {
  const { base64, text, preview } = response.body;
  const data = base64 === undefined ? `,${encodeURIComponent(text ?? '')}` : `;base64,${base64}`;
  const src = preview && exchangeId ? bodyUrl(exchangeId) : `data:${mediaTypeOf(response)}${data}`;
  return (
    <div className="scroll-thin bg-raised flex min-h-0 flex-1 items-start justify-start overflow-auto p-4">
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
