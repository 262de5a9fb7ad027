'use client';
import { ChevronDown } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useSessionInUse, useWorkspace } from '@/components/shell/workspace-store';
import { Menu, type MenuSection } from '@/components/ui/menu';
import { formatCount } from '@/components/ui/quantity';
import { freeName } from './free-name';
import { JarIcon } from './jar-icon';
import { useSessionDeeds } from './use-session-deeds';

/** `as ● admin · 6 cookies`: whom the next send speaks as. Its menu switches, and opens the jar. */
export function SessionChip() {
  const sessions = useWorkspace((state) => state.sessions);
  const take = useWorkspace((state) => state.useSession);
  const openCookies = useWorkspace((state) => state.openCookies);
  const openSettings = useWorkspace((state) => state.openSettings);
  const session = useSessionInUse();
  const router = useRouter();
  const deeds = useSessionDeeds();
  if (!session) return <NoSession />;

  const cookies = formatCount(session.cookieCount, 'cookie');
  const sections: MenuSection[] = [
    {
      id: 'sessions',
      title: 'Send as',
      items: sessions.map(({ id, name, cookieCount }) => ({
        id: `use:${id}`,
        label: name,
        note: formatCount(cookieCount, 'cookie'),
        checked: id === session.id,
      })),
    },
    {
      id: 'more',
      items: [
        { id: 'cookies', label: `Cookies of ${session.name}…` },
        { id: 'settings', label: `Settings of ${session.name}…` },
        { id: 'new', label: 'New session' },
      ],
    },
  ];
  function act(id: string) {
    if (id === 'cookies') openCookies(session?.id ?? null);
    else if (id === 'settings') openSettings(session?.id ?? null);
    else if (id === 'new') void deeds.create(freeName(sessions.map(({ name }) => name)));
    else {
      take(id.replace('use:', ''));
      router.refresh();
    }
  }
  return (
    <Menu
      label={`Session in use: ${session.name}, ${cookies}. Switch`}
      sections={sections}
      onAction={act}
      className="border-line-strong bg-raised hover:bg-hover flex h-8 min-w-0 items-center gap-1.5 overflow-hidden rounded border px-2 whitespace-nowrap"
    >
      <span className="text-muted max-md:hidden">as</span>
      <span aria-hidden="true" className="bg-accent size-2 shrink-0 rounded-full" />
      <span className="max-w-36 min-w-0 truncate font-semibold">{session.name}</span>
      <JarIcon count={session.cookieCount} className="text-muted size-4 shrink-0" />
      <span className="text-muted">{session.cookieCount}</span>
      <ChevronDown aria-hidden="true" className="text-muted size-4 shrink-0" />
    </Menu>
  );
}

function NoSession() {
  return (
    <span
      title="The first send makes a session that keeps its cookies"
      className="border-line text-muted flex h-8 items-center gap-1.5 rounded border px-2 whitespace-nowrap"
    >
      as
      <span aria-hidden="true" className="border-line-strong size-2 shrink-0 rounded-full border" />
      new session
    </span>
  );
}
