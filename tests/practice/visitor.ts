/** `name=value` of each Set-Cookie line, as a Cookie header takes them. */
export function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
}

/** A form that is posted, with the cookies that its browser holds. */
export function form(fields: Record<string, string>, cookie = ''): RequestInit {
  return {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: cookie === '' ? {} : { Cookie: cookie },
  };
}
