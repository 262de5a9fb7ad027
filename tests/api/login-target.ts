import type { ServerResponse } from 'node:http';
import { startTarget, type Arrived, type Target } from '../support/target-server';

/** A site as in the README of requests: POST /login sets a cookie that GET /restricted asks for. */
export function startLoginTarget(): Promise<Target> {
  return startTarget((request, response) => {
    const answer = ROUTES[`${request.method} ${request.url}`];
    if (answer) answer(request, response);
    else response.writeHead(404).end();
  });
}

const ROUTES: Record<string, (request: Arrived, response: ServerResponse) => void> = {
  'POST /login': (request, response) => {
    const fields = new URLSearchParams(request.body.toString());
    const right = fields.get('username') === 'admin' && fields.get('password') === 'password';
    response
      .writeHead(right ? 200 : 401, right ? { 'Set-Cookie': 'sid=s3cr3t-cookie; Path=/; HttpOnly' } : {})
      .end(right ? 'welcome' : 'no');
  },
  'GET /restricted': (request, response) => {
    const known = request.header('cookie')?.includes('sid=s3cr3t-cookie') === true;
    response.writeHead(known ? 200 : 401).end(known ? 'the secret page' : 'log in first');
  },
};
