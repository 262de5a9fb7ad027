'use client';
import { KeyRound } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { openInstead } from './open-afresh';
import { signInWithPasskey } from './passkey-browser';
import { useForm } from './use-form';

/** Signs in by a passkey and goes on to `next`, a path of ours. */
export function PasskeySignIn({ next }: { next: string }) {
  const form = useForm(async () => {
    await signInWithPasskey();
    await openInstead(next);
  });
  return (
    <form noValidate onSubmit={form.onSubmit} className="flex flex-col gap-2">
      <Button type="submit" size="lg" disabled={form.busy}>
        <KeyRound aria-hidden="true" className="size-4" />
        {form.busy ? 'Waiting for the device…' : 'Sign in with a passkey'}
      </Button>
      {form.problem ? <FieldError>{form.problem}</FieldError> : null}
    </form>
  );
}
