'use client';
import { useEffect, useState } from 'react';
import { deleteCookie, importCookies, listCookies, putCookie, replaceCookies } from '@/lib/actions/cookies';
import type { Cookie, CookieInput, CookieKey } from '@/lib/model/cookie';
import type { Session } from '@/lib/model/session';
import { sentenceOf, settle } from '@/components/shell/outcome';
import { useWorkspace } from '@/components/shell/workspace-store';
import { notify } from '@/components/ui/notify';
import { formatCount } from '@/components/ui/quantity';
import { keyOf } from './cookie-draft';

/** The cookies of a session while they are in view; null while they are read. `version` names what may have changed them. */
export function useJar(session: Session, version = '') {
  const countCookies = useWorkspace((state) => state.countCookies);
  const [cookies, setCookies] = useState<readonly Cookie[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  const show = (list: Cookie[]) => {
    setCookies(list);
    countCookies(session.id, list.length);
  };
  const complain = (reason: unknown) => setError(sentenceOf(reason));

  // Reads again when the count changes: a send that ends, or an undo, shows here at once.
  useEffect(() => {
    let left = false;
    settle(listCookies(session.id)).then(
      (list) => left || setCookies(list),
      (reason: unknown) => left || setError(sentenceOf(reason)),
    );
    return () => {
      left = true;
    };
  }, [session.id, session.cookieCount, version]);

  return {
    cookies,
    error,
    /** what the jar holds now, by whatever changed it */
    show,
    /** @throws Refusal naming the fields at fault */
    put: async (cookie: CookieInput, replaces?: CookieKey) =>
      show(await settle(putCookie(session.id, cookie, replaces))),
    /** @throws Refusal when there is no cookie in the text. Answers what was passed over. */
    take: async (text: string, domain: string): Promise<string[]> => {
      const before = cookies ?? [];
      const taken = await settle(importCookies(session.id, { text, domain }));
      show(taken.cookies);
      const back = () => settle(replaceCookies(session.id, [...before])).then(show, complain);
      void notify({ message: `Imported ${formatCount(taken.added, 'cookie')}`, undo: () => void back() });
      return taken.warnings;
    },
    async remove(cookie: Cookie) {
      const back = () => settle(putCookie(session.id, cookie)).then(show, complain);
      await settle(deleteCookie(session.id, keyOf(cookie))).then(show, complain);
      void notify({ message: `Deleted ${cookie.name}`, undo: () => void back() });
    },
  };
}
