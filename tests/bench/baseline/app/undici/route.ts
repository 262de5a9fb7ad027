import { Pool } from 'undici';

let pool: Pool | undefined;

/** A route handler that makes the benchmark's request with raw undici: no session, no jar, nothing kept. */
export async function POST(request: Request): Promise<Response> {
  const { url } = (await request.json()) as { url: string };
  const { origin, pathname } = new URL(url);
  pool ??= new Pool(origin);
  const answer = await pool.request({ method: 'GET', path: pathname });
  return Response.json({
    status: answer.statusCode,
    headers: answer.headers,
    text: await answer.body.text(),
  });
}
