import 'server-only';

/** A path of ours, with or without a query, to go on to; from a parameter that anyone may have written; `/` for everything else. */
export function localPath(given: string | string[] | undefined): string {
  if (typeof given !== 'string' || !/^(\/[\w-][\w.-]*)+(\?[\w.~%&=+:-]*)?$/.test(given)) return '/';
  return given;
}
