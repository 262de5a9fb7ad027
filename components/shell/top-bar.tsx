'use client';
import clsx from 'clsx';
import { PanelLeft, Search } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { EnvironmentMenu } from '@/components/environment/environment-menu';
import { SessionChip } from '@/components/session/session-chip';
import { IconButton } from '@/components/ui/icon-button';
import { Keys } from '@/components/ui/keys';
import { Mark } from './mark';
import type { Theme } from './theme';
import type { Density } from './view-cookies';
import { ViewMenu } from './view-menu';
import { useWorkspace } from './workspace-store';

export interface TopBarProps {
  theme: Theme;
  density: Density;
  menu: ReactNode;
  /** where one works, beside the name of the tool */
  place: ReactNode;
}

/** The bar over everything: where one is, the way to everything (the palette), whom one speaks as, and the view. */
export function TopBar({ theme, density, menu, place }: TopBarProps) {
  const sidebar = useWorkspace(({ layout }) => layout.sidebar);
  const setLayout = useWorkspace((state) => state.setLayout);
  const setOverlay = useWorkspace((state) => state.setOverlay);
  const home = usePathname() === '/';
  return (
    <header className="bg-ground flex h-11 shrink-0 items-center gap-2 border-b px-2">
      <IconButton
        label={sidebar ? 'Hide the sidebar' : 'Show the sidebar'}
        size="md"
        aria-pressed={sidebar}
        onClick={() => setLayout({ sidebar: !sidebar })}
        className="max-md:hidden"
      >
        <PanelLeft aria-hidden="true" className="size-4" />
      </IconButton>
      <Link href="/" className="flex items-center gap-2 rounded-sm px-1 font-semibold max-md:pl-2">
        <Mark className="text-accent size-5" />
        <span className={clsx((!home || place) && 'max-md:sr-only')}>Playjar</span>
      </Link>
      {place}
      <div className="flex flex-1 justify-center max-md:justify-end md:min-w-0">
        <button
          type="button"
          aria-label="Search and commands"
          aria-keyshortcuts="Control+K Meta+K"
          onClick={() => setOverlay('palette')}
          className="border-line hover:border-line-strong bg-panel text-faint flex h-7.5 w-full max-w-100 items-center gap-2 rounded border px-2.5 transition-colors max-md:size-8 max-md:shrink-0 max-md:justify-center max-md:border-transparent max-md:bg-transparent max-md:px-0"
        >
          <Search aria-hidden="true" className="size-3.5 shrink-0 max-md:size-4" />
          <span className="flex-1 truncate text-left max-md:hidden">
            Search, switch session, run a command
          </span>
          <Keys keys="Mod+K" className="max-md:hidden" />
        </button>
      </div>
      <span className={clsx('contents', !home && 'max-md:hidden')}>
        <EnvironmentMenu />
      </span>
      {home ? null : <SessionChip />}
      <ViewMenu theme={theme} density={density} />
      {menu}
    </header>
  );
}
