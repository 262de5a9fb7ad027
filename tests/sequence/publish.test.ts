import { describe, expect, it } from 'vitest';
import { RequestSpec, type RequestSpecInput } from '@/lib/model/request-spec';
import { SequenceInput, type SequenceVariable, type Step } from '@/lib/model/sequence';
import { SessionSettings } from '@/lib/model/session';
import { publish, type Snapshot } from '@/lib/sequence/publish';

function source(
  request: RequestSpecInput,
  variables: SequenceVariable[] = [],
  session: object = {},
): Snapshot {
  const { steps } = SequenceInput.parse({
    name: 'flow',
    steps: [{ id: 'a', name: 'step', request: RequestSpec.parse(request) }],
  });
  return {
    name: 'flow',
    description: '',
    steps: steps as Step[],
    variables,
    session: SessionSettings.parse(session),
    run: null,
  };
}
const frozen = (snapshot: Snapshot): string => JSON.stringify(snapshot);
const CANARY = 'canary-7f3a9c-value';
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJlLWhlcmU';

const oauth = {
  type: 'oauth2',
  grant: 'client_credentials',
  tokenUrl: 'http://h/token',
  clientId: 'app',
} as const;

const places: [string, RequestSpecInput][] = [
  [
    'a key in a WebSocket message',
    { url: 'ws://h/', socket: { messages: [{ text: `{"type":"auth","access_token":"${CANARY}"}` }] } },
  ],
  ['a password in the URL of a WebSocket', { url: `wss://u:${CANARY}@h/`, socket: { messages: [] } }],
  ['a basic password', { url: 'http://h/', auth: { type: 'basic', username: 'u', password: CANARY } }],
  ['a bearer token', { url: 'http://h/', auth: { type: 'bearer', token: CANARY } }],
  ['an API key', { url: 'http://h/', auth: { type: 'apiKey', in: 'header', name: 'X-Key', value: CANARY } }],
  [
    'an AWS secret key',
    { url: 'http://h/', auth: { type: 'awsSigV4', accessKeyId: 'AK', secretAccessKey: CANARY } },
  ],
  [
    'an AWS session token',
    {
      url: 'http://h/',
      auth: { type: 'awsSigV4', accessKeyId: 'AK', secretAccessKey: '{{key}}', sessionToken: CANARY },
    },
  ],
  ['an OAuth client secret', { url: 'http://h/', auth: { ...oauth, clientSecret: CANARY } }],
  ['a key in a token URL', { url: 'http://h/', auth: { ...oauth, tokenUrl: `http://h/?api_key=${CANARY}` } }],
  ['an OAuth password', { url: 'http://h/', auth: { ...oauth, grant: 'password', password: CANARY } }],
  ['an Authorization header', { url: 'http://h/', headers: [['authorization', `Bearer ${CANARY}`]] }],
  ['a Cookie header', { url: 'http://h/', headers: [['Cookie', `sid=${CANARY}`]] }],
  ['a key-like header', { url: 'http://h/', headers: [['X-Api-Key', CANARY]] }],
  ['a cookie of the request', { url: 'http://h/', cookies: { sid: CANARY } }],
  ['a password in the URL', { url: `http://user:${CANARY}@h/` }],
  ['a token in the query', { url: `http://h/?a=1&access_token=${CANARY}` }],
  ['a token parameter', { url: 'http://h/', params: [['api_key', CANARY]] }],
  ['a password form field', { url: 'http://h/', body: { type: 'form', fields: [['password', CANARY]] } }],
  [
    'a password in a raw form',
    { url: 'http://h/', body: { type: 'form', fields: `u=a&password=${CANARY}` } },
  ],
  ['a password in JSON', { url: 'http://h/', body: { type: 'json', value: { user: { password: CANARY } } } }],
  [
    'a password in JSON as typed',
    { url: 'http://h/', body: { type: 'json', text: `{"password": "${CANARY}"}` } },
  ],
  [
    'a multipart field',
    { url: 'http://h/', body: { type: 'multipart', parts: [{ name: 'password', value: CANARY }] } },
  ],
  [
    'a GraphQL variable',
    { url: 'http://h/', body: { type: 'graphql', query: 'q', variables: { token: CANARY } } },
  ],
  ['a variable of the request', { url: 'http://h/{{secret}}', variables: { secret: CANARY } }],
  ['a proxy password', { url: 'http://h/', proxies: { http: `http://u:${CANARY}@p/` } }],
  ['a client key', { url: 'http://h/', cert: { cert: 'PUBLIC', key: CANARY } }],
  [
    'a client key in one PEM with its certificate',
    {
      url: 'http://h/',
      cert: { cert: `PUBLIC\n-----BEGIN EC PRIVATE KEY-----\n${CANARY}`, key: '{{clientKey}}' },
    },
  ],
  ['a password of a proxy', { url: 'http://h/', proxies: { 'http://h': `socks5://u:${CANARY}@p:1` } }],
  ['a password of a proxy without a scheme', { url: 'http://h/', proxies: { all: `u:${CANARY}@p:1` } }],
];

describe('the publish check', () => {
  it.each(places)('takes %s out of the snapshot and asks the visitor for it', (_, request) => {
    const { snapshot, findings } = publish(source(request));
    expect(frozen(snapshot)).not.toContain(CANARY);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ outcome: 'prompted' });
    expect(findings[0]?.preview).not.toContain(CANARY);
    expect(snapshot.variables.map(({ name }) => name)).toEqual([findings[0]?.prompt]);
    expect(frozen(snapshot)).toContain(`{{${findings[0]?.prompt ?? ''}}}`);
  });

  it.each(places)('keeps %s when its place is knowingly revealed', (_, request) => {
    const [finding] = publish(source(request)).findings;
    const { snapshot, findings } = publish(source(request), { reveal: [finding?.where ?? ''] });
    expect(frozen(snapshot)).toContain(CANARY);
    expect(findings[0]).toMatchObject({ outcome: 'revealed' });
    expect(snapshot.variables).toEqual([]);
  });

  it('finds a JWT in the text of a WebSocket message and in the text that is awaited', () => {
    const socket = { messages: [{ text: `auth ${JWT}` }], until: { contains: JWT } };
    const { snapshot, findings } = publish(source({ url: 'ws://h/', socket }));
    expect(frozen(snapshot)).not.toContain(JWT);
    expect(findings.map(({ where }) => where)).toContain('steps.1.request.socket.messages.1.text');
    expect(JSON.stringify(snapshot.steps[0]?.request.socket?.messages)).toMatch(/"auth \{\{\w+\}\}"/);
  });

  it('finds a JWT wherever it stands', () => {
    const { snapshot } = publish(
      source({ url: 'http://h/', body: { type: 'text', text: `hello ${JWT} there` } }),
    );
    expect(frozen(snapshot)).not.toContain(JWT);
  });

  it('looks through the session whose settings the replays begin with', () => {
    const { snapshot } = publish(
      source({ url: 'http://h/' }, [], { auth: { type: 'bearer', token: CANARY } }),
    );
    expect(frozen(snapshot)).not.toContain(CANARY);
  });

  it('takes the default out of a secret variable', () => {
    const { snapshot } = publish(
      source({ url: 'http://h/' }, [{ name: 'pw', default: CANARY, secret: true }]),
    );
    expect(frozen(snapshot)).not.toContain(CANARY);
    expect(snapshot.variables).toEqual([{ name: 'pw', secret: true, prompt: 'pw' }]);
  });

  it('takes a secret out of other places that do not look like one', () => {
    const request: RequestSpecInput = { url: `http://h/${CANARY}`, auth: { type: 'bearer', token: CANARY } };
    expect(frozen(publish(source(request)).snapshot)).not.toContain(CANARY);
  });

  it.each<[string, RequestSpecInput['body'], string]>([
    ['a form', { type: 'form', fields: [['password', 'password']] }, '["password","{{password}}"]'],
    ['a raw form', { type: 'form', fields: 'password=password' }, '"password={{password}}"'],
    ['JSON as typed', { type: 'json', text: '{"password":"password"}' }, '\\"password\\":\\"{{password}}\\"'],
  ])('keeps a field name that is also the secret, in %s', (_, body, wanted) => {
    const { snapshot } = publish(source({ url: 'http://h/', body }));
    expect(frozen(snapshot)).toContain(wanted);
  });

  it('takes it out of the name and the description too', () => {
    const auth = { type: 'bearer' as const, token: CANARY };
    const told = {
      ...source({ url: 'http://h/', auth }),
      name: `flow ${CANARY}`,
      description: `use ${CANARY}`,
    };
    expect(frozen(publish(told).snapshot)).not.toContain(CANARY);
  });

  it('keeps a template whose name is also the secret', () => {
    const variables: SequenceVariable[] = [{ name: 'password', default: 'password', secret: true }];
    const body: RequestSpecInput['body'] = { type: 'form', fields: [['password', '{{password}}']] };
    const { snapshot } = publish(source({ url: 'http://h/{{password}}', body }, variables));
    expect(snapshot.steps[0]?.request).toMatchObject({ url: 'http://h/{{password}}', body });
  });

  it('asks once for a secret that is used twice, and apart for two that differ', () => {
    const twice = source({
      url: 'http://h/',
      body: {
        type: 'form',
        fields: [
          ['password', CANARY],
          ['password2', CANARY],
          ['token', 'other-value'],
        ],
      },
    });
    const { snapshot, findings } = publish(twice);
    expect(findings.filter(({ prompt }) => prompt === 'password').length).toBeGreaterThanOrEqual(1);
    expect(snapshot.variables.map(({ name }) => name)).toEqual(['password', 'token']);
  });

  it('leaves templates, CSRF tokens and harmless values alone', () => {
    const request: RequestSpecInput = {
      url: 'http://h/?page=2',
      headers: [['User-Agent', 'Mozilla/5.0']],
      body: {
        type: 'form',
        fields: [
          ['_csrf', '{{csrf}}'],
          ['csrf_token', 'abc'],
          ['password', '{{password}}'],
        ],
      },
    };
    const { snapshot, findings } = publish(source(request));
    expect(findings).toEqual([]);
    expect(snapshot.steps[0]?.request).toEqual(RequestSpec.parse(request));
  });
});
