'use client';
import clsx from 'clsx';
import dynamic from 'next/dynamic';
import { usePathname } from 'next/navigation';
import { useSyncExternalStore } from 'react';
import { useSessionInUse, useWorkspace } from '@/components/shell/workspace-store';

const JarPane = dynamic(() => import('./jar-pane').then((module) => module.JarPane), { ssr: false });

const WIDE = '(width >= 120rem)';
const ROOMY = '(width >= 64rem)';

/** The jar of the session in use beside the response, where the screen has room for it or one asked for it. */
export function JarDock() {
  const jar = useWorkspace(({ layout }) => layout.jar);
  const session = useSessionInUse();
  const home = usePathname() === '/';
  const wide = useMedia(WIDE);
  const roomy = useMedia(ROOMY);
  if (!home || !session || jar === 'hidden') return null;
  // Its place is there from the first HTML on, so that nothing moves when what is in it comes.
  return (
    <aside
      aria-label={`Jar of ${session.name}`}
      data-pane
      className={clsx(
        'bg-panel hidden w-80 shrink-0 flex-col border-l min-[120rem]:w-104',
        jar === 'shown' ? 'lg:flex' : 'min-[120rem]:flex',
      )}
    >
      {(jar === 'shown' ? roomy : wide) ? <JarPane key={session.id} session={session} /> : null}
    </aside>
  );
}

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const list = matchMedia(query);
      list.addEventListener('change', onChange);
      return () => list.removeEventListener('change', onChange);
    },
    () => matchMedia(query).matches,
    () => false,
  );
}
