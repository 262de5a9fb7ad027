/** A URL as it is shown: the password in it is masked (R58), for whoever looks over a shoulder. */
export function withoutPassword(url: string): string {
  return url.replace(/^([a-z]+:\/\/[^/?#:@]*:)[^/?#]*(?=@)/i, '$1•••');
}
