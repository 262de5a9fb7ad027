'use client';
import type { ReactNode } from 'react';
import { FieldError } from '@/components/ui/field';
import { SecretField } from '@/components/ui/secret-field';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import { AUTH_NAMES, type AuthDraft, type AuthKind } from './auth-draft';
import { AwsFields } from './aws-fields';
import { OAuthFields } from './oauth-fields';

const KINDS = [
  { value: 'inherit', label: 'As the session says' },
  ...Object.entries(AUTH_NAMES).map(([value, label]) => ({ value, label })),
] as readonly { value: AuthKind; label: string }[];

export interface AuthEditorProps {
  auth: AuthDraft;
  onChange: (auth: AuthDraft) => void;
  /** said under "as the session says"; without it the choice is left out (a session's own auth) */
  inherited?: string;
  error?: string | undefined;
  /** the session that keeps the tokens; null where there is none yet */
  sessionId: string | null;
}

/** What the fields of one scheme are given. */
export interface AuthFieldsProps {
  auth: AuthDraft;
  set: (patch: Partial<AuthDraft>) => void;
}

/** How a request, or a session, proves who it is. */
export function AuthEditor({ auth, onChange, inherited, error, sessionId }: AuthEditorProps) {
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
      <Fields auth={auth} set={set} sessionId={sessionId} />
    </div>
  );
}

function Fields({ auth, set, sessionId }: AuthFieldsProps & { sessionId: string | null }): ReactNode {
  switch (auth.kind) {
    case 'basic':
    case 'digest':
      return <UserFields auth={auth} set={set} />;
    case 'bearer':
      return <SecretField label="Token" value={auth.token} onChange={(token) => set({ token })} />;
    case 'apiKey':
      return <KeyFields auth={auth} set={set} />;
    case 'awsSigV4':
      return <AwsFields auth={auth} set={set} />;
    case 'oauth2':
      return <OAuthFields auth={auth} set={set} sessionId={sessionId} />;
    case 'inherit':
    case 'none':
      return null;
  }
}

function UserFields({ auth, set }: AuthFieldsProps) {
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

function KeyFields({ auth, set }: AuthFieldsProps) {
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
