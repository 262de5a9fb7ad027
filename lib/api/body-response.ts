import type { Exchange } from '@/lib/model/exchange';

/** A stranger's bytes from our origin: always a download, of a neutral type, that may neither run nor be framed. */
export function bodyResponse(exchange: Exchange, body: Uint8Array): Response {
  return new Response(new Uint8Array(body), {
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${fileName(exchange)}"`,
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  });
}

/** The last piece of the URL's path, as far as it is a harmless file name. */
function fileName(exchange: Exchange): string {
  const path = (exchange.response?.url ?? exchange.request.url).split(/[?#]/)[0] ?? '';
  const last = path
    .split('/')
    .at(-1)
    ?.replace(/[^A-Za-z0-9._-]+/g, '_')
    .slice(-80);
  return last && /[A-Za-z0-9]/.test(last) ? last : 'response';
}
