'use client';
import type { ReactNode } from 'react';
import { FieldError } from '@/components/ui/field';
import { TextField } from '@/components/ui/text-field';
import type { ListChange } from '@/components/ui/removal';
import type { ConnectionDraft } from './connection-draft';
import type { Row } from './draft';
import { PairsEditor } from './pairs-editor';

export interface ProxyFieldsProps {
  draft: ConnectionDraft;
  onChange: (patch: Partial<ConnectionDraft>) => void;
  onProxies: ListChange<Row>;
  /** what stands where no list was typed */
  noProxyHint: string;
  error?: string | undefined;
  /** the session's rows, where they can be overridden */
  before?: ReactNode;
}

const TARGETS = ['http', 'https', 'all', 'https://'];

/** Which proxy takes which requests, and which hosts go without one. */
export function ProxyFields({ draft, onChange, onProxies, noProxyHint, error, before }: ProxyFieldsProps) {
  return (
    <>
      {error ? <FieldError className="px-4 py-1">{error}</FieldError> : null}
      <PairsEditor
        noun="Proxy"
        plural="Proxies"
        heads={['For', 'Proxy URL']}
        hints={['http, https, all', 'http://127.0.0.1:3128']}
        rows={draft.proxies}
        suggestions={TARGETS}
        faulty={error !== undefined}
        before={before}
        onChange={onProxies}
      />
      <TextField
        mono
        label="No proxy for"
        hint="Names with what lies below them, addresses and networks, with commas between; * is all."
        placeholder={noProxyHint}
        value={draft.noProxy}
        className="max-w-160 p-3"
        onChange={(event) => onChange({ noProxy: event.target.value })}
      />
    </>
  );
}
