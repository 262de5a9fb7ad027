/** Small choices of the page, kept in cookies so that the server's first HTML already shows them. Nothing private. */
export const SESSION_COOKIE = 'playjar_session_in_use';
export const LAYOUT_COOKIE = 'playjar_layout';

export interface PageLayout {
  direction: 'auto' | 'columns' | 'rows';
  /** share of the request pane, percent */
  split: number;
}
const DEFAULT_LAYOUT: PageLayout = { direction: 'auto', split: 50 };

/** Reads `direction.split`; anything else is the default. */
export function parseLayout(value: string | undefined): PageLayout {
  const match = /^(auto|columns|rows)\.(\d{1,2}(?:\.\d)?)$/.exec(value ?? '');
  const split = Number(match?.[2]);
  if (!match || split < 20 || split > 80) return DEFAULT_LAYOUT;
  return { direction: match[1] as PageLayout['direction'], split };
}

export function formatLayout({ direction, split }: PageLayout): string {
  return `${direction}.${split}`;
}

/** Keeps a choice for a year, in this browser. */
export function keepChoice(name: string, value: string): void {
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=lax`;
}
