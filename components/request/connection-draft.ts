import type { RequestSpecInput } from '@/lib/model/request-spec';
import type { Session } from '@/lib/model/session';
import { Refusal } from '@/components/shell/outcome';
import { newRow, type Row } from './draft';

/** Whether HTTP/2 is offered. */
export type Http2Choice = 'inherit' | 'on' | 'off';
export type VerifyChoice = 'inherit' | 'on' | 'own' | 'off';

/** How a request gets to its target, as it is typed. */
export interface ConnectionDraft {
  /** scheme or scheme://host, and the proxy's URL */
  proxies: Row[];
  noProxy: string;
  verify: VerifyChoice;
  /** authorities, PEM; counts with `verify: 'own'` */
  ca: string;
  clientCert: string;
  clientKey: string;
  http2: Http2Choice;
}

/** The key of the mapping that has a field of its own. */
const NO_PROXY = 'no_proxy';
type Connection = Pick<RequestSpecInput, 'proxies' | 'verify' | 'cert' | 'http2'>;

export function connectionDraft({ proxies = {}, verify, cert, http2 }: Connection): ConnectionDraft {
  return {
    proxies: Object.entries(proxies)
      .filter(([name, value]) => name !== NO_PROXY || value === null)
      .map(([name, value]) => newRow(name, value)),
    noProxy: proxies[NO_PROXY] ?? '',
    verify: verifyChoice(verify),
    ca: typeof verify === 'object' && verify !== null ? verify.ca : '',
    clientCert: cert?.cert ?? '',
    clientKey: cert && cert.key !== cert.cert ? cert.key : '',
    http2: http2Choice(http2),
  };
}

function http2Choice(http2: Connection['http2']): Http2Choice {
  if (http2 === undefined) return 'inherit';
  return http2 ? 'on' : 'off';
}

function verifyChoice(verify: Connection['verify']): VerifyChoice {
  if (verify === undefined || verify === null) return 'inherit';
  if (typeof verify === 'object') return 'own';
  return verify ? 'on' : 'off';
}

/** The mapping that the rows and the field make. */
export function proxiesOf({ proxies, noProxy }: ConnectionDraft): NonNullable<Connection['proxies']> {
  const filled = proxies.filter(({ on, name, value }) => on && (name.trim() !== '' || value));
  const nameless = filled.find(({ name }) => name.trim() === '');
  if (nameless) throw refusal('proxies', 'Say what the proxy is for: http, https, all, or https://host.');
  return {
    ...Object.fromEntries(filled.map(({ name, value }) => [name.trim(), value?.trim() ?? null])),
    ...(noProxy.trim() === '' ? {} : { [NO_PROXY]: noProxy.trim() }),
  };
}

/** undefined: as the session says. */
export function verifyOf({ verify, ca }: ConnectionDraft): boolean | { ca: string } | undefined {
  if (verify === 'inherit') return undefined;
  if (verify !== 'own') return verify === 'on';
  if (ca.trim() === '')
    throw refusal('verify', 'Paste the PEM of the authorities, or choose another way to check.');
  return { ca };
}

/** A certificate with its key in the same PEM is both (R143); null: none. */
export function certOf({ clientCert, clientKey }: ConnectionDraft): { cert: string; key: string } | null {
  const [cert, key] = [clientCert.trim(), clientKey.trim()];
  if (cert === '' && key === '') return null;
  if (cert === '') throw refusal('cert', 'The key needs its certificate. Paste it too.');
  if (key === '' && !cert.includes('PRIVATE KEY'))
    throw refusal('cert', 'The certificate needs its key. Paste it too.');
  return { cert: clientCert, key: key === '' ? clientCert : clientKey };
}

/** What of it a request says itself. @throws Refusal naming the input at fault */
export function connectionOf(draft: ConnectionDraft): Connection {
  const proxies = proxiesOf(draft);
  const verify = verifyOf(draft);
  const cert = certOf(draft);
  return {
    ...(Object.keys(proxies).length > 0 ? { proxies } : {}),
    ...(verify === undefined ? {} : { verify }),
    ...(cert ? { cert } : {}),
    ...(draft.http2 === 'inherit' ? {} : { http2: draft.http2 === 'on' }),
  };
}

/** The session's proxies as rows that a request can override. */
export function inheritedProxies(session: Session | null): Row[] {
  return connectionDraft({ proxies: session?.proxies ?? {} }).proxies;
}

function refusal(path: string, message: string): Refusal {
  return new Refusal(message, [{ path, message }]);
}
