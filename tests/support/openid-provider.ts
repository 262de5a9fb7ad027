import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import https, { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { GOOD, TEST_CA } from './certificates';

/** Someone who signs in at the provider: what it vouches for. */
interface ProviderPerson {
  sub: string;
  email?: string;
  email_verified?: boolean;
  name?: string;
}

export interface OpenIdProvider {
  /** `https://127.0.0.1:PORT`, with a certificate of the test authority */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** who signs in next; null: whoever it is presses Cancel */
  person: ProviderPerson | null;
  close: () => Promise<void>;
}

/** A real OpenID provider on loopback, at whose page everyone signs in at once as `person`. */
export async function startOpenIdProvider(redirectUri: string): Promise<OpenIdProvider> {
  const server = createServer({ cert: GOOD.cert, key: GOOD.key });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [clientId, clientSecret] = ['playjar', 'a secret of the client, long enough'];
  const known = new Map<string, ProviderPerson>();
  const state: OpenIdProvider = {
    issuer,
    clientId,
    clientSecret,
    person: null,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => ({ ...known.get(sub), sub }),
    }),
    cookies: { keys: ['only for tests'] },
  });
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction/') !== true) {
      void provider.callback()(request, response);
      return;
    }
    void (async () => {
      const { person } = state;
      const details = await provider.interactionDetails(request, response);
      if (person === null) {
        const refused = { error: 'access_denied', error_description: 'pressed Cancel' };
        await provider.interactionFinished(request, response, refused);
        return;
      }
      known.set(person.sub, person);
      const grant = new provider.Grant({ accountId: person.sub, clientId });
      grant.addOIDCScope(String(details.params['scope']));
      const result = { login: { accountId: person.sub }, consent: { grantId: await grant.save() } };
      await provider.interactionFinished(request, response, result);
    })();
  });
  return state;
}

/**
 * What a browser does at the provider's pages until they send it back to `origin`; answers the path and query there.
 * @throws Error when they send it nowhere
 */
export async function askProvider(url: string, origin: string): Promise<string> {
  const jar = new Map<string, string>();
  let at = url;
  for (let step = 0; step < 10; step += 1) {
    const { location, setCookies, status } = await get(at, jar);
    for (const line of setCookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    if (location === undefined) throw new Error(`${at} answered ${status} and sent nowhere`);
    const next = new URL(location, at);
    if (next.origin === origin) return next.pathname + next.search;
    at = next.href;
  }
  throw new Error('the provider goes round in circles');
}

async function get(url: string, jar: ReadonlyMap<string, string>) {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const request = https.get(url, { ca: TEST_CA, headers: { cookie } });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  response.resume();
  const { location, 'set-cookie': setCookies = [] } = response.headers;
  return { location, setCookies, status: response.statusCode ?? 0 };
}
