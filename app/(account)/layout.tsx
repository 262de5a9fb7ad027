import type { ReactNode } from 'react';
import { Toaster } from '@/components/ui/toaster';

/** The pages about people stand apart from the tool. */
export default function AccountLayout({ children }: { children: ReactNode }) {
  return (
    <>
      {children}
      <Toaster />
    </>
  );
}
