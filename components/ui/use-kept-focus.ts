'use client';
import { useEffect } from 'react';

const CONTROLS =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex="0"], [contenteditable="true"]';
const REMEMBERED = 8;
/** A dialog or a menu that closes gives focus back by itself; it is first. */
const WAIT_MS = 80;
/** Beside a dialog that still closes nothing can be focused: then it is tried again. */
const TRIES = 20;

/** Where focus was: each element around it, and its place among the children of the next one. */
type Trail = readonly { element: Element; place: number }[];

/**
 * Focus is never lost: when what had it is taken off the page (a deleted row, a closed tab, the row whose menu deleted
 * it), it goes to what has taken that place, or to what is next to it; from a notice to where it was before.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    const trails: Trail[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const remember = ({ target }: FocusEvent) => {
      if (!(target instanceof Element) || target === document.body) return;
      trails.unshift(trailOf(target));
      trails.length = Math.min(trails.length, REMEMBERED);
    };
    const isLost = () =>
      document.activeElement === document.body && trails[0]?.[0]?.element.isConnected === false;
    const plan = (tries: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (isLost() && !byMeaning(trails).some((trail) => take(neighbourOf(trail))) && tries > 0)
          plan(tries - 1);
      }, WAIT_MS);
    };
    const observer = new MutationObserver(() => isLost() && plan(TRIES));
    document.addEventListener('focusin', remember);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      document.removeEventListener('focusin', remember);
    };
  }, []);
}

/** False when it cannot have focus, as what lies under a dialog. */
function take(control: HTMLElement | null): boolean {
  control?.focus({ preventScroll: true });
  return control !== null && document.activeElement === control;
}

function trailOf(target: Element): Trail {
  const trail: { element: Element; place: number }[] = [];
  for (let one: Element | null = target; one && one !== document.body; one = one.parentElement)
    trail.push({ element: one, place: [...(one.parentElement?.children ?? [])].indexOf(one) });
  return trail;
}

/** Nothing belongs to a notice because it stands beside it: those come last. */
function byMeaning(trails: readonly Trail[]): Trail[] {
  const isInNotice = (trail: Trail) =>
    trail.some(({ element }) => element.hasAttribute('data-sonner-toaster'));
  return [...trails.filter((trail) => !isInNotice(trail)), ...trails.filter(isInNotice)];
}

/** A control in what is left around a place: in the child that has taken it, in the one before, further out. */
function neighbourOf(trail: Trail): HTMLElement | null {
  const at = trail.findIndex(({ element }) => element.isConnected);
  for (let index = Math.max(at, 0); at !== -1 && index < trail.length; index += 1) {
    const { element } = trail[index] ?? {};
    const place = trail[index - 1]?.place ?? 0;
    const children = [...(element?.children ?? [])];
    for (const child of [...children.slice(place), ...children.slice(0, place).reverse()]) {
      const control = controlIn(child);
      if (control) return control;
    }
  }
  return null;
}

/** The row itself before what else is in it. */
function controlIn(element: Element): HTMLElement | null {
  const all = [...(element.matches(CONTROLS) ? [element] : []), ...element.querySelectorAll(CONTROLS)].filter(
    (one): one is HTMLElement => one instanceof HTMLElement && one.offsetParent !== null,
  );
  return all.find((one) => one.matches('[data-row]')) ?? all[0] ?? null;
}
