import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { EarlyClicks, WHOLE } from '@/components/ui/early-clicks';
import { parseTheme, THEME_COOKIE } from '@/components/shell/theme';
import { DENSITY_COOKIE, parseDensity } from '@/components/shell/view-cookies';
import { wire, words } from './fonts';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Playjar', template: '%s · Playjar' },
  description:
    'Send HTTP requests from the server through sessions that keep their cookies, headers and auth.',
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  interactiveWidget: 'resizes-content',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#eff1f0' },
    { media: '(prefers-color-scheme: dark)', color: '#131618' },
  ],
};

/** Theme and density are in the first byte of HTML, so nothing flashes and no script is needed for them. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const kept = await cookies();
  const theme = parseTheme(kept.get(THEME_COOKIE)?.value);
  return (
    <html
      lang="en"
      className={`${words.variable} ${wire.variable}`}
      data-density={parseDensity(kept.get(DENSITY_COOKIE)?.value)}
      {...(theme === 'system' ? {} : { 'data-theme': theme })}
    >
      <head>
        {/* Painted once and whole, not in the pieces that the parser leaves. A browser that does not know this ignores it. */}
        <link rel="expect" href={`#${WHOLE}`} blocking="render" />
      </head>
      <body>
        {children}
        {/* After what is to be seen: a script of the page's own waits for its styles, and the parser with it. */}
        <EarlyClicks />
      </body>
    </html>
  );
}
