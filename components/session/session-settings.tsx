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
import { rowsOfParams } from '@/components/request/draft-from-spec';
import { pairsOf } from '@/components/request/draft-to-spec';
import { HEADER_NAMES } from '@/components/request/header-names';
import { PairsEditor } from '@/components/request/pairs-editor';
import { ProxyFields } from '@/components/request/proxy-fields';
import { Refusal, sentenceOf } from '@/components/shell/outcome';
import { Button } from '@/components/ui/button';
import { DialogSurface } from '@/components/ui/dialog-surface';
import { FieldError } from '@/components/ui/field';
import { TextField } from '@/components/ui/text-field';
import { useSessionDeeds } from './use-session-deeds';

interface SettingsDraft extends ConnectionDraft {
  name: string;
  headers: Row[];
  params: Row[];
  auth: AuthDraft;
  timeout: string;
  maxRedirects: string;
}

function draftOf(session: Session): SettingsDraft {
  return {
    name: session.name,
    headers: rowsOfParams(session.headers),
    params: rowsOfParams(session.params),
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
    auth: auth?.type === 'none' ? null : auth,
    maxRedirects: Number(draft.maxRedirects),
    ...(timeout === '' && typeof session.timeout === 'object'
      ? {}
      : { timeout: timeout === '' ? null : Number(timeout) }),
    proxies: proxiesOf(draft),
    verify: verifyOf(draft) ?? true,
    cert: certOf(draft),
  };
}

/** What every request through a session inherits. */
export function SessionSettings({ session, onClose }: { session: Session; onClose: () => void }) {
  const [draft, setDraft] = useState(() => draftOf(session));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const deeds = useSessionDeeds();
  const set = (patch: Partial<SettingsDraft>) => setDraft({ ...draft, ...patch });
  async function save() {
    try {
      await deeds.update(session.id, patchOf(draft, session));
      onClose();
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
      <div className="grid grid-cols-1 gap-3 p-3 sm:grid-cols-3">
        <TextField
          label="Name"
          value={draft.name}
          error={errors.name}
          onChange={(event) => set({ name: event.target.value })}
        />
        <TextField
          label="Timeout, seconds"
          inputMode="decimal"
          placeholder="the server's own"
          value={draft.timeout}
          error={errors.timeout}
          onChange={(event) => set({ timeout: event.target.value })}
        />
        <TextField
          label="Most redirects"
          inputMode="numeric"
          value={draft.maxRedirects}
          error={errors.maxRedirects}
          onChange={(event) => set({ maxRedirects: event.target.value })}
        />
      </div>
      <Section title="Headers" error={errors.headers}>
        <PairsEditor
          noun="Session header"
          rows={draft.headers}
          suggestions={HEADER_NAMES}
          onChange={(headers) => set({ headers })}
        />
      </Section>
      <Section title="Params" error={errors.params}>
        <PairsEditor noun="Session param" rows={draft.params} onChange={(params) => set({ params })} />
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
