import clsx from 'clsx';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Mark } from '@/components/shell/mark';

export interface AccountPageProps {
  title: string;
  /** a sentence under the title */
  lead?: ReactNode;
  /** `form` is a single short form, `sections` a page to scroll, `wide` one with a table */
  shape: 'form' | 'sections' | 'wide';
  /** which of the pages about people it is, for those who are signed in: with ways to the others */
  here?: 'workspace' | 'account';
  children?: ReactNode;
}

const WIDTHS = { form: 'max-w-96 md:pt-20', sections: 'max-w-3xl', wide: 'max-w-6xl' };

/** The frame of the pages about people: the way back to the tool, a title, and what there is to do. */
export function AccountPage({ title, lead, shape, here, children }: AccountPageProps) {
  return (
    <div className="bg-panel flex min-h-dvh flex-col">
      <header className="bg-ground flex h-10 shrink-0 items-center justify-between gap-3 border-b px-3">
        <Link href="/" className="flex items-center gap-2 rounded-sm font-semibold">
          <Mark className="text-accent size-5" />
          Playjar
        </Link>
        {here ? <Ways here={here} /> : null}
      </header>
      <main className={clsx('mx-auto flex w-full flex-col gap-5 px-4 py-8', WIDTHS[shape])}>
        <div className="flex flex-col gap-1.5">
          <h1 className="text-xl font-semibold wrap-anywhere">{title}</h1>
          {lead ? <div className="text-muted">{lead}</div> : null}
        </div>
        {children}
      </main>
    </div>
  );
}

const WAYS = [
  { id: 'playground', href: '/', label: 'Playground' },
  { id: 'workspace', href: '/workspace', label: 'Workspace' },
  { id: 'account', href: '/account', label: 'Account' },
];

function Ways({ here }: { here: string }) {
  return (
    <nav aria-label="Pages" className="flex items-center gap-1">
      {WAYS.map(({ id, href, label }) => (
        <Link
          key={id}
          href={href}
          aria-current={id === here ? 'true' : undefined}
          className="text-muted hover:bg-hover hover:text-ink aria-[current]:text-ink flex h-8 items-center rounded px-2 aria-[current]:font-semibold"
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}

export interface SectionProps {
  title: string;
  /** how many there are of what it is about */
  count?: number;
  lead?: ReactNode;
  children: ReactNode;
}

/** One subject of such a page. */
export function Section({ title, count, lead, children }: SectionProps) {
  return (
    <section aria-label={title} className="bg-raised flex flex-col gap-4 rounded border p-4">
      <div className="flex flex-col gap-1">
        <h2 className="text-lg font-semibold">
          {title}
          {count === undefined ? null : <span className="text-muted text-base font-normal"> {count}</span>}
        </h2>
        {lead ? <p className="text-muted max-w-prose">{lead}</p> : null}
      </div>
      {children}
    </section>
  );
}
