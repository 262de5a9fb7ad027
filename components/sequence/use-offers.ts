'use client';
import { useEffect, useState } from 'react';
import { mediaTypeOf } from '@/components/exchange/body-kind';
import type { Exchange } from '@/lib/model/exchange';
import type { Offer } from '@/lib/model/offer';

const TOKEN = /csrf|xsrf/i;
const NONE: readonly Offer[] = [];

/** A response that can hold a form, or has set a cookie that scripts send back. */
function isWorthAsking({ response, cookies, history }: Exchange): boolean {
  if (!response) return false;
  if (/^(text\/html|application\/xhtml\+xml)$/.test(mediaTypeOf(response))) return true;
  return [...history, { cookies }].some((hop) => hop.cookies.stored.some(({ name }) => TOKEN.test(name)));
}

/** The next steps that a stored response suggests; none until the server has looked. */
export function useOffers(exchange: Exchange | null): readonly Offer[] {
  const [found, setFound] = useState<{ id: string; offers: readonly Offer[] } | null>(null);
  const id = exchange && isWorthAsking(exchange) ? exchange.id : null;
  useEffect(() => {
    if (id === null) return undefined;
    const control = new AbortController();
    fetch(`/live/exchanges/${encodeURIComponent(id)}/offers`, { signal: control.signal })
      .then(async (answer) => (answer.ok ? ((await answer.json()) as { items: Offer[] }) : null))
      .then((answer) => answer && setFound({ id, offers: answer.items }))
      // An offer is a convenience: without it the response is still all there.
      .catch(() => null);
    return () => control.abort();
  }, [id]);
  return found !== null && found.id === id ? found.offers : NONE;
}
