'use client';
import { Columns2, Rows2 } from 'lucide-react';
import { useWorkspace } from '@/components/shell/workspace-store';
import { IconButton } from '@/components/ui/icon-button';

/** Puts the response beside or below the request. */
export function LayoutSwitch() {
  const layout = useWorkspace((state) => state.layout);
  const setLayout = useWorkspace((state) => state.setLayout);
  const below = layout.direction === 'rows';
  const Icon = below ? Columns2 : Rows2;
  return (
    <span className="flex items-center border-b px-1.5 max-md:hidden">
      <IconButton
        label={below ? 'Put the response beside the request' : 'Put the response below the request'}
        onClick={() => setLayout({ direction: below ? 'columns' : 'rows' })}
      >
        <Icon aria-hidden="true" className="size-4" />
      </IconButton>
    </span>
  );
}
