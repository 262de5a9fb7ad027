'use client';
import { ChevronsUpDown } from 'lucide-react';
import { sentenceOf, settle } from '@/components/shell/outcome';
import { Menu, type MenuSection } from '@/components/ui/menu';
import { notify } from '@/components/ui/notify';
import { chooseWorkspace } from '@/lib/actions/workspaces';
import type { Who } from './account-menu';
import { openAfresh } from './open-afresh';

/** Where one works, for those who work in several places; its menu switches. */
export function WorkspaceSwitch({ workspaces, workspaceId }: Who) {
  const shown = workspaces.find((one) => one.workspaceId === workspaceId);
  if (!shown || workspaces.length < 2) return null;
  async function choose(id: string) {
    if (id === workspaceId) return;
    try {
      await settle(chooseWorkspace(id));
      await openAfresh();
    } catch (error) {
      void notify({ message: sentenceOf(error), tone: 'bad' });
    }
  }
  const section: MenuSection = {
    id: 'workspaces',
    title: 'Work in',
    items: workspaces.map(({ workspaceId: id, name, role }) => ({
      id,
      label: name,
      note: role,
      checked: id === workspaceId,
    })),
  };
  return (
    <Menu
      label={`Workspace: ${shown.name}. Switch`}
      sections={[section]}
      onAction={(id) => void choose(id)}
      className="text-muted hover:bg-hover hover:text-ink flex h-8 max-w-48 min-w-0 items-center gap-1 rounded px-2 max-md:max-w-28"
    >
      <span className="truncate">{shown.name}</span>
      <ChevronsUpDown aria-hidden="true" className="size-3.5 shrink-0" />
    </Menu>
  );
}
