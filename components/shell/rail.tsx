'use client';
import { FolderPlus, Import, Plus, Search, X } from 'lucide-react';
import { useDeferredValue, useState, type KeyboardEvent } from 'react';
import { SavedTree } from '@/components/request/saved-tree';
import { useNewRequest } from '@/components/request/use-new-request';
import { freeName } from '@/components/session/free-name';
import { SessionList } from '@/components/session/session-list';
import { useSessionDeeds } from '@/components/session/use-session-deeds';
import { IconButton } from '@/components/ui/icon-button';
import { RailHistory } from './rail-history';
import { RailSection } from './rail-section';
import { RailSequences } from './rail-sequences';
import { useArrangement } from './use-arrangement';
import { useSessionInUse, useWorkspace, useWorkspaceStore } from './workspace-store';

/** The left side: sessions, saved requests, sequences, and what the session in use has sent. */
export function Rail() {
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim().toLowerCase());
  return (
    <>
      <RailSearch value={typed} onChange={setTyped} />
      <div
        className="scroll-thin flex min-h-0 flex-1 flex-col overflow-y-auto pb-4"
        onKeyDown={(event) => walk(event)}
      >
        <Sections search={search} />
      </div>
    </>
  );
}

function Sections({ search }: { search: string }) {
  const deeds = useSessionDeeds();
  const store = useWorkspaceStore();
  const arrangement = useArrangement();
  const newRequest = useNewRequest();
  const session = useSessionInUse();
  const counts = {
    sessions: useWorkspace(({ sessions }) => sessions.length),
    requests: useWorkspace(({ savedRequests }) => savedRequests.length),
    sequences: useWorkspace(({ sequences }) => sequences.length),
  };
  const [naming, setNaming] = useState<string | null>(null);
  const searching = search !== '';
  return (
    <>
      <RailSection
        id="sessions"
        title="Sessions"
        count={counts.sessions}
        searching={searching}
        action={
          <IconButton
            label="New session"
            onClick={() => void deeds.create(freeName(store.getState().sessions.map(({ name }) => name)))}
          >
            <Plus aria-hidden="true" className="size-4" />
          </IconButton>
        }
      >
        <SessionList search={search} />
      </RailSection>
      <RailSection
        id="requests"
        title="Requests"
        count={counts.requests}
        searching={searching}
        action={
          <>
            <IconButton label="New folder" onClick={() => setNaming(arrangement.addFolder('New folder'))}>
              <FolderPlus aria-hidden="true" className="size-4" />
            </IconButton>
            <IconButton label="Another request" onClick={newRequest}>
              <Plus aria-hidden="true" className="size-4" />
            </IconButton>
          </>
        }
      >
        <SavedTree search={search} naming={naming} onNamed={setNaming} />
      </RailSection>
      <RailSection
        id="sequences"
        title="Sequences"
        count={counts.sequences}
        searching={searching}
        action={
          <IconButton label="Import a sequence" onClick={() => store.getState().setOverlay('import')}>
            <Import aria-hidden="true" className="size-4" />
          </IconButton>
        }
      >
        <RailSequences search={search} />
      </RailSection>
      <RailSection
        id="history"
        title={session ? `History of ${session.name}` : 'History'}
        searching={searching}
      >
        <RailHistory search={search} />
      </RailSection>
    </>
  );
}

function RailSearch({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <div className="relative mx-2 mt-2 shrink-0">
      <Search
        aria-hidden="true"
        className="text-faint pointer-events-none absolute top-1/2 left-2 size-3.5 -translate-y-1/2"
      />
      <input
        type="search"
        aria-label="Filter the sidebar"
        placeholder="Filter"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || value === '') return;
          event.preventDefault();
          onChange('');
        }}
        className="border-line hover:border-line-strong focus-visible:border-accent bg-panel field-text h-7 w-full rounded border pr-7 pl-7 -outline-offset-1! max-md:h-10 [&::-webkit-search-cancel-button]:hidden"
      />
      {value === '' ? null : (
        <IconButton
          label="Show everything"
          className="absolute top-1/2 right-0.5 -translate-y-1/2"
          onClick={() => onChange('')}
        >
          <X aria-hidden="true" className="size-3.5" />
        </IconButton>
      )}
    </div>
  );
}

/** Arrow up and down go from row to row, over the ends of lists. */
function walk(event: KeyboardEvent<HTMLElement>) {
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  const { target } = event;
  // A menu's button opens it with an arrow, and in a field it moves the caret.
  if (!(target instanceof HTMLElement) || target.matches('input, [aria-haspopup="menu"]')) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')].filter(
    (row) => row.offsetParent !== null,
  );
  const here = target.closest('li')?.querySelector<HTMLElement>('[data-row]') ?? target;
  const next = rows[rows.indexOf(here) + by];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
