'use client';
import { usePathname, useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { titleOf } from '@/components/request/draft';
import { useDrafts, useDraftStore, type RequestTab } from '@/components/request/draft-store';
import { useCloseRequest } from '@/components/request/use-close-request';
import { useNewRequest } from '@/components/request/use-new-request';
import { useOpenExchange } from '@/components/request/use-open-exchange';
import { useSavedRequests } from '@/components/request/use-saved-requests';
import { useSend } from '@/components/request/use-send';
import { freeName } from '@/components/session/free-name';
import { JarIcon } from '@/components/session/jar-icon';
import { useSessionDeeds } from '@/components/session/use-session-deeds';
import { MethodText } from '@/components/ui/method-text';
import { formatCount } from '@/components/ui/quantity';
import { StatusShape, statusTone } from '@/components/ui/status-text';
import { applyDensity, applyTheme } from './view-menu';
import { useSessionInUse, useWorkspace, useWorkspaceStore } from './workspace-store';

/** Something that can be done or opened. */
export interface Command {
  id: string;
  label: string;
  note?: string;
  keys?: string;
  icon?: ReactNode;
  /** more words that it is found by */
  also?: string;
  run: () => void;
}
export interface CommandSection {
  id: string;
  title: string;
  items: Command[];
}

/** Everything that the palette offers, what belongs to the request in view first. */
export function useCommands(): CommandSection[] {
  const sections = [
    { id: 'request', title: 'Request', items: useRequestCommands() },
    { id: 'use', title: 'Send as', items: useSessionSwitches() },
    { id: 'session', title: 'Session', items: useSessionCommands() },
    { id: 'open', title: 'Open', items: useOpenables() },
    { id: 'view', title: 'View', items: useViewCommands() },
    { id: 'parts', title: 'Go to', items: usePartCommands() },
    { id: 'history', title: 'History', items: usePastSends() },
  ];
  return sections.filter(({ items }) => items.length > 0);
}

function useRequestCommands(): Command[] {
  const { setOverlay } = useWorkspaceStore().getState();
  const drafts = useDraftStore();
  const { send } = useSend();
  const saved = useSavedRequests();
  const close = useCloseRequest();
  const newRequest = useNewRequest();
  const home = usePathname() === '/';
  const { drafts: open, activeId } = drafts.getState();
  const draft = open.find(({ id }) => id === activeId);
  const fresh: Command = { id: 'new', label: 'New request', keys: 'Alt+N', also: 'tab', run: newRequest };
  if (!home || !draft) return [fresh];
  const { duplicate, rename } = drafts.getState();
  return [
    { id: 'send', label: 'Send', note: titleOf(draft), keys: 'Mod+Enter', run: () => void send(draft.id) },
    { id: 'save', label: 'Save request', keys: 'Mod+S', run: () => void saved.save(draft) },
    fresh,
    {
      id: 'code',
      label: 'Code of this request',
      also: 'copy as curl python javascript fetch snippet export generate',
      run: () => setOverlay('code'),
    },
    { id: 'duplicate', label: 'Duplicate request', run: () => duplicate(draft.id) },
    { id: 'rename', label: 'Rename request', keys: 'F2', run: () => rename(draft.id) },
    { id: 'close', label: 'Close request', keys: 'Alt+W', run: () => close(draft) },
  ];
}

const PARTS: readonly [tab: RequestTab, label: string][] = [
  ['params', 'Params'],
  ['body', 'Body'],
  ['headers', 'Headers'],
  ['auth', 'Auth'],
  ['extract', 'Extract'],
  ['assert', 'Assert'],
  ['settings', 'Settings of the request'],
];

function usePartCommands(): Command[] {
  const setTab = useDrafts((state) => state.setTab);
  const show = useWorkspace((state) => state.show);
  const home = usePathname() === '/';
  if (!home) return [];
  return PARTS.map(([tab, label]) => ({
    id: `part:${tab}`,
    label,
    also: 'go to tab',
    run: () => {
      setTab(tab);
      show('request');
    },
  }));
}

function useSessionSwitches(): Command[] {
  const deeds = useSessionDeeds();
  const sessions = useWorkspace((state) => state.sessions);
  const inUse = useWorkspace((state) => state.sessionId);
  return sessions.map(({ id, name, cookieCount }) => ({
    id: `use:${id}`,
    label: name,
    note: `${id === inUse ? 'in use · ' : ''}${formatCount(cookieCount, 'cookie')}`,
    icon: <JarIcon count={cookieCount} className="text-muted size-4" />,
    also: 'session send as switch',
    run: () => deeds.take(id),
  }));
}

function useSessionCommands(): Command[] {
  const deeds = useSessionDeeds();
  const store = useWorkspaceStore();
  const session = useSessionInUse();
  const names = () => store.getState().sessions.map(({ name }) => name);
  const make: Command = {
    id: 'new-session',
    label: 'New session',
    run: () => void deeds.create(freeName(names())),
  };
  if (!session) return [make];
  const { id, name } = session;
  const { openCookies, openSettings } = store.getState();
  return [
    { id: 'cookies', label: `Cookies of ${name}`, keys: 'Mod+Shift+K', run: () => openCookies(id) },
    {
      id: 'settings',
      label: `Settings of ${name}`,
      also: 'headers auth proxy defaults',
      run: () => openSettings(id),
    },
    make,
    { id: 'fork', label: `Duplicate ${name} with its jar`, run: () => void deeds.fork(id) },
    { id: 'clear', label: `Empty the jar of ${name}`, run: () => void deeds.clearCookies(session) },
    { id: 'delete-session', label: `Delete ${name}`, run: () => deeds.remove(session) },
  ];
}

function useOpenables(): Command[] {
  const router = useRouter();
  const store = useWorkspaceStore();
  const home = usePathname() === '/';
  const deeds = useSavedRequests();
  const drafts = useDrafts((state) => state.drafts);
  const select = useDrafts((state) => state.select);
  const requests = useWorkspace((state) => state.savedRequests);
  const sequences = useWorkspace((state) => state.sequences);
  const goHome = () => (home ? undefined : router.push('/'));
  return [
    {
      id: 'import',
      label: 'Import a sequence',
      also: 'curl har postman insomnia bruno openapi arazzo http file paste',
      run: () => store.getState().setOverlay('import'),
    },
    ...(store.getState().isTeam
      ? [
          {
            id: 'comments',
            label: 'Open comments',
            also: 'team notes discussion',
            run: () => store.getState().setOverlay('comments'),
          },
        ]
      : []),
    ...drafts.map((draft) => ({
      id: `draft:${draft.id}`,
      label: titleOf(draft),
      note: 'open tab',
      icon: <MethodText method={draft.method} column />,
      also: `${draft.method} ${draft.url}`,
      run: () => {
        select(draft.id);
        goHome();
      },
    })),
    ...requests.map((request) => ({
      id: `saved:${request.id}`,
      label: request.name,
      note: 'request',
      icon: <MethodText method={request.spec.method} column />,
      also: `${request.spec.method} ${request.spec.url}`,
      run: () => {
        void deeds.open(request);
        goHome();
      },
    })),
    ...sequences.map(({ id, name, stepCount }) => ({
      id: `sequence:${id}`,
      label: name,
      note: `sequence, ${formatCount(stepCount, 'step')}`,
      run: () => router.push(`/sequences/${id}`),
    })),
  ];
}

function useViewCommands(): Command[] {
  const store = useWorkspaceStore();
  const { layout, setLayout, setOverlay } = store.getState();
  return [
    {
      id: 'sidebar',
      label: `${layout.sidebar ? 'Hide' : 'Show'} the sidebar`,
      keys: 'Mod+B',
      run: () => setLayout({ sidebar: !layout.sidebar }),
    },
    { id: 'beside', label: 'Response beside the request', run: () => setLayout({ direction: 'columns' }) },
    { id: 'below', label: 'Response below the request', run: () => setLayout({ direction: 'rows' }) },
    {
      id: 'jar',
      label: `${layout.jar === 'shown' ? 'Hide' : 'Show'} the jar beside the response`,
      run: () => setLayout({ jar: layout.jar === 'shown' ? 'hidden' : 'shown' }),
    },
    { id: 'theme:light', label: 'Light theme', run: () => applyTheme('light') },
    { id: 'theme:dark', label: 'Dark theme', run: () => applyTheme('dark') },
    { id: 'theme:system', label: 'Theme as the system', run: () => applyTheme('system') },
    { id: 'compact', label: 'Compact density', run: () => applyDensity('compact') },
    { id: 'comfortable', label: 'Comfortable density', run: () => applyDensity('comfortable') },
    { id: 'keys', label: 'Keyboard shortcuts', keys: '?', also: 'help', run: () => setOverlay('keys') },
  ];
}

function usePastSends(): Command[] {
  const open = useOpenExchange();
  const router = useRouter();
  const home = usePathname() === '/';
  const history = useWorkspace((state) => state.history);
  return history.slice(0, 30).map(({ id, method, url, status }) => ({
    id: `past:${id}`,
    label: url,
    note: status === null ? 'failed' : String(status),
    icon: (
      <>
        <StatusShape tone={statusTone(status)} />
        <MethodText method={method} column quiet />
      </>
    ),
    also: `${method} ${String(status ?? 'failed')}`,
    run: () => (home ? void open(id) : router.push(`/?exchange=${id}`)),
  }));
}
