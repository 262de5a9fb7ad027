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
