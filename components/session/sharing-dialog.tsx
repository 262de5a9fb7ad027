'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { sentenceOf, settle } from '@/components/shell/outcome';
import { useWorkspace } from '@/components/shell/workspace-store';
import { Button } from '@/components/ui/button';
import { DialogSurface } from '@/components/ui/dialog-surface';
import { FieldError } from '@/components/ui/field';
import { notify } from '@/components/ui/notify';
import { Skeleton } from '@/components/ui/skeleton';
import { getSharing, setSharing } from '@/lib/actions/sessions';
import type { SessionSharing } from '@/lib/model/session-sharing';
import type { Session } from '@/lib/model/session';

/** The switch between a session of one's own and one of the workspace. It says what it hands over before it does. */
export function SharingDialog({ session, onClose }: { session: Session; onClose: () => void }) {
  const { sharing, problem, busy, change } = useSharing(session, onClose);
  const isShared = sharing?.isShared ?? session.isShared;
  const footer = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button
        variant={isShared ? 'danger' : 'primary'}
        disabled={busy || !sharing?.isOwn}
        onClick={() => void change(!isShared)}
      >
        {isShared ? 'Make it private' : 'Share with the workspace'}
      </Button>
    </>
  );
  return (
    <DialogSurface
      title={isShared ? `${session.name} is shared` : `Share ${session.name}`}
      isOpen
      onClose={onClose}
      footer={footer}
    >
      <Words isShared={isShared} sharing={sharing} problem={problem} />
    </DialogSurface>
  );
}

interface WordsProps {
  isShared: boolean;
  /** null: not known yet */
  sharing: SessionSharing | null;
  problem: string;
}

function Words({ isShared, sharing, problem }: WordsProps) {
  return (
    <div className="flex flex-col gap-3 p-4 md:w-120">
      <p>
        {isShared
          ? 'Everyone in this workspace reaches this session. Editors'
          : 'Only you reach this session. When it is shared, editors'}{' '}
        and admins send through it as you; viewers see what was sent, its secrets masked.
      </p>
      {problem ? <FieldError>{problem}</FieldError> : null}
      {sharing ? <HandedOver sharing={sharing} /> : null}
      {sharing || problem ? null : <Skeleton className="h-4 w-2/3" />}
      {isShared && sharing ? <TakingBack isOwn={sharing.isOwn} /> : null}
    </div>
  );
}

function TakingBack({ isOwn }: { isOwn: boolean }) {
  return (
    <p className="text-muted">
      {isOwn
        ? 'Made private it is out of their reach at once. What they have duplicated or read before stays theirs: end such logins at their targets.'
        : 'Only who made it can take it back. Duplicate it to have one of your own.'}
    </p>
  );
}

function useSharing(session: Session, onDone: () => void) {
  const [sharing, setState] = useState<SessionSharing | null>(null);
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const put = useWorkspace((state) => state.putSession);
  const router = useRouter();
  useEffect(() => {
    let gone = false;
    settle(getSharing(session.id)).then(
      (found) => gone || setState(found),
      (error: unknown) => gone || setProblem(sentenceOf(error)),
    );
    return () => {
      gone = true;
    };
  }, [session.id]);
  async function change(isShared: boolean) {
    setBusy(true);
    try {
      put(await settle(setSharing(session.id, { isShared })));
      void notify({ message: isShared ? `Shared ${session.name}` : `${session.name} is yours alone` });
      router.refresh();
      onDone();
    } catch (error) {
      setProblem(sentenceOf(error));
      setBusy(false);
    }
  }
  return { sharing, problem, busy, change };
}

function HandedOver({ sharing: { isShared, handsOver } }: { sharing: SessionSharing }) {
  if (handsOver.length === 0) {
    return (
      <p className="text-muted">There is nothing secret in it yet: no cookie, no auth, no past request.</p>
    );
  }
  return (
    <section aria-label={isShared ? 'What others have by it' : 'What this hands over'}>
      <h3 className="pb-1 font-semibold">{isShared ? 'What others have by it' : 'What this hands over'}</h3>
      <ul className="list-disc pl-5">
        {handsOver.map((what) => (
          <li key={what}>{what}</li>
        ))}
      </ul>
    </section>
  );
}
