'use client';
import dynamic from 'next/dynamic';
import { toastLibrary } from './toast-library';

const Sonner = dynamic(() => toastLibrary().then(({ Toaster: Library }) => Library), { ssr: false });

/** Where notices appear. Put it once into a layout. */
export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      style={{ fontFamily: 'inherit' }}
      offset={16}
      mobileOffset={{ bottom: 72 }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-full items-center gap-3 rounded border border-line bg-raised px-3 py-2 text-base text-ink shadow-lift',
          content: 'min-w-0 flex-1',
          description: 'text-sm text-muted',
          icon: 'text-bad',
          actionButton: 'h-7 shrink-0 rounded px-2 font-semibold text-accent hover:bg-hover',
        },
      }}
    />
  );
}
