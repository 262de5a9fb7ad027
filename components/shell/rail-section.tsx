'use client';
import clsx from 'clsx';
import { ChevronRight } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { useWorkspace } from './workspace-store';

export interface RailSectionProps {
  /** what the choice to fold it is kept under */
  id: string;
  title: string;
  count?: number;
  /** nothing is folded away while something is looked for */
  searching: boolean;
  action?: ReactNode;
  children: ReactNode;
}

/** A part of the sidebar under its title, which folds it. */
export function RailSection({ id, title, count, searching, action, children }: RailSectionProps) {
  const contentId = useId();
  const folded = useWorkspace(({ layout }) => layout.folded.includes(id)) && !searching;
  const fold = useFold(id);
  return (
    <section aria-label={title} className="pt-2">
      <header className="flex h-7 items-center gap-1 pr-1.5 pl-1.5">
        <h2 className="min-w-0 flex-1">
          <button
            type="button"
            aria-expanded={!folded}
            aria-controls={contentId}
            onClick={fold}
            className="text-muted hover:text-ink flex h-6 max-w-full items-center gap-1 rounded-sm pr-1.5 text-sm font-semibold"
          >
            <ChevronRight
              aria-hidden="true"
              className={clsx('size-3.5 shrink-0 transition-transform', !folded && 'rotate-90')}
            />
            <span className="truncate">{title}</span>
            {count ? <span className="text-faint font-normal">{count}</span> : null}
          </button>
        </h2>
        {action}
      </header>
      <div id={contentId} hidden={folded}>
        {children}
      </div>
    </section>
  );
}

/** Folds a part of the sidebar, or unfolds it; this browser remembers. */
export function useFold(id: string): () => void {
  const folded = useWorkspace(({ layout }) => layout.folded);
  const setLayout = useWorkspace((state) => state.setLayout);
  return () =>
    setLayout({ folded: folded.includes(id) ? folded.filter((one) => one !== id) : [...folded, id] });
}

/** A sentence where a list is empty. */
export function RailNote({ children }: { children: ReactNode }) {
  return <p className="text-faint px-3.5 py-1 text-sm text-pretty">{children}</p>;
}
