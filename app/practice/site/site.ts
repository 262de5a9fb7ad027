import { accountData, accountPage } from './account';
import { json } from './answer';
import { basic } from './basic';
import { echo } from './echo';
import { TooLarge } from './fields';
import { indexPage } from './index-page';
import { apiLogin, formLogin, loginPage, logout } from './login';
import { products } from './products';
import { redirectChain } from './redirect';
import { inRoom } from './rooms';
import { slow } from './slow';
import { status } from './status';

type Handler = (request: Request, rest: string) => Response | Promise<Response>;

/** `METHOD path` or `* path`; `rest` is what stands for `{…}`. */
const ROUTES: readonly [method: string, path: RegExp, handler: Handler][] = [
  ['GET', /^\/practice\/?$/, indexPage],
  ['GET', /^\/practice\/login$/, loginPage],
  ['POST', /^\/practice\/login$/, formLogin],
  ['GET', /^\/practice\/account$/, accountPage],
  ['GET', /^\/practice\/logout$/, logout],
  ['POST', /^\/practice\/logout$/, logout],
  ['POST', /^\/practice\/api\/login$/, apiLogin],
  ['GET', /^\/practice\/api\/account$/, accountData],
  ['GET', /^\/practice\/api\/basic$/, basic],
  ['GET', /^\/practice\/api\/products$/, products],
  ['*', /^\/practice\/api\/echo$/, echo],
  ['*', /^\/practice\/redirect\/(\d{1,2})$/, redirectChain],
  ['GET', /^\/practice\/slow$/, slow],
  ['*', /^\/practice\/status\/(\d{3})$/, status],
];

/**
 * The built-in site to practise on: one function from request to response. It keeps nothing but the switches of its rooms,
 * knows nothing of the rest of Playjar, and its cookies are all named `practice_…` under `Path=/practice`.
 */
export function practice(request: Request): Promise<Response> {
  return inRoom(request, answerPage);
}

async function answerPage(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  // A HEAD is answered as a GET; whoever serves us leaves the body out.
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const here = ROUTES.filter(([, path]) => path.test(pathname));
  const [found] = here.filter(([accepted]) => accepted === '*' || accepted === method);
  if (found !== undefined) return carryOut(found, request, pathname);
  if (here.length === 0)
    return json(404, {
      error: 'not_found',
      message: 'The practice site has no such page.',
      index: '/practice',
    });
  const allow = here.map(([accepted]) => accepted).join(', ');
  return json(
    405,
    { error: 'method_not_allowed', message: `This page answers to ${allow}.` },
    { Allow: allow },
  );
}

async function carryOut(
  [, path, handler]: (typeof ROUTES)[number],
  request: Request,
  pathname: string,
): Promise<Response> {
  try {
    return await handler(request, path.exec(pathname)?.[1] ?? '');
  } catch (error) {
    if (error instanceof TooLarge) return json(413, { error: 'too_large', message: error.message });
    throw error;
  }
}
