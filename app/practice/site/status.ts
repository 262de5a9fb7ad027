import { json } from './answer';

const WITHOUT_BODY: readonly number[] = [204, 205, 304];

/** /practice/status/{code}: that status, 200 to 599; others are answered 400. */
export function status(_request: Request, rest: string): Response {
  const code = Number(rest);
  if (code < 200 || code > 599)
    return json(400, { error: 'bad_request', message: 'Ask for a status from 200 to 599.' });
  if (WITHOUT_BODY.includes(code))
    return new Response(null, { status: code, headers: { 'Cache-Control': 'no-store' } });
  return json(code, { status: code }, code === 429 || code === 503 ? { 'Retry-After': '1' } : {});
}
