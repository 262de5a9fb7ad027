'use client';
import { Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { THEME_COOKIE, THEMES, type Theme } from './theme';
import { keepChoice } from './view-cookies';

const LOOK = {
  system: { icon: Monitor, label: 'Theme: as the system' },
  light: { icon: Sun, label: 'Theme: light' },
  dark: { icon: Moon, label: 'Theme: dark' },
};

/** Goes round system, light, dark. The cookie makes the next page come in that theme from its first byte. */
export function ThemeSwitch({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState(initial);
  const { icon: Icon, label } = LOOK[theme];
  function next() {
    const chosen = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
    keepChoice(THEME_COOKIE, chosen);
    if (chosen === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = chosen;
    setTheme(chosen);
  }
  return (
    <IconButton label={label} size="md" onClick={next}>
      <Icon aria-hidden="true" className="size-4" />
    </IconButton>
  );
}
