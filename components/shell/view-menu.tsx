'use client';
import { SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { Menu, type MenuSection } from '@/components/ui/menu';
import { THEME_COOKIE, type Theme } from './theme';
import { DENSITY_COOKIE, keepChoice, type Density, type PageLayout } from './view-cookies';
import { useWorkspace } from './workspace-store';

interface View {
  theme: Theme;
  density: Density;
  layout: PageLayout;
}

function sectionsOf({ theme, density, layout }: View): MenuSection[] {
  const { direction, jar } = layout;
  return [
    {
      id: 'theme',
      title: 'Theme',
      items: [
        { id: 'theme:system', label: 'As the system', checked: theme === 'system' },
        { id: 'theme:light', label: 'Light', checked: theme === 'light' },
        { id: 'theme:dark', label: 'Dark', checked: theme === 'dark' },
      ],
    },
    {
      id: 'density',
      title: 'Density',
      items: [
        { id: 'density:comfortable', label: 'Comfortable', checked: density === 'comfortable' },
        { id: 'density:compact', label: 'Compact', checked: density === 'compact' },
      ],
    },
    {
      id: 'response',
      title: 'Response',
      items: [
        { id: 'direction:auto', label: 'Where there is room', checked: direction === 'auto' },
        { id: 'direction:columns', label: 'Beside the request', checked: direction === 'columns' },
        { id: 'direction:rows', label: 'Below the request', checked: direction === 'rows' },
      ],
    },
    {
      id: 'jar',
      title: 'Jar beside the response',
      items: [
        { id: 'jar:auto', label: 'On wide screens', checked: jar === 'auto' },
        { id: 'jar:shown', label: 'Always', checked: jar === 'shown' },
        { id: 'jar:hidden', label: 'Never', checked: jar === 'hidden' },
      ],
    },
    { id: 'help', items: [{ id: 'keys', label: 'Keyboard shortcuts', note: '?' }] },
  ];
}

/** How the page looks: theme, density, and where the panes are. Cookies make the next page come so from its first byte. */
export function ViewMenu({ theme: firstTheme, density: firstDensity }: { theme: Theme; density: Density }) {
  const [theme, setTheme] = useState(firstTheme);
  const [density, setDensity] = useState(firstDensity);
  const layout = useWorkspace((state) => state.layout);
  const setLayout = useWorkspace((state) => state.setLayout);
  const setOverlay = useWorkspace((state) => state.setOverlay);
  function act(id: string) {
    const [what, value = ''] = id.split(':');
    if (what === 'theme') {
      applyTheme(value as Theme);
      setTheme(value as Theme);
    } else if (what === 'density') {
      applyDensity(value as Density);
      setDensity(value as Density);
    } else if (what === 'keys') setOverlay('keys');
    else setLayout({ [what as 'jar']: value as PageLayout['jar'] });
  }
  return (
    <Menu
      label="View"
      placement="bottom end"
      sections={sectionsOf({ theme, density, layout })}
      onAction={act}
      className="text-muted hover:bg-hover hover:text-ink flex size-8 shrink-0 items-center justify-center rounded transition-colors"
    >
      <SlidersHorizontal aria-hidden="true" className="size-4" />
    </Menu>
  );
}

/** Puts a theme on the page at once, and keeps it. */
export function applyTheme(theme: Theme): void {
  keepChoice(THEME_COOKIE, theme);
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** Puts a density on the page at once, and keeps it. */
export function applyDensity(density: Density): void {
  keepChoice(DENSITY_COOKIE, density);
  document.documentElement.dataset.density = density;
}
