import type { SessionCreate } from '@/lib/model/session';
import { bytes, plant } from './canaries';
import type { Handler } from './target-server';

/** A session with a secret in everything that it can hold. */
export function plantedSession(): SessionCreate {
  return {
    name: 'author',
    headers: [['X-Session-Token', plant('header of the session')]],
    params: [['api_key', plant('parameter of the session')]],
    auth: { type: 'basic', username: 'author', password: plant('auth of the session') },
    variables: { sessionSecret: plant('variable of the session') },
    verify: false,
  };
}

/** What the author's jar holds before anything runs. */
export function plantedCookie(): { name: string; value: string; domain: string } {
  return { name: 'author', value: plant('jar of the author'), domain: '127.0.0.1' };
}

/** Answers with secrets, and echoes what it was sent under names that tell nothing. */
export const plantingHandler: Handler = (request, response) => {
  const path = request.url.split('?')[0] ?? '';
  if (path === '/login') {
    response.writeHead(302, {
      Location: `/landed?code=${plant('code in Location')}`,
      'Set-Cookie': [
        `hop=${plant('cookie of a redirect')}; Path=/`,
        `refused=${plant('refused cookie')}; Domain=elsewhere.test`,
      ],
    });
    return response.end(`see ?token=${plant('body of a redirect')}`);
  }
  if (path === '/landed') {
    response.writeHead(200, {
      'Content-Type': 'application/json',
      'Set-Cookie': `answered=${plant(`cookie of answer ${request.header('cookie')?.includes('answered') ? 2 : 1}`)}; Path=/`,
      'X-Auth-Token': plant('header of an answer'),
      Trailer: 'X-Secret-Token',
    });
    response.addTrailers({ 'X-Secret-Token': plant('trailer') });
    const told = { access_token: plant('JSON of an answer'), other: plant('extracted as secret') };
    return response.end(JSON.stringify({ ...told, third: plant('extracted under a telling name') }));
  }
  if (path === '/page') {
    response.writeHead(200, { 'Content-Type': 'text/html' });
    return response.end(
      `<form><input name="api_key" value="${plant('field of a page')}"></form><script>var t = {secret: '${plant('script of a page')}'}</script>`,
    );
  }
  if (path === '/picture') {
    response.writeHead(200, { 'Content-Type': 'image/png' });
    return response.end(Buffer.from(bytes(plant('picture of an answer')), 'base64'));
  }
  response.writeHead(200, { 'Content-Type': 'application/json' });
  return response.end(
    JSON.stringify({ seen: request.rawHeaders, at: request.url, got: request.body.toString('base64') }),
  );
};
