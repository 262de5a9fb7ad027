'use client';
import dynamic from 'next/dynamic';
import { memo } from 'react';
import { useSessionInUse, useWorkspace } from '@/components/shell/workspace-store';
import { Button } from '@/components/ui/button';
import { TabPanel, Tabs, type TabItem } from '@/components/ui/tabs';
import type { Session } from '@/lib/model/session';
import { AUTH_NAMES } from './auth-draft';
import { isBlank, type Draft, type Row } from './draft';
import { rowsOfParams } from './rows-of-params';
import { useActiveDraft, useDrafts, type RequestTab } from './draft-store';
import { isFaulty, type Faults } from './faults';
import { InheritingPairs } from './inheriting-pairs';
import { useFaults } from './send-store';
import { isSocket } from './socket-draft';
import { useEdit } from './use-edit';

// A request is sent without most of them: their code comes when one is opened.
const AuthEditor = dynamic(() => import('./auth-editor').then((module) => module.AuthEditor), { ssr: false });
const BodyEditor = dynamic(() => import('./body-editor').then((module) => module.BodyEditor), { ssr: false });
const MessagesEditor = dynamic(() => import('./messages-editor').then((module) => module.MessagesEditor), {
  ssr: false,
});
const SettingsEditor = dynamic(() => import('./settings-editor').then((module) => module.SettingsEditor), {
  ssr: false,
});
const UrlQueryRows = dynamic(() => import('./url-query-rows').then((module) => module.UrlQueryRows), {
  ssr: false,
});
const HeaderEditor = dynamic(() => import('./header-editor').then((module) => module.HeaderEditor), {
  ssr: false,
});
const ExtractEditor = dynamic(() => import('./checks-editor').then((module) => module.ExtractEditor), {
  ssr: false,
});
const AssertEditor = dynamic(() => import('./checks-editor').then((module) => module.AssertEditor), {
  ssr: false,
});

/** The editors of the request in view. */
export const RequestPane = memo(function RequestPane({ draft }: { draft: Draft }) {
  const tab = useDrafts((state) => state.tab);
  const setTab = useDrafts((state) => state.setTab);
  const faults = useFaults(draft.id);
  const session = useSessionInUse();
  return (
    <section aria-label="Request" className="bg-panel flex min-h-0 flex-1 flex-col">
      <Tabs
        label="Request parts"
        prefix="request"
        items={tabsOf(draft, session, faults)}
        selected={tab}
        onSelect={setTab}
        className="h-9 shrink-0 border-b px-1"
      />
      <TabPanel
        prefix="request"
        id={tab}
        className="scroll-thin flex min-h-0 flex-1 flex-col overflow-auto max-md:pb-20"
      >
        <Editor tab={tab} draft={draft} session={session} />
        <WayToExamples />
      </TabPanel>
    </section>
  );
}, sameButUrl);

/** How many params stand in a URL itself. */
const inUrl = (url: string): number => /\?([^#]+)/.exec(url)?.[1]?.split('&').filter(Boolean).length ?? 0;

/** The URL is typed elsewhere, and all that it decides here is whether this is a WebSocket and how many params it has. */
function sameButUrl({ draft: a }: { draft: Draft }, { draft: b }: { draft: Draft }): boolean {
  if (isSocket(a) !== isSocket(b) || inUrl(a.url) !== inUrl(b.url)) return false;
  return Object.keys(b).every((key) => key === 'url' || a[key as keyof Draft] === b[key as keyof Draft]);
}

/** On a phone the worked examples are in the pane that is not in view. */
function WayToExamples() {
  const show = useWorkspace((state) => state.show);
  const blank = isBlank(useActiveDraft());
  if (!blank) return null;
  return (
    <div className="p-3 md:hidden">
      <Button onClick={() => show('response')}>New here? See three worked examples</Button>
    </div>
  );
}

function count(rows: readonly Row[]): number | undefined {
  return rows.filter(({ on, name, value }) => on && (name !== '' || value)).length || undefined;
}

/** How many headers go out by what is set: the request's own, and the session's that it does not override or remove. */
function headerCount(draft: Draft, session: Session | null): number {
  const own = draft.headers.filter(({ on, name }) => on && name !== '');
  const named = new Set(own.map(({ name }) => name.toLowerCase()));
  const inherited = (session?.headers ?? []).filter(
    ([name, value]) => value !== null && !named.has(name.toLowerCase()),
  );
  return own.filter(({ value }) => value !== null).length + inherited.length;
}

function tabsOf(draft: Draft, session: Session | null, faults: Faults): TabItem<RequestTab>[] {
  const faulty = (tab: RequestTab) => isFaulty(faults, tab);
  return [
    {
      id: 'params',
      label: 'Params',
      badge: (count(draft.params) ?? 0) + inUrl(draft.url) || undefined,
      faulty: faulty('params'),
    },
    bodyTab(draft, faulty('body')),
    {
      id: 'headers',
      label: 'Headers',
      badge: headerCount(draft, session) || undefined,
      faulty: faulty('headers'),
    },
    { id: 'auth', label: 'Auth', badge: draft.auth.kind === 'inherit' ? '' : '•', faulty: faulty('auth') },
    { id: 'extract', label: 'Extract', badge: draft.extract.length || undefined, faulty: faulty('extract') },
    { id: 'assert', label: 'Assert', badge: draft.assert.length || undefined, faulty: faulty('assert') },
    { id: 'settings', label: 'Settings', faulty: faulty('settings') },
  ];
}

/** A WebSocket has messages where a request has a body. */
function bodyTab({ url, socket, bodyKind }: Draft, faulty: boolean): TabItem<RequestTab> {
  if (!isSocket({ url, socket }))
    return { id: 'body', label: 'Body', badge: bodyKind === 'none' ? '' : '•', faulty };
  const on = socket.messages.filter((message) => message.on).length;
  return { id: 'body', label: 'Messages', badge: on || undefined, faulty };
}

function Editor({ tab, draft, session }: { tab: RequestTab; draft: Draft; session: Session | null }) {
  const edit = useEdit(draft.id);
  const faults = useFaults(draft.id);
  const faultAt = (path: string) => faults[path as keyof Faults];
  switch (tab) {
    case 'params':
      return (
        <InheritingPairs
          noun="Param"
          rows={draft.params}
          inherited={rowsOfParams(session?.params)}
          onChange={(change) => edit(({ params }) => ({ params: change(params) }))}
          fault={faults.params}
          first={inUrl(draft.url) > 0 ? <UrlQueryRows draftId={draft.id} /> : null}
        />
      );
    case 'headers':
      return (
        <HeaderEditor
          rows={draft.headers}
          inherited={rowsOfParams(session?.headers)}
          onChange={(change) => edit(({ headers }) => ({ headers: change(headers) }))}
          fault={faults.headers}
        />
      );
    case 'body':
      return isSocket(draft) ? <MessagesEditor draft={draft} /> : <BodyEditor draft={draft} />;
    case 'auth':
      return (
        <AuthEditor
          auth={draft.auth}
          onChange={(auth) => edit({ auth })}
          inherited={inheritedAuth(session)}
          error={faults.auth}
          sessionId={session?.id ?? null}
        />
      );
    case 'extract':
      return (
        <ExtractEditor
          rows={draft.extract}
          faultAt={faultAt}
          onChange={(change) => edit(({ extract }) => ({ extract: change(extract) }))}
        />
      );
    case 'assert':
      return (
        <AssertEditor
          rows={draft.assert}
          faultAt={faultAt}
          onChange={(change) => edit(({ assert }) => ({ assert: change(assert) }))}
        />
      );
    case 'settings':
      return <SettingsEditor draft={draft} session={session} />;
  }
}

function inheritedAuth(session: Session | null): string {
  const auth = session?.auth;
  if (!auth || auth.type === 'none') return 'The session has no auth of its own.';
  return `${AUTH_NAMES[auth.type]}, set in the session.`;
}
