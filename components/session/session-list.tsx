'use client';
import clsx from 'clsx';
import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import type { Session } from '@/lib/model/session';
import { useWorkspace } from '@/components/shell/workspace-store';
import { Menu, type MenuSection } from '@/components/ui/menu';
import { formatCount } from '@/components/ui/quantity';
import { JarIcon } from './jar-icon';
import { useSessionDeeds } from './use-session-deeds';

const SECTIONS: readonly MenuSection[] = [
  {
    id: 'open',
    items: [
      { id: 'cookies', label: 'Cookies…' },
      { id: 'settings', label: 'Settings…' },
      { id: 'rename', label: 'Rename' },
      { id: 'fork', label: 'Duplicate with its jar' },
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

/** The sessions: a click sends as that one from then on. */
export function SessionList() {
  const sessions = useWorkspace((state) => state.sessions);
  const inUse = useWorkspace((state) => state.sessionId);
  const [renaming, setRenaming] = useState<string | null>(null);
  if (sessions.length === 0) {
    return (
      <p className="text-faint px-3 py-1 text-sm">The first send makes one. Each keeps its own cookies.</p>
    );
  }
  return (
    <ul aria-label="Sessions">
      {sessions.map((session) => (
        <SessionRow
          key={session.id}
          session={session}
          inUse={session.id === inUse}
          renaming={session.id === renaming}
          onRename={(yes) => setRenaming(yes ? session.id : null)}
        />
      ))}
    </ul>
  );
}

interface SessionRowProps {
  session: Session;
  inUse: boolean;
  renaming: boolean;
  onRename: (yes: boolean) => void;
}

function SessionRow({ session, inUse, renaming, onRename }: SessionRowProps) {
  const deeds = useSessionDeeds();
  const openCookies = useWorkspace((state) => state.openCookies);
  const openSettings = useWorkspace((state) => state.openSettings);
  const deed: Record<string, () => void> = {
    cookies: () => openCookies(session.id),
    settings: () => openSettings(session.id),
    rename: () => onRename(true),
    fork: () => void deeds.fork(session.id),
    clear: () => void deeds.clearCookies(session),
    delete: () => deeds.remove(session),
  };
  if (renaming) return <RenameRow session={session} onDone={() => onRename(false)} />;
  return (
    <li
      className={clsx(
        'group hover:bg-hover flex h-8 items-center pr-1',
        inUse && 'bg-accent-wash hover:bg-accent-wash',
      )}
    >
      <button
        type="button"
        aria-current={inUse ? 'true' : undefined}
        onClick={() => deeds.take(session.id)}
        onDoubleClick={() => onRename(true)}
        className="flex h-full min-w-0 flex-1 items-center gap-2 pl-3 text-left -outline-offset-2!"
      >
        <span
          aria-hidden="true"
          className={clsx(
            'size-2 shrink-0 rounded-full border',
            inUse ? 'border-accent bg-accent' : 'border-line-strong',
          )}
        />
        <span className={clsx('truncate', inUse && 'font-semibold')}>{session.name}</span>
      </button>
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
        sections={SECTIONS}
        onAction={(id) => deed[id]?.()}
        className="text-muted hover:bg-pressed hover:text-ink flex size-6 items-center justify-center rounded-sm"
      >
        <Ellipsis aria-hidden="true" className="size-4" />
      </Menu>
    </li>
  );
}

function RenameRow({ session, onDone }: { session: Session; onDone: () => void }) {
  const deeds = useSessionDeeds();
  const [name, setName] = useState(session.name);
  function finish(keep: boolean) {
    onDone();
    if (keep) void deeds.rename(session, name);
  }
  return (
    <li className="flex h-8 items-center px-2">
      <input
        aria-label={`New name of ${session.name}`}
        value={name}
        maxLength={120}
        autoFocus
        onFocus={(event) => event.target.select()}
        onChange={(event) => setName(event.target.value)}
        onBlur={() => finish(true)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') finish(true);
          if (event.key === 'Escape') finish(false);
        }}
        className="border-accent bg-raised field-text h-7 w-full rounded-sm border px-1.5"
      />
    </li>
  );
}
