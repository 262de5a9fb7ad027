import type { OriginSource } from '@/lib/model/origin';

/** One way in which a value of a request is decided: whose it is, by which rule, and that in words. */
export interface Decision {
  from: OriginSource;
  rule: string;
  words: string;
  removed?: true;
}

/** Every decision that the engine takes over what it sends. A stored exchange holds the keys, so a key is never reused. */
export const DECISIONS = {
  // merging (merge.ts)
  default: { from: 'default', rule: 'R30', words: 'a default of every new session, left as it was' },
  session: { from: 'session', rule: 'R9', words: 'the session has it' },
  request: { from: 'request', rule: 'R9', words: 'this request has it' },
  nulled: { from: 'request', rule: 'R6', words: 'this request takes it away', removed: true },
  sessionNull: { from: 'session', rule: 'R7', words: 'the session says that it is not sent', removed: true },
  sessionText: { from: 'session', rule: 'R11', words: 'the session’s parameters, as one text' },
  requestParams: { from: 'request', rule: 'R11', words: 'this request’s parameters, all of them' },
  ownQuery: { from: 'url', rule: 'R52', words: 'the URL’s own query comes first' },
  emptyParam: {
    from: 'request',
    rule: 'R54',
    words: 'a parameter without a value is not sent',
    removed: true,
  },

  // auth (merge.ts, prepare.ts)
  sessionAuth: { from: 'session', rule: 'R13', words: 'the session’s auth, since this request has none' },
  requestAuth: { from: 'request', rule: 'R13', words: 'this request’s auth' },
  authOff: { from: 'request', rule: 'R13', words: 'this request switches auth off', removed: true },
  userinfo: { from: 'url', rule: 'R124', words: 'user and password in the URL' },
  userinfoUnused: {
    from: 'url',
    rule: 'R124',
    words: 'user and password in the URL count last',
    removed: true,
  },
  bySessionAuth: { from: 'session', rule: 'R124', words: 'made from the session’s auth' },
  byRequestAuth: { from: 'request', rule: 'R124', words: 'made from this request’s auth' },
  byUserinfo: { from: 'url', rule: 'R124', words: 'made from user and password in the URL' },
  signedUrl: { from: 'session', rule: 'R124', words: 'the auth’s signature stands in the URL' },
  challenge: { from: 'challenge', rule: 'R127', words: 'the answer to the server’s challenge' },

  // what a body and the wire bring (prepare.ts, request-head.ts)
  bodyLength: { from: 'body', rule: 'R65', words: 'the number of bytes in the body' },
  bodyChunks: { from: 'body', rule: 'R68', words: 'the length of the body is not known beforehand' },
  noBody: { from: 'body', rule: 'R66', words: 'this method says that there is no body' },
  bodyType: { from: 'body', rule: 'R64', words: 'the kind of body, since no Content-Type is given' },
  host: { from: 'url', rule: 'R35', words: 'the host of the URL' },
  handshake: { from: 'url', rule: 'RFC 6455 §4.1', words: 'a WebSocket is asked for with it' },
  unchunked: {
    from: 'server',
    rule: 'RFC 9112 §6.2',
    words: 'not sent beside Transfer-Encoding',
    removed: true,
  },

  // cookies (hop-cookies.ts)
  jar: { from: 'jar', rule: 'R96', words: 'the cookies of the jar that match this URL' },
  jarAndOwn: {
    from: 'jar',
    rule: 'R108',
    words: 'cookies of the jar, and this request’s own in place of theirs',
  },
  ownCookies: { from: 'request', rule: 'R107', words: 'cookies of this request alone' },
  jarSilenced: {
    from: 'request',
    rule: 'R115',
    words: 'a Cookie header was given, so the jar is not asked',
    removed: true,
  },

  // redirects (redirects.ts)
  location: { from: 'redirect', rule: 'R84', words: 'where the redirect points' },
  method301: { from: 'redirect', rule: 'R79', words: 'a 301 makes a GET of a POST' },
  method302: { from: 'redirect', rule: 'R78', words: 'a 302 makes a GET of all but HEAD' },
  method303: { from: 'redirect', rule: 'R77', words: 'a 303 makes a GET of all but HEAD' },
  bodyLeft: { from: 'redirect', rule: 'R81', words: 'the redirect drops the body', removed: true },
  bodyHeaderLeft: { from: 'redirect', rule: 'R81', words: 'it told of a body that is gone', removed: true },
  noBodyLeft: { from: 'redirect', rule: 'R81', words: 'the body is gone, and this method says so' },
  cookieLeft: { from: 'redirect', rule: 'R96', words: 'a redirect asks the jar anew', removed: true },
  ownCookiesLeft: {
    from: 'redirect',
    rule: 'R98',
    words: 'they were meant for another host (stricter than requests)',
    removed: true,
  },
  proxyAuthLeft: { from: 'redirect', rule: 'R99', words: 'it was meant for a proxy', removed: true },
  authorizationLeft: {
    from: 'redirect',
    rule: 'R91',
    words: 'the redirect leaves the origin',
    removed: true,
  },
  answerLeft: {
    from: 'redirect',
    rule: 'R134',
    words: 'the answer held for the page that asked',
    removed: true,
  },
  signatureLeft: {
    from: 'redirect',
    rule: 'R91',
    words: 'the signature held for this origin alone',
    removed: true,
  },
  authLeft: {
    from: 'redirect',
    rule: 'R91',
    words: 'it proves nothing to another origin (stricter than requests)',
    removed: true,
  },
  keyOfAuthLeft: {
    from: 'redirect',
    rule: 'R39',
    words: 'it carries the auth’s key, and the redirect leaves the origin (stricter than requests)',
    removed: true,
  },
  keyByNameLeft: {
    from: 'redirect',
    rule: 'R39',
    words: 'by its name it carries a key, and the redirect leaves the origin (stricter than requests)',
    removed: true,
  },
  secretLeft: {
    from: 'redirect',
    rule: 'R39',
    words: 'it carries a secret variable, and the redirect leaves the origin (stricter than requests)',
    removed: true,
  },

  // settings (settings.ts)
  settingDefault: { from: 'default', rule: 'R3', words: 'nothing else is asked' },
  settingSession: { from: 'session', rule: 'R17', words: 'the session says so' },
  settingRequest: { from: 'request', rule: 'R17', words: 'this request says so' },
  followDefault: {
    from: 'default',
    rule: 'R23',
    words: 'redirects are followed unless a request says otherwise',
  },
  timeoutSession: { from: 'session', rule: 'R2', words: 'the session’s timeout' },
  timeoutRequest: { from: 'request', rule: 'R145', words: 'this request’s timeout' },
  ceiling: { from: 'server', rule: 'R145', words: 'the longest that this server waits, since none is asked' },
  ceilingCut: { from: 'server', rule: 'R145', words: 'the longest that this server waits; more was asked' },
  redirectsCut: { from: 'server', rule: 'R90', words: 'the most that this server follows; more was asked' },
  totalCeiling: { from: 'server', rule: 'R103', words: 'the longest that a whole send may take here' },
  proxyNone: { from: 'default', rule: 'R135', words: 'no proxy is named for this URL' },
  proxySession: { from: 'session', rule: 'R135', words: 'the session’s proxy for this URL' },
  proxyRequest: { from: 'request', rule: 'R15', words: 'this request’s proxy for this URL' },
  byProxy: { from: 'url', rule: 'R138', words: 'user and password in the proxy’s URL' },
  noEnvironment: { from: 'server', rule: 'R19', words: 'the environment is the server’s, and nobody’s else' },

  // templates (template.ts)
  filled: { from: 'request', rule: '{{name}}', words: 'as typed, with its variables filled in' },
} as const satisfies Record<string, Decision>;

export type DecisionCode = keyof typeof DECISIONS;
