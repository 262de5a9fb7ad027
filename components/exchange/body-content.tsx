'use client';
import type { ReceivedResponse } from '@/lib/model/exchange';
import { bodyShape, type BodyMode } from './body-kind';
import { BodyMedia } from './body-media';
import { EventList } from './event-list';
import { HexView } from './hex-view';
import { JsonView } from './json-view';
import type { TakeValue } from './take-value';
import { TextView } from './text-view';
import type { AskBody } from './use-body-document';

export interface BodyContentProps {
  mode: BodyMode;
  response: ReceivedResponse;
  exchangeId: string | null;
  ask: AskBody | null;
  version: number;
  /** the text is not all that the server sent */
  cut: boolean;
  take: TakeValue | undefined;
}

/** The body itself, in one of its forms. */
export function BodyContent({ mode, response, exchangeId, ask, version, cut, take }: BodyContentProps) {
  const shape = bodyShape(response);
  if (mode === 'hex') return <HexView response={response} exchangeId={exchangeId} />;
  if (mode === 'preview') {
    if (shape === 'html') return <HtmlPreview html={response.body.text ?? ''} />;
    return <BodyMedia response={response} exchangeId={exchangeId} shape={shape} />;
  }
  if (mode === 'events') return <EventList text={response.body.text ?? ''} />;
  if (!ask) return <div className="min-h-0 flex-1" aria-busy="true" />;
  if (mode === 'tree') return <JsonView {...{ ask, version, cut, take }} />;
  return <TextView key={mode} {...{ ask, version }} pretty={mode === 'pretty'} grammar={grammarOf(shape)} />;
}

function grammarOf(shape: ReturnType<typeof bodyShape>) {
  if (shape === 'json' || shape === 'xml' || shape === 'html') return shape;
  return shape === 'image' ? 'xml' : 'text';
}

/** Our own policy would let the page load what is at our address: this one lets it load nothing. */
const NOTHING_LOADS = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:">`;

/** The page with that policy before all that is its own but its doctype, without which it would look otherwise. */
function closed(html: string): string {
  const doctype = /^\s*<!doctype[^>]*>/i.exec(html)?.[0] ?? '';
  return doctype + NOTHING_LOADS + html.slice(doctype.length);
}

/** A stranger's page: no scripts, no forms, no origin, and nothing is loaded. */
function HtmlPreview({ html }: { html: string }) {
  return (
    <iframe
      title="Preview of the page"
      sandbox=""
      srcDoc={closed(html)}
      className="min-h-0 w-full flex-1 bg-white scheme-light"
    />
  );
}
