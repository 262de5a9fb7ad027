'use client';
import type { ReactNode } from 'react';
import { FieldError } from '@/components/ui/field';
import { SecretField } from '@/components/ui/secret-field';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import type { AuthDraft, AuthKind } from './draft';

const KINDS: readonly { value: AuthKind; label: string }[] = [
  { value: 'inherit', label: 'As the session says' },
  { value: 'none', label: 'None' },
  { value: 'basic', label: 'Basic' },
  { value: 'digest', label: 'Digest' },
  { value: 'bearer', label: 'Bearer token' },
  { value: 'apiKey', label: 'API key' },
];

export interface AuthEditorProps {
  auth: AuthDraft;
  onChange: (auth: AuthDraft) => void;
  /** said under "as the session says"; without it the choice is left out (a session's own auth) */
  inherited?: string;
  error?: string | undefined;
}

/** How a request, or a session, proves who it is. */
export function AuthEditor({ auth, onChange, inherited, error }: AuthEditorProps) {
  const set = (patch: Partial<AuthDraft>) => onChange({ ...auth, ...patch });
  const kinds = inherited === undefined ? KINDS.filter(({ value }) => value !== 'inherit') : KINDS;
  return (
    <div className="flex max-w-120 flex-col gap-3 p-3">
      <Select
        label="Auth type"
        options={kinds}
        value={auth.kind}
        onChange={(event) =>
          set({ kind: kinds.find(({ value }) => value === event.target.value)?.value ?? 'none' })
        }
        hint={auth.kind === 'inherit' ? inherited : undefined}
      />
      {error ? <FieldError>{error}</FieldError> : null}
      <Fields auth={auth} set={set} />
    </div>
  );
}

function Fields({ auth, set }: { auth: AuthDraft; set: (patch: Partial<AuthDraft>) => void }): ReactNode {
  if (auth.kind === 'basic' || auth.kind === 'digest') {
    return (
      <>
        <TextField
          label="Username"
          mono
          value={auth.username}
          onChange={(event) => set({ username: event.target.value })}
        />
        <SecretField label="Password" value={auth.password} onChange={(password) => set({ password })} />
      </>
    );
  }
  if (auth.kind === 'bearer')
    return <SecretField label="Token" value={auth.token} onChange={(token) => set({ token })} />;
  if (auth.kind !== 'apiKey') return null;
  return (
    <>
      <TextField
        label="Name"
        mono
        placeholder="X-API-Key"
        value={auth.name}
        onChange={(event) => set({ name: event.target.value })}
      />
      <SecretField label="Value" value={auth.value} onChange={(value) => set({ value })} />
      <Select
        label="Goes into"
        options={[
          { value: 'header', label: 'a header' },
          { value: 'query', label: 'the query' },
        ]}
        value={auth.in}
        onChange={(event) => set({ in: event.target.value === 'query' ? 'query' : 'header' })}
      />
    </>
  );
}
