'use client';
import dynamic from 'next/dynamic';
import { useWorkspace } from '@/components/shell/workspace-store';

const CookiePanel = dynamic(() => import('./cookie-panel').then((module) => module.CookiePanel), {
  ssr: false,
});
const SessionSettings = dynamic(() => import('./session-settings').then((module) => module.SessionSettings), {
  ssr: false,
});
const SharingDialog = dynamic(() => import('./sharing-dialog').then((module) => module.SharingDialog), {
  ssr: false,
});

/** The panels that open over the page for one session; their code loads when one is first opened. */
export function SessionPanels() {
  const sessions = useWorkspace((state) => state.sessions);
  const cookiesOf = useWorkspace((state) => state.cookiesOf);
  const settingsOf = useWorkspace((state) => state.settingsOf);
  const sharingOf = useWorkspace((state) => state.sharingOf);
  const openCookies = useWorkspace((state) => state.openCookies);
  const openSettings = useWorkspace((state) => state.openSettings);
  const openSharing = useWorkspace((state) => state.openSharing);
  const withCookies = sessions.find(({ id }) => id === cookiesOf);
  const withSettings = sessions.find(({ id }) => id === settingsOf);
  const withSharing = sessions.find(({ id }) => id === sharingOf);
  return (
    <>
      {withCookies ? <CookiePanel session={withCookies} onClose={() => openCookies(null)} /> : null}
      {withSettings ? <SessionSettings session={withSettings} onClose={() => openSettings(null)} /> : null}
      {withSharing ? <SharingDialog session={withSharing} onClose={() => openSharing(null)} /> : null}
    </>
  );
}
