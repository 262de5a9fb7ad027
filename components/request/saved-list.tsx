'use client';
import { Trash2 } from 'lucide-react';
import { usePathname, useRouter } from 'next/navigation';
import { useWorkspace } from '@/components/shell/workspace-store';
import { IconButton } from '@/components/ui/icon-button';
import { MethodText } from '@/components/ui/method-text';
import { useActiveDraft } from './draft-store';
import { useSavedRequests } from './use-saved-requests';

/** The requests that were saved under a name, newest first. */
export function SavedList() {
  const saved = useWorkspace((state) => state.savedRequests);
  const { savedId } = useActiveDraft();
  const deeds = useSavedRequests();
  const router = useRouter();
  const path = usePathname();
  if (saved.length === 0) {
    return (
      <p className="text-faint px-3 py-1 text-sm">Save a request to open it again from any browser tab.</p>
    );
  }
  return (
    <ul aria-label="Saved requests">
      {saved.map((request) => (
        <li key={request.id} className="group hover:bg-hover relative flex items-center">
          <button
            type="button"
            aria-current={path === '/' && request.id === savedId ? 'true' : undefined}
            title={`${request.spec.method} ${request.spec.url}`}
            onClick={() => {
              void deeds.open(request);
              if (path !== '/') router.push('/');
            }}
            className="aria-[current]:bg-accent-wash flex h-7 w-full items-center gap-2 pr-9 pl-3 text-left text-sm -outline-offset-2!"
          >
            <MethodText method={request.spec.method} />
            <span className="min-w-0 flex-1 truncate">{request.name}</span>
          </button>
          <span className="absolute right-1 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100">
            <IconButton label={`Delete ${request.name}`} onClick={() => deeds.remove(request)}>
              <Trash2 aria-hidden="true" className="size-3.5" />
            </IconButton>
          </span>
        </li>
      ))}
    </ul>
  );
}
