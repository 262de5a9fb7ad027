'use client';
import { Pencil, Trash2 } from 'lucide-react';
import type { Cookie } from '@/lib/model/cookie';
import { Comments, useCommenting } from '@/components/comment/comments-door';
import { attributesOf } from '@/components/exchange/cookie-words';
import { IconButton } from '@/components/ui/icon-button';
import { formatCount } from '@/components/ui/quantity';
import { byDomain } from './cookie-draft';
import { Countdown } from './countdown';

export interface CookieTableProps {
  sessionId: string;
  cookies: readonly Cookie[];
  onEdit: (cookie: Cookie) => void;
  onDelete: (cookie: Cookie) => void;
}

const HEAD = 'px-2 font-normal';

/** The jar, grouped by domain. */
export function CookieTable({ sessionId, cookies, onEdit, onDelete }: CookieTableProps) {
  const commenting = useCommenting();
  return byDomain(cookies).map(([domain, group], index) => {
    const title = domain === '' ? 'every host' : domain;
    return (
      <section key={domain} aria-label={`Cookies of ${title}`}>
        <h3 className="bg-ground flex h-8 items-center gap-2 border-b px-3 font-mono text-sm font-semibold">
          {title}
          <span className="text-muted font-sans font-normal">{formatCount(group.length, 'cookie')}</span>
        </h3>
        <table className="w-full table-fixed text-left text-sm">
          <caption className="sr-only">Cookies of {title}</caption>
          <colgroup>
            <col className="w-2/5 md:w-42" />
            <col />
            <col className="w-26 max-md:hidden" />
            <col className="w-64 max-md:hidden" />
            <col className="w-24 max-md:hidden" />
            <col className={commenting ? 'w-28' : 'w-18'} />
          </colgroup>
          <thead className={index === 0 ? 'text-faint h-7 border-b max-md:sr-only' : 'sr-only'}>
            <tr>
              <th scope="col" className="pl-3 font-normal">
                Name
              </th>
              <th scope="col" className={HEAD}>
                Value
              </th>
              <th scope="col" className={HEAD}>
                Path
              </th>
              <th scope="col" className={HEAD}>
                Attributes
              </th>
              <th scope="col" className={HEAD}>
                Expires
              </th>
              <th scope="col">
                <span className="sr-only">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {group.map((cookie) => (
              <CookieRow
                key={`${cookie.path} ${cookie.name} ${String(cookie.hostOnly)}`}
                {...{ sessionId, cookie, onEdit, onDelete }}
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

function CookieRow({ sessionId, cookie, onEdit, onDelete }: CookieRowProps) {
  return (
    <>
      <tr className="hover:bg-hover/60 align-top md:border-b">
        <th scope="row" className="py-1 pl-3 font-mono leading-6 font-semibold wrap-anywhere">
          {cookie.name}
        </th>
        <td className="px-2 py-1 font-mono leading-6">
          <span className="line-clamp-2 break-all" title={cookie.value}>
            {cookie.value}
          </span>
        </td>
        <td className="text-muted truncate px-2 py-1 font-mono leading-6 max-md:hidden" title={cookie.path}>
          {cookie.path}
        </td>
        <td className="px-2 py-1.5 max-md:hidden">
          <span className="flex flex-wrap gap-1">
            {attributesOf(cookie).map((attribute) => (
              <span
                key={attribute}
                className="text-muted inline-flex h-5 items-center rounded-sm border px-1 text-xs whitespace-nowrap"
              >
                {attribute}
              </span>
            ))}
          </span>
        </td>
        <td className="text-muted px-2 py-1 leading-6 max-md:hidden">
          <Countdown expires={cookie.expires} />
        </td>
        <td className="py-1 pr-3">
          <span className="flex justify-end">
            <Comments
              pin={{ on: 'jar', sessionId, name: cookie.name, domain: cookie.domain, path: cookie.path }}
              of={`cookie ${cookie.name}`}
            />
            <IconButton label={`Edit cookie ${cookie.name}`} onClick={() => onEdit(cookie)}>
              <Pencil aria-hidden="true" className="size-3.5" />
            </IconButton>
            <IconButton label={`Delete cookie ${cookie.name}`} onClick={() => onDelete(cookie)}>
              <Trash2 aria-hidden="true" className="size-3.5" />
            </IconButton>
          </span>
        </td>
      </tr>
      {/* What has no column on a phone. */}
      <tr className="border-b md:hidden">
        <td colSpan={3} className="text-muted px-3 pb-1.5 wrap-anywhere">
          {[cookie.path, ...attributesOf(cookie)].join(' · ')} · <Countdown expires={cookie.expires} />
        </td>
      </tr>
    </>
  );
}
