'use client';
import { Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { deleteCookie, listCookies, putCookie } from '@/lib/actions/cookies';
import type { Cookie } from '@/lib/model/cookie';
import type { Session } from '@/lib/model/session';
import { sentenceOf, settle } from '@/components/shell/outcome';
import { useWorkspace } from '@/components/shell/workspace-store';
import { Button } from '@/components/ui/button';
import { DialogSurface } from '@/components/ui/dialog-surface';
import { EmptyState } from '@/components/ui/empty-state';
import { FieldError } from '@/components/ui/field';
import { notify } from '@/components/ui/notify';
import { formatCount } from '@/components/ui/quantity';
import { Skeleton } from '@/components/ui/skeleton';
import { draftOfCookie, inputOf, keyOf, NEW_COOKIE, type CookieDraft } from './cookie-draft';
import { CookieForm } from './cookie-form';
import { CookieTable } from './cookie-table';
import { useSessionDeeds } from './use-session-deeds';

/** The jar of a session: see, add, edit, delete, empty. */
export function CookiePanel({ session, onClose }: { session: Session; onClose: () => void }) {
  const countCookies = useWorkspace((state) => state.countCookies);
  const deeds = useSessionDeeds();
  const [cookies, setCookies] = useState<readonly Cookie[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [editing, setEditing] = useState<Cookie | 'new' | null>(null);

  const show = (list: Cookie[]) => {
    setCookies(list);
    countCookies(session.id, list.length);
  };
  // The count is part of the key: a send that changes the jar, or an undo, shows here at once.
  useEffect(() => {
    let left = false;
    settle(listCookies(session.id)).then(
      (list) => left || setCookies(list),
      (reason: unknown) => left || setError(sentenceOf(reason)),
    );
    return () => {
      left = true;
    };
  }, [session.id, session.cookieCount]);

  async function save(draft: CookieDraft) {
    const replaces = editing !== null && editing !== 'new' ? keyOf(editing) : undefined;
    show(await settle(putCookie(session.id, inputOf(draft), replaces)));
    setEditing(null);
  }
  async function remove(cookie: Cookie) {
    try {
      show(await settle(deleteCookie(session.id, keyOf(cookie))));
      void notify({
        message: `Deleted ${cookie.name}`,
        undo: () =>
          void settle(putCookie(session.id, cookie)).then(show, (reason: unknown) =>
            setError(sentenceOf(reason)),
          ),
      });
    } catch (reason) {
      setError(sentenceOf(reason));
    }
  }
  const empty = cookies !== null && cookies.length === 0 && editing === null;
  return (
    <DialogSurface title={`Cookies of ${session.name}`} shape="panel" isOpen onClose={onClose}>
      <div className="flex min-h-12 flex-wrap items-center gap-2 border-b px-4 py-2">
        <span className="text-muted min-w-0 flex-1">
          {cookies ? formatCount(cookies.length, 'cookie') : 'Loading'}
        </span>
        <Button icon={<Plus aria-hidden="true" className="size-4" />} onClick={() => setEditing('new')}>
          Add cookie
        </Button>
        <Button variant="danger" disabled={!cookies?.length} onClick={() => void deeds.clearCookies(session)}>
          Empty the jar
        </Button>
      </div>
      {error ? <FieldError className="border-b px-4 py-2">{error}</FieldError> : null}
      {editing === null ? null : (
        <CookieForm
          key={editing === 'new' ? 'new' : JSON.stringify(keyOf(editing))}
          title={editing === 'new' ? 'New cookie' : `Edit ${editing.name}`}
          initial={editing === 'new' ? NEW_COOKIE : draftOfCookie(editing)}
          onSave={save}
          onCancel={() => setEditing(null)}
        />
      )}
      {empty ? (
        <EmptyState title="The jar is empty">
          Cookies that a target sets while this session sends are kept here and sent back by the rules of RFC
          6265bis.
        </EmptyState>
      ) : null}
      {cookies ? (
        <CookieTable cookies={cookies} onEdit={setEditing} onDelete={(cookie) => void remove(cookie)} />
      ) : (
        <div className="flex flex-col gap-3 p-4">
          <Skeleton className="h-4 w-1/3" />
          <Skeleton className="h-4 w-2/3" />
        </div>
      )}
    </DialogSurface>
  );
}
