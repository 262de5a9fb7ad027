'use client';
import { Pencil, Trash2 } from 'lucide-react';
import type { Cookie } from '@/lib/model/cookie';
import { attributesOf } from '@/components/exchange/cookie-words';
import { IconButton } from '@/components/ui/icon-button';
import { RelativeTime } from '@/components/ui/relative-time';
import { byDomain } from './cookie-draft';

export interface CookieTableProps {
  cookies: readonly Cookie[];
  onEdit: (cookie: Cookie) => void;
  onDelete: (cookie: Cookie) => void;
}

/** The jar, grouped by domain. */
export function CookieTable({ cookies, onEdit, onDelete }: CookieTableProps) {
  return byDomain(cookies).map(([domain, group]) => {
    const title = domain === '' ? 'every host' : domain;
    return (
      <section key={domain} aria-label={`Cookies of ${title}`}>
        <h3 className="bg-ground flex h-8 items-center border-b px-3 font-mono text-sm font-semibold">
          {title}
        </h3>
        <table className="w-full table-fixed text-left text-sm">
          <caption className="sr-only">Cookies of {title}</caption>
          <colgroup>
            <col className="w-2/5 md:w-1/4" />
            <col />
            <col className="w-0 md:w-1/4" />
            <col className="w-0 md:w-24" />
            <col className="w-18" />
          </colgroup>
          <thead className="sr-only">
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Value</th>
              <th scope="col">Path and attributes</th>
              <th scope="col">Expires</th>
              <th scope="col">Actions</th>
            </tr>
          </thead>
          <tbody>
            {group.map((cookie) => (
              <CookieRow
                key={`${cookie.path} ${cookie.name} ${String(cookie.hostOnly)}`}
                {...{ cookie, onEdit, onDelete }}
              />
            ))}
          </tbody>
        </table>
      </section>
    );
  });
}

interface CookieRowProps extends Omit<CookieTableProps, 'cookies'> {
  cookie: Cookie;
}

function CookieRow({ cookie, onEdit, onDelete }: CookieRowProps) {
  return (
    <tr className="hover:bg-hover/60 border-b align-top">
      <th scope="row" className="py-1 pl-3 font-mono leading-6 font-semibold wrap-anywhere">
        {cookie.name}
      </th>
      <td className="px-3 py-1 font-mono leading-6">
        <span className="line-clamp-2 wrap-anywhere" title={cookie.value}>
          {cookie.value}
        </span>
      </td>
      <td className="text-muted w-1/4 px-2 py-1 leading-6 wrap-anywhere max-md:hidden">
        <span className="font-mono">{cookie.path}</span> {attributesOf(cookie).join(' · ')}
      </td>
      <td className="text-muted w-24 px-2 py-1 leading-6 max-md:hidden">
        {cookie.expires ? <RelativeTime iso={cookie.expires} /> : 'session end'}
      </td>
      <td className="py-1 pr-3 text-right whitespace-nowrap">
        <IconButton label={`Edit cookie ${cookie.name}`} onClick={() => onEdit(cookie)}>
          <Pencil aria-hidden="true" className="size-3.5" />
        </IconButton>
        <IconButton label={`Delete cookie ${cookie.name}`} onClick={() => onDelete(cookie)}>
          <Trash2 aria-hidden="true" className="size-3.5" />
        </IconButton>
      </td>
    </tr>
  );
}
