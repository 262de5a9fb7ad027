'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';

/** The way to sign in that leads back to what is in view. */
export function SignInHere({ className, children }: { className: string; children: ReactNode }) {
  const here = usePathname();
  const next = here === '/' ? '' : `?next=${encodeURIComponent(here)}`;
  return (
    <Link href={`/sign-in${next}`} className={className}>
      {children}
    </Link>
  );
}
