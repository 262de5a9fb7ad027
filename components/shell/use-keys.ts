'use client';
import { usePathname } from 'next/navigation';
import { useEffect, useEffectEvent } from 'react';
import { useRequestKeys } from '@/components/request/use-request-keys';
import { useNewRequest } from '@/components/request/use-new-request';
import { useWorkspaceStore } from './workspace-store';

/** A key as the table below names it: `Mod+Shift+k`, `Alt+n`, `F6`, `?`. */
function nameOf(event: KeyboardEvent): string {
  const { altKey, shiftKey, ctrlKey, metaKey, key, code } = event;
  // With Alt the letter may be another one (Option+N is ~ on a Mac), and Shift is part of `?`.
  const plain = altKey && /^Key[A-Z]$/.test(code) ? code.slice(3) : key;
  const letter = plain.length === 1 ? plain.toLowerCase() : plain;
  return [
    ctrlKey || metaKey ? 'Mod' : '',
    altKey ? 'Alt' : '',
    shiftKey && plain !== '?' ? 'Shift' : '',
    letter,
  ]
    .filter(Boolean)
    .join('+');
}

/** What is typed into keeps its keys, when they are characters. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** The keys of the whole page. None of them is one that the browser keeps to itself; a dialog keeps them all. */
export function useKeys(): void {
  const store = useWorkspaceStore();
  const newRequest = useNewRequest();
  const home = usePathname() === '/';
  const requestKeys = useRequestKeys();

  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const { target } = event;
    const inside = target instanceof Element ? target : null;
    const name = nameOf(event);
    const toggleSidebar = () => {
      const { layout, setLayout } = store.getState();
      setLayout({ sidebar: !layout.sidebar });
    };
    const deeds: Record<string, (() => void) | undefined> = {
      'Mod+k': () => store.getState().setOverlay('palette'),
      'Mod+b': toggleSidebar,
      'Mod+\\': toggleSidebar,
      'Mod+Shift+k': () => store.getState().openCookies(store.getState().sessionId),
      'Alt+n': newRequest,
      F6: () => nextPane(1),
      'Shift+F6': () => nextPane(-1),
      ...(isTyping(target) ? {} : { '?': () => store.getState().setOverlay('keys') }),
      ...(home ? requestKeys(inside) : {}),
    };
    const deed = deeds[name];
    if (!deed || inside?.closest('[role="dialog"], [role="menu"]')) return;
    event.preventDefault();
    event.stopPropagation();
    deed();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKeyDown(event);
    // Before editors, some of which give the same keys another meaning.
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, []);
}

/** Focus goes to the next part of the page that is in view, to where it was there before or to its first control. */
function nextPane(by: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (pane) => pane.offsetParent !== null && !pane.querySelector('[data-pane]'),
  );
  const here = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(here + by + panes.length) % panes.length];
  const first = next?.querySelector<HTMLElement>(
    '[data-row][aria-current], [role="tab"][aria-selected="true"], [data-row], button, input, a[href]',
  );
  (first ?? next)?.focus();
}
