'use client';
import clsx from 'clsx';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { SessionPanels } from '@/components/session/session-panels';
import { Toaster } from '@/components/ui/toaster';
import { Mark } from './mark';
import { Rail } from './rail';
import type { Theme } from './theme';
import { ThemeSwitch } from './theme-switch';
import { useWorkspace, type PhonePane } from './workspace-store';

/** Top bar, rail and main place of the tool. On phones one of them is in view, chosen by the tabs under the bar. */
export function Frame({ theme, menu, children }: { theme: Theme; menu: ReactNode; children: ReactNode }) {
  const pane = useWorkspace((state) => state.pane);
  return (
    <div className="flex h-dvh flex-col overflow-hidden">
      <a
        href="#main"
        className="focus:bg-raised sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-50 focus:rounded focus:px-3 focus:py-2"
      >
        Skip to the request
      </a>
      <header className="bg-ground flex h-10 shrink-0 items-center gap-3 border-b px-3">
        <Link href="/" className="flex items-center gap-2 rounded-sm font-semibold">
          <Mark className="text-accent size-5" />
          Playjar
        </Link>
        <span className="flex-1" />
        <ThemeSwitch initial={theme} />
        {menu}
      </header>
      <PhoneTabs />
      <div className="flex min-h-0 flex-1">
        <nav
          aria-label="Workspace"
          className={clsx(
            'bg-ground min-h-0 w-full shrink-0 flex-col border-r md:flex md:w-64 2xl:w-72',
            pane === 'rail' ? 'flex' : 'hidden',
          )}
        >
          <Rail />
        </nav>
        <main
          id="main"
          tabIndex={-1}
          className={clsx(
            'min-h-0 min-w-0 flex-1 flex-col outline-none md:flex',
            pane === 'rail' ? 'hidden' : 'flex',
          )}
        >
          {children}
        </main>
      </div>
      <SessionPanels />
      <Toaster />
    </div>
  );
}

const AT_HOME: readonly { id: PhonePane; label: string }[] = [
  { id: 'rail', label: 'Sessions' },
  { id: 'request', label: 'Request' },
  { id: 'response', label: 'Response' },
];

function PhoneTabs() {
  const home = usePathname() === '/';
  const pane = useWorkspace((state) => state.pane);
  const show = useWorkspace((state) => state.show);
  const items = home ? AT_HOME : [AT_HOME[0], { id: 'request' as const, label: 'Sequence' }];
  const shown = home || pane === 'rail' ? pane : 'request';
  return (
    <nav aria-label="Panes" className="bg-ground flex h-11 shrink-0 border-b md:hidden">
      {items.map((item) =>
        item ? (
          <button
            key={item.id}
            type="button"
            aria-current={item.id === shown ? 'true' : undefined}
            onClick={() => show(item.id)}
            className="text-muted aria-[current]:border-accent aria-[current]:text-ink flex-1 border-b-2 border-transparent -outline-offset-2! aria-[current]:font-semibold"
          >
            {item.label}
          </button>
        ) : null,
      )}
    </nav>
  );
}
