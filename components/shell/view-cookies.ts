/** Small choices of the page, kept in cookies so that the server's first HTML already shows them. Nothing private. */
export const SESSION_COOKIE = 'playjar_session_in_use';
export const ENVIRONMENT_COOKIE = 'playjar_environment_in_use';
export const LAYOUT_COOKIE = 'playjar_layout';
export const DENSITY_COOKIE = 'playjar_density';

export interface PageLayout {
  direction: 'auto' | 'columns' | 'rows';
  /** share of the request pane, percent */
  split: number;
  /** the sidebar; on phones it is a pane of its own, whatever is chosen here */
  sidebar: boolean;
  /** its width, px */
  sidebarWidth: number;
  /** the jar of the session in use beside the response; `auto`: where there is room for it */
  jar: 'auto' | 'shown' | 'hidden';
  /** parts of the sidebar that are folded */
  folded: readonly string[];
}
const DEFAULT_LAYOUT: PageLayout = {
  direction: 'auto',
  split: 50,
  sidebar: true,
  sidebarWidth: 264,
  jar: 'auto',
  folded: [],
};

export const SIDEBAR_WIDTHS = { least: 200, most: 480, usual: DEFAULT_LAYOUT.sidebarWidth };

/** Reads `direction~split~sidebar~width~jar~folded,folded`; what is missing or unreadable is the default. */
export function parseLayout(value: string | undefined): PageLayout {
  const [direction, split, sidebar, width, jar, folded] = (value ?? '').split('~');
  return {
    direction: oneOf(['auto', 'columns', 'rows'], direction, DEFAULT_LAYOUT.direction),
    split: within(split, 20, 80, DEFAULT_LAYOUT.split),
    sidebar: sidebar !== 'off',
    sidebarWidth: within(width, SIDEBAR_WIDTHS.least, SIDEBAR_WIDTHS.most, SIDEBAR_WIDTHS.usual),
    jar: oneOf(['auto', 'shown', 'hidden'], jar, DEFAULT_LAYOUT.jar),
    folded: (folded ?? '').split(',').filter((name) => /^[\w-]{1,64}$/.test(name)),
  };
}

export function formatLayout(layout: PageLayout): string {
  const { direction, split, sidebar, sidebarWidth, jar, folded } = layout;
  return [direction, split, sidebar ? 'on' : 'off', sidebarWidth, jar, folded.slice(-60).join(',')].join('~');
}

function oneOf<T extends string>(choices: readonly T[], value: string | undefined, fallback: T): T {
  return choices.find((choice) => choice === value) ?? fallback;
}

function within(value: string | undefined, least: number, most: number, fallback: number): number {
  const number = Number(value);
  return value && number >= least && number <= most ? number : fallback;
}

export type Density = 'comfortable' | 'compact';
export function parseDensity(value: string | undefined): Density {
  return value === 'compact' ? 'compact' : 'comfortable';
}

/** Keeps a choice for a year, in this browser. */
export function keepChoice(name: string, value: string): void {
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=lax`;
}
