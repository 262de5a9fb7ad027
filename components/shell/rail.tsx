'use client';
import { Plus } from 'lucide-react';
import Link from 'next/link';
import { usePathname, useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { HistoryList } from '@/components/exchange/history-list';
import { useOpenExchangeId } from '@/components/request/draft-store';
import { SavedList } from '@/components/request/saved-list';
import { useOpenExchange } from '@/components/request/use-open-exchange';
import { SessionList } from '@/components/session/session-list';
import { useSessionDeeds } from '@/components/session/use-session-deeds';
import { deleteExchange } from '@/lib/actions/exchanges';
import { IconButton } from '@/components/ui/icon-button';
import { notify } from '@/components/ui/notify';
import { sentenceOf, settle } from './outcome';
import { useSessionInUse, useWorkspace, useWorkspaceStore } from './workspace-store';

/** The left side: sessions, sequences, and what the session in use has sent. */
export function Rail() {
  const deeds = useSessionDeeds();
  const store = useWorkspaceStore();
  const session = useSessionInUse();
  return (
    <div className="scroll-thin flex min-h-0 flex-1 flex-col overflow-y-auto pb-4">
      <Section
        title="Sessions"
        action={
          <IconButton
            label="New session"
            onClick={() => void deeds.create(freeName(store.getState().sessions.map(({ name }) => name)))}
          >
            <Plus aria-hidden="true" className="size-4" />
          </IconButton>
        }
      >
        <SessionList />
      </Section>
      <Section title="Requests">
        <SavedList />
      </Section>
      <Section title="Sequences">
        <Sequences />
      </Section>
      <Section title={session ? `History of ${session.name}` : 'History'}>
        <History />
      </Section>
    </div>
  );
}

function Section({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title} className="pt-3">
      <header className="flex h-7 items-center justify-between pr-1 pl-3">
        <h2 className="text-muted truncate text-sm font-semibold">{title}</h2>
        {action}
      </header>
      {children}
    </section>
  );
}

function Sequences() {
  const sequences = useWorkspace((state) => state.sequences);
  const show = useWorkspace((state) => state.show);
  const path = usePathname();
  if (sequences.length === 0) {
    return (
      <p className="text-faint px-3 py-1 text-sm">
        Save a request to begin one: steps to run again and share.
      </p>
    );
  }
  return (
    <ul aria-label="Sequences">
      {sequences.map(({ id, name, stepCount }) => (
        <li key={id}>
          <Link
            href={`/sequences/${id}`}
            prefetch={false}
            aria-current={path === `/sequences/${id}` ? 'page' : undefined}
            onClick={() => show('request')}
            className="hover:bg-hover aria-[current]:bg-accent-wash flex h-8 items-center gap-2 px-3 -outline-offset-2! aria-[current]:font-semibold"
          >
            <span className="min-w-0 flex-1 truncate">{name}</span>
            <span className="text-muted text-sm font-normal" title={`${String(stepCount)} steps`}>
              {stepCount}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function History() {
  const store = useWorkspaceStore();
  const items = useWorkspace((state) => state.history);
  const exchangeId = useOpenExchangeId();
  const open = useOpenExchange();
  const router = useRouter();
  const path = usePathname();
  return (
    <HistoryList
      items={items}
      openId={path === '/' ? exchangeId : null}
      onOpen={(id) => {
        if (path === '/') void open(id);
        else router.push(`/?exchange=${id}`);
      }}
      onDelete={(item) => {
        store.getState().forget(item.id);
        void notify({
          message: `Deleted ${item.method} from the history`,
          undo: () => store.getState().remember(item),
          onGone: () => void settle(deleteExchange(item.id)).catch(complain),
        });
      }}
    />
  );
}

function complain(error: unknown) {
  void notify({ message: sentenceOf(error), tone: 'bad' });
}

/** `session`, `session 2`, …: the first that is not taken. */
function freeName(taken: readonly string[]): string {
  let number = 1;
  const name = () => (number === 1 ? 'session' : `session ${String(number)}`);
  while (taken.includes(name())) number += 1;
  return name();
}
