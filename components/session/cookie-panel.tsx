'use client';
import { Plus, Upload } from 'lucide-react';
import { useState } from 'react';
import type { Cookie } from '@/lib/model/cookie';
import type { Session } from '@/lib/model/session';
import { useOpenExchange } from '@/components/request/use-open-exchange';
import { Button } from '@/components/ui/button';
import { DialogSurface } from '@/components/ui/dialog-surface';
import { EmptyState } from '@/components/ui/empty-state';
import { FieldError } from '@/components/ui/field';
import { formatCount } from '@/components/ui/quantity';
import { Skeleton } from '@/components/ui/skeleton';
import { draftOfCookie, inputOf, keyOf, NEW_COOKIE, type CookieDraft } from './cookie-draft';
import { CheckpointList } from './checkpoint-list';
import { CookieExport } from './cookie-export';
import { CookieForm } from './cookie-form';
import { CookieImport } from './cookie-import';
import { CookieTable } from './cookie-table';
import { changeWords } from '@/components/exchange/jar-moves';
import { useLastChange } from './last-change';
import { useJar } from './use-jar';
import { useSessionDeeds } from './use-session-deeds';

type Open = Cookie | 'new' | 'import' | null;

/** The jar of a session: see, add, edit, delete, empty, take in and out. */
export function CookiePanel({ session, onClose }: { session: Session; onClose: () => void }) {
  const change = useLastChange(session.id);
  const jar = useJar(session, change?.exchangeId);
  const [open, setOpen] = useState<Open>(null);
  const editing = open === 'import' ? null : open;

  async function save(draft: CookieDraft) {
    await jar.put(inputOf(draft), editing === 'new' || editing === null ? undefined : keyOf(editing));
    // Another form may have been opened while this one was saved; it stays.
    setOpen((now) => (now === open ? null : now));
  }
  return (
    <DialogSurface title={`Cookies of ${session.name}`} shape="panel" isOpen onClose={onClose}>
      <Toolbar session={session} onOpen={setOpen} />
      <LedgerLine session={session} onLeave={onClose} />
      {jar.error ? <FieldError className="border-b px-3 py-2">{jar.error}</FieldError> : null}
      {open === 'import' ? <CookieImport onImport={jar.take} onClose={() => setOpen(null)} /> : null}
      {editing === null ? null : (
        <CookieForm
          key={editing === 'new' ? 'new' : JSON.stringify(keyOf(editing))}
          title={editing === 'new' ? 'New cookie' : `Edit ${editing.name}`}
          initial={editing === 'new' ? NEW_COOKIE : draftOfCookie(editing)}
          onSave={save}
          onCancel={() => setOpen(null)}
        />
      )}
      <CheckpointList session={session} held={jar.cookies} onJar={jar.show} />
      {jar.cookies ? (
        <Held
          sessionId={session.id}
          cookies={jar.cookies}
          onEdit={setOpen}
          onDelete={(cookie) => void jar.remove(cookie)}
        />
      ) : (
        <div className="flex flex-col gap-3 p-4">
          <Skeleton className="h-4 w-1/3" />
          <Skeleton className="h-4 w-2/3" />
        </div>
      )}
    </DialogSurface>
  );
}

function Toolbar({ session, onOpen }: { session: Session; onOpen: (open: 'new' | 'import') => void }) {
  const deeds = useSessionDeeds();
  return (
    <div className="flex min-h-12 flex-wrap items-center gap-2 border-b px-3 py-2">
      <span className="text-muted min-w-0 flex-1 max-md:basis-full">
        {formatCount(session.cookieCount, 'cookie')}
      </span>
      <Button icon={<Plus aria-hidden="true" className="size-4" />} onClick={() => onOpen('new')}>
        <span>
          Add<span className="max-md:sr-only"> cookie</span>
        </span>
      </Button>
      <Button icon={<Upload aria-hidden="true" className="size-4" />} onClick={() => onOpen('import')}>
        Import
      </Button>
      <CookieExport session={session} />
      <Button
        variant="danger"
        disabled={session.cookieCount === 0}
        onClick={() => void deeds.clearCookies(session)}
      >
        <span>
          Empty<span className="max-md:sr-only"> the jar</span>
        </span>
      </Button>
    </div>
  );
}

/** What the last send changed, and the way to its ledger, which says why. */
function LedgerLine({ session, onLeave }: { session: Session; onLeave: () => void }) {
  const change = useLastChange(session.id);
  const open = useOpenExchange();
  if (!change) return null;
  return (
    <div className="text-muted flex flex-wrap items-center gap-x-2 border-b px-3 py-1">
      <span>
        {changeWords(change)} by <span className="font-mono text-sm">{change.by}</span>
      </span>
      <Button
        size="sm"
        variant="quiet"
        onClick={() => {
          onLeave();
          void open(change.exchangeId);
        }}
      >
        Which rule decided: the ledger
      </Button>
    </div>
  );
}

interface HeldProps {
  sessionId: string;
  cookies: readonly Cookie[];
  onEdit: (cookie: Cookie) => void;
  onDelete: (cookie: Cookie) => void;
}

function Held({ cookies, ...rest }: HeldProps) {
  if (cookies.length > 0) return <CookieTable cookies={cookies} {...rest} />;
  return (
    <EmptyState title="The jar is empty">
      Cookies that a target sets while this session sends are kept here and sent back by the rules of RFC
      6265bis. You can also add one, or import those of a browser or of curl.
    </EmptyState>
  );
}
