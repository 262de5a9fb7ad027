/** A URL without what is the same as in `other`: `/welcome` on the same host, else all of it. */
export function shortUrl(url: string, other: string = url): string {
  try {
    const here = new URL(url);
    return new URL(other).origin === here.origin ? here.pathname + here.search : url;
  } catch {
    return url;
  }
}
