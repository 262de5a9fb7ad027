import 'server-only';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';

/** The origin under which people reach us: PLAYJAR_URL, else the one of this request. Never a forwarded header. */
export function publicOrigin(headers: { get(name: string): string | null }): string {
  const { publicOrigin: configured, port } = env();
  if (configured !== undefined) return configured;
  return `http://${headers.get('host') ?? `127.0.0.1:${port}`}`;
}

/**
 * Lets only our own page make a browser write. A browser sends Origin with every POST; one that is absent, `null` or
 * another site's is not our page (CSRF). @throws AppError `forbidden`
 */
export function refuseForeignOrigin(headers: { get(name: string): string | null }): void {
  if (headers.get('origin') === publicOrigin(headers)) return;
  throw new AppError(
    'forbidden',
    'This may only be asked for by the page itself. Reload it, then try again.',
  );
}

/** Where OAuth 2 providers send people back to after they signed in. */
export function callbackUrl(headers: { get(name: string): string | null }): string {
  return `${publicOrigin(headers)}/oauth/callback`;
}
