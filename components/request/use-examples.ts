'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { createFormDemo, createLoginDemo } from '@/lib/actions/demo';
import { createSession } from '@/lib/actions/sessions';
import { sentenceOf, settle } from '@/components/shell/outcome';
import { useWorkspaceStore } from '@/components/shell/workspace-store';
import { newDraft, newRow, type Draft } from './draft';
import { useDraftStore } from './draft-store';
import { useSend } from './use-send';

export type Example = 'login' | 'form' | 'redirect';

/** The worked examples against the practice site: each in a session of its own. */
export function useExamples() {
  const drafts = useDraftStore();
  const workspace = useWorkspaceStore();
  const router = useRouter();
  const { send } = useSend();
  const [state, setState] = useState<{ busy: boolean; error: string | null }>({ busy: false, error: null });

  /** a sequence to run, with its requests in tabs where they can be sent by themselves */
  async function sequence(made: { sequenceId: string; sessionId: string }, tabs: readonly Draft[]) {
    for (const tab of tabs) drafts.getState().open(tab);
    if (tabs[0]) drafts.getState().select(tabs[0].id);
    workspace.getState().useSession(made.sessionId);
    router.refresh();
    router.push(`/sequences/${made.sequenceId}`);
  }
  const deeds: Record<Example, () => Promise<void>> = {
    login: async () => sequence(await settle(createLoginDemo()), loginTabs(location.origin)),
    form: async () => sequence(await settle(createFormDemo()), []),
    async redirect() {
      const session = await settle(createSession({ name: 'Practice redirects' }));
      workspace.getState().putSession(session);
      workspace.getState().useSession(session.id);
      const draft = { ...newDraft(), url: `${location.origin}/practice/redirect/3` };
      drafts.getState().open(draft);
      await send(draft.id);
    },
  };
  return {
    ...state,
    start: async (example: Example) => {
      setState({ busy: true, error: null });
      try {
        await deeds[example]();
        setState({ busy: false, error: null });
      } catch (error) {
        setState({ busy: false, error: sentenceOf(error) });
      }
    },
  };
}

function loginTabs(origin: string): readonly Draft[] {
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
