'use client';
import { Building2 } from 'lucide-react';
import { settle } from '@/components/shell/outcome';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { beginOidc } from '@/lib/actions/oidc';
import { useForm } from './use-form';

interface OidcSignInProps {
  /** what people call the provider */
  provider: string;
  next?: string;
  invitation?: string;
}

/** Goes to the provider's page; it sends the person back to `next`, a path of ours. */
export function OidcSignIn({ provider, next, invitation }: OidcSignInProps) {
  const form = useForm(async () => {
    const url = await settle(
      beginOidc({ ...(next !== undefined && { next }), invitation: invitation ?? null }),
    );
    window.location.assign(url);
  });
  return (
    <form noValidate onSubmit={form.onSubmit} className="flex flex-col gap-2">
      <Button type="submit" size="lg" disabled={form.busy}>
        <Building2 aria-hidden="true" className="size-4" />
        {form.busy ? `Opening ${provider}…` : `Go on with ${provider}`}
      </Button>
      {form.problem ? <FieldError>{form.problem}</FieldError> : null}
    </form>
  );
}
