'use client';
import { useState } from 'react';
import { Section } from '@/components/account/account-page';
import { useForm } from '@/components/account/use-form';
import { settle } from '@/components/shell/outcome';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { LastUsed } from '@/components/ui/last-used';
import { RelativeTime } from '@/components/ui/relative-time';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import { createApiToken, revokeApiToken } from '@/lib/actions/workspaces';
import type { Role } from '@/lib/model/account';
import type { ApiToken, Scope } from '@/lib/model/api-token';
import { useRouter } from 'next/navigation';
import { mayHave, TokenScopes } from './token-scopes';
import { ShownOnce } from './shown-once';
import { useDeed } from './use-deed';

const ALL: readonly Role[] = ['viewer', 'editor', 'admin', 'owner'];
const LIVES = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'a year' },
  { value: '', label: 'until revoked' },
];

interface Typed {
  name: string;
  role: Role;
  scopes: readonly Scope[];
  days: string;
}

/** Makes, lists and ends API tokens of the workspace. */
export function TokensSection({ tokens, role }: { tokens: readonly ApiToken[]; role: Role }) {
  const router = useRouter();
  const [typed, setTyped] = useState<Typed>({
    name: '',
    role: role === 'viewer' ? 'viewer' : 'editor',
    scopes: ['read', 'send', 'write'],
    days: '90',
  });
  const [token, setToken] = useState('');
  const form = useForm(async () => {
    const days = typed.days === '' ? null : Number(typed.days);
    const scopes = typed.scopes.filter((scope) => mayHave(typed.role, scope));
    setToken((await settle(createApiToken({ ...typed, scopes, days }))).token);
    setTyped({ ...typed, name: '' });
    router.refresh();
  });
  const set = (change: Partial<typeof typed>) => setTyped({ ...typed, ...change });
  return (
    <Section
      title="API tokens"
      lead="For programs: a token works in this workspace alone, and can do no more than its role and what it is for."
    >
      <form noValidate onSubmit={form.onSubmit} className="flex flex-wrap items-start gap-3">
        <TextField
          label="For"
          placeholder="nightly checks"
          className="w-48"
          value={typed.name}
          error={form.faultOf('name')}
          onChange={(event) => set({ name: event.target.value })}
        />
        <Select
          label="Role"
          className="w-28"
          value={typed.role}
          options={ALL.slice(0, ALL.indexOf(role) + 1).map((value) => ({ value, label: value }))}
          onChange={(event) => set({ role: event.target.value as Role })}
        />
        <Select
          label="Works for"
          className="w-36"
          value={typed.days}
          options={LIVES}
          onChange={(event) => set({ days: event.target.value })}
        />
        <TokenScopes
          role={typed.role}
          chosen={typed.scopes}
          error={form.faultOf('scopes')}
          onChange={(scopes) => set({ scopes })}
        />
        <Button type="submit" disabled={form.busy}>
          Make a token
        </Button>
      </form>
      {form.problem ? <FieldError>{form.problem}</FieldError> : null}
      {token ? <ShownOnce label="API token" text={token} /> : null}
      <TokenList tokens={tokens} />
    </Section>
  );
}

function TokenList({ tokens }: { tokens: readonly ApiToken[] }) {
  const deed = useDeed();
  if (tokens.length === 0) return null;
  return (
    <ul className="divide-line divide-y border-y">
      {tokens.map(({ id, name, role, scopes, madeBy, lastUsedAt, expiresAt }) => (
        <li key={id} className="flex min-h-11 items-center gap-3 py-1.5">
          <span className="min-w-0 flex-1">
            <span className="block truncate font-semibold">{name}</span>
            <span className="text-muted block">
              {role}
              {scopes ? ` for ${scopes.join(', ')}` : ''} · by {madeBy} · <LastUsed at={lastUsedAt} />
              {expiresAt ? (
                <>
                  {' '}
                  · ends <RelativeTime iso={expiresAt} />
                </>
              ) : null}
            </span>
          </span>
          <Button
            size="sm"
            aria-label={`Revoke ${name}`}
            onClick={() => void deed(() => revokeApiToken(id), `${name} works no more`)}
          >
            Revoke
          </Button>
        </li>
      ))}
    </ul>
  );
}
