import 'server-only';
import { env } from '@/lib/env';

/** The origin under which people reach us: PLAYJAR_URL, else the one of this request. Never a forwarded header. */
export function publicOrigin(headers: { get(name: string): string | null }): string {
  const { publicOrigin: configured, port } = env();
  if (configured !== undefined) return configured;
  return `http://${headers.get('host') ?? `127.0.0.1:${port}`}`;
}

/** Where OAuth 2 providers send people back to after they signed in. */
export function callbackUrl(headers: { get(name: string): string | null }): string {
  return `${publicOrigin(headers)}/oauth/callback`;
}
