'use client';
import { useState } from 'react';
import { settle } from '@/components/shell/outcome';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { TextField } from '@/components/ui/text-field';
import { deleteAccount } from '@/lib/actions/accounts';
import { Section } from './account-page';
import { PasswordField } from './password-field';
import { useForm } from './use-form';
import { openInstead } from './open-afresh';

/** Deletes the account for good; the password, or the email where there is none, is asked for, since nothing brings it back. */
export function DeleteAccount({ hasPassword }: { hasPassword: boolean }) {
  const [password, setPassword] = useState('');
  const form = useForm(async () => {
    await settle(deleteAccount(password));
    await openInstead();
  });
  return (
    <Section
      title="Delete the account"
      lead="Deletes you, your sign-ins, your API tokens and every workspace that you alone are in. Nothing brings it back."
    >
      <form noValidate onSubmit={form.onSubmit} className="flex flex-col gap-3">
        {hasPassword ? (
          <PasswordField
            label="Your password"
            purpose="current-password"
            className="w-64 max-sm:w-full"
            value={password}
            error={form.faultOf('password')}
            onChange={setPassword}
          />
        ) : (
          <TextField
            label="Your email, typed once more"
            className="w-64 max-sm:w-full"
            value={password}
            error={form.faultOf('password')}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
        {form.problem ? <FieldError>{form.problem}</FieldError> : null}
        <Button type="submit" variant="danger" className="self-start" disabled={form.busy || !password}>
          Delete the account
        </Button>
      </form>
    </Section>
  );
}
