'use client';
import dynamic from 'next/dynamic';
import { useWorkspace } from '@/components/shell/workspace-store';

const CookiePanel = dynamic(() => import('./cookie-panel').then((module) => module.CookiePanel), {
  ssr: false,
});
const SessionSettings = dynamic(() => import('./session-settings').then((module) => module.SessionSettings), {
  ssr: false,
});

/** The panels that open over the page for one session; their code loads when one is first opened. */
export function SessionPanels() {
  const sessions = useWorkspace((state) => state.sessions);
  const cookiesOf = useWorkspace((state) => state.cookiesOf);
  const settingsOf = useWorkspace((state) => state.settingsOf);
  const openCookies = useWorkspace((state) => state.openCookies);
  const openSettings = useWorkspace((state) => state.openSettings);
  const withCookies = sessions.find(({ id }) => id === cookiesOf);
  const withSettings = sessions.find(({ id }) => id === settingsOf);
  return (
    <>
      {withCookies ? <CookiePanel session={withCookies} onClose={() => openCookies(null)} /> : null}
      {withSettings ? <SessionSettings session={withSettings} onClose={() => openSettings(null)} /> : null}
    </>
  );
}
