'use client';
import { useState } from 'react';
import { Section } from '@/components/account/account-page';
import { useForm } from '@/components/account/use-form';
import { settle } from '@/components/shell/outcome';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { Confirm, type Question } from '@/components/ui/confirm';
import { Lines } from '@/components/ui/lines';
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
  { value: '7', label: 'in 7 days' },
  { value: '30', label: 'in 30 days' },
  { value: '90', label: 'in 90 days' },
  { value: '365', label: 'in a year' },
  { value: '', label: 'when revoked' },
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
  const [made, setMade] = useState<{ id: string; token: string } | null>(null);
  const form = useForm(async () => {
    const days = typed.days === '' ? null : Number(typed.days);
    const scopes = typed.scopes.filter((scope) => mayHave(typed.role, scope));
    setMade(await settle(createApiToken({ ...typed, scopes, days })));
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
          label="Name"
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
          label="Ends"
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
      {made ? <ShownOnce key={made.id} label="API token" text={made.token} /> : null}
      <TokenList tokens={tokens} onRevoked={(id) => made?.id === id && setMade(null)} />
    </Section>
  );
}

interface TokenListProps {
  tokens: readonly ApiToken[];
  onRevoked: (id: string) => void;
}

function TokenList({ tokens, onRevoked }: TokenListProps) {
  const deed = useDeed();
  const [question, setQuestion] = useState<Question | null>(null);
  const ask = ({ id, name }: ApiToken) =>
    setQuestion({
      title: `Revoke ${name}?`,
      text: `Programs that use ${name} are refused from then on. Nothing brings it back; they would need another token.`,
      yes: 'Revoke',
      act: async () => {
        await deed(() => revokeApiToken(id), `${name} works no more`);
        onRevoked(id);
      },
    });
  return (
    <>
      <Lines label="API tokens" count={tokens.length}>
        {tokens.map((token) => {
          const { id, name, role, scopes, madeBy, lastUsedAt, expiresAt } = token;
          return (
            <li key={id} className="flex min-h-11 items-center gap-3 py-1.5">
              <span className="min-w-0 flex-1">
                <span className="block truncate font-semibold" title={name}>
                  {name}
                </span>
                <span className="text-muted block">
                  {role}
                  {scopes ? `, may ${scopes.join(', ')}` : ''} · by {madeBy} · <LastUsed at={lastUsedAt} />
                  {expiresAt ? (
                    <>
                      {' '}
                      · ends <RelativeTime iso={expiresAt} />
                    </>
                  ) : null}
                </span>
              </span>
              <Button size="sm" aria-label={`Revoke ${name}`} onClick={() => ask(token)}>
                Revoke
              </Button>
            </li>
          );
        })}
      </Lines>
      <Confirm question={question} onClose={() => setQuestion(null)} />
    </>
  );
}
