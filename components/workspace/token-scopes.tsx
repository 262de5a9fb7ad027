import { Checkbox } from '@/components/ui/checkbox';
import { FieldError } from '@/components/ui/field';
import type { Role } from '@/lib/model/account';
import type { Scope } from '@/lib/model/api-token';

const WORDS: Record<Scope, { label: string; hint: string }> = {
  read: { label: 'Read', hint: 'look, cookies and answers included' },
  send: { label: 'Send', hint: 'through sessions, and run sequences' },
  write: { label: 'Write', hint: 'make, change and delete' },
  share: { label: 'Share', hint: 'open sessions and links to others' },
  admin: { label: 'Admin', hint: 'what only owners and admins may' },
};
const ORDER = Object.keys(WORDS) as Scope[];

/** Whether a token of this role could use it at all. */
export function mayHave(role: Role, scope: Scope): boolean {
  if (role === 'viewer') return scope === 'read';
  return scope !== 'admin' || role === 'admin' || role === 'owner';
}

interface TokenScopesProps {
  role: Role;
  chosen: readonly Scope[];
  error: string | undefined;
  onChange: (scopes: Scope[]) => void;
}

/** What a token is for; what its role could not do is not offered. */
export function TokenScopes({ role, chosen, error, onChange }: TokenScopesProps) {
  return (
    <fieldset className="basis-full">
      <legend className="mb-1 font-semibold">It may</legend>
      <div className="flex flex-wrap gap-x-6 gap-y-2">
        {ORDER.filter((scope) => mayHave(role, scope)).map((scope) => (
          <Checkbox
            key={scope}
            {...WORDS[scope]}
            checked={chosen.includes(scope)}
            onChange={({ target }) =>
              onChange(ORDER.filter((one) => (one === scope ? target.checked : chosen.includes(one))))
            }
          />
        ))}
      </div>
      {error ? <FieldError>{error}</FieldError> : null}
    </fieldset>
  );
}
