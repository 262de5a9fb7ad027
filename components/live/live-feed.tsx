'use client';
import { usePathname, useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { lookAtComments } from '@/components/comment/held-comments';
import { useActiveDraft, useDraftStore } from '@/components/request/draft-store';
import { catchUp } from '@/components/request/saved-deeds';
import { useWorkspace, useWorkspaceStore } from '@/components/shell/workspace-store';
import { notify } from '@/components/ui/notify';
import type { WorkspaceChange } from '@/lib/model/workspace-change';
import { openFeed, type Feed } from './feed';
import { lookAtSession, oneAtATime } from './look-again';

/** Among several people: what the others do shows here as they do it, and what one has in view shows there. */
export function LiveFeed() {
  const feed = useFeed();
  const path = usePathname();
  const sessionId = useWorkspace((state) => state.sessionId);
  const { savedId } = useActiveDraft();
  const places = placesOf(path, sessionId, savedId).join(' ');
  useEffect(() => {
    feed.current?.say(places === '' ? [] : places.split(' '));
  }, [feed, places]);
  return null;
}

/** A request is sent as someone; a sequence is in view by itself. */
function placesOf(path: string, sessionId: string | null, savedId: string | null): string[] {
  const sequence = /^\/sequences\/([\w-]+)$/.exec(path)?.[1];
  if (sequence) return [`sequence:${sequence}`];
  if (path !== '/') return [];
  return [...(sessionId ? [`session:${sessionId}`] : []), ...(savedId ? [`request:${savedId}`] : [])];
}

/** Of these the page is not read anew, but only what they are about. */
const LOOKED_AT: ReadonlySet<string> = new Set(['send', 'session', 'comment']);

/** The session that a change is about: one that was taken back is named by its id alone. Of a send none that is not listed. */
function sessionOf(
  { kind, subjectId, sessionId }: WorkspaceChange,
  workspace: ReturnType<typeof useWorkspaceStore>,
): string | null {
  if (kind === 'session') return subjectId;
  return kind === 'send' && sessionId && knows(workspace, sessionId) ? sessionId : null;
}

/** It was deleted or taken back by someone else: whoever hears of it has it no more. */
const isGone = ({ kind, sessionId, isMine }: WorkspaceChange): boolean =>
  kind === 'session' && sessionId === null && !isMine;

const byOf = ({ by }: WorkspaceChange): string => by ?? 'Someone';

/** It is shown where it is pinned, and told of to whoever may be elsewhere. */
function heedComment(change: WorkspaceChange, show: () => void) {
  lookAtComments(change.subjectId);
  if (!change.isMine)
    void notify({
      id: 'comment',
      message: `${byOf(change)} commented`,
      action: { label: 'Show', run: show },
    });
}

function isInView({ kind, subjectId }: WorkspaceChange, path: string): boolean {
  return kind === 'sequence' && path === `/sequences/${subjectId ?? ''}`;
}

function knows(workspace: ReturnType<typeof useWorkspaceStore>, session: string): boolean {
  return workspace.getState().sessions.some(({ id }) => id === session);
}

function useFeed() {
  const workspace = useWorkspaceStore();
  const drafts = useDraftStore();
  const router = useRouter();
  const path = usePathname();
  const at = useRef(path);
  const feed = useRef<Feed>(null);
  useEffect(() => {
    at.current = path;
  }, [path]);
  useEffect(() => {
    const refresh = oneAtATime(() => router.refresh());
    const looks = new Map<string, () => void>();
    const look = (id: string) => {
      const again = looks.get(id) ?? oneAtATime(() => lookAtSession(workspace, id));
      looks.set(id, again);
      again();
    };
    /** saved requests that others changed, until they were read anew */
    const changed = new Map<string, string>();
    const heed = (change: WorkspaceChange) => {
      const session = sessionOf(change, workspace);
      if (session) (isGone(change) ? workspace.getState().lose : look)(session);
      if (change.kind === 'comment') heedComment(change, () => workspace.getState().setOverlay('comments'));
      if (change.isMine || LOOKED_AT.has(change.kind)) return;
      if (change.kind === 'request') changed.set(change.subjectId ?? '', byOf(change));
      if (isInView(change, at.current)) void notify({ message: `${byOf(change)} saved this sequence` });
      refresh();
    };
    const opened = openFeed(workspace.getState(), {
      onChange: (changes) => changes.forEach(heed),
      onPeople: workspace.getState().setPeople,
      onBack() {
        refresh();
        lookAtComments(null);
      },
      onEnded() {
        // Whoever is out of the workspace has another in view by it, and is told so there.
        refresh();
        void notify({
          message: 'What you may do in this workspace has changed.',
          action: { label: 'Reload', run: () => location.reload() },
        });
      },
    });
    feed.current = opened;
    const unsubscribe = workspace.subscribe(({ savedRequests }, before) => {
      if (savedRequests === before.savedRequests) return;
      for (const saved of savedRequests) {
        const by = changed.get(saved.id);
        if (by === undefined) continue;
        changed.delete(saved.id);
        void catchUp(drafts, saved, by);
      }
    });
    return () => {
      unsubscribe();
      opened.close();
      feed.current = null;
    };
  }, [drafts, router, workspace]);
  return feed;
}
