/** The cookie that keeps the chosen theme; readable by scripts, holds nothing private. */
export const THEME_COOKIE = 'playjar_theme';

const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** The theme a cookie names; anything else means "as the system says". */
export function parseTheme(value: string | undefined): Theme {
  return THEMES.find((theme) => theme === value) ?? 'system';
}
