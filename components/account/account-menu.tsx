'use client';
import { LogIn } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { useWorkspace } from '@/components/shell/workspace-store';
import { sentenceOf, settle } from '@/components/shell/outcome';
import { buttonClass } from '@/components/ui/button';
import { Menu, type MenuSection } from '@/components/ui/menu';
import { notify } from '@/components/ui/notify';
import { signOut } from '@/lib/actions/accounts';
import { chooseWorkspace } from '@/lib/actions/workspaces';
import type { Account, Membership } from '@/lib/model/account';
import { openAfresh } from './open-afresh';
import { SignInHere } from './sign-in-here';

/** Who is signed in, and where. */
export interface Who {
  account: Account;
  workspaces: readonly Membership[];
  /** the one in view */
  workspaceId: string;
}

/** As whom one uses Playjar, at the end of the top bar: the way in for a guest, the account and its workspaces else. */
export function AccountMenu({ who }: { who: Who | null }) {
  const router = useRouter();
  const isTeam = useWorkspace((state) => state.isTeam);
  const setOverlay = useWorkspace((state) => state.setOverlay);
  useEffect(() => {
    if (who) void import('./where').then(({ noteWhere }) => noteWhere(who));
  }, [who]);
  if (!who) {
    return (
      <SignInHere className={buttonClass('quiet', 'md')}>
        <LogIn aria-hidden="true" className="size-4" />
        Sign in
      </SignInHere>
    );
  }
  async function choose(id: string) {
    try {
      if (id === 'comments') return setOverlay('comments');
      if (id === 'account' || id === 'workspace') return router.push(`/${id}`);
      if (id === 'sign-out') await settle(signOut());
      else await settle(chooseWorkspace(id));
      await openAfresh();
    } catch (error) {
      void notify({ message: sentenceOf(error), tone: 'bad' });
    }
  }
  return (
    <Menu
      label={`Account of ${who.account.name}`}
      sections={sectionsOf(who, isTeam)}
      onAction={(id) => void choose(id)}
      placement="bottom end"
      className="bg-accent-wash text-ink hover:bg-hover flex size-8 items-center justify-center rounded-full text-sm font-semibold"
    >
      <span aria-hidden="true">{initialsOf(who.account.name)}</span>
    </Menu>
  );
}

function sectionsOf({ account, workspaces, workspaceId }: Who, isTeam: boolean): MenuSection[] {
  return [
    {
      id: 'workspaces',
      title: 'Workspaces',
      items: workspaces.map(({ workspaceId: id, name, role }) => ({
        id,
        label: name,
        note: role,
        checked: id === workspaceId,
      })),
    },
    {
      id: 'pages',
      title: account.email,
      items: [
        ...(isTeam ? [{ id: 'comments', label: 'Open comments' }] : []),
        { id: 'workspace', label: 'Workspace and members' },
        { id: 'account', label: 'Account' },
        { id: 'sign-out', label: 'Sign out' },
      ],
    },
  ];
}

/** First letters of the first and the last word. */
function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return ends
    .map((word) => String.fromCodePoint(word?.codePointAt(0) ?? 63))
    .join('')
    .toUpperCase();
}
