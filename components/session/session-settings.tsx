'use client';
import { useState, type ReactNode } from 'react';
import type { Session, SessionPatch } from '@/lib/model/session';
import { AuthEditor } from '@/components/request/auth-editor';
import { authDraft, authOf, EMPTY_AUTH, type AuthDraft } from '@/components/request/auth-draft';
import { CertificateFields } from '@/components/request/certificate-fields';
import {
  certOf,
  connectionDraft,
  proxiesOf,
  verifyOf,
  type ConnectionDraft,
} from '@/components/request/connection-draft';
import type { Row } from '@/components/request/draft';
import { rowsOfParams } from '@/components/request/rows-of-params';
import { pairsOf } from '@/components/request/draft-to-spec';
import { HEADER_NAMES } from '@/components/request/header-names';
import { Http2Field } from '@/components/request/http2-field';
import { PairsEditor } from '@/components/request/pairs-editor';
import { ProxyFields } from '@/components/request/proxy-fields';
import { Refusal, sentenceOf } from '@/components/shell/outcome';
import { Button } from '@/components/ui/button';
import { DialogSurface } from '@/components/ui/dialog-surface';
import { FieldError } from '@/components/ui/field';
import type { ListChange } from '@/components/ui/removal';
import { TextField } from '@/components/ui/text-field';
import { useSessionDeeds } from './use-session-deeds';

interface SettingsDraft extends ConnectionDraft {
  name: string;
  headers: Row[];
  params: Row[];
  variables: Row[];
  auth: AuthDraft;
  timeout: string;
  maxRedirects: string;
}

function draftOf(session: Session): SettingsDraft {
  return {
    name: session.name,
    headers: rowsOfParams(session.headers),
    params: rowsOfParams(session.params),
    variables: rowsOfParams(Object.entries(session.variables)),
    auth: session.auth ? authDraft(session.auth) : { ...EMPTY_AUTH, kind: 'none' },
    timeout: typeof session.timeout === 'number' ? String(session.timeout) : '',
    maxRedirects: String(session.maxRedirects),
    ...connectionDraft(session),
  };
}

/** What was not changed in a way this form cannot show (two timeouts) stays as it is. */
function patchOf(draft: SettingsDraft, session: Session): SessionPatch {
  const auth = authOf(draft.auth) ?? null;
  const timeout = draft.timeout.trim();
  return {
    name: draft.name,
    headers: pairsOf(draft.headers),
    params: pairsOf(draft.params),
    variables: variablesOf(draft.variables),
    auth: auth?.type === 'none' ? null : auth,
    maxRedirects: Number(draft.maxRedirects),
    ...(timeout === '' && typeof session.timeout === 'object'
      ? {}
      : { timeout: timeout === '' ? null : Number(timeout) }),
    proxies: proxiesOf(draft),
    verify: verifyOf(draft) ?? true,
    cert: certOf(draft),
    http2: draft.http2 === 'on',
  };
}

/** Rows that are on and named, the last of a name. */
function variablesOf(rows: readonly Row[]): Record<string, string> {
  const named = rows.filter(({ on, name }) => on && name.trim() !== '');
  return Object.fromEntries(named.map(({ name, value }) => [name.trim(), value ?? '']));
}

/** What every request through a session inherits. */
export function SessionSettings({ session, onClose }: { session: Session; onClose: () => void }) {
  const [draft, setDraft] = useState(() => draftOf(session));
  const [basis] = useState(() => ({ version: session.version, input: patchOf(draft, session) }));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const deeds = useSessionDeeds();
  const set = (patch: Partial<SettingsDraft>) => setDraft((old) => ({ ...old, ...patch }));
  const setRows =
    (table: 'headers' | 'params' | 'variables' | 'proxies'): ListChange<Row> =>
    (change) =>
      setDraft((old) => ({ ...old, [table]: change(old[table]) }));
  async function save() {
    try {
      if (await deeds.update(session, patchOf(draft, session), basis)) onClose();
    } catch (error) {
      const fields = error instanceof Refusal ? error.errors : [];
      const sentences = fields.map(({ path, message }): [string, string] => [
        path.split('.')[0] ?? 'form',
        message,
      ]);
      setErrors(sentences.length > 0 ? Object.fromEntries(sentences) : { form: sentenceOf(error) });
    }
  }
  const footer = (
    <>
      {errors.form ? <FieldError className="mr-auto">{errors.form}</FieldError> : null}
      <Button onClick={onClose}>Cancel</Button>
      <Button variant="primary" onClick={() => void save()}>
        Save settings
      </Button>
    </>
  );
  return (
    <DialogSurface
      title={`Settings of ${session.name}`}
      shape="panel"
      isOpen
      onClose={onClose}
      footer={footer}
    >
      <p className="text-muted border-b px-3 py-2">
        Every request through this session inherits these, unless it says otherwise.
      </p>
      <Basics draft={draft} errors={errors} onChange={set} />
      <Section title="Headers" error={errors.headers}>
        <PairsEditor
          noun="Session header"
          rows={draft.headers}
          suggestions={HEADER_NAMES}
          onChange={setRows('headers')}
        />
      </Section>
      <Section title="Params" error={errors.params}>
        <PairsEditor noun="Session param" rows={draft.params} onChange={setRows('params')} />
      </Section>
      <Section title="Variables" error={errors.variables}>
        <p className="text-muted px-3 pb-1">
          What <code>{'{{name}}'}</code> stands for in requests through this session. They win over an
          environment’s.
        </p>
        <PairsEditor noun="Session variable" rows={draft.variables} onChange={setRows('variables')} />
      </Section>
      <Section title="Auth">
        <AuthEditor
          auth={draft.auth}
          onChange={(auth) => set({ auth })}
          error={errors.auth}
          sessionId={session.id}
        />
      </Section>
      <Section title="Proxies">
        <ProxyFields
          draft={draft}
          onChange={set}
          onProxies={setRows('proxies')}
          noProxyHint="example.com, 10.0.0.0/8"
          error={errors.proxies}
        />
      </Section>
      <Section title="Certificates">
        <CertificateFields draft={draft} onChange={set} errors={errors} />
      </Section>
    </DialogSurface>
  );
}

interface BasicsProps {
  draft: SettingsDraft;
  errors: Readonly<Record<string, string>>;
  onChange: (patch: Partial<SettingsDraft>) => void;
}

function Basics({ draft, errors, onChange }: BasicsProps) {
  return (
    <div className="grid grid-cols-1 gap-3 p-3 sm:grid-cols-3">
      <TextField
        label="Name"
        value={draft.name}
        error={errors.name}
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <TextField
        label="Timeout, seconds"
        inputMode="decimal"
        placeholder="the server's own"
        value={draft.timeout}
        error={errors.timeout}
        onChange={(event) => onChange({ timeout: event.target.value })}
      />
      <TextField
        label="Most redirects"
        inputMode="numeric"
        value={draft.maxRedirects}
        error={errors.maxRedirects}
        onChange={(event) => onChange({ maxRedirects: event.target.value })}
      />
      <Http2Field value={draft.http2} error={errors.http2} onChange={(http2) => onChange({ http2 })} />
    </div>
  );
}

function Section({
  title,
  error,
  children,
}: {
  title: string;
  error?: string | undefined;
  children: ReactNode;
}) {
  return (
    <section aria-label={title} className="border-t">
      <h3 className="px-3 pt-3 pb-1 font-semibold">{title}</h3>
      {error ? <FieldError className="px-4 py-1">{error}</FieldError> : null}
      {children}
    </section>
  );
}
