'use client';
import { useState } from 'react';
import { inOrder } from '@/components/shell/arrangement';
import { RailNote } from '@/components/shell/rail-section';
import { useArrangement } from '@/components/shell/use-arrangement';
import { useWorkspace } from '@/components/shell/workspace-store';
import { Hint } from '@/components/ui/hint';
import { RenameRow } from '@/components/ui/rename-row';
import { DROP_CLASS, useDragRows } from '@/components/ui/use-drag-rows';
import { SessionRow } from './session-row';
import { useSessionDeeds } from './use-session-deeds';

/** The sessions in their order: a click sends as that one from then on. */
export function SessionList({ search }: { search: string }) {
  const sessions = useWorkspace((state) => state.sessions);
  const ids = useWorkspace((state) => state.arrangement.sessions);
  const inUse = useWorkspace((state) => state.sessionId);
  const [renaming, setRenaming] = useState<string | null>(null);
  const deeds = useSessionDeeds();
  const arrangement = useArrangement();
  const rowProps = useDragRows({
    kind: 'session',
    onDrop: (id, over, side) => arrangement.drop('sessions', id, over, side),
    onStep: (id, by) => arrangement.step('sessions', id, by),
  });
  if (sessions.length === 0)
    return <RailNote>The first send makes one. Each keeps its own cookies, headers and auth.</RailNote>;
  const found = inOrder(sessions, ids, 'last').filter(({ name }) => name.toLowerCase().includes(search));
  return (
    <>
      <ul aria-label="Sessions">
        {found.map((session) => {
          const named = session.id === renaming;
          return (
            <li key={session.id} {...rowProps(session.id, { draggable: !named })} className={DROP_CLASS}>
              {named ? (
                <RenameRow
                  name={session.name}
                  label={`New name of ${session.name}`}
                  onDone={(name) => {
                    setRenaming(null);
                    if (name !== null) void deeds.rename(session, name);
                  }}
                />
              ) : (
                <SessionRow
                  session={session}
                  inUse={session.id === inUse}
                  onRename={() => setRenaming(session.id)}
                />
              )}
            </li>
          );
        })}
      </ul>
      {sessions.length === 1 && search === '' ? (
        <Hint id="second-session" className="mx-2 mt-1">
          Make another session to be someone else: each has a jar, headers and auth of its own, and one click
          here changes whom the next send speaks as.
        </Hint>
      ) : null}
    </>
  );
}
