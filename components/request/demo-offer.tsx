'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { createLoginDemo } from '@/lib/actions/demo';
import { sentenceOf, settle } from '@/components/shell/outcome';
import { useWorkspaceStore } from '@/components/shell/workspace-store';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { newDraft, newRow, type Draft } from './draft';
import { useDraftStore } from './draft-store';

/** Offers the worked example: a session, a sequence, and the two requests of the main job in tabs. */
export function DemoOffer() {
  const drafts = useDraftStore();
  const workspace = useWorkspaceStore();
  const router = useRouter();
  const [state, setState] = useState<{ busy: boolean; error: string | null }>({ busy: false, error: null });

  async function start() {
    setState({ busy: true, error: null });
    try {
      const { sequenceId, sessionId } = await settle(createLoginDemo());
      const [login, account] = demoDrafts(location.origin);
      drafts.getState().open(login);
      drafts.getState().open(account);
      drafts.getState().select(login.id);
      workspace.getState().useSession(sessionId);
      router.refresh();
      router.push(`/sequences/${sequenceId}`);
    } catch (error) {
      setState({ busy: false, error: sentenceOf(error) });
    }
  }
  return (
    <div className="bg-panel mx-4 mb-4 flex max-w-prose flex-col items-start gap-2 rounded border p-4">
      <p className="font-semibold">New here?</p>
      <p className="text-muted">
        A small practice site is built in. The demo logs in to it through a session and reads a page that only
        the login’s cookie opens, step by step.
      </p>
      <Button disabled={state.busy} onClick={() => void start()}>
        Try the login demo
      </Button>
      {state.error ? <FieldError>{state.error}</FieldError> : null}
    </div>
  );
}

function demoDrafts(origin: string): [Draft, Draft] {
  const login: Draft = {
    ...newDraft(),
    title: 'Log in',
    method: 'POST',
    url: `${origin}/practice/api/login`,
    bodyKind: 'form',
    form: [newRow('username', 'admin'), newRow('password', 'password')],
  };
  return [login, { ...newDraft(), title: 'Restricted page', url: `${origin}/practice/api/account` }];
}
