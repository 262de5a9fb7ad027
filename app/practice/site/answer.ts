type Extra = Record<string, string>;

/** A JSON answer, two spaces deep so that it reads well as text; never cached. */
export function json(
  status: number,
  value: unknown,
  headers: Extra = {},
  cookies: readonly string[] = [],
): Response {
  const type = 'application/json; charset=utf-8';
  return withCookies(
    new Response(`${JSON.stringify(value, null, 2)}\n`, { status, headers: head(type, headers) }),
    cookies,
  );
}

/** A whole HTML page from its title and its body, which must be escaped where it holds anything of the caller's. */
export function html(status: number, title: string, body: string, cookies: readonly string[] = []): Response {
  const type = 'text/html; charset=utf-8';
  return withCookies(new Response(frame(title, body), { status, headers: head(type, {}) }), cookies);
}

/** A redirect with a relative Location, which holds behind any reverse proxy. */
export function redirect(status: number, location: string, cookies: readonly string[] = []): Response {
  return withCookies(
    new Response(null, { status, headers: head('text/plain', { Location: location }) }),
    cookies,
  );
}

/** Text as it may stand in HTML, in an attribute's value too. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function head(type: string, headers: Extra): Extra {
  const policy =
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
  return {
    'Content-Type': type,
    'Cache-Control': 'no-store',
    'X-Robots-Tag': 'noindex',
    'Content-Security-Policy': policy,
    ...headers,
  };
}

function withCookies(response: Response, cookies: readonly string[]): Response {
  for (const cookie of cookies) response.headers.append('Set-Cookie', cookie);
  return response;
}

function frame(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} – Practice site</title>
<style>
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
label { display: block; margin: .75rem 0; }
input { font: inherit; display: block; padding: .35rem .5rem; width: 16rem; max-width: 100%; box-sizing: border-box; }
button { font: inherit; padding: .35rem 1rem; }
td, th { text-align: left; vertical-align: top; padding: .25rem 1rem .25rem 0; }
code { font-family: ui-monospace, monospace; }
</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${body}
</main>
</body>
</html>
`;
}
