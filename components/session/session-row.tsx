'use client';
import clsx from 'clsx';
import { Ellipsis, Users } from 'lucide-react';
import type { Session } from '@/lib/model/session';
import { PeopleHere } from '@/components/live/people-here';
import { useOpenExchange } from '@/components/request/use-open-exchange';
import { useArrangement } from '@/components/shell/use-arrangement';
import { useWorkspace } from '@/components/shell/workspace-store';
import { Menu, type MenuSection } from '@/components/ui/menu';
import { formatCount } from '@/components/ui/quantity';
import { JarIcon } from './jar-icon';
import { changeMarks, changeWords } from '@/components/exchange/jar-moves';
import { useLastChange, type JarChange } from './last-change';
import { useSessionDeeds } from './use-session-deeds';

const OPEN = [
  { id: 'cookies', label: 'Cookies…' },
  { id: 'settings', label: 'Settings…' },
  { id: 'rename', label: 'Rename', note: 'F2' },
  { id: 'fork', label: 'Duplicate with its jar' },
];
const REST: readonly MenuSection[] = [
  {
    id: 'order',
    items: [
      { id: 'up', label: 'Move up', note: 'Alt+Shift+↑' },
      { id: 'down', label: 'Move down', note: 'Alt+Shift+↓' },
    ],
  },
  {
    id: 'end',
    items: [
      { id: 'clear', label: 'Empty the jar', danger: true },
      { id: 'delete', label: 'Delete', danger: true },
    ],
  },
];

const ALONE: readonly MenuSection[] = [{ id: 'open', items: OPEN }, ...REST];

/** Among several people there is one thing more to do with a session. */
function amongOthers({ isShared }: Session): readonly MenuSection[] {
  const sharing = { id: 'sharing', label: isShared ? 'Shared…' : 'Share…' };
  return [{ id: 'open', items: [...OPEN, sharing] }, ...REST];
}

export interface SessionRowProps {
  session: Session;
  inUse: boolean;
  onRename: () => void;
}

/** A session: a click sends as it, its jar opens its cookies. The one in use tells what the last send changed. */
export function SessionRow({ session, inUse, onRename }: SessionRowProps) {
  const deeds = useSessionDeeds();
  const arrangement = useArrangement();
  const openCookies = useWorkspace((state) => state.openCookies);
  const openSettings = useWorkspace((state) => state.openSettings);
  const openSharing = useWorkspace((state) => state.openSharing);
  const isTeam = useWorkspace((state) => state.isTeam);
  const change = useLastChange(session.id);
  const deed: Record<string, () => void> = {
    cookies: () => openCookies(session.id),
    settings: () => openSettings(session.id),
    rename: onRename,
    sharing: () => openSharing(session.id),
    fork: () => void deeds.fork(session.id),
    up: () => arrangement.step('sessions', session.id, -1),
    down: () => arrangement.step('sessions', session.id, 1),
    clear: () => void deeds.clearCookies(session),
    delete: () => deeds.remove(session),
  };
  return (
    <div className={clsx('group hover:bg-hover relative', inUse && 'bg-accent-wash hover:bg-accent-wash')}>
      {inUse ? <span aria-hidden="true" className="bg-accent absolute inset-y-0 left-0 w-0.5" /> : null}
      <div className="h-row flex items-center pr-1.5">
        <button
          type="button"
          data-row
          aria-current={inUse ? 'true' : undefined}
          aria-keyshortcuts="F2 Alt+Shift+ArrowUp Alt+Shift+ArrowDown"
          onClick={() => deeds.take(session.id)}
          onDoubleClick={onRename}
          onKeyDown={(event) => {
            if (event.key !== 'F2') return;
            event.preventDefault();
            event.stopPropagation();
            onRename();
          }}
          className="flex h-full min-w-0 flex-1 items-center gap-2 pl-3.5 text-left -outline-offset-2!"
        >
          <span
            aria-hidden="true"
            className={clsx(
              'mx-1 size-2 shrink-0 rounded-full border',
              inUse ? 'border-accent bg-accent' : 'border-line-strong',
            )}
          />
          <span className={clsx('truncate', inUse && 'font-semibold')}>{session.name}</span>
          {isTeam ? <Whose session={session} /> : null}
        </button>
        <PeopleHere place={`session:${session.id}`} />
        <Marks change={change} />
        <button
          type="button"
          aria-label={`${formatCount(session.cookieCount, 'cookie')} of ${session.name}`}
          onClick={() => openCookies(session.id)}
          className="text-muted hover:bg-pressed hover:text-ink flex h-6 min-w-9 items-center justify-end gap-1 rounded-sm px-1 text-sm"
        >
          <JarIcon count={session.cookieCount} />
          {session.cookieCount}
        </button>
        <Menu
          label={`More of ${session.name}`}
          sections={isTeam ? amongOthers(session) : ALONE}
          onAction={(id) => deed[id]?.()}
          className="text-muted hover:bg-pressed hover:text-ink flex size-6 items-center justify-center rounded-sm"
        >
          <Ellipsis aria-hidden="true" className="size-4" />
        </Menu>
      </div>
      {inUse && change ? <LastChange change={change} /> : null}
    </div>
  );
}

/** Two people for a session of the workspace; one's own has no mark. */
function Whose({ session: { isShared } }: { session: Session }) {
  if (!isShared) return <span className="sr-only">private</span>;
  return (
    <span title="Shared with the workspace" className="text-muted shrink-0">
      <Users aria-hidden="true" className="size-3.5" />
      <span className="sr-only">shared</span>
    </span>
  );
}

/** `+3`, for eyes that go down the list. */
function Marks({ change }: { change: JarChange | null }) {
  const marks = change ? changeMarks(change) : '';
  if (!marks) return null;
  return (
    <span
      key={change?.exchangeId}
      aria-hidden="true"
      className="text-good animate-arrive mr-0.5 rounded-sm px-1 font-mono text-xs font-semibold"
    >
      {marks}
    </span>
  );
}

/** `3 added by GET redirect/3`: one click leads to the exchange. */
function LastChange({ change }: { change: JarChange }) {
  const open = useOpenExchange();
  const names = [...change.added, ...change.changed, ...change.removed];
  return (
    <button
      type="button"
      title={names.length > 0 ? names.join(', ') : 'The jar is as it was before'}
      onClick={() => void open(change.exchangeId)}
      className="text-muted hover:text-ink flex h-6 w-full items-center gap-1 truncate pr-3 pb-1.5 pl-9.5 text-left text-xs -outline-offset-2!"
    >
      <span className="shrink-0">{changeWords(change)}</span>{' '}
      <span className="truncate">
        by <span className="font-mono">{change.by}</span>
      </span>
    </button>
  );
}
