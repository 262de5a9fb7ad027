'use client';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { Cookie } from '@/lib/model/cookie';
import type { Session } from '@/lib/model/session';
import { Button } from '@/components/ui/button';
import { DialogSurface } from '@/components/ui/dialog-surface';
import { EmptyState } from '@/components/ui/empty-state';
import { FieldError } from '@/components/ui/field';
import { formatCount } from '@/components/ui/quantity';
import { Skeleton } from '@/components/ui/skeleton';
import { draftOfCookie, inputOf, keyOf, NEW_COOKIE, type CookieDraft } from './cookie-draft';
import { CheckpointList } from './checkpoint-list';
import { CookieForm } from './cookie-form';
import { CookieTable } from './cookie-table';
import { useJar } from './use-jar';
import { useSessionDeeds } from './use-session-deeds';

/** The jar of a session: see, add, edit, delete, empty. */
export function CookiePanel({ session, onClose }: { session: Session; onClose: () => void }) {
  const deeds = useSessionDeeds();
  const jar = useJar(session);
  const [editing, setEditing] = useState<Cookie | 'new' | null>(null);

  async function save(draft: CookieDraft) {
    await jar.put(inputOf(draft), editing === 'new' || editing === null ? undefined : keyOf(editing));
    // Another form may have been opened while this one was saved; it stays.
    setEditing((now) => (now === editing ? null : now));
  }
  return (
    <DialogSurface title={`Cookies of ${session.name}`} shape="panel" isOpen onClose={onClose}>
      <div className="flex min-h-12 flex-wrap items-center gap-2 border-b px-3 py-2">
        <span className="text-muted min-w-0 flex-1">{formatCount(session.cookieCount, 'cookie')}</span>
        <Button icon={<Plus aria-hidden="true" className="size-4" />} onClick={() => setEditing('new')}>
          Add cookie
        </Button>
        <Button
          variant="danger"
          disabled={session.cookieCount === 0}
          onClick={() => void deeds.clearCookies(session)}
        >
          Empty the jar
        </Button>
      </div>
      {jar.error ? <FieldError className="border-b px-3 py-2">{jar.error}</FieldError> : null}
      {editing === null ? null : (
        <CookieForm
          key={editing === 'new' ? 'new' : JSON.stringify(keyOf(editing))}
          title={editing === 'new' ? 'New cookie' : `Edit ${editing.name}`}
          initial={editing === 'new' ? NEW_COOKIE : draftOfCookie(editing)}
          onSave={save}
          onCancel={() => setEditing(null)}
        />
      )}
      <CheckpointList session={session} held={jar.cookies} onJar={jar.show} />
      {jar.cookies ? (
        <Held cookies={jar.cookies} onEdit={setEditing} onDelete={(cookie) => void jar.remove(cookie)} />
      ) : (
        <div className="flex flex-col gap-3 p-4">
          <Skeleton className="h-4 w-1/3" />
          <Skeleton className="h-4 w-2/3" />
        </div>
      )}
    </DialogSurface>
  );
}

interface HeldProps {
  cookies: readonly Cookie[];
  onEdit: (cookie: Cookie) => void;
  onDelete: (cookie: Cookie) => void;
}

function Held({ cookies, onEdit, onDelete }: HeldProps) {
  if (cookies.length > 0) return <CookieTable cookies={cookies} onEdit={onEdit} onDelete={onDelete} />;
  return (
    <EmptyState title="The jar is empty">
      Cookies that a target sets while this session sends are kept here and sent back by the rules of RFC
      6265bis.
    </EmptyState>
  );
}
