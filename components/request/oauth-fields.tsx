'use client';
import { SecretField } from '@/components/ui/secret-field';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import type { AuthDraft } from './auth-draft';
import type { AuthFieldsProps } from './auth-editor';
import { SignIn } from './sign-in';

type Choice<T extends string> = readonly { value: T; label: string }[];

const GRANTS: Choice<AuthDraft['grant']> = [
  { value: 'client_credentials', label: 'Client credentials' },
  { value: 'password', label: 'Password' },
  { value: 'authorization_code', label: 'Authorization code, with PKCE' },
];
const CLIENT_AUTHS: Choice<AuthDraft['clientAuth']> = [
  { value: '', label: 'as fits the secret' },
  { value: 'basic', label: 'Basic header' },
  { value: 'post', label: 'in the form' },
  { value: 'none', label: 'not at all' },
];

/** Where a token comes from, and for whom. */
export function OAuthFields({ auth, set, sessionId }: AuthFieldsProps & { sessionId: string | null }) {
  const line = (label: string, field: keyof AuthDraft, placeholder?: string) => (
    <TextField
      label={label}
      mono
      placeholder={placeholder}
      value={auth[field]}
      onChange={(event) => set({ [field]: event.target.value })}
    />
  );
  return (
    <>
      <Select
        label="Grant"
        options={GRANTS}
        value={auth.grant}
        onChange={(event) => set({ grant: chosen(GRANTS, event.target.value, 'client_credentials') })}
      />
      {auth.grant === 'authorization_code'
        ? line('Authorization URL', 'authorizationUrl', 'https://…/authorize')
        : null}
      {line('Token URL', 'tokenUrl', 'https://…/token')}
      {line('Client ID', 'clientId')}
      <SecretField
        label="Client secret"
        value={auth.clientSecret}
        onChange={(clientSecret) => set({ clientSecret })}
      />
      {auth.grant === 'password' ? (
        <>
          {line('Username', 'username')}
          <SecretField label="Password" value={auth.password} onChange={(password) => set({ password })} />
        </>
      ) : null}
      {line('Scope', 'scope', 'several with spaces between')}
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-3">
        {line('Audience', 'audience')}
        <Select
          label="Client proves itself"
          options={CLIENT_AUTHS}
          value={auth.clientAuth}
          onChange={(event) => set({ clientAuth: chosen(CLIENT_AUTHS, event.target.value, '') })}
        />
        {line('Before the token', 'headerPrefix')}
      </div>
      <SignIn auth={auth} sessionId={sessionId} />
    </>
  );
}

function chosen<T extends string>(choices: Choice<T>, value: string, otherwise: T): T {
  return choices.find((choice) => choice.value === value)?.value ?? otherwise;
}
