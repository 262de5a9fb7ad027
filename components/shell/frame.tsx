'use client';
import clsx from 'clsx';
import { usePathname } from 'next/navigation';
import type { CSSProperties, ReactNode } from 'react';
import { JarDock } from '@/components/session/jar-dock';
import { SessionPanels } from '@/components/session/session-panels';
import { Announcer } from '@/components/ui/announce';
import { Resizer } from '@/components/ui/resizer';
import { Toaster } from '@/components/ui/toaster';
import { useKeptFocus } from '@/components/ui/use-kept-focus';
import { Others, Overlays } from './overlays';
import { Rail } from './rail';
import type { Theme } from './theme';
import { TopBar } from './top-bar';
import { useKeys } from './use-keys';
import { SIDEBAR_WIDTHS, type Density } from './view-cookies';
import { useWorkspace, type PhonePane } from './workspace-store';

export interface FrameProps {
  theme: Theme;
  density: Density;
  /** who is signed in, at the bar's right end */
  menu: ReactNode;
  /** where one works, for those who work in several places */
  place: ReactNode;
  children: ReactNode;
}

/** Top bar, sidebar, main place and the jar. On phones one of them is in view, chosen by the tabs under the bar. */
export function Frame({ theme, density, menu, place, children }: FrameProps) {
  const pane = useWorkspace((state) => state.pane);
  useKeys();
  useKeptFocus();
  return (
    <div className="flex h-dvh flex-col overflow-clip">
      <a
        href="#main"
        className="focus:bg-raised sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-50 focus:rounded focus:px-3 focus:py-2"
      >
        Skip to the request
      </a>
      <TopBar theme={theme} density={density} menu={menu} place={place} />
      <PhoneTabs />
      <div className="flex min-h-0 flex-1">
        <Sidebar />
        <main
          id="main"
          tabIndex={-1}
          data-pane
          className={clsx(
            'min-h-0 min-w-0 flex-1 flex-col outline-none md:flex',
            pane === 'rail' ? 'hidden' : 'flex',
          )}
        >
          {children}
        </main>
        <JarDock />
      </div>
      <SessionPanels />
      <Overlays />
      <Others />
      <Toaster />
      <Announcer />
    </div>
  );
}

function Sidebar() {
  const pane = useWorkspace((state) => state.pane);
  const { sidebar, sidebarWidth } = useWorkspace((state) => state.layout);
  const setLayout = useWorkspace((state) => state.setLayout);
  const usual = sidebarWidth === SIDEBAR_WIDTHS.usual;
  return (
    <>
      <nav
        id="sidebar"
        aria-label="Workspace"
        data-pane
        style={{ '--sidebar': `${String(sidebarWidth)}px` } as CSSProperties}
        className={clsx(
          'bg-ground min-h-0 w-full shrink-0 flex-col',
          usual ? 'md:w-62 lg:w-66 min-[120rem]:w-80' : 'md:w-(--sidebar)',
          sidebar ? 'md:flex' : 'md:hidden',
          pane === 'rail' ? 'flex' : 'hidden',
        )}
      >
        <Rail />
      </nav>
      <Resizer
        label="Width of the sidebar"
        controls="sidebar"
        value={sidebarWidth}
        {...SIDEBAR_WIDTHS}
        onChange={(width) => setLayout({ sidebarWidth: width })}
        className={clsx('max-md:hidden', !sidebar && 'hidden')}
      />
    </>
  );
}

const AT_HOME: readonly { id: PhonePane; label: string }[] = [
  { id: 'rail', label: 'Sessions' },
  { id: 'request', label: 'Request' },
  { id: 'response', label: 'Response' },
];

function PhoneTabs() {
  const path = usePathname();
  const home = path === '/';
  const pane = useWorkspace((state) => state.pane);
  const show = useWorkspace((state) => state.show);
  const items = home
    ? AT_HOME
    : [AT_HOME[0], { id: 'request' as const, label: path.startsWith('/runs') ? 'Runs' : 'Sequence' }];
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
