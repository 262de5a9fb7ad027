'use client';

/** Opens a path of ours as a whole new page: whoever one was before, nothing of their view may stay. */
export function openAfresh(path = '/') {
  window.location.assign(path);
}
