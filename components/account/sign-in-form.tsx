'use client';
import { useState } from 'react';
import { settle } from '@/components/shell/outcome';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { TextField } from '@/components/ui/text-field';
import { signIn } from '@/lib/actions/accounts';
import { PasswordField } from './password-field';
import { useForm } from './use-form';
import { openInstead } from './open-afresh';

/** Signs in and goes on to `next`, a path of ours. */
export function SignInForm({ next }: { next: string }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const form = useForm(async () => {
    await settle(signIn({ email, password }));
    await openInstead(next);
  });
  return (
    <form noValidate onSubmit={form.onSubmit} className="flex flex-col gap-4">
      <TextField
        label="Email"
        type="email"
        autoComplete="username"
        autoFocus
        required
        value={email}
        error={form.faultOf('email')}
        onChange={(event) => setEmail(event.target.value)}
      />
      <PasswordField
        label="Password"
        purpose="current-password"
        value={password}
        error={form.faultOf('password')}
        onChange={setPassword}
      />
      {form.problem ? <FieldError>{form.problem}</FieldError> : null}
      <Button type="submit" variant="primary" size="lg" disabled={form.busy}>
        {form.busy ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  );
}
