'use client';
import { useState } from 'react';
import { settle } from '@/components/shell/outcome';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { TextField } from '@/components/ui/text-field';
import { signUp } from '@/lib/actions/accounts';
import { PasswordField } from './password-field';
import { useForm } from './use-form';
import { openInstead } from './open-afresh';

export interface SignUpFormProps {
  /** its token */
  invitation?: string;
  /** a path of ours to go on to */
  next?: string;
}

/** Makes an account, by invitation when its token is given, and goes on to `next`. */
export function SignUpForm({ invitation, next = '/' }: SignUpFormProps) {
  const [typed, setTyped] = useState({ name: '', email: '', password: '' });
  const form = useForm(async () => {
    await settle(signUp({ ...typed, ...(invitation === undefined ? {} : { invitation }) }));
    await openInstead(next);
  });
  const set = (change: Partial<typeof typed>) => setTyped({ ...typed, ...change });
  return (
    <form noValidate onSubmit={form.onSubmit} className="flex flex-col gap-4">
      <TextField
        label="Name"
        autoComplete="name"
        autoFocus
        required
        hint="As others in a workspace see you."
        value={typed.name}
        error={form.faultOf('name')}
        onChange={(event) => set({ name: event.target.value })}
      />
      <TextField
        label="Email"
        type="email"
        autoComplete="username"
        required
        hint="To sign in with. No mail is ever sent."
        value={typed.email}
        error={form.faultOf('email')}
        onChange={(event) => set({ email: event.target.value })}
      />
      <PasswordField
        label="Password"
        purpose="new-password"
        hint="At least 12 characters. Several words are easy to remember."
        value={typed.password}
        error={form.faultOf('password')}
        onChange={(password) => set({ password })}
      />
      {form.problem ? <FieldError>{form.problem}</FieldError> : null}
      <Button type="submit" variant="primary" size="lg" disabled={form.busy}>
        {form.busy ? 'Making the account…' : 'Make the account'}
      </Button>
    </form>
  );
}
