'use client';
import dynamic from 'next/dynamic';
import { useWorkspace } from './workspace-store';

const Palette = dynamic(() => import('./palette').then((module) => module.Palette), { ssr: false });
const KeyList = dynamic(() => import('./key-list').then((module) => module.KeyList), { ssr: false });
const ImportDialog = dynamic(
  () => import('@/components/sequence/import-dialog').then((module) => module.ImportDialog),
  { ssr: false },
);
const CodeDialog = dynamic(
  () => import('@/components/request/code-dialog').then((module) => module.CodeDialog),
  {
    ssr: false,
  },
);

const CommentsDialog = dynamic(
  () => import('@/components/comment/comments-dialog').then((module) => module.CommentsDialog),
  { ssr: false },
);

const OpenComments = dynamic(
  () => import('@/components/comment/open-comments').then((module) => module.OpenComments),
  { ssr: false },
);

const ClashDialog = dynamic(
  () => import('@/components/edit/clash-dialog').then((module) => module.ClashDialog),
  { ssr: false },
);

const LiveFeed = dynamic(() => import('@/components/live/live-feed').then((module) => module.LiveFeed), {
  ssr: false,
});

/** What others do shows as they do it; whoever is alone has nothing of it. */
export function Others() {
  const isTeam = useWorkspace((state) => state.isTeam);
  return isTeam ? <LiveFeed /> : null;
}

/** What floats over the whole page; its code loads when it is first asked for. */
export function Overlays() {
  const overlay = useWorkspace((state) => state.overlay);
  const clash = useWorkspace((state) => state.clash);
  if (clash) return <ClashDialog clash={clash} />;
  if (overlay === 'palette') return <Palette />;
  if (overlay === 'import') return <ImportDialog />;
  if (overlay === 'code') return <CodeDialog />;
  if (typeof overlay === 'object' && overlay) return <CommentsDialog {...overlay} />;
  if (overlay === 'comments') return <OpenComments />;
  return overlay === 'keys' ? <KeyList /> : null;
}
