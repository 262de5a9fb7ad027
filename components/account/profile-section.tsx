'use client';
import { useState } from 'react';
import { settle } from '@/components/shell/outcome';
import { Button } from '@/components/ui/button';
import { notify } from '@/components/ui/notify';
import { TextField } from '@/components/ui/text-field';
import { renameAccount } from '@/lib/actions/accounts';
import type { Account } from '@/lib/model/account';
import { Section } from './account-page';
import { useForm } from './use-form';

/** Who one is to others. */
export function ProfileSection({ account }: { account: Account }) {
  const [name, setName] = useState(account.name);
  const form = useForm(async () => {
    await settle(renameAccount(name));
    void notify({ message: 'Your name is changed' });
  });
  return (
    <Section title="You" lead={`You sign in as ${account.email}.`}>
      <form onSubmit={form.onSubmit} className="flex flex-wrap items-start gap-3">
        <TextField
          label="Name"
          autoComplete="name"
          className="w-64 max-sm:w-full"
          value={name}
          error={form.faultOf('0') ?? form.faultOf('') ?? (form.problem || undefined)}
          onChange={(event) => setName(event.target.value)}
        />
        <Button
          type="submit"
          className="mt-5.5 max-sm:mt-0"
          disabled={form.busy || name.trim() === account.name}
        >
          Save
        </Button>
      </form>
    </Section>
  );
}
