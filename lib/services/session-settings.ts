import 'server-only';
import type { Session, SessionSettings } from '@/lib/model/session';

/** The settings alone, without the identity that storing them added. */
export function settingsOf(session: Session): SessionSettings {
  const { headers, params, auth, proxies, verify, cert, timeout, variables } = session;
  const { maxRedirects, http2, trustEnv } = session;
  return { headers, params, auth, proxies, verify, cert, timeout, maxRedirects, http2, trustEnv, variables };
}
