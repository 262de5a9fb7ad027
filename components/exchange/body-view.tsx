'use client';
import { useState } from 'react';
import type { ReceivedResponse } from '@/lib/model/exchange';
import { EmptyState } from '@/components/ui/empty-state';
import { formatBytes } from '@/components/ui/quantity';
import { BodyContent, type BodyMode } from './body-content';
import { bodyShape, type BodyShape } from './body-kind';
import { BodyToolbar } from './body-toolbar';
import { WholeBody } from './whole-body';

const MODES: Record<BodyShape, readonly BodyMode[]> = {
  empty: [],
  json: ['pretty', 'text'],
  html: ['text', 'preview'],
  image: ['preview', 'hex'],
  text: ['text'],
  binary: ['hex'],
};

/** The body of a response, shown as what it is. `exchangeId` says where the whole of it is; null: only what is here. */
export function BodyView({
  response,
  exchangeId,
}: {
  response: ReceivedResponse;
  exchangeId: string | null;
}) {
  const [whole, setWhole] = useState<string | null>(null);
  const [wanted, setMode] = useState<BodyMode | null>(null);
  const modes = MODES[bodyShape(response)];
  const mode = modes.find((one) => one === wanted) ?? modes[0];
  const text = whole ?? response.body.text;
  if (mode === undefined) {
    return (
      <EmptyState title="No body">{`${String(response.status)} ${response.reason} came without content.`}</EmptyState>
    );
  }
  const cutForView = response.body.preview && whole === null && exchangeId !== null;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <BodyToolbar {...{ modes, mode, text, response, exchangeId }} onMode={setMode} />
      {response.body.truncated ? (
        <p className="bg-warn-wash text-warn border-b px-3 py-1.5 text-sm">
          Cut off: only the first {formatBytes(response.body.size)} arrived or were kept.
        </p>
      ) : null}
      {cutForView ? <WholeBody exchangeId={exchangeId} response={response} onText={setWhole} /> : null}
      <BodyContent {...{ mode, response, text, exchangeId }} />
    </div>
  );
}
