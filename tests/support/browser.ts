import { existsSync } from 'node:fs';

/** Debian's Chromium where there is one: Playwright's own download is refused behind some firewalls. */
const SYSTEM_CHROMIUM = '/usr/bin/chromium';

/** How every browser test starts Chromium: no calls home, and no sandbox, which a container's root user cannot have. */
export const browserOptions = {
  ...(existsSync(SYSTEM_CHROMIUM) ? { executablePath: SYSTEM_CHROMIUM } : {}),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ],
};
