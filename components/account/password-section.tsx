'use client';
import { useState } from 'react';
import { settle } from '@/components/shell/outcome';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { notify } from '@/components/ui/notify';
import { changePassword } from '@/lib/actions/accounts';
import { Section } from './account-page';
import { PasswordField } from './password-field';
import { useForm } from './use-form';

/** Changes the password, which signs out every other browser. */
export function PasswordSection() {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const form = useForm(async () => {
    await settle(changePassword({ current, next }));
    setCurrent('');
    setNext('');
    void notify({ message: 'Your password is changed', detail: 'Every other browser is signed out.' });
  });
  return (
    <Section title="Password" lead="A new password signs out every other browser.">
      <form noValidate onSubmit={form.onSubmit} className="flex flex-col gap-3">
        <div className="flex flex-wrap items-start gap-3">
          <PasswordField
            label="Password now"
            purpose="current-password"
            className="w-64 max-sm:w-full"
            value={current}
            error={form.faultOf('current')}
            onChange={setCurrent}
          />
          <PasswordField
            label="New password"
            purpose="new-password"
            className="w-64 max-sm:w-full"
            hint="At least 12 characters."
            value={next}
            error={form.faultOf('next')}
            onChange={setNext}
          />
        </div>
        {form.problem ? <FieldError>{form.problem}</FieldError> : null}
        <Button type="submit" className="self-start" disabled={form.busy || !current || !next}>
          {form.busy ? 'Changing…' : 'Change the password'}
        </Button>
      </form>
    </Section>
  );
}
