'use client';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { titleOf } from './draft';
import { useActiveDraft, useDrafts } from './draft-store';
import { useOpenExchange } from './use-open-exchange';

const NAME = 'exchange';
const addressOf = (exchangeId: string | null) => (exchangeId ? `/?${NAME}=${exchangeId}` : '/');

/**
 * Keeps the address bar naming the exchange in view, so that any view can be linked and Back works. `linked` is
 * what the address named when the page was opened.
 */
export function useAddress(linked: string | null): void {
  const ready = useDrafts((state) => state.ready);
  const draft = useActiveDraft();
  const { id, exchangeId } = draft;
  const title = `${draft.method} ${titleOf(draft)} · Playjar`;
  const open = useOpenExchange();
  const pending = useRef(linked);
  const shown = useRef(id);

  // Next writes the page's own title again whenever the address changes. In the layout phase, so that it ends with the page.
  useLayoutEffect(() => {
    const put = () => document.title === title || (document.title = title);
    put();
    const watch = new MutationObserver(put);
    watch.observe(document.head, { childList: true, characterData: true, subtree: true });
    return () => watch.disconnect();
  }, [title]);

  useEffect(() => {
    if (!ready) return;
    const wanted = pending.current;
    pending.current = null;
    if (wanted) {
      void open(wanted);
      return;
    }
    if (location.pathname !== '/') return;
    const address = addressOf(exchangeId);
    // A new send of the same tab takes the place of the last one; another tab is a step that Back takes back.
    const write = shown.current === id ? 'replaceState' : 'pushState';
    shown.current = id;
    if (location.pathname + location.search !== address) history[write](null, '', address);
  }, [ready, id, exchangeId, open]);

  useEffect(() => {
    function onPopState() {
      const named = new URLSearchParams(location.search).get(NAME);
      if (location.pathname === '/' && named) void open(named);
    }
    window.addEventListener('popstate', onPopState);
    return () => window.removeEventListener('popstate', onPopState);
  }, [open]);
}
