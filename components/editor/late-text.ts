/** A text whose changes are told in pauses of typing. */
export interface LateText {
  /** the text has changed; `read` gives it, and is asked once for many changes */
  changed: (read: () => string) => void;
  /** tells what waits, at once */
  flush: () => void;
  /** forgets what waits: another text has taken its place */
  forget: () => void;
}

const PAUSE_MS = 250;
const MOST_MS = 10_000;
const waiting = new Set<() => void>();

/** A text that is told to `tell` behind a pause, and before anything else happens on the page (see below). */
export function lateText(tell: (text: string) => void): LateText {
  let read: (() => string) | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let since = 0;

  function forget() {
    clearTimeout(timer);
    waiting.delete(flush);
    read = null;
  }
  function flush() {
    const last = read;
    forget();
    if (last) tell(last());
  }
  return {
    changed(next) {
      const now = performance.now();
      if (!read) since = now;
      read = next;
      waiting.add(flush);
      clearTimeout(timer);
      timer = setTimeout(flush, Math.max(0, Math.min(PAUSE_MS, since + MOST_MS - now)));
    },
    flush,
    forget,
  };
}

/** Tells all that waits, on the whole page. */
export function tellLateTexts(): void {
  for (const flush of [...waiting]) flush();
}

/** Whether a text is being typed that was not told yet. */
export function textsWait(): boolean {
  return waiting.size > 0;
}

/** A key that may do something else than type: a shortcut, Escape, F1 to F12. */
function isDeed({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return ctrlKey || metaKey || altKey || key === 'Escape' || /^F\d/.test(key);
}

// Whatever a person does next reads what was typed, so it is told before: these listeners are there before any other
// of the page, and hear first. A page that is left keeps what its listeners wrote.
if (typeof window !== 'undefined') {
  for (const name of ['pagehide', 'visibilitychange', 'pointerdown', 'click', 'focusout', 'drop'])
    window.addEventListener(name, tellLateTexts, { capture: true });
  window.addEventListener('keydown', (event) => isDeed(event) && tellLateTexts(), { capture: true });
}
