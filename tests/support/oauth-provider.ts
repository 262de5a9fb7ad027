import { createHash, randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Arrived, Handler } from './target-server';

export const CLIENT = { clientId: 'an app', clientSecret: 's:ecret+' };
export const USER = { username: 'ada', password: 'pass word' };

/** A sign-in that was allowed: what its code may be exchanged with. */
interface Code {
  challenge: string;
  redirectUri: string;
}

export interface ProviderOptions {
  /** `expires_in`, seconds; left out of the answer when undefined */
  lifetime?: number;
  /** whether a token for the client comes with a refresh token too */
  refreshes?: boolean;
}

/** An OAuth 2 provider and the resource it protects, after RFC 6749, 6750 and 7636. */
export class OAuthProvider {
  /** grant types of the tokens given, oldest first */
  readonly grants: string[] = [];
  /** tokens that are taken at `/me` */
  readonly good = new Set<string>();
  /** what every request for a token is answered with, instead of a token */
  broken: ((response: ServerResponse) => void) | null = null;
  readonly #codes = new Map<string, Code>();
  readonly #refreshes = new Set<string>();

  constructor(private readonly options: ProviderOptions = {}) {}

  readonly handle: Handler = (request, response) => {
    const at = new URL(request.url, 'http://h');
    if (at.pathname === '/token') return this.#token(request, response);
    if (at.pathname === '/authorize') return this.#authorize(at.searchParams, response);
    const token = /^(?:Bearer|Key) (.+)$/.exec(request.header('authorization') ?? '')?.[1] ?? '';
    if (this.good.has(token)) return answer(response, 200, { url: request.url, token });
    response.setHeader('www-authenticate', 'Bearer error="invalid_token"');
    return answer(response, 401, {});
  };

  /** Makes every token given so far worthless; refresh tokens stay, unless they are to go too. */
  revoke({ refreshTokens = false } = {}): void {
    this.good.clear();
    if (refreshTokens) this.#refreshes.clear();
  }

  /** As if the person at the page had agreed at once. */
  #authorize(asked: URLSearchParams, response: ServerResponse): void {
    const redirectUri = asked.get('redirect_uri') ?? '';
    const code = randomBytes(12).toString('hex');
    this.#codes.set(code, { challenge: asked.get('code_challenge') ?? '', redirectUri });
    const back = new URL(redirectUri);
    back.searchParams.set('state', asked.get('state') ?? '');
    if (asked.get('scope') === 'refused') back.searchParams.set('error', 'access_denied');
    else back.searchParams.set('code', code);
    response.writeHead(302, { location: back.href }).end();
  }

  #token(request: Arrived, response: ServerResponse): void {
    if (this.broken) return this.broken(response);
    const form = new URLSearchParams(request.body.toString());
    if (!isClient(request, form)) {
      response.setHeader('www-authenticate', 'Basic realm="token"');
      return answer(response, 401, { error: 'invalid_client', error_description: 'unknown client' });
    }
    const grant = form.get('grant_type') ?? '';
    if (!this.#allows(grant, form)) {
      return answer(response, 400, { error: 'invalid_grant', error_description: `no ${grant} for this` });
    }
    this.grants.push(grant);
    answer(response, 200, this.#give(grant));
  }

  #allows(grant: string, form: URLSearchParams): boolean {
    switch (grant) {
      case 'client_credentials':
        return true;
      case 'password':
        return form.get('username') === USER.username && form.get('password') === USER.password;
      case 'refresh_token':
        // each is good once (RFC 9700 §4.14)
        return this.#refreshes.delete(form.get('refresh_token') ?? '');
      case 'authorization_code':
        return this.#isCode(form);
      default:
        return false;
    }
  }

  #isCode(form: URLSearchParams): boolean {
    const code = this.#codes.get(form.get('code') ?? '');
    this.#codes.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    return code?.challenge === challenge && code.redirectUri === form.get('redirect_uri');
  }

  #give(grant: string): object {
    const token = `token-${this.grants.length}`;
    this.good.add(token);
    const { lifetime, refreshes = grant !== 'client_credentials' } = this.options;
    const refresh = randomBytes(12).toString('hex');
    if (refreshes) this.#refreshes.add(refresh);
    return {
      access_token: token,
      token_type: 'Bearer',
      ...(lifetime !== undefined && { expires_in: lifetime }),
      ...(refreshes && { refresh_token: refresh }),
      id_token: 'not.looked.at',
    };
  }
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** RFC 6749 §2.3.1: by Basic, each part form-encoded first, or in the body. */
function isClient(request: Arrived, form: URLSearchParams): boolean {
  const basic = /^Basic (.+)$/.exec(request.header('authorization') ?? '')?.[1];
  if (basic === undefined)
    return form.get('client_id') === CLIENT.clientId && form.get('client_secret') === CLIENT.clientSecret;
  const [name = '', secret = ''] = Buffer.from(basic, 'base64').toString().split(':');
  const decoded = new URLSearchParams(`name=${name}&secret=${secret}`);
  return decoded.get('name') === CLIENT.clientId && decoded.get('secret') === CLIENT.clientSecret;
}
