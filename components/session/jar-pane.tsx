'use client';
import clsx from 'clsx';
import { SquarePen } from 'lucide-react';
import type { Cookie } from '@/lib/model/cookie';
import type { Session } from '@/lib/model/session';
import { hopsOf } from '@/components/exchange/hops';
import { useSends } from '@/components/request/send-store';
import { useWorkspace } from '@/components/shell/workspace-store';
import { EmptyState } from '@/components/ui/empty-state';
import { FieldError } from '@/components/ui/field';
import { IconButton } from '@/components/ui/icon-button';
import { formatCount } from '@/components/ui/quantity';
import { Skeleton } from '@/components/ui/skeleton';
import { byDomain } from './cookie-draft';
import { Countdown } from './countdown';
import { JarIcon } from './jar-icon';
import { changeWords } from '@/components/exchange/jar-moves';
import { useLastChange, type JarChange } from './last-change';
import { useJar } from './use-jar';

/** What the jar of the session in use holds, and what the last exchange sent and changed of it. */
export function JarPane({ session }: { session: Session }) {
  const change = useLastChange(session.id);
  const jar = useJar(session, change?.exchangeId);
  const openCookies = useWorkspace((state) => state.openCookies);
  const sent = useSentNames(change?.exchangeId);
  return (
    <>
      <header className="h-bar flex shrink-0 items-center gap-2 border-b pr-1.5 pl-3">
        <JarIcon count={session.cookieCount} className="text-muted size-4" />
        <h2 className="min-w-0 flex-1 truncate">
          <span className="font-semibold">{session.name}</span>{' '}
          <span className="text-muted">holds {formatCount(session.cookieCount, 'cookie')}</span>
        </h2>
        <IconButton label={`Edit the cookies of ${session.name}`} onClick={() => openCookies(session.id)}>
          <SquarePen aria-hidden="true" className="size-4" />
        </IconButton>
      </header>
      {change ? (
        <p className="text-muted border-b px-3 py-1.5 text-sm">
          {changeWords(change)} by <span className="font-mono">{change.by}</span>
        </p>
      ) : null}
      {jar.error ? <FieldError className="border-b px-3 py-2">{jar.error}</FieldError> : null}
      <div
        role="region"
        aria-label="Cookies in the jar"
        tabIndex={0}
        className="scroll-thin min-h-0 flex-1 overflow-y-auto -outline-offset-2!"
      >
        {jar.cookies ? <Held {...{ cookies: jar.cookies, change, sent }} /> : <Waiting />}
      </div>
    </>
  );
}

interface HeldProps {
  cookies: readonly Cookie[];
  change: JarChange | null;
  sent: ReadonlySet<string>;
}

function Held({ cookies, change, sent }: HeldProps) {
  const removed = change?.removed ?? [];
  if (cookies.length === 0 && removed.length === 0)
    return (
      <EmptyState title="The jar is empty">
        Cookies that a target sets while this session sends appear here, with what each send changed.
      </EmptyState>
    );
  return (
    <>
      {byDomain(cookies).map(([domain, group]) => (
        <section key={domain} aria-label={domain || 'every host'} className="border-b pb-1">
          <h3 className="text-muted px-3 pt-2 pb-0.5 font-mono text-xs">{domain || 'every host'}</h3>
          <ul>
            {group.map((cookie) => (
              <HeldCookie
                key={`${cookie.path} ${cookie.name} ${String(cookie.hostOnly)}`}
                cookie={cookie}
                fate={fateOf(cookie.name, change)}
                sent={sent.has(cookie.name)}
              />
            ))}
          </ul>
        </section>
      ))}
      {removed.length > 0 ? (
        <p className="text-muted px-3 py-2 text-sm">
          Gone: <span className="font-mono line-through">{removed.join(', ')}</span>
        </p>
      ) : null}
    </>
  );
}

const FATE = {
  added: { mark: '+', word: 'added', look: 'text-good' },
  changed: { mark: '~', word: 'changed', look: 'text-warn' },
} as const;

const SENT = { mark: '↑', word: 'sent', look: 'text-moved' };

function fateOf(name: string, change: JarChange | null): keyof typeof FATE | null {
  if (change?.added.includes(name)) return 'added';
  return change?.changed.includes(name) ? 'changed' : null;
}

interface HeldCookieProps {
  cookie: Cookie;
  fate: keyof typeof FATE | null;
  sent: boolean;
}

function HeldCookie({ cookie, fate, sent }: HeldCookieProps) {
  const told = fate ? FATE[fate] : sent ? SENT : null;
  return (
    <li className={clsx('px-3 py-1', fate && 'animate-arrive')}>
      <div className="flex items-baseline gap-1.5 font-mono text-sm">
        <span className={clsx('w-3 shrink-0 font-semibold', told?.look)}>
          <span aria-hidden="true">{told?.mark}</span>
          <span className="sr-only">{told?.word}</span>
        </span>
        <span className="truncate font-semibold" title={cookie.name}>
          {cookie.name}
        </span>
        <Countdown
          expires={cookie.expires}
          className="text-faint ml-auto shrink-0 font-sans text-xs whitespace-nowrap"
        />
      </div>
      <p className="text-muted truncate pl-4.5 font-mono text-sm" title={cookie.value}>
        {cookie.value || 'empty'}
      </p>
    </li>
  );
}

function Waiting() {
  return (
    <div className="flex flex-col gap-3 p-3">
      <Skeleton className="h-3.5 w-1/3" />
      <Skeleton className="h-3.5 w-2/3" />
      <Skeleton className="h-3.5 w-1/2" />
    </div>
  );
}

const NONE: ReadonlySet<string> = new Set();
/** Names of the cookies that went along with any hop of an exchange. */
function useSentNames(exchangeId: string | undefined): ReadonlySet<string> {
  const exchange = useSends(({ exchanges }) => (exchangeId ? exchanges[exchangeId] : undefined));
  if (!exchange) return NONE;
  return new Set(hopsOf(exchange).flatMap(({ cookies }) => cookies.sent.map(({ name }) => name)));
}
