'use client';

/**
 * Opens a path of ours as a whole new page: whoever one was before, nothing of their view may stay.
 * @returns settles only when Back brings this page up as it was left, so that a form stays busy while it goes
 */
export function openAfresh(path = '/'): Promise<void> {
  window.location.assign(path);
  return untilShownAgain();
}

/** The same in the place of this page, where Back would only lead on from it again. */
export function openInstead(path = '/'): Promise<void> {
  window.location.replace(path);
  return untilShownAgain();
}

function untilShownAgain(): Promise<void> {
  return new Promise((resolve) => {
    window.addEventListener('pageshow', () => resolve(), { once: true });
  });
}
